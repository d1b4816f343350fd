/** The temporal properties of a model on its complete state graph. */

import type { StateGraph } from '../../explore/state-graph.js';
import { traceThrough } from '../../explore/trace.js';
import { constraintWarning, livenessOf, symmetryRefusal } from '../../properties/fair-cycle.js';
import type { Lasso } from '../../properties/lasso.js';
import { EvaluationError } from '../../values/evaluation-error.js';
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
  if (model.constraints.length > 0 || model.actionConstraints.length > 0) findings.warnings.push(constraintWarning);
  subject.graph = graph;
  const fairness = (model.behaviour?.fairness ?? []).map((expression) =>
    subject.reader.read({ expression, bindings: undefined }),
  );
  const behaviours = { stateCount: graph.states, initial: graph.initial, offsets: graph.offsets, targets: graph.to };
  const check = livenessOf(behaviours, fairness);
  for (const part of parts) {
    if (part.kind !== 'temporal') continue;
    try {
      const lasso = check.counterexample(part.formula);
      if (lasso !== undefined) findings.counterexamples.set(part.key, counterexampleOf(subject, graph, lasso));
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      subject.program.store.reset();
      findings.failure = failureOf(error, `the property ${part.property}`, [], () => undefined);
      findings.reasons.set(part.key, failureText(findings.failure));
    }
  }
}

function counterexampleOf(subject: Subject, graph: StateGraph, { states, loopStart }: Lasso): Counterexample {
  const rows = states.map((state) => {
    const row = new Int32Array(subject.program.width);
    graph.read(state, row);
    return row;
  });
  return { steps: plainSteps(subject.program, traceThrough(subject.program, rows)), loopStart };
}
