/** The temporal properties of a model on its complete state graph. */

import { InputError } from '../../../input-error.js';
import type { StateGraph } from '../../explore/state-graph.js';
import { traceThrough } from '../../explore/trace.js';
import { constraintWarning, livenessOf, symmetryRefusal } from '../../properties/fair-cycle.js';
import type { Lasso } from '../../properties/lasso.js';
import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import type { Counterexample } from '../engine.js';
import { failureOf, failureText } from './failure.js';
import type { Findings } from './findings.js';
import type { NamedPart, Subject } from './subject.js';
import { plainSteps } from './trace-steps.js';

/** Settles `parts` under the fairness of the specification. */
export function checkTemporal(
  subject: Subject,
  graph: StateGraph,
  parts: readonly NamedPart[],
  findings: Findings,
): void {
  const { model } = subject;
  if (model.symmetry.length > 0 || model.view !== undefined) {
    const view = 'liveness is not checked under VIEW: states that the view makes one are not one to the property';
    const reason = model.symmetry.length > 0 ? symmetryRefusal : view;
    for (const { key } of parts) findings.reasons.set(key, reason);
    return;
  }
  const isConstrained = model.constraints.length > 0 || model.actionConstraints.length > 0;
  if (isConstrained) findings.warnings.push(constraintWarning);
  subject.graph = graph;
  const behaviours = { stateCount: graph.states, initial: graph.initial, offsets: graph.offsets, targets: graph.to };
  const attempt = (keys: readonly string[], evaluating: string, work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      const error = evaluationError(thrown);
      subject.program.store.reset();
      if (error instanceof InputError && error.fault.code === 'too-complex') {
        for (const key of keys) findings.reasons.set(key, error.message);
        return;
      }
      if (!(error instanceof EvaluationError)) throw error;
      findings.failure = failureOf(error, evaluating, [], () => undefined);
      for (const key of keys) findings.reasons.set(key, failureText(findings.failure));
    }
  };
  const all = parts.map(({ key }) => key);
  attempt(all, 'the fairness of the specification', () => {
    const fairness = (model.behaviour?.fairness ?? []).map((expression) =>
      subject.reader.read({ expression, bindings: undefined }),
    );
    const check = livenessOf(behaviours, fairness);
    const isEmpty = fairness.length > 0 && check.witness() === undefined;
    if (isEmpty && isConstrained) {
      for (const key of all) findings.reasons.set(key, nothingFairWithin);
      return;
    }
    if (isEmpty) findings.warnings.push(nothingFair);
    for (const part of parts) {
      if (part.kind !== 'temporal') continue;
      attempt([part.key], `the property ${part.property}`, () => {
        const lasso = check.counterexample(part.formula);
        if (lasso !== undefined) findings.counterexamples.set(part.key, counterexampleOf(subject, graph, lasso));
      });
    }
  });
}

/** Behaviours that leave the constraints are not there; that none of the others is fair says nothing about the model. */
const nothingFairWithin =
  'no behaviour within the constraints satisfies the fairness of the specification: nothing can be said of those that leave them';

const nothingFair =
  'no behaviour satisfies the fairness of the specification: every temporal property holds for want of a behaviour';

function counterexampleOf(subject: Subject, graph: StateGraph, { states, loopStart }: Lasso): Counterexample {
  const rows = states.map((state) => {
    const row = new Int32Array(subject.program.width);
    graph.read(state, row);
    return row;
  });
  return { steps: plainSteps(subject.program, traceThrough(subject.program, rows)), loopStart };
}
