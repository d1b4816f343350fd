/** ASSUME: checked before anything else, each in turn. */

import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import { failureOf, failureText } from './failure.js';
import type { Findings } from './findings.js';
import type { Subject } from './subject.js';

/** Notes the first assumption that is false or cannot be evaluated. */
export function checkAssumptions(subject: Subject, findings: Findings): void {
  for (const [index, { name, place, test }] of subject.program.assumptions.entries()) {
    const where = `${place.source.file}:${place.line}:${place.column}`;
    const evaluating = name === undefined ? `the assumption at ${where}` : `the assumption ${name}`;
    try {
      if (test()) continue;
      findings.assumption = {
        verdict: 'violated',
        reason: `${evaluating} is false${name === undefined ? '' : ` (${where})`}`,
      };
    } catch (thrown) {
      const error = evaluationError(thrown);
      if (!(error instanceof EvaluationError)) throw error;
      findings.failure = failureOf(error, evaluating, [], () => subject.instrumented.assumptions[index]?.test());
      findings.assumption = { verdict: 'unknown', reason: failureText(findings.failure) };
    }
    return;
  }
}
