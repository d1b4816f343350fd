/** Values of TaskKey, read from its constants and built for its state. */

import type { Value } from '../../../spec/checker/index.js';

const numbers: Value[] = [];

/** `value` is a natural number, and small: each is kept. */
export function number(value: number): Value {
  numbers[value] ??= { kind: 'integer', value: BigInt(value) };
  return numbers[value] as Value;
}

export function tuple(...elements: readonly Value[]): Value {
  return { kind: 'tuple', elements };
}

/** A function on strings, of which there is at least one. `names` are in order. */
export function functionOn(names: readonly string[], of: (name: string) => Value): Value {
  const fields: (readonly [string, Value])[] = [];
  for (const name of names) fields.push([name, of(name)]);
  return { kind: 'record', fields };
}

export function numberSet(elements: Iterable<number>): Value {
  return { kind: 'set', elements: [...elements].sort((left, right) => left - right).map(number) };
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
