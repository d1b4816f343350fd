/** The operators of Bags: a bag is a function to positive integers. */

import { checked } from './arithmetic.js';
import { EvaluationError } from './evaluation-error.js';
import { BIAS, type Id } from './kinds.js';
import type { ValueStore } from './store.js';

/** The operators of one store, for generated code. */
export function bagOperators(store: ValueStore) {
  return {
    isABag: (b: Id) => isABag(store, b),
    bagToSet: (b: Id) => bagToSet(store, b),
    setToBag: (set: Id) => setToBag(store, set),
    bagIn: (e: Id, b: Id) => bagIn(store, e, b),
    copiesIn: (e: Id, b: Id) => copiesIn(store, e, b),
    bagCardinality: (b: Id) => bagCardinality(store, b),
    bagSum: (left: Id, right: Id) => bagSum(store, left, right),
    bagDifference: (left: Id, right: Id) => bagDifference(store, left, right),
    bagUnion: (set: Id) => bagUnion(store, set),
    bagSubsetEqual: (left: Id, right: Id) => bagSubsetEqual(store, left, right),
    subBag: (b: Id) => subBag(store, b),
    bagOfAll: (image: (element: Id) => Id, b: Id) => bagOfAll(store, image, b),
  };
}

/** IsABag(b): FALSE also of what is no function. */
export function isABag(store: ValueStore, b: Id): boolean {
  if (!store.isFunction(b)) return false;
  return copies(store, b).every(([, id]) => store.isInteger(id) && store.numberOf(id) > 0);
}

/** BagToSet(b) */
export function bagToSet(store: ValueStore, b: Id): Id {
  return store.domain(b);
}

/** SetToBag(S) */
export function setToBag(store: ValueStore, set: Id): Id {
  const domain = store.enumerate(set);
  return store.functionOn(domain, pushed(store, new Array(store.length[domain] as number).fill(1 - BIAS)));
}

/** BagIn(e, b) */
export function bagIn(store: ValueStore, e: Id, b: Id): boolean {
  return store.numberOf(copiesIn(store, e, b)) > 0;
}

/** CopiesIn(e, b), an integer. */
export function copiesIn(store: ValueStore, e: Id, b: Id): Id {
  return store.member(e, store.domain(b)) ? store.apply(b, e) : -BIAS;
}

/** BagCardinality(b), an integer. */
export function bagCardinality(store: ValueStore, b: Id): Id {
  let total = 0;
  for (const [, id] of bagCopies(store, b)) total = checked(total + store.numberOf(id), () => 'BagCardinality');
  return store.integer(total);
}

/** left (+) right */
export function bagSum(store: ValueStore, left: Id, right: Id): Id {
  return fromCounts(store, counted(store, [...bagCopies(store, left), ...bagCopies(store, right)]));
}

/** left (-) right: what is left of `left`. */
export function bagDifference(store: ValueStore, left: Id, right: Id): Id {
  const remaining = copies(store, left).map(([element, id]): readonly [Id, number] => [
    element,
    store.numberOf(id) - store.numberOf(copiesIn(store, element, right)),
  ]);
  return fromCounts(store, new Map(remaining.filter(([, count]) => count > 0)));
}

/** BagUnion(S): the sum of a set of bags. */
export function bagUnion(store: ValueStore, set: Id): Id {
  const bags = contents(store, store.enumerate(set));
  return fromCounts(
    store,
    counted(
      store,
      bags.flatMap((bag) => bagCopies(store, bag)),
    ),
  );
}

/** left \sqsubseteq right */
export function bagSubsetEqual(store: ValueStore, left: Id, right: Id): boolean {
  return copies(store, left).every(
    ([element, id]) => store.numberOf(id) <= store.numberOf(copiesIn(store, element, right)),
  );
}

/** SubBag(b): the set of all its sub-bags. */
export function subBag(store: ValueStore, b: Id): Id {
  const all = bagCopies(store, b);
  const size = all.reduce((product, [, id]) => product * (store.numberOf(id) + 1), 1);
  if (size > store.sizeMax) {
    throw new EvaluationError('too-large', `SubBag has ${size} elements, more than the limit of ${store.sizeMax}`);
  }
  const mark = store.mark();
  const extend = (place: number, counts: ReadonlyMap<Id, number>): void => {
    const next = all[place];
    if (next === undefined) {
      store.push(fromCounts(store, counts));
      return;
    }
    for (let count = 0; count <= store.numberOf(next[1]); count++) {
      extend(place + 1, count === 0 ? counts : new Map([...counts, [next[0], count]]));
    }
  };
  extend(0, new Map());
  return store.set(mark);
}

/** BagOfAll(F, b): the copies of each element moved to its image. */
export function bagOfAll(store: ValueStore, image: (element: Id) => Id, b: Id): Id {
  return fromCounts(
    store,
    counted(
      store,
      copies(store, b).map(([element, id]) => [image(element), id] as const),
    ),
  );
}

function copies(store: ValueStore, b: Id): (readonly [Id, Id])[] {
  const domain = store.domain(b);
  return contents(store, domain).map((element) => [element, store.apply(b, element)] as const);
}

function bagCopies(store: ValueStore, b: Id): (readonly [Id, Id])[] {
  if (!isABag(store, b)) throw store.typeError('a bag', b);
  return copies(store, b);
}

function counted(store: ValueStore, all: readonly (readonly [Id, Id])[]): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const [element, id] of all) {
    counts.set(
      element,
      checked((counts.get(element) ?? 0) + store.numberOf(id), () => 'the number of copies'),
    );
  }
  return counts;
}

function fromCounts(store: ValueStore, counts: ReadonlyMap<Id, number>): Id {
  const domain = store.set(pushed(store, [...counts.keys()]));
  const numbers = contents(store, domain).map((element) => store.integer(counts.get(element) as number));
  return store.functionOn(domain, pushed(store, numbers));
}

function pushed(store: ValueStore, ids: readonly Id[]): number {
  const mark = store.mark();
  for (const id of ids) store.push(id);
  return mark;
}

function contents(store: ValueStore, set: Id): Id[] {
  const from = store.offset[set] as number;
  return [...store.arena.subarray(from, from + (store.length[set] as number))];
}
