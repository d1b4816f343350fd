/** A behaviour of a model's graph that violates one of its temporal properties. */

import type { Program } from './compile/program.js';
import type { StateGraph } from './explore/state-graph.js';
import type { Expression, ResolvedModel } from './meaning/resolved.js';
import type { GraphBehaviour } from './model-graph.js';
import { partsOf } from './properties/classify.js';
import { livenessOf } from './properties/fair-cycle.js';
import { formulaReader } from './properties/from-resolved.js';

/**
 * The first violation of the property that is found: a shortest path where a state or a step shows it, else a way in and a fair loop.
 * Undefined where it holds.
 *
 * @param property as the configuration names it among its PROPERTIES.
 */
export function behaviourAgainst(
  { model, program }: { readonly model: ResolvedModel; readonly program: Program },
  graph: StateGraph,
  property: string,
): GraphBehaviour | undefined {
  const named = model.properties.find(({ name }) => name === property);
  if (named === undefined) throw new Error(`the configuration names no property ${property}`);
  const { store } = program;
  const stateTest = (formula: Expression) => {
    const test = program.predicate(formula);
    return (state: number): boolean => {
      graph.read(state, program.current);
      return test();
    };
  };
  const stepTest = (formula: Expression) => {
    const test = program.predicate(formula);
    return (from: number, to: number): boolean => {
      graph.read(from, program.current);
      graph.read(to, program.successor);
      return test();
    };
  };
  const reader = formulaReader({
    valueOf(expression) {
      const id = program.value(expression)();
      return store.toValue(id >= 0 && store.isSet(id) ? store.enumerate(id) : id);
    },
    holdsAt: stateTest,
    holdsOn: stepTest,
  });
  const { states, initial, offsets, to } = graph;
  const fairness = () =>
    (model.behaviour?.fairness ?? []).map((expression) => reader.read({ expression, bindings: undefined }));
  for (const part of partsOf(named.formula, reader)) {
    if (part.kind === 'temporal') {
      const behaviours = { stateCount: states, initial, offsets, targets: to };
      const lasso = livenessOf(behaviours, fairness()).counterexample(part.formula);
      if (lasso !== undefined) return lasso;
    } else if (part.kind === 'action') {
      const found = firstStep(graph, stepTest(part.formula));
      if (found !== undefined) return { states: [...shortestPath(graph, found.from), found.to] };
    } else {
      const test = stateTest(part.formula);
      const candidates = part.kind === 'initial' ? [...initial] : Array.from({ length: states }, (_, state) => state);
      const found = candidates.find((state) => !test(state));
      if (found !== undefined) return { states: shortestPath(graph, found) };
    }
  }
  return undefined;
}

/** States are numbered level by level, so that the first found is one of the nearest. */
function firstStep(
  { states, offsets, to }: StateGraph,
  holds: (from: number, to: number) => boolean,
): { readonly from: number; readonly to: number } | undefined {
  for (let from = 0; from < states; from++) {
    for (const target of to.subarray(offsets[from], offsets[from + 1])) {
      if (!holds(from, target)) return { from, to: target };
    }
  }
  return undefined;
}

function shortestPath({ states, initial, offsets, to }: StateGraph, goal: number): number[] {
  const before = new Int32Array(states).fill(-2);
  const queue = [...initial];
  for (const state of queue) before[state] = -1;
  for (const state of queue) {
    if (state === goal) break;
    for (const next of to.subarray(offsets[state], offsets[state + 1])) {
      if (before[next] !== -2) continue;
      before[next] = state;
      queue.push(next);
    }
  }
  const path: number[] = [];
  for (let state = goal; state >= 0; state = before[state] as number) path.unshift(state);
  return path;
}
