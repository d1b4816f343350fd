/** One form for equal values: TLA+ has records and sequences that are functions, and sets without order or repetition. */

import type { State, Value } from './value.js';

/**
 * The form every value is compared and printed in. Set elements are sorted and appear once; a function whose domain is
 * 1..n (n may be 0) is a tuple; a function whose domain is a non-empty set of strings is a record; fields and pairs are
 * sorted. Two values are equal in TLA+ exactly when their canonical forms are equal, model values and strings apart
 * being unequal.
 *
 * @throws {Error} when a function gives one argument two results: that is no TLA+ value.
 */
export function canonicalValue(value: Value): Value {
  switch (value.kind) {
    case 'boolean':
    case 'integer':
    case 'string':
    case 'model':
      return value;
    case 'set':
      return { kind: 'set', elements: sortedUnique(value.elements.map(canonicalValue)) };
    case 'tuple':
      return { kind: 'tuple', elements: value.elements.map(canonicalValue) };
    case 'record':
      return canonicalFunction(
        value.fields.map(([name, field]) => [{ kind: 'string', value: name }, canonicalValue(field)] as const),
      );
    case 'function':
      return canonicalFunction(
        value.pairs.map(([argument, result]) => [canonicalValue(argument), canonicalValue(result)] as const),
      );
  }
}

/** A total order on canonical values: by kind, then by content. Only its being fixed and total matters. */
export function compareValues(left: Value, right: Value): number {
  if (left.kind === 'boolean' && right.kind === 'boolean') return Number(left.value) - Number(right.value);
  if (left.kind === 'integer' && right.kind === 'integer') return compareScalars(left.value, right.value);
  if (left.kind === 'string' && right.kind === 'string') return compareScalars(left.value, right.value);
  if (left.kind === 'model' && right.kind === 'model') return compareScalars(left.name, right.name);
  if (left.kind === 'set' && right.kind === 'set') return compareLists(left.elements, right.elements, compareValues);
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    return compareLists(left.elements, right.elements, compareValues);
  }
  if (left.kind === 'record' && right.kind === 'record') {
    return compareLists(left.fields, right.fields, (a, b) => compareScalars(a[0], b[0]) || compareValues(a[1], b[1]));
  }
  if (left.kind === 'function' && right.kind === 'function') {
    return compareLists(left.pairs, right.pairs, comparePairs);
  }
  return kindRank[left.kind] - kindRank[right.kind];
}

/** Whether two values, in whatever form, are the same TLA+ value. */
export function sameValue(left: Value, right: Value): boolean {
  return compareValues(canonicalValue(left), canonicalValue(right)) === 0;
}

/** Whether two states give the same variables the same values. */
export function sameState(left: State, right: State): boolean {
  if (left.size !== right.size) return false;
  for (const [name, value] of left) {
    const other = right.get(name);
    if (other === undefined || !sameValue(value, other)) return false;
  }
  return true;
}

const kindRank: Readonly<Record<Value['kind'], number>> = {
  boolean: 0,
  integer: 1,
  string: 2,
  model: 3,
  set: 4,
  tuple: 5,
  record: 6,
  function: 7,
};

function canonicalFunction(pairs: readonly (readonly [Value, Value])[]): Value {
  const sorted = [...pairs].sort(comparePairs);
  const unique = sorted.filter((pair, index) => {
    const previous = sorted[index - 1];
    if (previous === undefined || compareValues(previous[0], pair[0]) !== 0) return true;
    if (compareValues(previous[1], pair[1]) !== 0) throw new Error('a function gives one argument two results');
    return false;
  });
  if (unique.every(([argument], index) => argument.kind === 'integer' && argument.value === BigInt(index + 1))) {
    return { kind: 'tuple', elements: unique.map(([, result]) => result) };
  }
  const fields: (readonly [string, Value])[] = [];
  for (const [argument, result] of unique) {
    if (argument.kind !== 'string') return { kind: 'function', pairs: unique };
    fields.push([argument.value, result]);
  }
  return { kind: 'record', fields };
}

function sortedUnique(elements: readonly Value[]): Value[] {
  const sorted = [...elements].sort(compareValues);
  return sorted.filter((element, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || compareValues(previous, element) !== 0;
  });
}

function comparePairs(left: readonly [Value, Value], right: readonly [Value, Value]): number {
  return compareValues(left[0], right[0]) || compareValues(left[1], right[1]);
}

function compareLists<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): number {
  for (const [index, element] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compare(element, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareScalars<T extends bigint | string>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
