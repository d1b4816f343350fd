/** Strongly connected components of a part of an arena, by Tarjan's algorithm without recursion. */

import type { Arena } from './arena.js';
import type { EdgeTest } from './truth.js';

/** Components of ever smaller parts of one arena. Each part is a region: a node is in one region at a time. */
export class Components {
  readonly #arena: Arena;
  readonly #region: Int32Array;
  readonly #order: Int32Array;
  readonly #low: Int32Array;
  readonly #cursor: Int32Array;
  #regions = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#region = new Int32Array(arena.nodeCount).fill(-1);
    this.#order = new Int32Array(arena.nodeCount);
    this.#low = new Int32Array(arena.nodeCount);
    this.#cursor = new Int32Array(arena.nodeCount);
  }

  /**
   * The components of `nodes` under the edges inside `nodes` that `allowed` lets through; single nodes count.
   * What is yielded is good until the next is asked for, and only one enumeration may be under way.
   */
  *of(nodes: Int32Array, allowed: EdgeTest): Generator<Int32Array> {
    const { offsets, targets } = this.#arena;
    this.#regions += 1;
    const region = this.#regions;
    for (const node of nodes) this.#region[node] = region;
    const [order, low, cursor] = [this.#order, this.#low, this.#cursor];
    for (const node of nodes) order[node] = 0;
    const open = new Int32Array(nodes.length);
    const path = new Int32Array(nodes.length);
    let [openCount, pathCount, visited] = [0, 0, 0];
    const enter = (node: number) => {
      visited += 1;
      order[node] = visited;
      low[node] = visited;
      cursor[node] = offsets[node] as number;
      open[openCount++] = node;
      path[pathCount++] = node;
    };
    for (const root of nodes) {
      if (order[root] !== 0) continue;
      enter(root);
      while (pathCount > 0) {
        const node = path[pathCount - 1] as number;
        const edge = cursor[node] as number;
        if (edge < (offsets[node + 1] as number)) {
          cursor[node] = edge + 1;
          const target = targets[edge] as number;
          if (this.#region[target] !== region || !allowed(node, edge)) continue;
          if (order[target] === 0) enter(target);
          else low[node] = Math.min(low[node] as number, order[target] as number);
          continue;
        }
        pathCount -= 1;
        if (pathCount > 0) {
          const parent = path[pathCount - 1] as number;
          low[parent] = Math.min(low[parent] as number, low[node] as number);
        }
        if (low[node] !== order[node]) continue;
        const end = openCount;
        do openCount -= 1;
        while (open[openCount] !== node);
        const component = open.subarray(openCount, end);
        // A closed node is nobody's way back: an order above all others takes it out of every minimum.
        for (const member of component) order[member] = 0x7fffffff;
        yield component;
      }
    }
  }
}
