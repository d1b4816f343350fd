/** Packs one model: its graph, or the part of it round its counterexamples, and the counterexamples themselves. */

import { describeStep } from '../../spec/actions.js';
import { type ItfValue, type ModelGraph, printValue } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import { violationSentence } from '../render/check-page.js';
import { boundsText } from '../render/verify-page.js';
import type { DocumentProperty, DocumentResult, DocumentState } from '../verify/document.js';
import { cutGraph } from './cut.js';
import type { ExplorerModel, ExplorerTrace } from './explorer-data.js';
import type { ModuleTable } from './modules.js';
import { Packing, type StepName, type ValuePool } from './packing.js';

export interface ModelSource {
  readonly model: Model;
  readonly result: DocumentResult;
  /** The whole graph, or why there is none, in a sentence. */
  readonly graph: ModelGraph | string;
  /** What went wrong in a property's counterexample, where the catalogue says it; else the module's own words are used. */
  readonly harmOf: (property: string) => string | undefined;
  readonly statesMax: number;
}

export function packModel(source: ModelSource, table: ModuleTable, pool: ValuePool): ExplorerModel {
  const { model, result, graph, statesMax } = source;
  const packing = new Packing();
  const violated = result.properties.filter(({ counterexample }) => counterexample !== undefined);
  const whole = typeof graph === 'string' ? undefined : packGraph(graph, violated, statesMax, table, pool, packing);
  const traces = violated.map((property) => packTrace(property, source, table, pool, packing));
  const initial = typeof graph === 'string' ? traces.flatMap(({ states }) => states.slice(0, 1)) : whole?.initial;
  const reason = typeof graph === 'string' ? graph : partReason(graph, whole, packing);
  return {
    id: model.id,
    module: table.index,
    variant: model.variant,
    purpose: model.purpose,
    bounds: boundsText(result),
    steps: packing.names.map((name) => {
      const { actor = '', sentence } = describeStep(table.described, name.action, name.arguments);
      return { action: table.actionNumber(name.action), arguments: name.arguments, actor, sentence };
    }),
    states: packing.states,
    edges: packing.edges,
    initial: [...new Set(initial ?? [])],
    traces,
    ...(reason === undefined ? {} : { partial: { reason } }),
  };
}

/** The variables of a model's runs; none where it has no runs. */
export function documentVariables({ properties }: DocumentResult): readonly string[] {
  const first = properties.flatMap(({ counterexample }) => counterexample?.states ?? []).at(0);
  return Object.keys(first ?? {}).filter((name) => name !== '#meta');
}

interface PackedGraph {
  readonly initial: readonly number[];
  readonly isWhole: boolean;
  readonly expanded: number;
}

function packGraph(
  graph: ModelGraph,
  violated: readonly DocumentProperty[],
  statesMax: number,
  table: ModuleTable,
  pool: ValuePool,
  packing: Packing,
): PackedGraph {
  pool.forget();
  const rowOf = (state: number) => graph.valuesOf(state).map((value) => pool.numberOf(value));
  const wanted = graph.states <= statesMax ? [] : statesOfRuns(graph, violated, table, rowOf, pool);
  const cut = cutGraph(graph, wanted, statesMax);
  const names = graph.labels.map(({ action, arguments: values }): StepName => {
    return { action: graph.actions[action]?.name ?? '', arguments: values.map(printValue) };
  });
  const numbers = new Map<number, number>();
  const numberOf = (state: number, near: number) => {
    const known = numbers.get(state) ?? packing.state(rowOf(state), near);
    numbers.set(state, known);
    return known;
  };
  const initial = graph.initial.map((state) => numberOf(state, -1));
  for (const state of cut.expanded) {
    const from = numberOf(state, packing.states.length - 1);
    packing.expand(from);
    for (let edge = graph.offsets[state] ?? 0; edge < (graph.offsets[state + 1] ?? 0); edge++) {
      const name = names[graph.label[edge] ?? 0];
      if (name !== undefined) packing.edge(from, packing.step(name), numberOf(graph.to[edge] ?? 0, from));
    }
  }
  return { initial, isWhole: cut.isWhole, expanded: cut.expanded.length };
}

/** The states of the counterexamples that are in the graph. */
function statesOfRuns(
  graph: ModelGraph,
  violated: readonly DocumentProperty[],
  { variables }: ModuleTable,
  rowOf: (state: number) => readonly number[],
  pool: ValuePool,
): readonly number[] {
  const wanted = new Map<string, number>();
  for (const { counterexample } of violated) {
    for (const state of counterexample?.states ?? []) wanted.set(documentRow(state, variables, pool).join(), -1);
  }
  for (let state = 0; state < graph.states; state++) {
    const key = rowOf(state).join();
    if (wanted.has(key)) wanted.set(key, state);
  }
  return [...wanted.values()].filter((state) => state >= 0);
}

function packTrace(
  { name, kind, verdict, claims, role, counterexample }: DocumentProperty,
  { harmOf }: ModelSource,
  { variables, described }: ModuleTable,
  pool: ValuePool,
  packing: Packing,
): ExplorerTrace {
  const states: number[] = [];
  const steps: number[] = [];
  for (const told of counterexample?.states ?? []) {
    const before = states.at(-1);
    const state = packing.state(documentRow(told, variables, pool), before ?? -1);
    states.push(state);
    if (before === undefined) continue;
    const { action, arguments: values } = told['#meta'];
    const step = action === null ? -1 : packing.step({ action, arguments: values });
    steps.push(step);
    // A state outside the constraints is no state of the graph, and the step to it no edge.
    if (step >= 0) packing.edge(before, step, state);
  }
  return {
    property: name,
    verdict,
    claims,
    isWitness: role === 'witness',
    ending: harmOf(name) ?? violationSentence({ name, kind }, described),
    states,
    steps,
    ...(counterexample?.loopStart === undefined ? {} : { loopStart: counterexample.loopStart }),
  };
}

function documentRow(state: DocumentState, variables: readonly string[], pool: ValuePool): readonly number[] {
  return variables.map((name) => pool.number((state[name] ?? false) as ItfValue));
}

function partReason(graph: ModelGraph, packed: PackedGraph | undefined, packing: Packing): string | undefined {
  if (packed?.isWhole !== false) return undefined;
  const places = `${packing.states.length} of ${graph.states} states, ${packed.expanded} of them with all their steps`;
  return `The graph is too large for this page. Here are ${places}: those of the runs below first, then those near them.`;
}
