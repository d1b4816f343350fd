/** Traces and graphs as JSON in the Informal Trace Format (Apalache ADR-015), piece by piece. */

import type { Program } from '../compile/program.js';
import { itfValue } from '../values/itf.js';
import type { Value } from '../values/value.js';
import type { StateGraph } from './state-graph.js';
import type { RowStep } from './trace.js';

/** What a trace's rows are read with. */
export type TraceReading = Pick<Program, 'variables' | 'actions'> & { readonly valueOf: (id: number) => Value };

/**
 * A trace. Each state says in `#meta` its number, and the action and arguments that led to it.
 * @param loopStart for a lasso: the number of the state that the last one goes back to.
 */
export function* itfTrace(reading: TraceReading, steps: readonly RowStep[], loopStart?: number): Generator<string> {
  yield `{"#meta":{"format":"ITF"},"vars":${JSON.stringify(reading.variables)}`;
  if (loopStart !== undefined) yield `,"loop":${loopStart}`;
  yield ',"states":[';
  for (const [index, step] of steps.entries()) {
    const action = reading.actions[step.action]?.name;
    const meta = {
      index,
      ...(action === undefined ? {} : { action, arguments: step.arguments.map((id) => itfValue(reading.valueOf(id))) }),
    };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify({ '#meta': meta, ...stateFields(reading, step.row) })}`;
  }
  yield '\n]}\n';
}

/**
 * A graph: ITF has no form for one, so this is its states in ITF's form, with `initial` (numbers of states), `labels`
 * (action and arguments) and `edges` (from, to, index in `labels`) beside them.
 */
export function* itfGraph(graph: StateGraph): Generator<string> {
  yield `{"#meta":{"format":"ITF states with edges","complete":${graph.isComplete}}`;
  yield `,"vars":${JSON.stringify(graph.variables)},"initial":${JSON.stringify([...graph.initial])}`;
  const labels = graph.labels.map((label) => ({
    action: graph.actions[label.action]?.name,
    arguments: label.arguments.map((id) => itfValue(graph.valueOf(id))),
  }));
  yield `,"labels":${JSON.stringify(labels)},"states":[`;
  const row = new Int32Array(graph.variables.length);
  for (let state = 0; state < graph.states; state++) {
    graph.read(state, row);
    const fields = { '#meta': { index: state }, ...stateFields(graph, row) };
    yield `${state === 0 ? '' : ','}\n${JSON.stringify(fields)}`;
  }
  yield '\n],"edges":[';
  for (let state = 0; state < graph.states; state++) {
    const end = graph.offsets[state + 1] as number;
    for (let edge = graph.offsets[state] as number; edge < end; edge++) {
      yield `${edge === 0 ? '' : ','}\n[${state},${graph.to[edge]},${graph.label[edge]}]`;
    }
  }
  yield '\n]}\n';
}

function stateFields(reading: Pick<TraceReading, 'variables' | 'valueOf'>, row: Int32Array) {
  return Object.fromEntries(
    reading.variables.map((variable, i) => [variable, itfValue(reading.valueOf(row[i] as number))]),
  );
}
