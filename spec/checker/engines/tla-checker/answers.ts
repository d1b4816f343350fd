/** The engine's answers, read strictly: a shape that is not known is an error here, never a pass. */

import { canonicalValue } from '../../values/canonical-value.js';
import { parseValue } from '../../values/parse-value.js';
import type { State, Value } from '../../values/value.js';

/** The engine says that it cannot do what an exploring call asks for. */
export class Unanswered extends Error {}

/** What one search ended in. */
export type CheckAnswer =
  | { readonly kind: 'complete'; readonly states: number; readonly warnings: readonly string[] }
  | {
      readonly kind: 'violation';
      readonly invariant: number;
      readonly trace: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'deadlock'; readonly trace: string; readonly warnings: readonly string[] }
  | { readonly kind: 'limit'; readonly message: string; readonly warnings: readonly string[] }
  | { readonly kind: 'assumption'; readonly index: number; readonly warnings: readonly string[] }
  | {
      /** The engine could not read or evaluate the model; `error` is its word for what. */
      readonly kind: 'error';
      readonly error: string;
      readonly message: string;
      /** To the state it could not evaluate, where it says. */
      readonly trace?: string;
      readonly warnings: readonly string[];
    };

/** Words for what the engine could not do. A word that is not here fails loudly. */
const errors = new Set([
  'ParseError',
  'ConfigError',
  'InitError',
  'NextError',
  'InvariantError',
  'ConstraintError',
  'AssumeError',
  'NoInitialStates',
  'MissingConstants',
]);

/** @throws {Error} for an answer of unknown shape. */
export function readCheckAnswer(text: string): CheckAnswer {
  const answer = record(JSON.parse(text), text);
  const warnings = list(answer.warnings ?? [], text).map(String);
  const message = typeof answer.error_message === 'string' ? answer.error_message : '';
  if (answer.success === true) {
    if (answer.error_type !== null || typeof answer.states_explored !== 'number') return unknownShape(text);
    if (answer.states_explored < 1) return unknownShape(text);
    return { kind: 'complete', states: answer.states_explored, warnings };
  }
  if (answer.success !== false || typeof answer.error_type !== 'string') return unknownShape(text);
  const error = answer.error_type;
  if (error === 'MaxStatesExceeded' || error === 'MaxDepthExceeded') return { kind: 'limit', message, warnings };
  if (error === 'Deadlock') return { kind: 'deadlock', trace: traceText(answer.trace, text), warnings };
  if (error === 'InvariantViolation') {
    const index = /^Invariant (\d+) violated$/.exec(message)?.[1];
    if (index === undefined) return unknownShape(text);
    return { kind: 'violation', invariant: Number(index), trace: traceText(answer.trace, text), warnings };
  }
  if (error === 'AssumeViolation') {
    const index = /^Assume (\d+) violated$/.exec(message)?.[1];
    return index === undefined ? unknownShape(text) : { kind: 'assumption', index: Number(index), warnings };
  }
  if (!errors.has(error)) return unknownShape(text);
  const trace = error === 'InvariantError' ? { trace: traceText(answer.trace, text) } : {};
  return { kind: 'error', error, message, ...trace, warnings };
}

/**
 * The states of a trace as the engine prints it: `State 0`, then a line `  name = value` for each variable.
 *
 * @param variables all of them, in the order states are to have.
 * @throws {Error} when the text is anything else.
 */
