/** The operators of Sequences. As in TLC, some of them take strings too. */

import { EvaluationError } from './evaluation-error.js';
import { type Id, STRING, TUPLE } from './kinds.js';
import type { ValueStore } from './store.js';

const isTuple = (store: ValueStore, id: Id): boolean => id >= 0 && store.kind[id] === TUPLE;
const isString = (store: ValueStore, id: Id): boolean => id >= 0 && store.kind[id] === STRING;

/** Len(s), of a sequence or a string (in UTF-16 units). */
export function lengthOf(store: ValueStore, s: Id): number {
  if (isTuple(store, s)) return store.length[s] as number;
  if (isString(store, s)) return store.atomText(s).length;
  throw store.typeError('a sequence', s);
}

export function headOf(store: ValueStore, s: Id): Id {
  if (!isTuple(store, s)) throw store.typeError('a sequence', s);
  if (s === store.emptyTuple) throw new EvaluationError('domain', 'Head of the empty sequence');
  return store.arena[store.offset[s] as number] as number;
}

/** Tail(s), of a sequence or a string. */
export function tailOf(store: ValueStore, s: Id): Id {
  const length = lengthOf(store, s);
  if (length === 0) throw new EvaluationError('domain', 'Tail of the empty sequence');
  return slice(store, s, 1, length);
}

export function appendTo(store: ValueStore, s: Id, x: Id): Id {
  if (!isTuple(store, s)) throw store.typeError('a sequence', s);
  const mark = store.mark();
  store.pushRun(store.offset[s] as number, store.length[s] as number);
  store.push(x);
  return store.intern(TUPLE, mark);
}

/** s \o t, of two sequences or two strings. */
export function concatenate(store: ValueStore, s: Id, t: Id): Id {
  if (isString(store, s)) {
    if (!isString(store, t)) throw store.typeError('a string after \\o', t);
    return store.string(store.atomText(s) + store.atomText(t));
  }
  if (!isTuple(store, s)) throw store.typeError('a sequence before \\o', s);
  if (!isTuple(store, t)) throw store.typeError('a sequence after \\o', t);
  if (s === store.emptyTuple) return t;
  if (t === store.emptyTuple) return s;
  const mark = store.mark();
  store.pushRun(store.offset[s] as number, store.length[s] as number);
  store.pushRun(store.offset[t] as number, store.length[t] as number);
  return store.intern(TUPLE, mark);
}

/**
 * SubSeq(s, m, n), of a sequence or a string: empty when m > n.
 *
 * @throws {EvaluationError} 'domain' when m <= n and one of them is not in 1..Len(s).
 */
export function subsequence(store: ValueStore, s: Id, m: Id, n: Id): Id {
  const length = lengthOf(store, s);
  const first = store.numberOf(m);
  const last = store.numberOf(n);
  if (first > last) return slice(store, s, 0, 0);
  for (const index of [first, last]) {
    if (index >= 1 && index <= length) continue;
    throw new EvaluationError('domain', `SubSeq: ${index} is not in the domain 1..${length} of ${store.brief(s)}`);
  }
  return slice(store, s, first - 1, last);
}

/** Elements from (0-based) up to `end`, not included. */
function slice(store: ValueStore, s: Id, from: number, end: number): Id {
  if (isString(store, s)) return store.string(store.atomText(s).slice(from, end));
  const mark = store.mark();
  store.pushRun((store.offset[s] as number) + from, end - from);
  return store.intern(TUPLE, mark);
}

/** SortSeq(s, precedes): insertion from the left, an element moves before those it precedes. As TLC asks `precedes`. */
export function sortSequence(store: ValueStore, s: Id, precedes: (left: Id, right: Id) => boolean): Id {
  if (!isTuple(store, s)) throw store.typeError('a sequence', s);
  const from = store.offset[s] as number;
  const sorted: Id[] = [];
  for (const element of store.arena.slice(from, from + (store.length[s] as number))) {
    let place = sorted.length;
    while (place > 0 && precedes(element, sorted[place - 1] as number)) place--;
    sorted.splice(place, 0, element);
  }
  const mark = store.mark();
  for (const element of sorted) store.push(element);
  return store.intern(TUPLE, mark);
}
