/** Permutations of model values, applied to whole values. */

import { EvaluationError } from './evaluation-error.js';
import { FIRST_LAZY, FUNCTION, type Id, MODEL, SET } from './kinds.js';
import type { ValueStore } from './store.js';

/** Permutations(S): all bijections of a finite set onto itself. */
export function allPermutations(store: ValueStore, set: Id): Id {
  const domain = store.enumerate(set);
  const count = store.length[domain] as number;
  let size = 1;
  for (let factor = 2; factor <= count; factor++) size *= factor;
  if (size > store.sizeMax) {
    throw new EvaluationError(
      'too-large',
      `Permutations of ${count} values are ${size}, more than the limit of ${store.sizeMax}`,
    );
  }
  const elements = [...store.arena.subarray(store.offset[domain] as number, (store.offset[domain] as number) + count)];
  const mark = store.mark();
  const extend = (chosen: readonly Id[]): void => {
    if (chosen.length === count) {
      const top = store.mark();
      for (const element of chosen) store.push(element);
      store.push(store.functionOn(domain, top));
      return;
    }
    for (const element of elements) if (!chosen.includes(element)) extend([...chosen, element]);
  };
  extend([]);
  return store.set(mark);
}

/**
 * The map on values that replaces each model value by what `bijection` has for it, at any depth; what it does not mention
 * stays. Answers are remembered by id.
 *
 * @throws {EvaluationError} 'type' unless `bijection` permutes model values.
 */
export function permutationOf(store: ValueStore, bijection: ReadonlyMap<Id, Id>): (value: Id) => Id {
  const images = new Set(bijection.values());
  for (const id of bijection.keys()) {
    if (id < 0 || store.kind[id] !== MODEL || !images.has(id)) throw store.typeError('a permuted model value', id);
  }
  return deepMap(store, bijection);
}

function deepMap(store: ValueStore, models: ReadonlyMap<Id, Id>): (value: Id) => Id {
  // 0 for not known yet, else the answer + 1; FALSE and TRUE map to themselves.
  let known = new Int32Array(1 << 10);
  const map = (id: Id): Id => {
    if (id < 0) return id;
    if (id < known.length && known[id] !== 0) return (known[id] as number) - 1;
    const answer = compute(id);
    if (id >= known.length) {
      const larger = new Int32Array(Math.max(store.kind.length, id + 1));
      larger.set(known);
      known = larger;
    }
    known[id] = answer + 1;
    return answer;
  };
  const compute = (id: Id): Id => {
    const kind = store.kind[id] as number;
    if (kind === MODEL) return models.get(id) ?? id;
    if (kind < SET) return id;
    if (kind >= FIRST_LAZY) {
      const settled = store.settle(id);
      if (settled !== id) return map(settled);
    }
    const mark = store.mark();
    const count = store.length[id] as number;
    if (kind === FUNCTION) return mapFunction(id);
    for (let index = 0; index < count; index++) {
      store.pushAsIs(map(store.arena[(store.offset[id] as number) + index] as number));
    }
    return kind === SET ? store.set(mark) : store.intern(kind, mark);
  };
  const mapFunction = (id: Id): Id => {
    const domain = store.domain(id);
    const image = map(domain);
    const results = new Map<Id, Id>();
    for (let index = 0; index < (store.length[domain] as number); index++) {
      const argument = store.arena[(store.offset[domain] as number) + index] as number;
      results.set(map(argument), map(store.arena[(store.offset[id] as number) + 1 + index] as number));
    }
    const mark = store.mark();
    for (let index = 0; index < results.size; index++) {
      store.push(results.get(store.arena[(store.offset[image] as number) + index] as number) as number);
    }
    return store.functionOn(image, mark);
  };
  return map;
}
