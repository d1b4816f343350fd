/** What a state graph is, in one word: the same for equal graphs, in whatever order they were explored and numbered. */

import { createHash } from 'node:crypto';
import type { Id } from '../compile/program.js';
import { printValue } from '../values/print-value.js';
import type { StateGraph } from './state-graph.js';

export interface GraphDigest {
  /** Hexadecimal, 128 bits: of variables, initial states, states and edges with their actions and arguments. */
  readonly digest: string;
  readonly initial: number;
  readonly states: number;
  /** Edges by the name of their action, by name; also of actions without any. */
  readonly edges: Readonly<Record<string, number>>;
}

/** 128 bits, as four lanes of 32 that never mix: a chance collision of two states needs one in all four. */
export const lanes = 4;

/** Hashes of a graph's states and edges that do not depend on numbers the search gave. */
export class GraphHashes {
  private readonly graph: StateGraph;
  private readonly words = new Map<Id, Int32Array>();
  private readonly labels: readonly Int32Array[];
  private readonly order: readonly number[];
  private readonly row: Int32Array;

  /** @param variables those that count; all of the graph's unless given. */
  constructor(graph: StateGraph, variables: readonly string[] = graph.variables) {
    this.graph = graph;
    // By name: a module that declares them in another order has the same graph.
    this.order = [...variables].sort().map((name) => graph.variables.indexOf(name));
    this.row = new Int32Array(graph.variables.length);
    this.labels = graph.labels.map(({ action, arguments: args }) => {
      const values = args.map((id) => printValue(graph.valueOf(id)));
      return wordsOf(JSON.stringify([graph.actions[action]?.name, ...values]));
    });
  }

  /** The hashes of all states, {@link lanes} words each. */
  states(): Int32Array {
    const hashes = new Int32Array(this.graph.states * lanes);
    for (let state = 0; state < this.graph.states; state++) {
      this.graph.read(state, this.row);
      for (let lane = 0; lane < lanes; lane++) {
        let hash = lane;
        for (const variable of this.order)
          hash = mixed(hash, this.wordsOfValue(this.row[variable] as Id)[lane] as number);
        hashes[state * lanes + lane] = finished(hash);
      }
    }
    return hashes;
  }

  /** One lane of the hash of an edge. @param states as `states()` gives them. */
  edge(states: Int32Array, from: number, edge: number, lane: number): number {
    const to = this.graph.to[edge] as number;
    const label = this.labels[this.graph.label[edge] as number] as Int32Array;
    const start = mixed(lane + 1, states[from * lanes + lane] as number);
    return finished(mixed(mixed(start, label[lane] as number), states[to * lanes + lane] as number));
  }

  private wordsOfValue(id: Id): Int32Array {
    const known = this.words.get(id);
    if (known !== undefined) return known;
    const words = wordsOf(printValue(this.graph.valueOf(id)));
    this.words.set(id, words);
    return words;
  }
}

/** Sums of hashes, so that order does not count. */
export function graphDigest(graph: StateGraph): GraphDigest {
  const hashes = new GraphHashes(graph);
  const states = hashes.states();
  const initial = sums();
  for (const state of graph.initial) {
    for (let lane = 0; lane < lanes; lane++) add(initial, lane, states[state * lanes + lane] as number);
  }
  const all = sums();
  const edges = new Map(graph.actions.map(({ name }) => [name, { count: 0, sum: sums() }]));
  const ofLabel = graph.labels.map(({ action }) => edges.get(graph.actions[action]?.name ?? ''));
  for (let state = 0; state < graph.states; state++) {
    for (let lane = 0; lane < lanes; lane++) add(all, lane, states[state * lanes + lane] as number);
    const end = graph.offsets[state + 1] as number;
    for (let edge = graph.offsets[state] as number; edge < end; edge++) {
      const entry = ofLabel[graph.label[edge] as number];
      if (entry === undefined) throw new Error('a label without an action');
      entry.count++;
      for (let lane = 0; lane < lanes; lane++) add(entry.sum, lane, hashes.edge(states, state, edge, lane));
    }
  }
  const byName = [...edges].sort(([left], [right]) => (left < right ? -1 : 1));
  const content = [
    [...graph.variables].sort(),
    [graph.initial.length, ...initial],
    [graph.states, ...all],
    byName.map(([name, { count, sum }]) => [name, count, ...sum]),
  ];
  return {
    digest: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32),
    initial: graph.initial.length,
    states: graph.states,
    edges: Object.fromEntries(byName.map(([name, { count }]) => [name, count])),
  };
}

function sums(): Float64Array {
  return new Float64Array(lanes);
}

/** Exact: both parts stay below 2^53. */
function add(sum: Float64Array, lane: number, hash: number): void {
  sum[lane] = ((sum[lane] as number) + (hash >>> 0)) % 2 ** 52;
}

function wordsOf(text: string): Int32Array {
  const bytes = createHash('sha256').update(text).digest();
  return Int32Array.from({ length: lanes }, (_, lane) => bytes.readInt32LE(lane * 4));
}

/** One round of MurmurHash3 (Appleby, public domain). */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finished(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
