/** Writing out sets that are given by their parts. Each is made in the order of `compare`, so nothing is sorted. */

import { EvaluationError } from './evaluation-error.js';
import {
  DIFFERENCE,
  FUNCTION_SET,
  type Id,
  INTERSECTION,
  INTERVAL,
  POWERSET,
  PRODUCT,
  RECORD_SET,
  SEQUENCES,
  SET,
  UNION,
} from './kinds.js';
import { sizeOf } from './lazy-sets.js';
import type { ValueStore } from './store.js';

/**
 * The SET with the elements of `set`.
 *
 * @throws {EvaluationError} 'type' for what is no set, 'infinite', 'too-large' (before anything is made).
 */
export function enumerateSet(store: ValueStore, set: Id): Id {
  if (!store.isSet(set)) throw store.typeError('a set', set);
  const kind = store.kind[set];
  if (kind === SET) return set;
  if (!store.isFinite(set)) {
    throw new EvaluationError('infinite', `cannot enumerate the infinite set ${store.brief(set)}`);
  }
  const component = (index: number): Id => store.arena[(store.offset[set] as number) + index] as number;
  switch (kind) {
    case UNION:
      return store.union(store.enumerate(component(0)), store.enumerate(component(1)));
    case INTERSECTION: {
      const [first, second] = store.isFinite(component(0)) ? [0, 1] : [1, 0];
      return store.intersection(store.enumerate(component(first)), component(second));
    }
    case DIFFERENCE:
      return store.difference(store.enumerate(component(0)), component(1));
  }
  checkSize(store, set, kind === SEQUENCES ? 1 : sizeOf(store, set));
  const mark = store.mark();
  switch (kind) {
    case INTERVAL: {
      const last = store.numberOf(component(1));
      for (let number = store.numberOf(component(0)); number <= last; number++) store.push(store.integer(number));
      break;
    }
    case POWERSET:
      pushSubsets(store, store.enumerate(component(0)));
      break;
    case FUNCTION_SET: {
      const domain = store.enumerate(component(0));
      const range = domain === store.emptySet ? domain : store.enumerate(component(1));
      const sets = Array.from({ length: store.length[domain] as number }, () => range);
      pushCombinations(store, sets, (top) => store.functionOn(domain, top));
      break;
    }
    case RECORD_SET: {
      const fields = component(0);
      const sets = Array.from({ length: store.length[fields] as number }, (_, index) =>
        store.enumerate(component(index + 1)),
      );
      pushCombinations(store, sets, (top) => store.functionOn(fields, top));
      break;
    }
    case PRODUCT: {
      const sets = Array.from({ length: store.length[set] as number }, (_, index) => store.enumerate(component(index)));
      pushCombinations(store, sets, (top) => store.tuple(top));
      break;
    }
    case SEQUENCES:
      store.push(store.emptyTuple);
      break;
    default:
      throw new Error(`no enumeration of kind ${kind}`);
  }
  return store.intern(SET, mark);
}

function checkSize(store: ValueStore, set: Id, size: number): void {
  if (size <= store.sizeMax) return;
  throw new EvaluationError(
    'too-large',
    `${store.brief(set)} has ${size} elements, more than the limit of ${store.sizeMax}`,
  );
}

/** All subsets of a SET: by size, and within a size in the order of their elements. */
function pushSubsets(store: ValueStore, base: Id): void {
  const count = store.length[base] as number;
  const element = (index: number): Id => store.arena[(store.offset[base] as number) + index] as number;
  for (let size = 0; size <= count; size++) {
    const chosen = Array.from({ length: size }, (_, index) => index);
    for (;;) {
      const top = store.mark();
      for (const index of chosen) store.push(element(index));
      store.push(store.intern(SET, top));
      // The last choice that can still move on, and all after it as far left as they may be.
      let place = size - 1;
      while (place >= 0 && chosen[place] === count - size + place) place--;
      if (place < 0) break;
      let next = (chosen[place] as number) + 1;
      for (; place < size; place++) chosen[place] = next++;
    }
  }
}

/** One element of each SET in every way, the first varying slowest. */
function pushCombinations(store: ValueStore, sets: readonly Id[], build: (mark: number) => Id): void {
  const sizes = sets.map((set) => store.length[set] as number);
  if (sizes.includes(0)) return;
  const chosen = sets.map(() => 0);
  for (;;) {
    const top = store.mark();
    for (let index = 0; index < sets.length; index++) {
      store.push(store.arena[(store.offset[sets[index] as number] as number) + (chosen[index] as number)] as number);
    }
    store.push(build(top));
    let place = sets.length - 1;
    while (place >= 0 && chosen[place] === (sizes[place] as number) - 1) chosen[place--] = 0;
    if (place < 0) return;
    chosen[place] = (chosen[place] as number) + 1;
  }
}
