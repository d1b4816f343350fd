/** What the engine says about one state, asked again: whether a violation is one, and which invariant it cannot evaluate. */

import { sameValue } from '../../values/canonical-value.js';
import type { PropertyOutcome, PropertyRef } from '../engine.js';
import { OutOfTime } from '../limits.js';
import { type ExploredState, readEvaluation, readTrace, Unanswered } from './answers.js';
import type { Connection } from './connection.js';
import { type ReplayTexts, replay } from './replay.js';

/** Replays the trace, and has the property evaluated in its last state: a violation is believed only if both agree. */
export async function confirm(
  connection: Connection,
  texts: ReplayTexts,
  traceText: string,
  property: PropertyRef,
): Promise<{ readonly outcome: Omit<PropertyOutcome, 'property'>; readonly warning?: string }> {
  const unknown = (reason: string) => ({ outcome: { verdict: 'unknown', reason } }) as const;
  const trace = readTrace(traceText, texts.variables);
  try {
    const replayed = await replay(connection, texts, trace);
    if (replayed.kind === 'no behaviour') {
      return unknown(`the trace tla-checker printed is no behaviour: ${replayed.reason}`);
    }
    const isViolated =
      property.kind === 'deadlock' ? replayed.isFinal : await isFalse(connection, texts, property, replayed.last);
    if (!isViolated) {
      return unknown('the last state of the trace tla-checker printed does not violate it');
    }
    return { outcome: { verdict: 'violated', counterexample: { steps: replayed.steps } } };
  } catch (error) {
    if (!(error instanceof Unanswered || error instanceof OutOfTime)) throw error;
    const why = error instanceof OutOfTime ? 'no time was left' : error.message;
    const steps = trace.map((state) => ({ action: null, arguments: [], state }));
    return {
      outcome: { verdict: 'violated', counterexample: { steps } },
      warning: `the counterexample of ${property.name} was not replayed: ${why}`,
    };
  }
}

async function isFalse(
  connection: Connection,
  texts: ReplayTexts,
  property: PropertyRef,
  last: ExploredState,
): Promise<boolean> {
  const { module, config } = texts;
  const call = { kind: 'evaluate', module, config, state: last.json, expression: property.name } as const;
  return sameValue(readEvaluation(await connection.call(call)), { kind: 'boolean', value: false });
}

/**
 * The invariants among `properties` that the engine cannot evaluate in the last state of the trace; none when it cannot
 * be told.
 */
export async function unevaluable(
  connection: Connection,
  texts: ReplayTexts,
  traceText: string,
  properties: readonly PropertyRef[],
): Promise<PropertyRef[]> {
  const found: PropertyRef[] = [];
  try {
    const replayed = await replay(connection, texts, readTrace(traceText, texts.variables));
    if (replayed.kind === 'no behaviour') return [];
    for (const property of properties) {
      try {
        await isFalse(connection, texts, property, replayed.last);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        found.push(property);
      }
    }
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
  }
  return found;
}
