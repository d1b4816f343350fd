/** Sets that are written out: building them, and the algebra of sets. */

import { BIAS, DIFFERENCE, FIRST_LAZY, type Id, INTERSECTION, INTERVAL, SET, UNION } from './kinds.js';
import { UNKNOWN } from './memo.js';
import { compareValues } from './order.js';
import type { ValueStore } from './store.js';

/** Up to this size an insertion sort is used, and a set is searched from one end. */
const SMALL = 24;

/** The set of the values pushed since `mark`. */
export function buildSet(store: ValueStore, mark: number): Id {
  if (!isAscending(store, mark)) {
    if (store.top - mark <= SMALL) sortFew(store, mark);
    else sortMany(store, mark);
  }
  return store.intern(SET, mark);
}

function isAscending(store: ValueStore, mark: number): boolean {
  for (let index = mark + 1; index < store.top; index++) {
    if (compareValues(store, store.stack[index - 1] as number, store.stack[index] as number) >= 0) return false;
  }
  return true;
}

/** Binary insertion, repetitions dropped. */
function sortFew(store: ValueStore, mark: number): void {
  let kept = mark + 1;
  for (let index = kept; index < store.top; index++) {
    const id = store.stack[index] as number;
    let low = mark;
    let high = kept;
    let order = 1;
    while (low < high && order !== 0) {
      const middle = (low + high) >> 1;
      order = compareValues(store, id, store.stack[middle] as number);
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    if (order === 0) continue;
    store.stack.copyWithin(low + 1, low, kept);
    store.stack[low] = id;
    kept++;
  }
  store.top = kept;
}

function sortMany(store: ValueStore, mark: number): void {
  const distinct = [...new Set(store.stack.subarray(mark, store.top))];
  distinct.sort((left, right) => compareValues(store, left, right));
  store.stack.set(distinct, mark);
  store.top = mark + distinct.length;
}

/** Where `x` stands among the elements of a SET, or -1: by identity, so that unlike values are no error here. */
export function positionIn(store: ValueStore, set: Id, x: Id): number {
  const { arena } = store;
  const from = store.offset[set] as number;
  const count = store.length[set] as number;
  if (count <= SMALL) {
    for (let index = 0; index < count; index++) if (arena[from + index] === x) return index;
    return -1;
  }
  // Nothing but model values comes before integers: between two integers there are only integers, their ids in order.
  if ((arena[from] as number) < 0 && (arena[from + count - 1] as number) < 0) {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const element = arena[from + middle] as number;
      if (element === x) return middle;
      if (x < element) high = middle;
      else low = middle + 1;
    }
    return -1;
  }
  return store.indexOf(set).get(x) ?? -1;
}

/**
 * Whether `x`, which is not among the elements by identity, is unlike any of them.
 *
 * @throws {EvaluationError} 'incomparable' as TLC does in its binary search.
 */
