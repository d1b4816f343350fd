/** Steps the engine along traces it printed: proves that they are behaviours, and finds the action of each step. */

import { sameState } from '../../values/canonical-value.js';
import { printValue } from '../../values/print-value.js';
import type { State, Value } from '../../values/value.js';
import type { TraceStep } from '../engine.js';
import {
  type ExploredState,
  type InvariantAnswer,
  readInitialStates,
  readInvariants,
  readTransitions,
  Unanswered,
} from './answers.js';
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
  | { readonly kind: 'behaviour'; readonly steps: readonly TraceStep[]; readonly last: ExploredState }
  | { readonly kind: 'no behaviour'; readonly reason: string };

/**
 * Asks the engine about single states of one model. Answers are kept: the counterexamples of one model share most of
 * their steps, and every call reads the whole module anew.
 *
 * All of these throw {@link Unanswered} when the engine cannot explore the model, EngineCrash when it dies, and the abort
 * reason of the connection's signal.
 */
export interface Explorer {
  /**
   * Takes the trace's steps one by one. A step whose action cannot be told has `action: null`; that never makes the
   * trace less real.
   */
  replay(trace: readonly State[]): Promise<Replay>;
  /** Whether the state has no successor. */
  isFinal(state: ExploredState): Promise<boolean>;
  /** What each invariant of the model is in the state, by name. */
  invariantsIn(state: ExploredState): Promise<ReadonlyMap<string, InvariantAnswer>>;
}

/** A transition with the action it was, and its arguments. */
interface Step {
  readonly action: string | null;
  readonly arguments: readonly string[];
  readonly to: ExploredState;
}

export function explore(connection: Connection, texts: ReplayTexts): Explorer {
  const { module, config, variables, labelled } = texts;
  const plainSteps = new Map<string, readonly Step[]>();
  const labelledSteps = new Map<string, readonly Step[]>();
  let initial: readonly ExploredState[] | undefined;

  const plainFrom = async (from: ExploredState): Promise<readonly Step[]> => {
    const known = plainSteps.get(from.json);
    if (known !== undefined) return known;
    const answer = await connection.call({ kind: 'next', module, config, state: from.json });
    const steps = readTransitions(answer, variables).map(({ action, to }) => ({ action, arguments: [], to }));
    plainSteps.set(from.json, steps);
    return steps;
  };

  const labelledFrom = async (from: ExploredState): Promise<readonly Step[]> => {
    const known = labelledSteps.get(from.json);
    if (known !== undefined) return known;
    const steps = labelled === undefined ? [] : await askLabelled(connection, labelled, variables, from);
    labelledSteps.set(from.json, steps);
    return steps;
  };

  const stepTo = async (from: ExploredState, state: State): Promise<Step | undefined> => {
    const leadsThere = ({ to }: Step): boolean => sameState(to.state, state);
    return (await labelledFrom(from)).find(leadsThere) ?? (await plainFrom(from)).find(leadsThere);
  };

  return {
    async replay(trace) {
      const first = trace[0];
      if (first === undefined) return { kind: 'no behaviour', reason: 'it has no state' };
      initial ??= readInitialStates(await connection.call({ kind: 'init', module, config }), variables);
      let current = initial.find(({ state }) => sameState(state, first));
      if (current === undefined) return { kind: 'no behaviour', reason: 'its first state is not initial' };
      const steps: TraceStep[] = [{ action: null, arguments: [], state: current.state }];
      for (const [index, state] of trace.slice(1).entries()) {
        const step: Step | undefined = await stepTo(current, state);
        if (step === undefined) {
          return { kind: 'no behaviour', reason: `its state ${index + 2} is no successor of state ${index + 1}` };
        }
        steps.push({ action: step.action, arguments: step.arguments, state: step.to.state });
        current = step.to;
      }
      return { kind: 'behaviour', steps, last: current };
    },

    async isFinal(state) {
      return (await plainFrom(state)).length === 0;
    },

    async invariantsIn(state) {
      return readInvariants(await connection.call({ kind: 'invariants', module, config, state: state.json }));
    },
  };
}

/** The steps from a state, labelled; none where the engine cannot take the labelled relation. */
async function askLabelled(
  connection: Connection,
  labelled: NonNullable<ReplayTexts['labelled']>,
  variables: readonly string[],
  from: ExploredState,
): Promise<readonly Step[]> {
  const { module, config, variable } = labelled;
  const state = JSON.stringify({ ...JSON.parse(from.json), [variable]: { __tuple: [] } });
  const answer = await connection.call({ kind: 'next', module, config, state });
  try {
    return readTransitions(answer, [...variables, variable]).map(({ to }) => {
      const { [variable]: _, ...json } = JSON.parse(to.json) as Record<string, unknown>;
      const reached = new Map(to.state);
      const label = reached.get(variable);
      reached.delete(variable);
      return { ...readLabel(label), to: { json: JSON.stringify(json), state: reached } };
    });
  } catch (error) {
    if (error instanceof Unanswered) return [];
    throw error;
  }
}

function readLabel(label: Value | undefined): Pick<Step, 'action' | 'arguments'> {
  const [name, ...args] = label?.kind === 'tuple' ? label.elements : [];
  if (name?.kind !== 'string') return { action: null, arguments: [] };
  return { action: name.value, arguments: args.map(printValue) };
}
