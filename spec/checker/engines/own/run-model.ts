/** One model on our own checker: read, compile, search, and say what was found. Blocks while it works. */

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compileModel } from '../../compile/compile-model.js';
import type { Program } from '../../compile/program.js';
import { dotGraph } from '../../explore/dot.js';
import type { Evaluated, Reached } from '../../explore/finding.js';
import { writeGraphFile } from '../../explore/graph-file.js';
import { itfGraph } from '../../explore/itf.js';
import type { OnTheFly } from '../../explore/property-checks.js';
import { Search, type SearchLimit } from '../../explore/search.js';
import { type RowStep, traceTo } from '../../explore/trace.js';
import type { ResolvedModel } from '../../meaning/resolved.js';
import { resolveModel } from '../../meaning/resolve-model.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { EvaluationError } from '../../values/evaluation-error.js';
import { ValueStore } from '../../values/store.js';
import type { Counterexample, EngineOutcome, EvaluationFailure, PropertyOutcome, PropertyRef, TraceStep } from '../engine.js';
import { failureOf, failureText } from './failure.js';
import type { RunReply, RunRequest } from './protocol.js';
import { type PropertyPart, partsOf } from './property-parts.js';
import { simulateModel } from './simulate-model.js';
import { settleTemporal } from './temporal.js';
import { plainSteps } from './trace-steps.js';

/** Time between two progress reports, in milliseconds. */
const reportPeriodMs = 200;

/**
 * Runs the model to an outcome.
 *
 * @throws {InputError} for a module or configuration that is not what it should be.
 */
export async function runModel(request: RunRequest, say: (reply: RunReply) => void): Promise<EngineOutcome> {
  const started = performance.now();
  const deadline = started + request.limits.timeoutMs;
  await loadGrammar();
  const { moduleFile, configFile } = request.model;
  const model = resolveModel({ moduleFile, configFile });
  const run = new ModelRun(request, model, say, deadline);
  const outcome = request.options.simulation === undefined ? await run.search() : await simulateModel(run);
  return { ...outcome, seconds: (performance.now() - started) / 1000 };
}

/** A model being run: its programs, and the verdicts as they come. */
export class ModelRun {
  readonly program: Program;
  readonly parts: readonly PropertyPart[];
  #instrumented: Program | undefined;

  constructor(
    readonly request: RunRequest,
    readonly model: ResolvedModel,
    readonly say: (reply: RunReply) => void,
    readonly deadline: number,
  ) {
    this.program = this.compiled(request.options.coverage === true);
    if (request.options.coverage === true) this.#instrumented = this.program;
    this.parts = partsOf(model);
  }

  private compiled(instrumented: boolean): Program {
    const print = (text: string) => this.say({ kind: 'printed', text });
    const seed = this.request.options.seed ?? 0;
    return compileModel(this.model, { store: new ValueStore(), instrumented, print, seed });
  }

  get checksDeadlock(): boolean {
    return this.request.options.checkDeadlock ?? this.model.checkDeadlock;
  }

  /** What one look at a state or a step can refute. */
  onTheFly(program: Program): OnTheFly {
    const named = (sort: PropertyPart['sort']) =>
      this.parts
        .filter((part) => part.sort === sort)
        .map((part) => ({ name: part.key, test: program.predicate(part.formula) }));
    const invariants = program.invariants.map(({ name, test }) => ({ name, test }));
    return { invariants: [...invariants, ...named('invariant')], initial: named('initial'), actions: named('action') };
  }

  isStopped = (): boolean => Atomics.load(this.request.stop, 0) !== 0 || performance.now() > this.deadline;

  async search(): Promise<EngineOutcome> {
    const assumption = this.assumptions();
    if (assumption.failure !== undefined || this.model.behaviour === undefined) return this.withoutSearch(assumption);
    const { program, request } = this;
    const { options, limits } = request;
    const temporal = this.parts.filter(({ sort }) => sort === 'temporal');
    const records = temporal.length > 0 || options.dump !== undefined;
    const search = new Search(program, {
      properties: this.onTheFly(program),
      checkDeadlock: this.checksDeadlock,
      continueAfterViolation: options.stopsAtViolation !== true,
      record: options.dump !== undefined ? 'edges with arguments' : records ? 'edges' : 'nothing',
      limits: { statesMax: limits.statesMax, depthMax: limits.depthMax, isInterrupted: this.isStopped, ...memory(limits.bytesMax) },
    });
    while (search.advance(reportPeriodMs) === 'running') {
      const { distinct, generated, depth, frontier } = search.counts;
      const phase = `depth ${depth}, ${generated} generated, ${frontier} left`;
      this.say({ kind: 'progress', phase, states: distinct });
    }
    return this.concluded(search, assumption, temporal);
  }

