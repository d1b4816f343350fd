/** Random behaviours of a model: what they violate, and that nothing is proved by what they do not. */

import { Simulation } from '../../explore/simulate.js';
import type { EngineOutcome } from '../engine.js';
import { failureText } from './failure.js';
import { type Findings, verdicts } from './findings.js';
import type { Subject } from './subject.js';
import { plainSteps } from './trace-steps.js';

/** Time between two progress reports, in milliseconds. */
const reportPeriodMs = 200;

export async function simulateModel(
  subject: Subject,
  findings: Findings,
  asked: { readonly behaviours: number; readonly depth: number },
): Promise<EngineOutcome> {
  const { program, request, parts } = subject;
  const simulation = new Simulation(program, {
    properties: subject.onTheFly(program),
    checkDeadlock: subject.checksDeadlock,
    continueAfterViolation: request.options.stopsAtViolation !== true,
    seed: request.options.seed ?? 0,
    length: asked.depth,
    behaviours: asked.behaviours,
  });
  let isStopped = false;
  while (!isStopped && simulation.advance(reportPeriodMs) === 'running') {
    const { behaviours, generated } = simulation.counts;
    subject.say({ kind: 'progress', phase: `simulation: ${behaviours} behaviours, ${generated} states generated` });
    isStopped = subject.isStopped();
  }
  subject.mute();
  for (const { name, rows } of simulation.violations) {
    findings.counterexamples.set(name, { steps: plainSteps(program, simulation.trace(rows)) });
  }
  const ended = simulation.outcome;
  if (ended?.kind === 'error') {
    findings.failure = subject.failure(ended.error, ended.evaluated, simulation.trace(ended.rows));
  }
  const { behaviours, generated, longest } = simulation.counts;
  const walked = `simulation: ${behaviours} behaviours of at most ${longest} states, ${generated} states generated (seed ${request.options.seed ?? 0})`;
  const unfinished = findings.failure === undefined ? `not violated in a ${walked}` : failureText(findings.failure);
  return {
    engine: 'own',
    distinctStates: null,
    generatedStates: null,
    depth: null,
    complete: false,
    seconds: 0,
    peakBytes: process.memoryUsage.rss(),
    properties: verdicts(subject.asked, parts, findings, unfinished),
    warnings: [...findings.warnings, walked],
    actionCoverage: [simulation.coverage.initial(), ...simulation.coverage.actions()],
    behaviours,
    ...(findings.failure === undefined ? {} : { error: findings.failure }),
  };
}
