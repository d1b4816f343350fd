/** Sets that are not written out: membership without enumeration, sizes, and enumeration when it must be. */

import { EvaluationError } from './evaluation-error.js';
import {
  DIFFERENCE,
  FUNCTION,
  FUNCTION_SET,
  type Id,
  INTEGER,
  INTEGERS,
  INTERSECTION,
  INTERVAL,
  MODEL,
  NATURALS,
  POWERSET,
  PRODUCT,
  REALS,
  RECORD_SET,
  SEQUENCES,
  SET,
  STRING,
  STRINGS,
  TUPLE,
  UNION,
} from './kinds.js';
import { modelType } from './order.js';
import { memberOfSet } from './sets.js';
import type { ValueStore } from './store.js';

/** The n-th component of a set that is not written out. */
const part = (store: ValueStore, set: Id, n: number): Id => store.arena[(store.offset[set] as number) + n] as number;

/**
 * x \in set.
 *
 * @throws {EvaluationError} 'incomparable' where TLC refuses to ask: 1 \in {"a"}, "a" \in Nat, 1 \in SUBSET S.
 */
export function isMember(store: ValueStore, x: Id, set: Id): boolean {
  const kind = set < 0 ? INTEGER : store.kind[set];
  switch (kind) {
    case SET:
      return memberOfSet(store, x, set);
    case INTERVAL:
      if (!store.isInteger(x)) return refuse(store, x, set);
      return (
        store.numberOf(part(store, set, 0)) <= store.numberOf(x) &&
        store.numberOf(x) <= store.numberOf(part(store, set, 1))
      );
    case NATURALS:
      return store.isInteger(x) ? store.numberOf(x) >= 0 : refuse(store, x, set);
    case INTEGERS:
    case REALS:
      return store.isInteger(x) || refuse(store, x, set);
    case STRINGS:
      return (x >= 0 && store.kind[x] === STRING) || refuse(store, x, set);
    case POWERSET:
      if (!store.isSet(x)) throw notMember(store, x, set);
      return store.subsetEqual(x, part(store, set, 0));
    case FUNCTION_SET:
      return isFunctionIn(store, x, set);
    case RECORD_SET:
      return isRecordIn(store, x, set);
    case PRODUCT:
      return isTupleIn(store, x, set);
    case SEQUENCES:
      if (x < 0 || store.kind[x] !== TUPLE) return refuse(store, x, set);
      return allIn(store, x, 0, part(store, set, 0));
    case UNION:
      return store.member(x, part(store, set, 0)) || store.member(x, part(store, set, 1));
    case INTERSECTION:
      return store.member(x, part(store, set, 0)) && store.member(x, part(store, set, 1));
    case DIFFERENCE:
      return store.member(x, part(store, set, 0)) && !store.member(x, part(store, set, 1));
    default:
      throw store.typeError('a set after \\in', set);
  }
}

function isFunctionIn(store: ValueStore, x: Id, set: Id): boolean {
  if (!store.isFunction(x)) return refuse(store, x, set);
  if (!store.equal(store.domain(x), part(store, set, 0))) return false;
  return allIn(store, x, store.kind[x] === TUPLE ? 0 : 1, part(store, set, 1));
}

function isRecordIn(store: ValueStore, x: Id, set: Id): boolean {
  const fields = part(store, set, 0);
  const isRecord = x >= 0 && store.kind[x] === FUNCTION && isStringSet(store, store.domain(x));
  if (!isRecord && x !== store.emptyTuple) return refuse(store, x, set);
  return store.domain(x) === fields && componentsIn(store, x, 1, set, 1, store.length[fields] as number);
}

function isTupleIn(store: ValueStore, x: Id, set: Id): boolean {
  if (x < 0 || store.kind[x] !== TUPLE) {
    // A function on other integers is no tuple; anything else is unlike one.
    if (store.isFunction(x) && store.isInteger(part(store, store.domain(x), 0))) return false;
    return refuse(store, x, set);
  }
  const count = store.length[set] as number;
  return store.length[x] === count && componentsIn(store, x, 0, set, 0, count);
}

