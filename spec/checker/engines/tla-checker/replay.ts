/** Steps the engine along a trace it printed: proves that the trace is a behaviour, and finds the action of each step. */

import { sameState } from '../../values/canonical-value.js';
import { printValue } from '../../values/print-value.js';
import type { State } from '../../values/value.js';
import type { TraceStep } from '../engine.js';
import { type ExploredState, readInitialStates, readTransitions, type Transition, Unanswered } from './answers.js';
import type { Connection } from './connection.js';

/** The texts of one model, plain and with labelled actions. */
export interface ReplayTexts {
  readonly module: string;
  readonly config: string;
  readonly variables: readonly string[];
  /** Absent where the next-state relation could not be labelled. */
  readonly labelled?: { readonly module: string; readonly config: string; readonly variable: string };
}

export type Replay =
  | {
      readonly kind: 'behaviour';
      readonly steps: readonly TraceStep[];
      readonly last: ExploredState;
      readonly isFinal: boolean;
    }
  | { readonly kind: 'no behaviour'; readonly reason: string };

/**
 * Takes the trace's steps one by one. A step whose action cannot be told has `action: null`; that never makes the
 * trace less real.
 *
 * @throws {Unanswered} when the engine cannot explore the model, {EngineCrash} when it dies, and the abort reason of the connection's signal.
 */
export async function replay(connection: Connection, texts: ReplayTexts, trace: readonly State[]): Promise<Replay> {
  const { module, config, variables } = texts;
  const first = trace[0];
  if (first === undefined) return { kind: 'no behaviour', reason: 'the trace has no state' };
  const initial = readInitialStates(await connection.call({ kind: 'init', module, config }), variables);
  const start = initial.find(({ state }) => sameState(state, first));
  if (start === undefined) return { kind: 'no behaviour', reason: 'its first state is not initial' };
  let current: ExploredState = start;

  const next = async (from: ExploredState): Promise<Transition[]> =>
    readTransitions(await connection.call({ kind: 'next', module, config, state: from.json }), variables);

  const steps: TraceStep[] = [{ action: null, arguments: [], state: current.state }];
  for (const [index, state] of trace.entries()) {
    if (index === 0) continue;
    const matching = (await next(current)).filter(({ to }) => sameState(to.state, state));
    const taken = matching[0];
    if (taken === undefined) {
      return { kind: 'no behaviour', reason: `its state ${index + 1} is no successor of state ${index}` };
    }
    const label = await labelOf(connection, texts, current, state);
    steps.push({ ...(label ?? { action: taken.action, arguments: [] }), state: taken.to.state });
    current = taken.to;
  }
  return { kind: 'behaviour', steps, last: current, isFinal: (await next(current)).length === 0 };
}

/** Name and arguments of the first labelled step from `from` to `to`; undefined where the engine cannot take it. */
async function labelOf(
  connection: Connection,
  texts: ReplayTexts,
  from: ExploredState,
  to: State,
): Promise<Pick<TraceStep, 'action' | 'arguments'> | undefined> {
  const { labelled, variables } = texts;
  if (labelled === undefined) return undefined;
  const { module, config, variable } = labelled;
  const state = JSON.stringify({ ...JSON.parse(from.json), [variable]: { __tuple: [] } });
  const answer = await connection.call({ kind: 'next', module, config, state });
  let transitions: Transition[];
  try {
    transitions = readTransitions(answer, [...variables, variable]);
  } catch (error) {
    if (error instanceof Unanswered) return undefined;
    throw error;
  }
  for (const transition of transitions) {
    const reached = new Map(transition.to.state);
    const label = reached.get(variable);
    reached.delete(variable);
    if (label?.kind !== 'tuple' || !sameState(reached, to)) continue;
    const [name, ...args] = label.elements;
    if (name?.kind === 'string') return { action: name.value, arguments: args.map(printValue) };
  }
  return undefined;
}
