/** A path through a state graph: where it starts, and the edges it takes one after the other. */

import type { KnownGraph } from '../../spec/checker/index.js';

/** The part of a model's graph that paths are chosen on. */
export type Graph = Pick<KnownGraph, 'states' | 'initial' | 'offsets' | 'to'>;

export interface Path {
  /** An initial state. */
  readonly start: number;
  /** Numbers of edges; each starts where the one before it ends. */
  readonly edges: readonly number[];
}

/** The state after `count` steps of the path, all of them if not said. */
export function stateAfter({ to }: Graph, { start, edges }: Path, count = edges.length): number {
  const last = edges[count - 1];
  return last === undefined ? start : (to[last] as number);
}

/** A shortest path to each state from one of the initial ones. */
export interface ShortestPaths {
  /** Steps; -1 for a state that cannot be reached. */
  readonly depth: Int32Array;
  /** To a state that can be reached. */
  to(state: number): Path;
}

export function shortestPaths(graph: Graph): ShortestPaths {
  const { states, initial, offsets, to } = graph;
  const depth = new Int32Array(states).fill(-1);
  const by = new Int32Array(states).fill(-1);
  const from = new Int32Array(states);
  const queue = [...initial];
  for (const state of queue) depth[state] = 0;
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number;
    for (let edge = offsets[state] as number; edge < (offsets[state + 1] as number); edge++) {
      const next = to[edge] as number;
      if ((depth[next] as number) >= 0) continue;
      depth[next] = (depth[state] as number) + 1;
      by[next] = edge;
      from[next] = state;
      queue.push(next);
    }
  }
  return {
    depth,
    to(state) {
      const edges: number[] = [];
      let start = state;
      for (; (by[start] as number) >= 0; start = from[start] as number) edges.push(by[start] as number);
      return { start, edges: edges.reverse() };
    },
  };
}

/** The path through these states, of which the first is initial; undefined where two of them have no edge between them. */
export function pathThrough({ offsets, to }: Graph, states: readonly number[]): Path | undefined {
  const [start, ...rest] = states;
  if (start === undefined) return undefined;
  const edges: number[] = [];
  let state = start;
  for (const next of rest) {
    const edge = to.subarray(offsets[state], offsets[state + 1]).indexOf(next);
    if (edge < 0) return undefined;
    edges.push((offsets[state] as number) + edge);
    state = next;
  }
  return { start, edges };
}
