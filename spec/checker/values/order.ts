/** Equality and the order of values, with TLC's rules about which values cannot be compared. */

import { EvaluationError } from './evaluation-error.js';
import {
  BOOLEAN,
  FIRST_LAZY,
  FUNCTION,
  FUNCTION_SET,
  type Id,
  INTEGER,
  isSetKind,
  MODEL,
  POWERSET,
  SEQUENCES,
  SET,
  STRING,
  TUPLE,
} from './kinds.js';
import type { ValueStore } from './store.js';

/**
 * Whether two values with different ids are the same; only sets that are not written out can be.
 *
 * What is compared before an error follows TLC: sets and functions of different sizes are just unequal, elements are
 * compared in order until two differ, a function's domain before its values. (TLC also refuses to compare a record written
 * as one with a tuple, although their sizes may differ; here the sizes decide.)
 *
 * @throws {EvaluationError} 'incomparable' for unlike values.
 */
export function equalValues(store: ValueStore, left: Id, right: Id): boolean {
  const a = left < 0 ? INTEGER : (store.kind[left] as number);
  const b = right < 0 ? INTEGER : (store.kind[right] as number);
  if (a === b) {
    if (a < MODEL) return false;
    if (a === TUPLE && store.length[left] !== store.length[right]) return false;
    if (a === SET && store.length[left] !== store.length[right]) return false;
  }
  if (a < FIRST_LAZY && b < FIRST_LAZY && store.shapes.alike(store.shapes.of(left), store.shapes.of(right)))
    return false;
  return equalUnlike(store, left, right, a, b);
}

function equalUnlike(store: ValueStore, left: Id, right: Id, a: number, b: number): boolean {
  if (a === MODEL || b === MODEL) {
    checkModelTypes(store, left, right);
    return false;
  }
  if (isSetKind(a) && isSetKind(b)) return equalSets(store, left, right);
  if ((a === TUPLE || a === FUNCTION) && (b === TUPLE || b === FUNCTION)) {
    const count = store.functionSize(left);
    if (count !== store.functionSize(right)) return false;
    const domain = store.domain(left);
    const otherDomain = store.domain(right);
    if (domain !== otherDomain && !equalElements(store, domain, 0, otherDomain, 0, count)) return false;
    return equalElements(store, left, a === TUPLE ? 0 : 1, right, b === TUPLE ? 0 : 1, count);
  }
  throw incomparable(store, left, right);
}

function equalSets(store: ValueStore, left: Id, right: Id): boolean {
  const leftFinite = store.isFinite(left);
  if (leftFinite && store.isFinite(right)) {
    const first = store.enumerate(left);
    const second = store.enumerate(right);
    if (first === second) return true;
    const count = store.length[first] as number;
    return count === store.length[second] && equalElements(store, first, 0, second, 0, count);
  }
  const kind = store.kind[left];
  if (kind === store.kind[right]) {
    const from = store.offset[left] as number;
    const other = store.offset[right] as number;
    const part = (index: number): boolean =>
      store.equal(store.arena[from + index] as number, store.arena[other + index] as number);
    // Exact for these; a function set that is infinite has a domain that is not empty.
    if (kind === POWERSET || kind === SEQUENCES) return part(0);
    if (kind === FUNCTION_SET && part(0)) return part(1);
  }
  if (store.length[left] === 0 && store.length[right] === 0 && !leftFinite && !store.isFinite(right)) return false;
  throw incomparable(store, left, right);
}

function equalElements(store: ValueStore, left: Id, i: number, right: Id, j: number, count: number): boolean {
  for (let index = 0; index < count; index++) {
    const first = store.arena[(store.offset[left] as number) + i + index] as number;
    const second = store.arena[(store.offset[right] as number) + j + index] as number;
    if (first !== second && !equalValues(store, first, second)) return false;
  }
  return true;
}

