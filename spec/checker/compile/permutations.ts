/** SYMMETRY: the group of permutations that sets of permutations generate, each as a map on all values. */

import { EvaluationError } from '../values/evaluation-error.js';
import type { Id } from '../values/kinds.js';
import type { ValueStore } from '../values/store.js';

/**
 * The members of the group but the identity.
 *
 * @param sets values of the SYMMETRY definitions: sets of functions that permute model values.
 * @throws {EvaluationError} `type` when a set is something else.
 */
export function permutationGroup(store: ValueStore, sets: readonly Id[]): readonly ((value: Id) => Id)[] {
  const generators = sets.flatMap((set) => elementsOf(store, set).map((each) => pairsOf(store, each)));
  const moved = [...new Set(generators.flatMap((generator) => [...generator.keys()]))];
  const identity = new Map(moved.map((element) => [element, element]));
  const key = (map: ReadonlyMap<Id, Id>) => moved.map((element) => map.get(element) ?? element).join();
  const group = new Map([[key(identity), identity]]);
  for (const map of group.values()) {
    for (const generator of generators) {
      const next = new Map(
        moved.map((element) => {
          const first = map.get(element) ?? element;
          return [element, generator.get(first) ?? first];
        }),
      );
      if (!group.has(key(next))) group.set(key(next), next);
    }
  }
  group.delete(key(identity));
  return [...group.values()].map((map) => store.permute(map));
}

function elementsOf(store: ValueStore, set: Id): Id[] {
  const elements = store.enumerate(set);
  const start = store.offset[elements] as number;
  return Array.from(store.arena.subarray(start, start + (store.length[elements] as number)));
}

function pairsOf(store: ValueStore, permutation: Id): Map<Id, Id> {
  const keys = elementsOf(store, store.domain(permutation));
  const pairs = new Map(keys.map((each) => [each, store.apply(permutation, each)]));
  if (new Set(pairs.values()).size !== keys.length || [...pairs.values()].some((each) => !pairs.has(each))) {
    throw new EvaluationError('type', `expected a permutation in SYMMETRY, found ${store.print(permutation)}`);
  }
  return pairs;
}
