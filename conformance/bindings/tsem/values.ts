/** Values of the module written and read: names, numbers, tuples, records whose fields are given in order. */

import type { Value } from '../../../spec/checker/index.js';

const texts = new Map<string, Value>();
const numbers: Value[] = [];

export function text(value: string): Value {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const made: Value = { kind: 'string', value };
  texts.set(value, made);
  return made;
}

/** `value` is a natural number, and small: each is kept. */
export function number(value: number): Value {
  numbers[value] ??= { kind: 'integer', value: BigInt(value) };
  return numbers[value] as Value;
}

export function truth(value: boolean): Value {
  return { kind: 'boolean', value };
}

export function tuple(...elements: readonly Value[]): Value {
  return { kind: 'tuple', elements };
}

/** `fields` in the order of their names, which is the canonical one. */
export function record(fields: Readonly<Record<string, Value>>): Value {
  const pairs: (readonly [string, Value])[] = [];
  // Projections make some ten records a step: Object.entries would be a tenth of a replay.
  for (const name in fields) pairs.push([name, fields[name] as Value]);
  return { kind: 'record', fields: pairs };
}

/** A function on strings, of which there is at least one. `names` are in order. */
export function functionOn(names: readonly string[], of: (name: string) => Value): Value {
  return { kind: 'record', fields: names.map((name) => [name, of(name)] as const) };
}

export function numberSet(elements: Iterable<number>): Value {
  return { kind: 'set', elements: [...elements].sort((left, right) => left - right).map(number) };
}

export function textSet(elements: Iterable<string>): Value {
  return { kind: 'set', elements: [...elements].sort().map(text) };
}

/** The string in `value`. @throws {Error} for any other value. */
export function asText(value: Value | undefined): string {
  if (value?.kind !== 'string') throw new Error(`expected a string, found ${value?.kind ?? 'nothing'}`);
  return value.value;
}

/** The number in `value`. @throws {Error} for any other value. */
export function asNumber(value: Value | undefined): number {
  if (value?.kind !== 'integer') throw new Error(`expected a number, found ${value?.kind ?? 'nothing'}`);
  return Number(value.value);
}

/** The boolean in `value`. @throws {Error} for any other value. */
export function asTruth(value: Value | undefined): boolean {
  if (value?.kind !== 'boolean') throw new Error(`expected a boolean, found ${value?.kind ?? 'nothing'}`);
  return value.value;
}

/** The elements of `value`. @throws {Error} when it is no set. */
export function asSet(value: Value | undefined): readonly Value[] {
  if (value?.kind !== 'set') throw new Error(`expected a set, found ${value?.kind ?? 'nothing'}`);
  return value.elements;
}
