/** All states of a model: every property in one pass. */

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dotGraph } from '../../explore/dot.js';
import { graphDigest } from '../../explore/graph-digest.js';
import { writeGraphFile } from '../../explore/graph-file.js';
import { itfGraph } from '../../explore/itf.js';
import { Search } from '../../explore/search.js';
import type { SearchLimit } from '../../explore/search-outcome.js';
import { traceTo } from '../../explore/trace.js';
import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import type { EngineOutcome } from '../engine.js';
import { failureOf, failureText } from './failure.js';
import { type Findings, verdicts } from './findings.js';
import type { RunRequest } from './protocol.js';
import type { Subject } from './subject.js';
import { checkTemporal } from './temporal.js';
import { plainSteps } from './trace-steps.js';

/** Time between two progress reports, in milliseconds. */
const reportPeriodMs = 200;

export async function searchModel(subject: Subject, findings: Findings): Promise<EngineOutcome> {
  const { program, parts, asked } = subject;
  const { options, limits } = subject.request;
  const temporal = parts.filter(({ kind }) => kind === 'temporal');
  const search = new Search(program, {
    properties: subject.onTheFly(program),
    checkDeadlock: subject.checksDeadlock,
    continueAfterViolation: options.stopsAtViolation !== true,
    record:
      options.dump !== undefined || options.graphDigest === true
        ? 'edges with arguments'
        : temporal.length > 0
          ? 'edges'
          : 'nothing',
    limits: {
      statesMax: limits.statesMax,
      depthMax: limits.depthMax,
      isInterrupted: subject.isStopped,
      ...(limits.bytesMax === undefined
        ? {}
        : { bytesMax: limits.bytesMax, memoryUsed: () => process.memoryUsage.rss() }),
    },
  });
  while (search.advance(reportPeriodMs) === 'running') {
    const { distinct, generated, depth, frontier } = search.counts;
    const phase = `depth ${depth}, ${generated} generated, ${frontier} left`;
    subject.say({ kind: 'progress', phase, states: distinct });
  }
  subject.mute();
  note(subject, search, findings);
  const isComplete = search.outcome?.kind === 'complete';
  if (isComplete && temporal.length > 0) {
    subject.say({ kind: 'progress', phase: 'liveness', states: search.counts.distinct });
    checkTemporal(subject, search.graph(), temporal, findings);
  }
  if (isComplete) checkPostcondition(subject, findings);
  if (options.dump !== undefined) await writeDump(search, options.dump);
  const graph = isComplete && options.graphDigest === true ? { graph: graphDigest(search.graph()) } : {};
  const { distinct, generated, depth } = search.counts;
  const nothing = generated === 0 ? nothingInitial : undefined;
  const unfinished = isComplete ? nothing : unfinishedText(subject, search, findings);
  return {
    engine: 'own',
    distinctStates: isComplete ? distinct : null,
    generatedStates: isComplete ? generated : null,
    depth: isComplete ? depth : null,
    complete: isComplete,
    seconds: 0,
    peakBytes: process.memoryUsage.rss(),
    properties: verdicts(asked, parts, findings, unfinished),
    warnings: unfinished === undefined ? findings.warnings : [...findings.warnings, unfinished],
    actionCoverage: [search.coverage.initial(), ...search.coverage.actions()],
    ...graph,
    ...(findings.failure === undefined ? {} : { error: findings.failure }),
  };
}

const nothingInitial = 'no state satisfies the initial predicate: there is nothing that a property could hold of';

/** The violations with their traces, and what broke the search off. */
function note(subject: Subject, search: Search, findings: Findings): void {
  const { program } = subject;
  for (const { name, at } of search.violations) {
    findings.counterexamples.set(name, { steps: plainSteps(program, traceTo(program, search.table, at)) });
  }
  const ended = search.outcome;
  if (ended?.kind !== 'error') return;
  const steps = ended.at === undefined ? [] : traceTo(program, search.table, ended.at);
  findings.failure = subject.failure(ended.error, ended.evaluated, steps);
}

/** POSTCONDITION is about the whole run: that it is false, or cannot be evaluated, is told as a failure of the run. */
function checkPostcondition(subject: Subject, findings: Findings): void {
  const { postcondition } = subject.program;
  if (postcondition === undefined) return;
  const evaluating = `the postcondition ${subject.model.postcondition?.name}`;
  try {
    if (!postcondition()) throw new EvaluationError('assert', 'it is FALSE');
  } catch (thrown) {
    const error = evaluationError(thrown);
    if (!(error instanceof EvaluationError)) throw error;
    findings.failure = failureOf(error, evaluating, [], () => subject.instrumented.postcondition?.());
    findings.warnings.push(failureText(findings.failure));
  }
}

function unfinishedText(subject: Subject, search: Search, { failure }: Findings): string {
  if (failure !== undefined) return failureText(failure);
  const { distinct, depth, frontier } = search.counts;
  const covered = `${distinct} states were found to depth ${depth}, ${frontier} of them not yet gone on from`;
  const ended = search.outcome;
  if (ended?.kind === 'violated') return `stopped at the first violation: ${covered}`;
  if (ended?.kind !== 'limit') throw new Error('a search that ended for no reason');
  return `${limitText(ended.limit, subject.request, subject.isLate)}: ${covered}`;
}

function limitText(limit: SearchLimit, { limits }: RunRequest, isLate: boolean): string {
  switch (limit) {
    case 'states':
      return `the limit of ${limits.statesMax} states was reached`;
    case 'depth':
      return `the limit of ${limits.depthMax} steps was reached`;
    case 'memory':
      return `the limit of ${Math.round((limits.bytesMax ?? 0) / 2 ** 20)} MiB of memory was reached`;
    case 'interrupted':
      return isLate ? `the time limit of ${limits.timeoutMs / 1000} s was reached` : 'interrupted';
  }
}

async function writeDump(search: Search, dump: NonNullable<RunRequest['options']['dump']>): Promise<void> {
  const graph = search.graph();
  if (dump.format === 'graph') return writeGraphFile(dump.file, graph);
  const text = dump.format === 'dot' ? dotGraph(graph) : itfGraph(graph);
  await pipeline(Readable.from(text), createWriteStream(dump.file));
}
