/** The search for a strongly connected part of an arena in which a behaviour can go round and satisfy all that is asked of it. */

import type { Arena } from './arena.js';
import { Components } from './components.js';
import { conjunction, type EdgeTest } from './truth.js';

/** What the edges that a behaviour takes infinitely often must satisfy. */
export interface Fairness {
  /** Of each test, one of those edges satisfies it. */
  readonly some: readonly EdgeTest[];
  /** All of those edges satisfy each test. */
  readonly all: readonly EdgeTest[];
  /** Of each pair, all of those edges satisfy `always` or one satisfies `often`. */
  readonly pairs: readonly { readonly always: EdgeTest; readonly often: EdgeTest }[];
}

/** Nodes that a cycle may visit all over and over, and what the cycle has to see to. */
export interface FairComponent {
  readonly nodes: Int32Array;
  /** The edges between the nodes that the cycle may take. */
  readonly allowed: EdgeTest;
  /** The cycle needs an edge for each. */
  readonly some: readonly EdgeTest[];
  /** Steps from an initial node to `entry`, the nearest of the nodes. */
  readonly depth: number;
  readonly entry: number;
}

/**
 * The fair component nearest to the initial nodes, or undefined when there is none.
 *
 * A pair whose `often` no edge of a component satisfies asks for `always` there: the component is then searched again without
 * the edges that fail it. Each round settles one pair at least, so the work is that of Tarjan's algorithm times the pairs at most.
 */
export function nearestFairComponent(arena: Arena, fairness: Fairness, depths: Int32Array): FairComponent | undefined {
  const components = new Components(arena);
  const member = new Int32Array(arena.nodeCount);
  let memberships = 0;
  const work = [{ nodes: candidates(arena, depths), settled: new Set<number>() }];
  let nearest: FairComponent | undefined;
  for (let part = work.pop(); part !== undefined; part = work.pop()) {
    const { settled } = part;
    const always = fairness.pairs.filter((_, index) => settled.has(index)).map((pair) => pair.always);
    const pairs = fairness.pairs.map((pair, index) => ({ ...pair, index })).filter(({ index }) => !settled.has(index));
    const allowed = conjunction([...fairness.all, ...always]);
    components.forEach(part.nodes, allowed, (nodes) => {
      const entry = entryOf(nodes, depths);
      const depth = depths[entry] as number;
      if (nearest !== undefined && nearest.depth <= depth) return;
      memberships += 1;
      for (const node of nodes) member[node] = memberships;
      const has = (test: EdgeTest) =>
        hasEdge(arena, nodes, (from, edge) => {
          return member[arena.targets[edge] as number] === memberships && allowed(from, edge) && test(from, edge);
        });
      if (!(fairness.some.length > 0 ? fairness.some : [anyEdge]).every(has)) return;
      const unsettled = pairs.filter((pair) => has((from, edge) => !pair.always(from, edge)));
      const failing = unsettled.filter((pair) => !has(pair.often));
      if (failing.length === 0) {
        const some = [...fairness.some, ...unsettled.map((pair) => pair.often)];
        nearest = { nodes: nodes.slice(), allowed, some, depth, entry };
      } else {
        work.push({ nodes: nodes.slice(), settled: new Set([...settled, ...failing.map((pair) => pair.index)]) });
      }
    });
  }
  return nearest;
}

const anyEdge: EdgeTest = () => true;

function hasEdge(arena: Arena, nodes: Int32Array, test: EdgeTest): boolean {
  for (const node of nodes) {
    const end = arena.offsets[node + 1] as number;
    for (let edge = arena.offsets[node] as number; edge < end; edge++) if (test(node, edge)) return true;
  }
  return false;
}

function candidates(arena: Arena, depths: Int32Array): Int32Array {
  const nodes = new Int32Array(depths.length);
  let count = 0;
  for (let node = 0; node < depths.length; node++) {
    if (depths[node] !== -1 && arena.mayRecur(node)) nodes[count++] = node;
  }
  return nodes.subarray(0, count);
}

function entryOf(nodes: Int32Array, depths: Int32Array): number {
  let entry = nodes[0] as number;
  for (const node of nodes) if ((depths[node] as number) < (depths[entry] as number)) entry = node;
  return entry;
}
