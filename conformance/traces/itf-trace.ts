/** A path as a trace file in the Informal Trace Format (Apalache ADR-015), written and read. */

import { isDeepStrictEqual } from 'node:util';
import { type ItfValue, itfValue, type KnownGraph } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Path } from './path.js';

interface ItfTrace {
  readonly '#meta'?: { readonly model?: unknown };
  readonly vars: readonly string[];
  readonly states: readonly Readonly<Record<string, unknown>>[];
}

/** The path as text: each state with the action and arguments that led to it in its `#meta`. */
export function writeTrace(model: string, graph: KnownGraph, path: Path): string {
  const { variables, actions, labels } = graph;
  const stateText = (index: number, state: number, edge?: number): string => {
    const label = edge === undefined ? undefined : labels[graph.label[edge] as number];
    const step = label && { action: actions[label.action]?.name, arguments: label.arguments.map(itfValue) };
    return JSON.stringify({ '#meta': { index, ...step }, ...fieldsOf(graph, state) });
  };
  const states = path.edges.map((edge, index) => stateText(index + 1, graph.to[edge] as number, edge));
  const head = `"#meta":${JSON.stringify({ format: 'ITF', model })},"vars":${JSON.stringify(variables)}`;
  return `{${head},"states":[\n${[stateText(0, path.start), ...states].join(',\n')}\n]}\n`;
}

/** The model that a trace file says it is of; undefined where it does not say. */
export function modelOfTrace(text: string, file: string): string | undefined {
  const model = parse(text, file)['#meta']?.model;
  return typeof model === 'string' ? model : undefined;
}

/**
 * The path that a trace file tells, found again in the graph of its model. A state without an action may be reached by any step.
 *
 * @throws {InputError} `foreign-file` for text that is no trace, `unknown-name` for other variables than the model's, `not-a-behaviour`
 *   with the index of the first state that is not initial, or to which no such step leads.
 */
export function readTrace(text: string, file: string, graph: KnownGraph): Path {
  const { vars, states } = parse(text, file);
  const known = graph.variables;
  const other = [...vars.filter((name) => !known.includes(name)), ...known.filter((name) => !vars.includes(name))];
  if (other.length > 0) {
    throw new InputError({
      code: 'unknown-name',
      file,
      field: 'vars',
      expected: known.join(', '),
      found: vars.join(', '),
    });
  }
  const is = (state: number, told: Readonly<Record<string, unknown>> | undefined): boolean => {
    const fields = fieldsOf(graph, state);
    return told !== undefined && known.every((name) => isDeepStrictEqual(fields[name], told[name]));
  };
  const refuse = (index: number, expected: string): never => {
    throw new InputError({ code: 'not-a-behaviour', file, field: `states[${index}]`, expected });
  };
  const start = graph.initial.find((state) => is(state, states[0])) ?? refuse(0, 'an initial state of the model');
  const edges: number[] = [];
  let state = start;
  for (const [before, told] of states.slice(1).entries()) {
    const [first, end] = [graph.offsets[state] as number, graph.offsets[state + 1] as number];
    const all = Array.from({ length: end - first }, (_, index) => first + index);
    const edge =
      all.find((each) => isNamed(graph, each, told['#meta']) && is(graph.to[each] as number, told)) ??
      refuse(before + 1, `a state that ${stepText(told['#meta'])} leads to from the one before`);
    edges.push(edge);
    state = graph.to[edge] as number;
  }
  return { start, edges };
}

function fieldsOf(graph: KnownGraph, state: number): Readonly<Record<string, ItfValue>> {
  const values = graph.valuesOf(state);
  return Object.fromEntries(
    graph.variables.flatMap((name, index) => {
      const value = values[index];
      return value === undefined ? [] : [[name, itfValue(value)]];
    }),
  );
}

function isNamed({ actions, labels, label }: KnownGraph, edge: number, meta: unknown): boolean {
  const { action, arguments: values } = stepOf(meta);
  const own = labels[label[edge] as number];
  if (action === undefined || own === undefined) return action === undefined;
  if (actions[own.action]?.name !== action) return false;
  return values === undefined || isDeepStrictEqual(own.arguments.map(itfValue), values);
}

function stepText(meta: unknown): string {
  const { action, arguments: values } = stepOf(meta);
  if (typeof action !== 'string') return 'some step';
  return values === undefined || values.length === 0
    ? action
    : `${action}(${values.map((each) => JSON.stringify(each)).join(', ')})`;
}

function stepOf(meta: unknown): { readonly action?: unknown; readonly arguments?: readonly unknown[] } {
  return typeof meta === 'object' && meta !== null ? meta : {};
}

function parse(text: string, file: string): ItfTrace {
  const refuse = (field: string | undefined, expected: string): never => {
    throw new InputError({ code: 'foreign-file', file, ...(field === undefined ? {} : { field }), expected });
  };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse(undefined, 'a trace in JSON');
  }
  if (typeof content !== 'object' || content === null) return refuse(undefined, 'a trace, an object');
  const { vars, states } = content as { vars?: unknown; states?: unknown };
  if (!Array.isArray(vars) || !vars.every((name) => typeof name === 'string')) return refuse('vars', 'a list of names');
  const isState = (state: unknown) => typeof state === 'object' && state !== null;
  if (!Array.isArray(states) || states.length === 0 || !states.every(isState))
    return refuse('states', 'a list of states');
  return content as ItfTrace;
}
