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
   * Visits the components of `nodes` under the edges inside `nodes` that `allowed` lets through; single nodes count.
   * What `visit` gets is good until it returns; it must not start another enumeration.
   */
  forEach(nodes: Int32Array, allowed: EdgeTest, visit: (component: Int32Array) => void): void {
    const { offsets, targets } = this.#arena;
    const [regions, order, low, cursor] = [this.#region, this.#order, this.#low, this.#cursor];
    this.#regions += 1;
    const region = this.#regions;
    for (const node of nodes) {
      regions[node] = region;
      order[node] = 0;
    }
    const open = new Int32Array(nodes.length);
    const path = new Int32Array(nodes.length);
    let [openCount, pathCount, visited] = [0, 0, 0];
    for (const root of nodes) {
      let entered = order[root] === 0 ? root : -1;
      while (entered !== -1 || pathCount > 0) {
        if (entered !== -1) {
          visited += 1;
          order[entered] = visited;
          low[entered] = visited;
          cursor[entered] = offsets[entered] as number;
          open[openCount++] = entered;
          path[pathCount++] = entered;
          entered = -1;
        }
        const node = path[pathCount - 1] as number;
        const edge = cursor[node] as number;
        if (edge < (offsets[node + 1] as number)) {
          cursor[node] = edge + 1;
          const target = targets[edge] as number;
          if (regions[target] !== region || !allowed(node, edge)) continue;
          if (order[target] === 0) entered = target;
          else if ((order[target] as number) < (low[node] as number)) low[node] = order[target] as number;
          continue;
        }
        pathCount -= 1;
        if (pathCount > 0) {
          const parent = path[pathCount - 1] as number;
          if ((low[node] as number) < (low[parent] as number)) low[parent] = low[node] as number;
        }
        if (low[node] !== order[node]) continue;
        const end = openCount;
        do openCount -= 1;
        while (open[openCount] !== node);
        // A closed node is nobody's way back: an order above all others takes it out of every minimum.
        for (let index = openCount; index < end; index++) order[open[index] as number] = 0x7fffffff;
        visit(open.subarray(openCount, end));
      }
    }
  }
}