  private async concluded(
    search: Search,
    assumption: Assumed,
    temporal: readonly PropertyPart[],
  ): Promise<EngineOutcome> {
    const { program, request } = this;
    const ended = search.outcome;
    const found = new Map<string, Counterexample>();
    for (const violation of search.violations) {
      found.set(violation.name, { steps: plainSteps(program, traceTo(program, search.table, violation.at)) });
    }
    const isComplete = ended?.kind === 'complete';
    const error = ended?.kind === 'error' ? this.failure(ended.error, ended.evaluated, search, ended.at) : undefined;
    const warnings: string[] = [];
    const reasons = new Map<string, string>();
    if (isComplete && temporal.length > 0) {
      this.say({ kind: 'progress', phase: `liveness: ${temporal.length} properties`, states: search.counts.distinct });
      settleTemporal(this, search.graph(), { temporal, found, reasons, warnings });
    }
    if (request.options.dump !== undefined) await writeDump(search, request.options.dump);
    const why = isComplete ? undefined : this.incompleteness(search, error);
    const properties = request.model.properties.map((property): PropertyOutcome => {
      if (property.kind === 'assumption') return { property, ...assumption.verdict };
      return this.verdict(property, found, reasons, why);
    });
    const { distinct, generated, depth } = search.counts;
    return {
      engine: 'own',
      distinctStates: isComplete ? distinct : null,
      generatedStates: isComplete ? generated : null,
      depth: isComplete ? depth : null,
      complete: isComplete,
      seconds: 0,
      peakBytes: process.memoryUsage.rss(),
      properties,
      warnings: why === undefined ? warnings : [...warnings, why],
      actionCoverage: [search.coverage.initial(), ...search.coverage.actions()],
      ...(error === undefined ? {} : { error }),
      ...this.places(),
    };
  }

  /** A property is violated when one of its parts is, and holds when all of them do. */
  private verdict(
    property: PropertyRef,
    found: ReadonlyMap<string, Counterexample>,
    reasons: ReadonlyMap<string, string>,
    why: string | undefined,
  ): PropertyOutcome {
    const keys = [property.name, ...this.parts.filter(({ name }) => name === property.name).map(({ key }) => key)];
    const shortest = keys
      .flatMap((key) => found.get(key) ?? [])
      .sort((left, right) => left.steps.length - right.steps.length)[0];
    if (shortest !== undefined) return { property, verdict: 'violated', counterexample: shortest };
    const reason = why ?? keys.flatMap((key) => reasons.get(key) ?? [])[0];
    return reason === undefined ? { property, verdict: 'holds' } : { property, verdict: 'unknown', reason };
  }

  private assumptions(): Assumed {
    for (const { name, place, test } of this.program.assumptions) {
      const evaluating = name === undefined ? `the assumption at line ${place.line}` : `the assumption ${name}`;
      try {
        if (!test()) {
          const where = `${place.source.file}:${place.line}:${place.column}`;
          return { verdict: { verdict: 'violated', reason: `${evaluating} is false (${where})` }, failure: undefined };
        }
      } catch (thrown) {
        if (!(thrown instanceof EvaluationError)) throw thrown;
        const again = () => this.instrumented().assumptions.forEach((assumption) => void assumption.test());
        const failure = failureOf(thrown, evaluating, [], again);
        return { verdict: { verdict: 'unknown', reason: failureText(failure) }, failure };
      }
    }
    return { verdict: { verdict: 'holds' }, failure: undefined };
  }