export function searchUnlike(store: ValueStore, set: Id, x: Id): boolean {
  let low = 0;
  let high = store.length[set] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareValues(store, x, store.arena[(store.offset[set] as number) + middle] as number);
    if (order === 0) return true;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

/** Membership in a SET. */
export function memberOfSet(store: ValueStore, x: Id, set: Id): boolean {
  const sought = x >= 0 && (store.kind[x] as number) >= FIRST_LAZY ? store.settle(x) : x;
  if (positionIn(store, set, sought) >= 0) return true;
  const { shapes } = store;
  if (shapes.alike(shapes.of(sought), shapes.elementOf(shapes.of(set)))) return false;
  return searchUnlike(store, set, sought);
}

/** left \cup right. */
export function uniteSets(store: ValueStore, left: Id, right: Id): Id {
  if (!isWritten(store, left) || !isWritten(store, right)) return combineLazy(store, UNION, '\\cup', left, right);
  const a = store.enumerate(left);
  const b = store.enumerate(right);
  if (a === b || b === store.emptySet) return a;
  if (a === store.emptySet) return b;
  const known = store.unions.recall(a, b);
  if (known !== UNKNOWN) return known;
  const mark = store.mark();
  const m = store.length[a] as number;
  const n = store.length[b] as number;
  let i = 0;
  let j = 0;
  while (i < m && j < n) {
    const x = store.arena[(store.offset[a] as number) + i] as number;
    const y = store.arena[(store.offset[b] as number) + j] as number;
    const order = compareValues(store, x, y);
    store.push(order <= 0 ? x : y);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  for (; i < m; i++) store.push(store.arena[(store.offset[a] as number) + i] as number);
  for (; j < n; j++) store.push(store.arena[(store.offset[b] as number) + j] as number);
  return store.unions.keep(a, b, store.intern(SET, mark));
}

/** set \cup {x}. */
export function insertInto(store: ValueStore, set: Id, x: Id): Id {
  if (store.kind[set] !== SET || set < 0 || (x >= 0 && (store.kind[x] as number) >= FIRST_LAZY)) {
    return uniteSets(store, set, store.singleton(x));
  }
  const known = store.inserts.recall(set, x);
  if (known !== UNKNOWN) return known;
  if (positionIn(store, set, x) >= 0) return set;
  const count = store.length[set] as number;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareValues(store, x, store.arena[(store.offset[set] as number) + middle] as number);
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  const mark = store.mark();
  const from = store.offset[set] as number;
  for (let index = 0; index < low; index++) store.push(store.arena[from + index] as number);
  store.push(x);
  for (let index = low; index < count; index++) store.push(store.arena[from + index] as number);
  return store.inserts.keep(set, x, store.intern(SET, mark));
}

/** left \cap right: filters an operand that is written out, the left one if both are. */
export function intersectSets(store: ValueStore, left: Id, right: Id): Id {
  if (isWritten(store, left)) return filterBy(store, store.enumerate(left), right, true);
  if (isWritten(store, right)) return filterBy(store, store.enumerate(right), left, true);
  return combineLazy(store, INTERSECTION, '\\cap', left, right);
}

/** left \ right. */
export function subtractSets(store: ValueStore, left: Id, right: Id): Id {
  if (isWritten(store, left)) return filterBy(store, store.enumerate(left), right, false);
  return combineLazy(store, DIFFERENCE, '\\', left, right);
}

/** The elements of the SET `set` that are (or are not) in `other`. */
function filterBy(store: ValueStore, set: Id, other: Id, isKept: boolean): Id {
  if (!store.isSet(other)) throw store.typeError('a set', other);
  const memo = isKept ? store.intersections : store.differences;
  const known = memo.recall(set, other);
  if (known !== UNKNOWN) return known;
  const mark = store.mark();
  const count = store.length[set] as number;
  for (let index = 0; index < count; index++) {
    const x = store.arena[(store.offset[set] as number) + index] as number;
    if (store.member(x, other) === isKept) store.push(x);
  }
  return memo.keep(set, other, store.intern(SET, mark));
}

/** left \subseteq right; the left set must be enumerable, or the question one about the bases of two power sets. */
export function isSubset(store: ValueStore, left: Id, right: Id): boolean {
  if (!store.isSet(left)) throw store.typeError('a set', left);
  if (!store.isSet(right)) throw store.typeError('a set', right);
  const bases = store.basesOfPowersets(left, right);
  if (bases !== undefined) return isSubset(store, bases[0], bases[1]);
  const set = store.enumerate(left);
  if (set === right) return true;
  const known = store.subsets.recall(set, right);
  if (known !== UNKNOWN) return known === 1;
  const count = store.length[set] as number;
  let index = 0;
  while (index < count && store.member(store.arena[(store.offset[set] as number) + index] as number, right)) index++;
  return store.subsets.keep(set, right, index === count ? 1 : 0) === 1;
}

/** UNION set. */
export function bigUnionOf(store: ValueStore, set: Id): Id {
  const sets = store.enumerate(set);
  const count = store.length[sets] as number;
  let united = store.emptySet;
  // Halving, rather than one after the other, keeps the work near linear when there are many.
  const unite = (low: number, high: number): Id => {
    if (high - low === 1) {
      const element = store.arena[(store.offset[sets] as number) + low] as number;
      if (!store.isSet(element)) throw store.typeError('a set of sets', set);
      return element;
    }
    const middle = (low + high) >> 1;
    return uniteSets(store, unite(low, middle), unite(middle, high));
  };
  if (count > 0) united = unite(0, count);
  return united;
}

/** a..b: written out when it is short. */
export function intervalOf(store: ValueStore, low: number, high: number): Id {
  if (low > high) return store.emptySet;
  const first = store.integer(low);
  const last = store.integer(high);
  const known = store.intervals.recall(first, last);
  if (known !== UNKNOWN) return known;
  const mark = store.mark();
  if (high - low < 1024 && low >= -BIAS && high < BIAS) {
    for (let id = first; id <= last; id++) store.push(id);
    return store.intervals.keep(first, last, store.intern(SET, mark));
  }
  store.push(first);
  store.push(last);
  return store.intervals.keep(first, last, store.intern(INTERVAL, mark));
}

/** Whether the elements of a set are at hand, as TLC has them for enumerated sets and intervals. */
function isWritten(store: ValueStore, set: Id): boolean {
  const kind = set < 0 ? 0 : store.kind[set];
  return kind === SET || kind === INTERVAL;
}

function combineLazy(store: ValueStore, kind: number, operator: string, left: Id, right: Id): Id {
  for (const operand of [left, right]) {
    if (!store.isSet(operand)) throw store.typeError(`a set beside ${operator}`, operand);
  }
  if (kind === UNION && (left === store.emptySet || left === right)) return right;
  if (right === store.emptySet) return kind === INTERSECTION ? right : left;
  const mark = store.mark();
  store.pushAsIs(left);
  store.pushAsIs(right);
  return store.intern(kind, mark);
}
