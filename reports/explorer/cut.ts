/** Which part of a state graph goes into the page, where it is too large for all of it. */

import type { ModelGraph } from '../../spec/checker/index.js';

export interface Cut {
  /** Those whose steps are all there. Where they lead is there too. */
  readonly expanded: readonly number[];
  readonly isWhole: boolean;
}

/**
 * All states where there are at most `statesMax`; otherwise those of `runs`, however many, and breadth first from them as many of the
 * others as fit. A state counts when it can be seen: expanded, or next to one that is.
 */
export function cutGraph(
  graph: Pick<ModelGraph, 'states' | 'initial' | 'offsets' | 'to'>,
  runs: readonly number[],
  statesMax: number,
): Cut {
  if (graph.states <= statesMax) {
    return { expanded: Array.from({ length: graph.states }, (_, state) => state), isWhole: true };
  }
  const kept = new Set(runs);
  const seen = new Set(runs);
  for (const state of kept) for (const to of successors(graph, state)) seen.add(to);
  for (const state of graph.initial) seen.add(state);
  // Sets are walked in the order of insertion, what is added on the way included: breadth first.
  for (const state of seen) {
    const fresh = new Set(successors(graph, state).filter((to) => !seen.has(to)));
    if (seen.size + fresh.size > statesMax) break;
    kept.add(state);
    for (const to of fresh) seen.add(to);
  }
  return { expanded: [...kept], isWhole: false };
}

function successors({ offsets, to }: Pick<ModelGraph, 'offsets' | 'to'>, state: number): readonly number[] {
  return [...to.subarray(offsets[state], offsets[state + 1])];
}
