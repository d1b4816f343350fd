/** One model on our own checker: read, compile, search, and say what was found. Blocks while it works. */

import { resolveModel } from '../../meaning/resolve-model.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import type { EngineOutcome } from '../engine.js';
import { checkAssumptions } from './assumptions.js';
import { failureOf, failureText } from './failure.js';
import { type Findings, noFindings, verdicts } from './findings.js';
import type { RunReply, RunRequest } from './protocol.js';
import { searchModel } from './search-model.js';
import { simulateModel } from './simulate-model.js';
import { Subject } from './subject.js';

/**
 * Runs the model to an outcome.
 *
 * @throws {InputError} for a module or configuration that is not what it should be.
 */
export async function runModel(request: RunRequest, say: (reply: RunReply) => void): Promise<EngineOutcome> {
  const started = performance.now();
  await loadGrammar();
  const { moduleFile, configFile } = request.model;
  const model = resolveModel({ moduleFile, configFile });
  const subject = new Subject(request, model, say, started + request.limits.timeoutMs);
  const outcome = await settled(subject, noFindings());
  return { ...outcome, ...placesOf(subject), seconds: (performance.now() - started) / 1000 };
}

async function settled(subject: Subject, findings: Findings): Promise<EngineOutcome> {
  const { simulation } = subject.request.options;
  checkAssumptions(subject, findings);
  if (findings.failure === undefined) readProperties(subject, findings);
  if (findings.failure !== undefined || subject.model.behaviour === undefined) return withoutSearch(subject, findings);
  try {
    return await (simulation === undefined
      ? searchModel(subject, findings)
      : simulateModel(subject, findings, simulation));
  } catch (thrown) {
    const error = evaluationError(thrown);
    // What a search evaluates it reports itself: this is a constant that a property is built with.
    if (!(error instanceof EvaluationError)) throw error;
    findings.failure = failureOf(error, 'the properties', [], () => undefined);
    return withoutSearch(subject, findings);
  }
}

/** Takes the properties apart; their constants are evaluated for that. */
function readProperties(subject: Subject, findings: Findings): void {
  try {
    void subject.parts;
  } catch (thrown) {
    const error = evaluationError(thrown);
    if (!(error instanceof EvaluationError)) throw error;
    findings.failure = failureOf(error, 'a constant of the temporal properties', [], () => undefined);
  }
}

/** A configuration without a behaviour asks for its assumptions only; where one cannot be evaluated, nothing else is. */
function withoutSearch({ model, asked }: Subject, findings: Findings): EngineOutcome {
  const isAll = model.behaviour === undefined;
  const unfinished =
    findings.failure === undefined ? 'the configuration names no behaviour' : failureText(findings.failure);
  return {
    engine: 'own',
    distinctStates: isAll ? 0 : null,
    generatedStates: isAll ? 0 : null,
    depth: null,
    complete: isAll,
    seconds: 0,
    peakBytes: process.memoryUsage.rss(),
    properties: verdicts(asked, [], findings, unfinished),
    warnings: findings.warnings,
    ...(findings.failure === undefined ? {} : { error: findings.failure }),
  };
}

function placesOf({ program, request }: Subject): Pick<EngineOutcome, 'placeCoverage'> {
  if (request.options.coverage !== true || program.coverage === undefined) return {};
  const placeCoverage = program.coverage().map(({ place, count }) => ({
    file: place.source.file,
    line: place.line,
    column: place.column,
    endLine: place.endLine,
    endColumn: place.endColumn,
    count,
  }));
  return { placeCoverage };
}
