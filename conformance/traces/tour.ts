/** A tour: paths that together take every transition of a graph, in as few steps and resets as there can be. */

import { type FlowProblem, leastCostFlow } from './least-cost-flow.js';
import type { Graph, Path } from './path.js';

export interface Tour {
  readonly paths: readonly Path[];
  /** Edges of all paths together. */
  readonly steps: number;
  /** Every path starts with one. */
  readonly resets: number;
  /** No paths that take every transition have fewer steps and resets together: a bound by duality, got without the paths. */
  readonly lowerBound: number;
}

/**
 * A tour of all transitions and all initial states. The paths are cut from a closed walk through the graph with one node more, the
 * reset, entered from every state at the price of a step; how often the walk takes each edge is a flow of least cost with at least
 * one unit an edge.
 */
export function transitionTour(graph: Graph): Tour {
  const walk = closedWalk(graph);
  const { amount, bound } = leastCostFlow(walk);
  const paths = cut(graph, walk, amount);
  const steps = paths.reduce((sum, { edges }) => sum + edges.length, 0);
  return { paths, steps, resets: paths.length, lowerBound: bound + graph.to.length };
}

/** Arcs: the edges of the graph, then the way from each state to the reset, then those from the reset to the initial states. */
function closedWalk({ states, initial, offsets, to }: Graph): FlowProblem {
  const arcs = to.length + states + initial.length;
  const [tail, head, cost] = [new Int32Array(arcs), new Int32Array(arcs), new Int32Array(arcs)];
  const excess = new Int32Array(states + 1);
  for (let state = 0; state < states; state++) {
    tail.fill(state, offsets[state], offsets[state + 1]);
    tail[to.length + state] = state;
    head[to.length + state] = states;
  }
  head.set(to);
  cost.fill(1, 0, to.length + states);
  initial.forEach((state, index) => {
    tail[to.length + states + index] = states;
    head[to.length + states + index] = state;
  });
  const need = (arc: number): void => {
    (excess[tail[arc] as number] as number)--;
    (excess[head[arc] as number] as number)++;
  };
  for (let edge = 0; edge < to.length; edge++) need(edge);
  for (let index = 0; index < initial.length; index++) need(to.length + states + index);
  return { nodes: states + 1, tail, head, cost, excess };
}

/** Walks every arc as often as asked, and cuts the walk at the resets (Hierholzer's algorithm). */
function cut({ states, initial, offsets, to }: Graph, { head }: FlowProblem, extra: Int32Array): Path[] {
  const left = extra.slice();
  for (let edge = 0; edge < to.length; edge++) (left[edge] as number)++;
  for (let index = 0; index < initial.length; index++) (left[to.length + states + index] as number)++;
  const next = new Int32Array(states + 1);
  for (let state = 0; state < states; state++) next[state] = offsets[state] as number;
  next[states] = to.length + states;
  const take = (node: number): number | undefined => {
    const end = node === states ? left.length : (offsets[node + 1] as number);
    for (let arc = next[node] as number; arc < end; arc++) {
      next[node] = arc;
      if ((left[arc] as number) > 0) return arc;
    }
    next[node] = end;
    const reset = to.length + node;
    return node < states && (left[reset] as number) > 0 ? reset : undefined;
  };
  const stack: number[] = [];
  const backwards: number[] = [];
  for (let node = states; ; ) {
    const arc = take(node);
    if (arc !== undefined) {
      (left[arc] as number)--;
      stack.push(arc);
      node = head[arc] as number;
      continue;
    }
    const last = stack.pop();
    if (last === undefined) break;
    backwards.push(last);
    const before = stack.at(-1);
    node = before === undefined ? states : (head[before] as number);
  }
  if (left.some((count) => count > 0)) throw new Error('the walk leaves out arcs that it should take');
  const paths: { start: number; edges: number[] }[] = [];
  for (let at = backwards.length - 1; at >= 0; at--) {
    const arc = backwards[at] as number;
    if (arc >= to.length + states) paths.push({ start: head[arc] as number, edges: [] });
    else if (arc < to.length) paths.at(-1)?.edges.push(arc);
  }
  return paths;
}