/**
 * Negative, 0 or positive: integers by size, strings by text, FALSE first, model values by name and before all others, sets by
 * number of elements and then by elements, functions by size, then domain, then values.
 *
 * @throws {EvaluationError} 'incomparable' for unlike values.
 */
export function compareValues(store: ValueStore, left: Id, right: Id): number {
  if (left === right) return 0;
  if (left < 0 && right < 0) return left < right ? -1 : 1;
  const a = left < 0 ? INTEGER : (store.kind[left] as number);
  const b = right < 0 ? INTEGER : (store.kind[right] as number);
  if (a === b) {
    switch (a) {
      case BOOLEAN:
        return left - right;
      case INTEGER:
        return store.numberOf(left) - store.numberOf(right);
      case STRING:
        return store.atomText(left) < store.atomText(right) ? -1 : 1;
      case TUPLE: {
        const count = store.length[left] as number;
        return count - (store.length[right] as number) || compareElements(store, left, 0, right, 0, count);
      }
    }
  }
  if (a === MODEL || b === MODEL) {
    checkModelTypes(store, left, right);
    if (a !== b) return a === MODEL ? -1 : 1;
    return store.atomText(left) < store.atomText(right) ? -1 : 1;
  }
  if (isSetKind(a) && isSetKind(b)) return compareSets(store, left, right, a, b);
  if ((a === TUPLE || a === FUNCTION) && (b === TUPLE || b === FUNCTION)) {
    const count = store.functionSize(left);
    const sizes = count - store.functionSize(right);
    if (sizes !== 0) return sizes;
    const domains = compareElements(store, store.domain(left), 0, store.domain(right), 0, count);
    return domains || compareElements(store, left, a === TUPLE ? 0 : 1, right, b === TUPLE ? 0 : 1, count);
  }
  throw incomparable(store, left, right);
}

function compareSets(store: ValueStore, left: Id, right: Id, a: number, b: number): number {
  if (a === SET && b === SET) {
    const count = store.length[left] as number;
    return count - (store.length[right] as number) || compareElements(store, left, 0, right, 0, count);
  }
  const leftFinite = store.isFinite(left);
  const rightFinite = store.isFinite(right);
  if (leftFinite && rightFinite) return compareValues(store, store.enumerate(left), store.enumerate(right));
  // Infinite sets come last, in an order that is only fixed.
  if (leftFinite !== rightFinite) throw incomparable(store, left, right);
  if (equalSets(store, left, right)) return 0;
  if (a !== b) return a - b;
  return compareElements(store, left, 0, right, 0, store.length[left] as number);
}

function compareElements(store: ValueStore, left: Id, i: number, right: Id, j: number, count: number): number {
  if (left === right) return 0;
  for (let index = 0; index < count; index++) {
    const first = store.arena[(store.offset[left] as number) + i + index] as number;
    const second = store.arena[(store.offset[right] as number) + j + index] as number;
    const order = first === second ? 0 : compareValues(store, first, second);
    if (order !== 0) return order;
  }
  return 0;
}

/** The type of a model value, from its name; undefined for the untyped ones, which compare with everything. */
export function modelType(name: string): string | undefined {
  return name.length > 2 && name[1] === '_' ? name[0] : undefined;
}

function checkModelTypes(store: ValueStore, left: Id, right: Id): void {
  const leftType = typeOf(store, left);
  const rightType = typeOf(store, right);
  if (leftType === rightType || leftType === 'any' || rightType === 'any') return;
  throw incomparable(store, left, right);
}

/** 'any' of an untyped model value; what is no model value has a type of its own. */
function typeOf(store: ValueStore, id: Id): string {
  return id >= 0 && store.kind[id] === MODEL ? (modelType(store.atomText(id)) ?? 'any') : 'none';
}

export function incomparable(store: ValueStore, left: Id, right: Id): EvaluationError {
  return new EvaluationError('incomparable', `cannot compare ${store.brief(left)} with ${store.brief(right)}`);
}
