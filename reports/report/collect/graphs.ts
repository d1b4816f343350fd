/** The state graph of a model as a reader can take it in: whole where it is small, else a quotient by a stated view. */

import { itfValue, type ModelGraph } from '../../../spec/checker/index.js';
import { plainValue } from '../../render/changes.js';
import { callOf, type DocumentCounterexample } from '../../verify/document.js';
import type { GraphEdge, GraphPath, ReportGraph } from '../document.js';
import {
  chooseView,
  classesOf,
  isCounter,
  linesOf,
  nodesMax,
  partsOf,
  quotientMax,
  type StateTexts,
  stateTexts,
  viewOfItf,
} from './views.js';

/** Graphs of more states are not walked for a report. */
export const statesMax = 20_000;
/** A graph of more edges is not drawn: nobody could follow them. */
const edgesMax = 250;
/** Variables that a node of a whole graph names; the others stand in its description. */
const shownParts = 4;

/** Steps that an action takes, over all transitions of the graph; actions that never do count 0. */
export function transitionsByAction(
  graph: ModelGraph,
): readonly { readonly action: string; readonly transitions: number }[] {
  const counts = graph.actions.map(() => 0);
  for (const label of graph.label) {
    const action = graph.labels[label]?.action;
    if (action !== undefined) counts[action] = (counts[action] ?? 0) + 1;
  }
  return graph.actions.map(({ name }, index) => ({ action: name, transitions: counts[index] ?? 0 }));
}

/** The graph for the report, with the ways that `counterexamples` take in it, by property. */
export function reportGraph(
  graph: ModelGraph,
  counterexamples: ReadonlyMap<string, DocumentCounterexample>,
): ReportGraph {
  const isWhole = graph.states <= nodesMax;
  const parts = graph.variables.flatMap((variable, index) => partsOf(graph.valuesOf(0)[index], variable));
  const states = stateTexts(graph, parts);
  const chosen = isWhole ? parts.map((_, number) => number) : chooseView(states);
  if (chosen === undefined) {
    return { kind: 'none', reason: `no view of its ${graph.states} states has between 2 and ${quotientMax} values` };
  }
  const { of: nodeOf, count } = classesOf(states, chosen, graph.states);
  const counts = new Int32Array(count);
  const first = new Int32Array(count).fill(-1);
  for (const [state, node] of nodeOf.entries()) {
    counts[node] = (counts[node] ?? 0) + 1;
    if (first[node] === -1) first[node] = state;
  }
  const { edges, hidden } = edgesOf(graph, nodeOf, isWhole);
  if (edges.length > edgesMax) {
    return { kind: 'none', reason: `${edges.length} edges between ${count} nodes are too many to follow` };
  }
  const initial = new Set(graph.initial.map((state) => nodeOf[state]));
  const shown = isWhole ? tellingParts(states) : chosen;
  const lines = Array.from(first, (state, node) => [
    ...(isWhole ? [`state ${node}`] : []),
    ...linesOf(states, shown, state),
  ]);
  const node = new Map(Array.from(first, (state, index) => [linesOf(states, chosen, state).join('\n'), index]));
  const view = chosen.flatMap((number) => parts[number] ?? []);
  const ways = [...counterexamples].map(([property, counterexample]) => {
    const visited = counterexample.states.map((state) => node.get(viewOfItf(state, view)));
    return [property, pathOf(visited, edges)] as const;
  });
  return {
    kind: isWhole ? 'whole' : 'quotient',
    view: isWhole ? '' : view.map(({ name }) => name).join(', '),
    states: graph.states,
    transitions: graph.to.length,
    hiddenTransitions: hidden,
    nodes: lines.map((each, index) => ({ lines: each, isInitial: initial.has(index), states: counts[index] ?? 0 })),
    edges,
    paths: new Map(ways.filter((way): way is readonly [string, GraphPath] => way[1] !== undefined)),
  };
}

function edgesOf(graph: ModelGraph, nodeOf: Int32Array, keepsLoops: boolean) {
  const calls = graph.labels.map(({ action, arguments: values }) => {
    return callOf(
      graph.actions[action]?.name ?? '',
      values.map((value) => plainValue(itfValue(value))),
    );
  });
  const found = new Map<number, { from: number; to: number; labels: Set<string> }>();
  let hidden = 0;
  for (let state = 0; state < graph.states; state++) {
    for (let edge = graph.offsets[state] ?? 0; edge < (graph.offsets[state + 1] ?? 0); edge++) {
      const from = nodeOf[state] ?? 0;
      const to = nodeOf[graph.to[edge] ?? 0] ?? 0;
      if (from === to && !keepsLoops) {
        hidden++;
        continue;
      }
      const key = from * graph.states + to;
      const entry = found.get(key) ?? { from, to, labels: new Set<string>() };
      entry.labels.add(calls[graph.label[edge] ?? 0] ?? '');
      found.set(key, entry);
    }
  }
  const edges = [...found.values()].map(({ from, to, labels }): GraphEdge => ({ from, to, labels: [...labels] }));
  return { edges, hidden };
}

/** The parts that have the most values over a small graph, program counters before all: enough to tell states apart by. */
function tellingParts({ parts, texts }: StateTexts): readonly number[] {
  return parts
    .map((part, number) => {
      const own = texts[number] ?? [];
      // A long value does not fit in a node, however telling it is.
      const isLong = own.some((text) => text.length > 34);
      return { number, rank: isLong || own.length < 2 ? 0 : own.length + (isCounter(part) ? 1000 : 0) };
    })
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank || left.number - right.number)
    .slice(0, shownParts)
    .map(({ number }) => number)
    .sort((left, right) => left - right);
}

/** The way through the nodes, steps inside of one left out; undefined where it leaves the graph. */
function pathOf(visited: readonly (number | undefined)[], edges: readonly GraphEdge[]): GraphPath | undefined {
  const nodes: number[] = [];
  const taken: number[] = [];
  for (const node of visited) {
    if (node === undefined) return undefined;
    const last = nodes.at(-1);
    if (last === node) continue;
    if (last !== undefined) {
      const edge = edges.findIndex(({ from, to }) => from === last && to === node);
      if (edge < 0) return undefined;
      taken.push(edge);
    }
    nodes.push(node);
  }
  return { nodes, edges: [...new Set(taken)] };
}
