/** What a run finds of the properties, and the verdicts that come of it. */

import type { Counterexample, EvaluationFailure, PropertyOutcome, PropertyRef } from '../engine.js';
import type { NamedPart } from './subject.js';

export interface Findings {
  /** By the name of an invariant, `deadlock`, or the key of a part of a property: the shortest that was found. */
  readonly counterexamples: Map<string, Counterexample>;
  /** By the same names: why there is no verdict. */
  readonly reasons: Map<string, string>;
  readonly warnings: string[];
  assumption: { readonly verdict: PropertyOutcome['verdict']; readonly reason?: string };
  failure: EvaluationFailure | undefined;
}

export function noFindings(): Findings {
  return {
    counterexamples: new Map(),
    reasons: new Map(),
    warnings: [],
    assumption: { verdict: 'holds' },
    failure: undefined,
  };
}

/**
 * The verdict on each property: violated when a part of it is, `unknown` for the reason of a part or else for `unfinished`,
 * and `holds` otherwise.
 *
 * @param unfinished why the search did not see everything; undefined when it did.
 */
export function verdicts(
  properties: readonly PropertyRef[],
  parts: readonly NamedPart[],
  findings: Findings,
  unfinished: string | undefined,
): PropertyOutcome[] {
  return properties.map((property): PropertyOutcome => {
    if (property.kind === 'assumption') return { property, ...findings.assumption };
    const keys = [property.name, ...parts.filter((part) => part.property === property.name).map(({ key }) => key)];
    const [shortest] = keys
      .flatMap((key) => findings.counterexamples.get(key) ?? [])
      .sort((left, right) => left.steps.length - right.steps.length);
    if (shortest !== undefined) return { property, verdict: 'violated', counterexample: shortest };
    const reason = unfinished ?? keys.flatMap((key) => findings.reasons.get(key) ?? [])[0];
    return reason === undefined ? { property, verdict: 'holds' } : { property, verdict: 'unknown', reason };
  });
}