export function readTrace(text: string, variables: readonly string[]): State[] {
  const states: Map<string, Value>[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (line === `State ${states.length}`) {
      states.push(new Map());
      continue;
    }
    const [, name, value] = /^ {2}(\w+) = (.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return unknownShape(text);
    states.at(-1)?.set(name, parseValue(value, { lowerCaseBooleans: true }));
  }
  return states.map((state) => orderState(state, variables, text));
}

/** A state as the exploring calls give it: the JSON they take back, and what it says. */
export interface ExploredState {
  readonly json: string;
  readonly state: State;
}

export interface Transition {
  readonly action: string | null;
  readonly to: ExploredState;
}

/** @throws {Unanswered} when the engine reports an error; {Error} for an answer of unknown shape. */
export function readInitialStates(text: string, variables: readonly string[]): ExploredState[] {
  const answer = okAnswer(text);
  return list(answer.states, text).map((state) => exploredState(state, variables, text));
}

/** @throws {Unanswered} when the engine reports an error; {Error} for an answer of unknown shape. */
export function readTransitions(text: string, variables: readonly string[]): Transition[] {
  const answer = okAnswer(text);
  return list(answer.transitions, text).map((item) => {
    const transition = record(item, text);
    const action = typeof transition.action === 'string' ? transition.action : null;
    return { action, to: exploredState(transition.state, variables, text) };
  });
}

export type InvariantAnswer = 'true' | 'false' | 'error';

/**
 * What each invariant is in a state, by name.
 *
 * @throws {Unanswered} when the engine reports an error; {Error} for an answer of unknown shape.
 */
export function readInvariants(text: string): ReadonlyMap<string, InvariantAnswer> {
  return new Map(
    list(okAnswer(text).invariants, text).map((item) => {
      const { name, holds, error } = record(item, text);
      if (typeof name !== 'string') return unknownShape(text);
      if (typeof holds === 'boolean') return [name, holds ? 'true' : 'false'];
      return typeof error === 'string' ? [name, 'error'] : unknownShape(text);
    }),
  );
}

function okAnswer(text: string): Readonly<Record<string, unknown>> {
  const answer = record(JSON.parse(text), text);
  if (answer.ok === true) return answer;
  throw new Unanswered(typeof answer.error === 'string' ? answer.error : text);
}

function exploredState(item: unknown, variables: readonly string[], text: string): ExploredState {
  const json = record(record(item, text).json, text);
  const state = new Map(Object.entries(json).map(([name, value]) => [name, jsonValue(value, text)]));
  return { json: JSON.stringify(json), state: orderState(state, variables, text) };
}

/** The engine's JSON for a value: arrays are sets, objects records, unless they have one of its marks. */
function jsonValue(json: unknown, text: string): Value {
  if (typeof json === 'boolean') return { kind: 'boolean', value: json };
  if (typeof json === 'number') {
    return Number.isSafeInteger(json) ? { kind: 'integer', value: BigInt(json) } : unknownShape(text);
  }
  if (typeof json === 'string') return { kind: 'string', value: json };
  if (Array.isArray(json)) {
    return canonicalValue({ kind: 'set', elements: json.map((element) => jsonValue(element, text)) });
  }
  const entries = Object.entries(record(json, text));
  const [mark, content] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (mark === '__model' && typeof content === 'string') return { kind: 'model', name: content };
  if (mark === '__tuple') {
    return { kind: 'tuple', elements: list(content, text).map((element) => jsonValue(element, text)) };
  }
  if (mark === '__fn') {
    const pairs = list(content, text).map((pair) => {
      const [argument, result, ...rest] = list(pair, text);
      if (rest.length > 0) return unknownShape(text);
      return [jsonValue(argument, text), jsonValue(result, text)] as const;
    });
    return canonicalValue({ kind: 'function', pairs });
  }
  if (mark?.startsWith('__') === true) return unknownShape(text);
  return canonicalValue({ kind: 'record', fields: entries.map(([name, field]) => [name, jsonValue(field, text)]) });
}

function orderState(state: ReadonlyMap<string, Value>, variables: readonly string[], text: string): State {
  if (state.size !== variables.length) return unknownShape(text);
  return new Map(variables.map((name) => [name, state.get(name) ?? unknownShape(text)]));
}

function traceText(trace: unknown, text: string): string {
  const [only, ...rest] = list(trace, text);
  return typeof only === 'string' && rest.length === 0 ? only : unknownShape(text);
}

function record(json: unknown, text: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return unknownShape(text);
  return json as Readonly<Record<string, unknown>>;
}

function list(json: unknown, text: string): readonly unknown[] {
  return Array.isArray(json) ? json : unknownShape(text);
}

function unknownShape(text: string): never {
  throw new Error(`tla-checker gave an answer of unknown shape: ${text.slice(0, 400)}`);
}