  private withoutSearch(assumption: Assumed): EngineOutcome {
    const reason =
      assumption.failure === undefined ? 'the configuration names no behaviour' : failureText(assumption.failure);
    return {
      engine: 'own',
      distinctStates: this.model.behaviour === undefined ? 0 : null,
      generatedStates: this.model.behaviour === undefined ? 0 : null,
      depth: null,
      complete: this.model.behaviour === undefined && assumption.failure === undefined,
      seconds: 0,
      peakBytes: process.memoryUsage.rss(),
      properties: this.request.model.properties.map((property) =>
        property.kind === 'assumption' ? { property, ...assumption.verdict } : { property, verdict: 'unknown', reason },
      ),
      warnings: [],
      ...(assumption.failure === undefined ? {} : { error: assumption.failure }),
    };
  }

  private instrumented(): Program {
    this.#instrumented ??= this.compiled(true);
    return this.#instrumented;
  }

  private failure(error: EvaluationError, evaluated: Evaluated, search: Search, at: Reached | undefined): EvaluationFailure {
    const { program } = this;
    const steps: RowStep[] = at === undefined ? [] : traceTo(program, search.table, at);
    return failureOf(error, evaluatedText(evaluated), plainSteps(program, steps), () => this.repeat(evaluated, steps));
  }

  /** Evaluates in the instrumented program what failed at the end of `steps`. */
  repeat(evaluated: Evaluated, steps: readonly RowStep[]): void {
    const again = this.instrumented();
    const put = (target: Int32Array, step: RowStep | undefined): void => {
      step?.row.forEach((id, index) => {
        target[index] = again.store.fromValue(this.program.store.toValue(id));
      });
    };
    const last = steps.at(-1);
    const isStep = evaluated.sort === 'action' || evaluated.sort === 'action-constraint';
    put(again.current, isStep ? steps.at(-2) : last);
    put(again.successor, last);
    if (evaluated.sort === 'init') return again.initial(() => undefined);
    if (evaluated.sort === 'next') return again.successors(() => undefined);
    const checks = this.onTheFly(again);
    const all = [...checks.invariants, ...checks.initial, ...checks.actions, ...again.constraints, ...again.actionConstraints];
    all.find(({ name }) => name === evaluated.name)?.test();
  }

  private incompleteness(search: Search, error: EvaluationFailure | undefined): string {
    if (error !== undefined) return failureText(error);
    const { distinct, depth, frontier } = search.counts;
    const covered = `${distinct} states were found to depth ${depth}, ${frontier} of them not yet gone on from`;
    const ended = search.outcome;
    if (ended?.kind === 'violated') return `stopped at the first violation: ${covered}`;
    if (ended?.kind !== 'limit') throw new Error('a search that ended for no reason');
    return `${limitText(ended.limit, this.request, performance.now() > this.deadline)}: ${covered}`;
  }

  places(): Pick<EngineOutcome, 'placeCoverage'> {
    const coverage = this.request.options.coverage === true ? this.program.coverage?.() : undefined;
    if (coverage === undefined) return {};
    return { placeCoverage: coverage.map(({ place, count }) => ({ file: place.source.file, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn, count })) };
  }
}

interface Assumed {
  readonly verdict: Omit<PropertyOutcome, 'property'>;
  readonly failure: EvaluationFailure | undefined;
}

function memory(bytesMax: number | undefined): { bytesMax?: number; memoryUsed?: () => number } {
  return bytesMax === undefined ? {} : { bytesMax, memoryUsed: () => process.memoryUsage.rss() };
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

function evaluatedText({ sort, name }: Evaluated): string {
  switch (sort) {
    case 'init':
      return 'the initial predicate';
    case 'next':
      return 'the next-state relation';
    case 'constraint':
      return `the constraint ${name}`;
    case 'action-constraint':
      return `the action constraint ${name}`;
    case 'invariant':
      return `the invariant ${name}`;
    case 'initial':
    case 'action':
      return `the property ${name}`;
  }
}

async function writeDump(search: Search, dump: NonNullable<RunRequest['options']['dump']>): Promise<void> {
  const graph = search.graph();
  if (dump.format === 'graph') return writeGraphFile(dump.file, graph);
  const text = dump.format === 'dot' ? dotGraph(graph) : itfGraph(graph);
  await pipeline(Readable.from(text), createWriteStream(dump.file));
}

export type { TraceStep };
