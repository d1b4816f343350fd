/** TLA+ values in canonical form, built where implementations are projected. */

import type { Value } from '../../spec/checker/index.js';

export type ModelValue = Extract<Value, { kind: 'model' }>;

export const yes: Value = { kind: 'boolean', value: true };
export const no: Value = { kind: 'boolean', value: false };
export const emptySet: Value = { kind: 'set', elements: [] };

export function truth(value: boolean): Value {
  return value ? yes : no;
}

const strings = new Map<string, Value>();

export function text(value: string): Value {
  const known = strings.get(value);
  if (known !== undefined) return known;
  const made: Value = { kind: 'string', value };
  strings.set(value, made);
  return made;
}

const smallIntegers = Array.from({ length: 16 }, (_, value): Value => ({ kind: 'integer', value: BigInt(value) }));

/** @param value an integer. */
export function integer(value: number): Value {
  return smallIntegers[value] ?? { kind: 'integer', value: BigInt(value) };
}

/** Fields in any order. */
export function record(fields: Readonly<Record<string, Value>>): Value {
  const pairs: (readonly [string, Value])[] = [];
  let isSorted = true;
  // Projections make some ten records a step: Object.entries and sort would be a quarter of a replay.
  for (const name in fields) {
    isSorted &&= pairs.length === 0 || (pairs[pairs.length - 1] as readonly [string, Value])[0] < name;
    pairs.push([name, fields[name] as Value]);
  }
  return { kind: 'record', fields: isSorted ? pairs : pairs.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** The set of these strings, in any order, each once. */
export function setOfTexts(values: Iterable<string>): Value {
  return { kind: 'set', elements: [...values].sort().map(text) };
}

/** @param values sorted as model values are, by name, each once. */
export function setOf(values: readonly Value[]): Value {
  return values.length === 0 ? emptySet : { kind: 'set', elements: values };
}

/** @throws {Error} when `value` is not a set of model values. */
export function modelValues(value: Value | undefined, name: string): readonly ModelValue[] {
  if (value?.kind !== 'set') throw new Error(`${name} is not a set`);
  return value.elements
    .map((element) => {
      if (element.kind !== 'model') throw new Error(`${name} has an element that is no model value`);
      return element;
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A state with a value for each of its variables, in their order. */
export function stateOf<S extends { readonly [V in keyof S]: Value }>(
  variables: readonly (keyof S & string)[],
  state: S,
): ReadonlyMap<string, Value> {
  return new Map(variables.map((variable) => [variable, state[variable]]));
}
