/** Shortest paths in an arena. */

import type { Arena } from './arena.js';
import type { EdgeTest } from './truth.js';

/** What a breadth-first walk from the initial nodes found. */
export interface Reach {
  /** Steps from an initial node; -1 where there is no way. */
  readonly depths: Int32Array;
  /** The node before on a shortest path; -1 for initial nodes and those not reached. */
  readonly parents: Int32Array;
}

export function reachOf(arena: Arena): Reach {
  const depths = new Int32Array(arena.nodeCount).fill(-1);
  const parents = new Int32Array(arena.nodeCount).fill(-1);
  const queue = new Int32Array(arena.nodeCount);
  let end = 0;
  for (const node of arena.initial) {
    if (depths[node] !== -1) continue;
    depths[node] = 0;
    queue[end++] = node;
  }
  for (let next = 0; next < end; next++) {
    const node = queue[next] as number;
    const last = arena.offsets[node + 1] as number;
    for (let edge = arena.offsets[node] as number; edge < last; edge++) {
      const target = arena.targets[edge] as number;
      if (depths[target] !== -1) continue;
      depths[target] = (depths[node] as number) + 1;
      parents[target] = node;
      queue[end++] = target;
    }
  }
  return { depths, parents };
}

/** The nodes from an initial one to `node`, both included. */
export function pathTo(node: number, reach: Reach): number[] {
  const path: number[] = [];
  for (let at = node; at !== -1; at = reach.parents[at] as number) path.unshift(at);
  return path;
}

/** A path of edges, each with the node that it leaves. */
export interface Step {
  readonly from: number;
  readonly edge: number;
}

/** The shortest path from `start` over allowed edges whose last edge satisfies `goal`; undefined when there is none. */
export function nearestEdge(
  arena: Arena,
  start: number,
  allowed: EdgeTest,
  goal: EdgeTest,
): readonly Step[] | undefined {
  const before = new Map<number, Step | undefined>([[start, undefined]]);
  for (const node of before.keys()) {
    const last = arena.offsets[node + 1] as number;
    for (let edge = arena.offsets[node] as number; edge < last; edge++) {
      if (!allowed(node, edge)) continue;
      const step = { from: node, edge };
      if (goal(node, edge)) return [...stepsBefore(node, before), step];
      const target = arena.targets[edge] as number;
      if (!before.has(target)) before.set(target, step);
    }
  }
  return undefined;
}

function stepsBefore(node: number, before: ReadonlyMap<number, Step | undefined>): Step[] {
  const steps: Step[] = [];
  for (let step = before.get(node); step !== undefined; step = before.get(step.from)) steps.unshift(step);
  return steps;
}
