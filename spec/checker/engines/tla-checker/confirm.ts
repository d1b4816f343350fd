/** What the engine found, asked again: whether a violation is one, what else is false there, what it cannot evaluate. */

import type { Counterexample, PropertyOutcome, PropertyRef } from '../engine.js';
import { OutOfTime } from '../limits.js';
import { readTrace, Unanswered } from './answers.js';
import type { Explorer } from './replay.js';

export interface Confirmation {
  readonly outcomes: readonly PropertyOutcome[];
  readonly warning?: string;
}

/**
 * Replays the trace and asks about its last state: a violation is believed only if the engine agrees with itself. Other
 * invariants that are false in the same state are violated too, and by the same trace, which is shortest for them as
 * well: the search visits states in the order of their distance, and stops at the first in which any invariant is false.
 *
 * @param others invariants that were looked at in the same search and are not settled yet.
 */
export async function confirm(
  explorer: Explorer,
  variables: readonly string[],
  traceText: string,
  property: PropertyRef,
  others: readonly PropertyRef[],
): Promise<Confirmation> {
  const unknown = (reason: string): Confirmation => ({ outcomes: [{ property, verdict: 'unknown', reason }] });
  const trace = readTrace(traceText, variables);
  try {
    const replayed = await explorer.replay(trace);
    if (replayed.kind === 'no behaviour') {
      return unknown(`the trace tla-checker printed is no behaviour: ${replayed.reason}`);
    }
    const counterexample: Counterexample = { steps: replayed.steps };
    if (property.kind === 'deadlock') {
      const isFinal = await explorer.isFinal(replayed.last);
      if (!isFinal) return unknown('the state tla-checker calls a deadlock has a successor');
      return { outcomes: [{ property, verdict: 'violated', counterexample }] };
    }
    const invariants = await explorer.invariantsIn(replayed.last);
    if (invariants.get(property.name) !== 'false') {
      return unknown('the last state of the trace tla-checker printed does not violate it');
    }
    const violated = [property, ...others.filter(({ name }) => invariants.get(name) === 'false')];
    return { outcomes: violated.map((each) => ({ property: each, verdict: 'violated', counterexample })) };
  } catch (error) {
    if (!(error instanceof Unanswered || error instanceof OutOfTime)) throw error;
    const why = error instanceof OutOfTime ? 'no time was left' : error.message;
    const steps = trace.map((state) => ({ action: null, arguments: [], state }));
    return {
      outcomes: [{ property, verdict: 'violated', counterexample: { steps } }],
      warning: `the counterexample of ${property.name} was not replayed: ${why}`,
    };
  }
}

/** The invariants that the engine cannot evaluate in the last state of the trace; none when it cannot be told. */
export async function unevaluable(
  explorer: Explorer,
  variables: readonly string[],
  traceText: string,
  properties: readonly PropertyRef[],
): Promise<PropertyRef[]> {
  try {
    const replayed = await explorer.replay(readTrace(traceText, variables));
    if (replayed.kind === 'no behaviour') return [];
    const invariants = await explorer.invariantsIn(replayed.last);
    return properties.filter(({ name }) => invariants.get(name) === 'error');
  } catch (error) {
    if (error instanceof Unanswered) return [];
    throw error;
  }
}
