/** What one state graph has that another has not, step by step, each with a shortest way there: what graph-change.ts promises. */

import { compileModel } from './compile/compile-model.js';
import type { Program } from './compile/program.js';
import { GraphHashes, graphDigest } from './explore/graph-digest.js';
import { Search } from './explore/search.js';
import type { StateGraph } from './explore/state-graph.js';
import type { GraphChange, GraphChangeStep, GraphComparison } from './graph-change.js';
import { resolveModel } from './meaning/resolve-model.js';
import type { GraphFiles } from './model-graph.js';
import { loadGrammar } from './syntax/grammar.js';
import { printValue } from './values/print-value.js';
import { ValueStore } from './values/store.js';

/** The graph of a model, or undefined where it cannot be explored within `statesMax` states. */
async function explored({ moduleFile, configFile }: GraphFiles, statesMax: number): Promise<StateGraph | undefined> {
  await loadGrammar();
  const options = { store: new ValueStore(), instrumented: false, print: () => undefined, seed: 0 };
  const program: Program = compileModel(resolveModel({ moduleFile, configFile }), options);
  const search = new Search(program, {
    properties: { invariants: [], initial: [], actions: [] },
    checkDeadlock: false,
    continueAfterViolation: true,
    record: 'edges with arguments',
    limits: { statesMax },
  });
  while (search.advance(1000) === 'running');
  return search.outcome?.kind === 'complete' ? search.graph() : undefined;
}

export async function digestOfModel(files: GraphFiles, statesMax: number): Promise<string | undefined> {
  const graph = await explored(files, statesMax);
  return graph && graphDigest(graph).digest;
}

export async function compareGraphs(
  before: GraphFiles,
  after: GraphFiles,
  statesMax: number,
): Promise<GraphComparison | undefined> {
  const old = await explored(before, statesMax);
  const now = await explored(after, statesMax);
  if (old === undefined || now === undefined) return undefined;
  const shared = now.variables.filter((name) => old.variables.includes(name));
  const [were, are] = [new EdgeSet(old, shared), new EdgeSet(now, shared)];
  return {
    beforeDigest: graphDigest(old).digest,
    variablesLost: old.variables.filter((name) => !shared.includes(name)),
    variablesGained: now.variables.filter((name) => !shared.includes(name)),
    initialChanged: were.initial() !== are.initial(),
    gained: are.beyond(were),
    lost: were.beyond(are),
  };
}

/** The edges of a graph by their hashes, in the variables that count. */
class EdgeSet {
  private readonly hashes: GraphHashes;
  private readonly states: Int32Array;
  private readonly keys = new Set<bigint>();

  constructor(
    private readonly graph: StateGraph,
    variables: readonly string[],
  ) {
    this.hashes = new GraphHashes(graph, variables);
    this.states = this.hashes.states();
    this.each((from, edge) => this.keys.add(this.key(from, edge)));
  }

  initial(): string {
    const keys = [...this.graph.initial].map((state) => `${this.states[state * 4]} ${this.states[state * 4 + 1]}`);
    return [...new Set(keys)].sort().join();
  }

  /** What this has and `other` has not, by action; the first edge of each in the order of distance from the start. */
  beyond(other: EdgeSet): readonly GraphChange[] {
    const found = new Map<string, { edges: number; first: readonly [from: number, edge: number] }>();
    this.each((from, edge) => {
      if (other.keys.has(this.key(from, edge))) return;
      const action = this.actionOf(edge);
      const known = found.get(action);
      if (known === undefined) found.set(action, { edges: 1, first: [from, edge] });
      else known.edges++;
    });
    if (found.size === 0) return [];
    const parents = this.parents();
    return [...found].map(([action, { edges, first }]) => ({ action, edges, first: this.pathTo(parents, ...first) }));
  }

  private each(visit: (from: number, edge: number) => void): void {
    const { states, offsets } = this.graph;
    for (let from = 0; from < states; from++) {
      for (let edge = offsets[from] as number; edge < (offsets[from + 1] as number); edge++) visit(from, edge);
    }
  }

  private key(from: number, edge: number): bigint {
    const high = this.hashes.edge(this.states, from, edge, 0) >>> 0;
    const low = this.hashes.edge(this.states, from, edge, 1) >>> 0;
    return (BigInt(high) << 32n) | BigInt(low);
  }

  private actionOf(edge: number): string {
    const { graph } = this;
    return graph.actions[graph.labels[graph.label[edge] as number]?.action ?? -1]?.name ?? '';
  }

  /** The edge by which each state is first reached, and where it comes from; states are numbered level by level. */
  private parents(): Int32Array {
    const parents = new Int32Array(this.graph.states * 2).fill(-1);
    this.each((from, edge) => {
      const to = this.graph.to[edge] as number;
      if (to <= from || (parents[to * 2] as number) >= 0 || this.graph.initial.includes(to)) return;
      parents[to * 2] = from;
      parents[to * 2 + 1] = edge;
    });
    return parents;
  }

  private pathTo(parents: Int32Array, from: number, edge: number): readonly GraphChangeStep[] {
    const steps = [this.step(edge)];
    for (let state = from; (parents[state * 2] as number) >= 0; state = parents[state * 2] as number) {
      steps.unshift(this.step(parents[state * 2 + 1] as number));
    }
    return steps;
  }

  private step(edge: number): GraphChangeStep {
    const label = this.graph.labels[this.graph.label[edge] as number];
    return {
      action: this.actionOf(edge),
      arguments: (label?.arguments ?? []).map((id) => printValue(this.graph.valueOf(id))),
    };
  }
}
