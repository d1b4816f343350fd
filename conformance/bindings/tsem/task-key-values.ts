/** Values of TaskKey, read from its constants and built for its state. */

import type { Value } from '../../../spec/checker/index.js';
import { type Build, integer, recordBuild, setOf } from '../values.js';

const builds = new WeakMap<readonly string[], Build>();

/** The function that gives each string the value at its place. @param names at least one, in order, and the same list each time. */
export function functionOnTexts(names: readonly string[], values: readonly Value[]): Value {
  const build = builds.get(names) ?? recordBuild(names);
  builds.set(names, build);
  return build(values);
}

export function setOfIntegers(elements: Iterable<number>): Value {
  return setOf([...elements].sort((left, right) => left - right).map(integer));
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
