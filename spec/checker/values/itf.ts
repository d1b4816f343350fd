/** A value as JSON of the Informal Trace Format (Apalache ADR-015). */

import { canonicalValue } from './canonical-value.js';
import type { State, Value } from './value.js';

export type ItfValue =
  | boolean
  | number
  | string
  | { readonly '#bigint': string }
  | { readonly '#tup': readonly ItfValue[] }
  | { readonly '#set': readonly ItfValue[] }
  | { readonly '#map': readonly (readonly [ItfValue, ItfValue])[] }
  | { readonly [field: string]: ItfValue };

/**
 * ITF form of `value`. Integers up to 2^53 - 1 are JSON numbers, larger ones `#bigint`; model values are strings of
 * their name, so that a model value `a` and the string "a" look alike here, as the format has it. A record with a field
 * that starts with `#` is written as a `#map`.
 */
export function itfValue(value: Value): ItfValue {
  return itfCanonical(canonicalValue(value));
}

/** One state as an object of ITF values, in the order of the variables. */
export function itfState(state: State): { readonly [variable: string]: ItfValue } {
  return Object.fromEntries([...state].map(([name, value]) => [name, itfValue(value)]));
}

function itfCanonical(value: Value): ItfValue {
  switch (value.kind) {
    case 'boolean':
    case 'string':
      return value.value;
    case 'integer': {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : { '#bigint': value.value.toString() };
    }
    case 'model':
      return value.name;
    case 'set':
      return { '#set': value.elements.map(itfCanonical) };
    case 'tuple':
      return { '#tup': value.elements.map(itfCanonical) };
    case 'record':
      if (value.fields.some(([name]) => name.startsWith('#') || name === '__proto__')) {
        return { '#map': value.fields.map(([name, field]) => [name, itfCanonical(field)]) };
      }
      return Object.fromEntries(value.fields.map(([name, field]) => [name, itfCanonical(field)]));
    case 'function':
      return { '#map': value.pairs.map(([argument, result]) => [itfCanonical(argument), itfCanonical(result)]) };
  }
}
