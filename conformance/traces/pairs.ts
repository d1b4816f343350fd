/** Transition pairs: every two transitions of a graph that can follow each other, in that order. */

import type { Graph, Path } from './path.js';
import { type Tour, transitionTour } from './tour.js';

/** Number of pairs of a transition and one that can follow it. */
export function countPairs({ offsets, to }: Graph): number {
  return to.reduce((sum, state) => sum + (offsets[state + 1] as number) - (offsets[state] as number), 0);
}

/**
 * A tour of all pairs: a transition tour of the graph whose states are the transitions, and the beginning before them. Steps and
 * the lower bound count in the graph itself.
 */
export function pairTour(graph: Graph): Tour {
  const { states, initial, offsets, to } = graph;
  // A state for each initial state, before its first transition, and then one for each transition.
  const shift = initial.length;
  const after: number[] = [];
  const lineOffsets = new Int32Array(shift + to.length + 1);
  const follow = (place: number, state: number): void => {
    if (state >= states) throw new Error('an edge leads out of the graph');
    for (let edge = offsets[state] as number; edge < (offsets[state + 1] as number); edge++) after.push(shift + edge);
    lineOffsets[place + 1] = after.length;
  };
  for (const [index, state] of initial.entries()) follow(index, state);
  for (const [edge, state] of to.entries()) follow(shift + edge, state);
  const line: Graph = {
    states: shift + to.length,
    initial: initial.map((_, index) => index),
    offsets: lineOffsets,
    to: Int32Array.from(after),
  };
  const tour = transitionTour(line);
  const paths = tour.paths.map(({ start, edges }): Path => {
    return { start: initial[start] as number, edges: edges.map((pair) => (after[pair] as number) - shift) };
  });
  return { ...tour, paths };
}
