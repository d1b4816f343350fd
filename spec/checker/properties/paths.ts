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
  for (let at = node; at !== -1; at = reach.parents[at] as number) path.push(at);
  return path.reverse();
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
  const { nodeCount, offsets, targets } = arena;
  const cameFrom = new Int32Array(nodeCount).fill(-1);
  const cameBy = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  cameFrom[start] = start;
  queue[0] = start;
  let end = 1;
  for (let next = 0; next < end; next++) {
    const from = queue[next] as number;
    const last = offsets[from + 1] as number;
    for (let edge = offsets[from] as number; edge < last; edge++) {
      const target = targets[edge] as number;
      if (!allowed(from, edge)) continue;
      if (goal(from, edge)) return [...stepsBetween(start, from, { cameFrom, cameBy }), { from, edge }];
      if (cameFrom[target] !== -1) continue;
      cameFrom[target] = from;
      cameBy[target] = edge;
      queue[end++] = target;
    }
  }
  return undefined;
}

/** The edge by which a walk first came to each node, and the node that it came from. */
interface Walk {
  readonly cameFrom: Int32Array;
  readonly cameBy: Int32Array;
}

function stepsBetween(start: number, end: number, { cameFrom, cameBy }: Walk): Step[] {
  const steps: Step[] = [];
  for (let node = end; node !== start; node = cameFrom[node] as number) {
    steps.push({ from: cameFrom[node] as number, edge: cameBy[node] as number });
  }
  return steps.reverse();
}