function componentsIn(store: ValueStore, x: Id, i: number, set: Id, j: number, count: number): boolean {
  for (let index = 0; index < count; index++) {
    if (!store.member(part(store, x, i + index), part(store, set, j + index))) return false;
  }
  return true;
}

function allIn(store: ValueStore, x: Id, from: number, set: Id): boolean {
  const count = store.length[x] as number;
  for (let index = from; index < count; index++) if (!store.member(part(store, x, index), set)) return false;
  return true;
}

/** An untyped model value is in none of these sets; of other unlike values one cannot ask. */
function refuse(store: ValueStore, x: Id, set: Id): boolean {
  if (x >= 0 && store.kind[x] === MODEL && modelType(store.atomText(x)) === undefined) return false;
  throw notMember(store, x, set);
}

function notMember(store: ValueStore, x: Id, set: Id): EvaluationError {
  return new EvaluationError(
    'incomparable',
    `cannot tell whether ${store.brief(x)} is an element of ${store.brief(set)}`,
  );
}

function isStringSet(store: ValueStore, set: Id): boolean {
  const count = store.length[set] as number;
  const last = part(store, set, count - 1);
  return count > 0 && last >= 0 && store.kind[last] === STRING && store.kind[part(store, set, 0)] === STRING;
}

/** Whether the set is finite, told from its parts without enumerating, as TLC does. */
export function isFiniteSet(store: ValueStore, set: Id): boolean {
  switch (set < 0 ? INTEGER : store.kind[set]) {
    case SET:
    case INTERVAL:
      return true;
    case NATURALS:
    case INTEGERS:
    case REALS:
    case STRINGS:
      return false;
    case SEQUENCES:
      return isEmpty(store, part(store, set, 0));
    case POWERSET:
    case DIFFERENCE:
      return store.isFinite(part(store, set, 0));
    case FUNCTION_SET:
      if (isEmpty(store, part(store, set, 0))) return true;
      return store.isFinite(part(store, set, 0)) && store.isFinite(part(store, set, 1));
    case UNION:
      return store.isFinite(part(store, set, 0)) && store.isFinite(part(store, set, 1));
    case INTERSECTION:
      return store.isFinite(part(store, set, 0)) || store.isFinite(part(store, set, 1));
    case RECORD_SET:
    case PRODUCT:
      for (let index = 0; index < (store.length[set] as number); index++) {
        if (!store.isFinite(part(store, set, index))) return false;
      }
      return true;
    default:
      throw store.typeError('a set', set);
  }
}

function isEmpty(store: ValueStore, set: Id): boolean {
  return store.isFinite(set) && sizeOf(store, set) === 0;
}

/**
 * The number of elements; of sets whose size follows from their parts, without enumerating.
 *
 * @throws {EvaluationError} 'infinite'
 */
export function sizeOf(store: ValueStore, set: Id): number {
  if (!isFiniteSet(store, set)) throw new EvaluationError('infinite', `${store.brief(set)} is infinite`);
  switch (store.kind[set]) {
    case SET:
      return store.length[set] as number;
    case INTERVAL:
      return store.numberOf(part(store, set, 1)) - store.numberOf(part(store, set, 0)) + 1;
    case POWERSET:
      return 2 ** sizeOf(store, part(store, set, 0));
    case FUNCTION_SET:
      if (isEmpty(store, part(store, set, 0))) return 1;
      return sizeOf(store, part(store, set, 1)) ** sizeOf(store, part(store, set, 0));
    case PRODUCT:
    case RECORD_SET: {
      let size = 1;
      const first = store.kind[set] === PRODUCT ? 0 : 1;
      for (let index = first; index < (store.length[set] as number); index++)
        size *= sizeOf(store, part(store, set, index));
      return size;
    }
    default:
      return store.length[store.enumerate(set)] as number;
  }
}
