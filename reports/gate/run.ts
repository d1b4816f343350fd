/** Runs the gate: its stages one after the other, each compared with the baseline. */

import { join } from 'node:path';
import { defaultLimits } from '../../spec/checker/index.js';
import { describeFault, InputError } from '../../spec/input-error.js';
import { type Project, readProject } from '../../spec/project.js';
import type { Shard } from '../verify/run.js';
import { writeWhole } from '../verify/store.js';
import { type Baseline, baselinePath, baselineText, noBaseline, readBaseline } from './baseline.js';
import { Cache, cacheFolder } from './cache.js';
import type { GateContext, StageName, StageRun } from './context.js';
import { Definitions } from './definitions.js';
import type { GateChange, GateDocument } from './document.js';
import type { Entries, EntryName } from './entries.js';
import { Facts } from './facts.js';
import { Flows } from './flow.js';
import { withGraphStories } from './graph-story.js';
import { Imports } from './imports.js';
import { changesByStage, entriesAfter, gateDocument, type TimedStage } from './judge-run.js';
import { placesFrom } from './places.js';
import { runConformance } from './stages/conformance.js';
import { runLint, runTypes } from './stages/static.js';
import { runTests } from './stages/tests.js';
import { type ProjectContext, runVerify } from './stages/verify.js';

/** In the order in which they run: what is soonest told comes first. */
export const stageNames = ['types', 'lint', 'verify', 'conformance', 'tests'] as const satisfies readonly StageName[];

export interface GateOptions {
  /** Absolute. */
  readonly root: string;
  /** Those to run, at least one. */
  readonly stages: readonly StageName[];
  readonly accept: boolean;
  /** FALSE: everything is run, whatever earlier runs have left. */
  readonly usesCache: boolean;
  readonly shard: Shard | undefined;
  /** Files changed since the revision asked for; undefined: everything counts. */
  readonly changedFiles: ReadonlySet<string> | undefined;
  readonly workers: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (doing: string) => void;
}

/**
 * Runs the stages; with `accept` the baseline becomes what was found, unless something fails by itself.
 * @throws {InputError} without a baseline that can be read, and where nothing can be written.
 */
export async function runGate(options: GateOptions): Promise<GateDocument> {
  const { root, signal, accept } = options;
  const startedMs = Date.now();
  const baseline = accept ? baselineOrNone(root) : readBaseline(root);
  const isPartial =
    options.shard !== undefined || options.changedFiles !== undefined || options.stages.length < stageNames.length;
  const context: GateContext = {
    ...options,
    isWhole: !isPartial,
    facts: new Facts(root, startedMs, options.env),
    imports: new Imports(root),
    cache: new Cache(join(root, cacheFolder), options.usesCache),
    limits: defaultLimits,
  };
  const flows = new Flows(root);
  const subject = openProject(root);
  const stages: TimedStage[] = [];
  for (const name of stageNames.filter((each) => options.stages.includes(each) && isOfShard(each, options.shard))) {
    const started = performance.now();
    const because = skipReason(name, stages, subject);
    const run = signal.aborted
      ? skipped(name, 'interrupted before it began')
      : because !== undefined
        ? skipped(name, because)
        : await runStage(name, context, subject, flows);
    // What an interrupted stage did not come to is not lost.
    const told = signal.aborted ? { ...run, covers: () => false } : run;
    stages.push({ ...told, seconds: (performance.now() - started) / 1000 });
  }

  const interrupted = signal.aborted;
  const covers = (name: EntryName) => stages.some((stage) => stage.covers(name));
  const observed: Entries = new Map(stages.flatMap(({ entries }) => [...entries]));
  const after = entriesAfter(interrupted ? new Map() : observed, baseline.entries, covers);
  const places = placesFrom({
    project: subject.project,
    definitions: subject.definitions,
    flows,
    root,
    baselinePlace: (key) => ({ file: baselinePath, line: baseline.lineOf(key) }),
  });
  const changes = new Map(interrupted ? [] : changesByStage({ before: baseline.entries, after, places }));
  const models = subject.project?.manifest.models ?? [];
  const story = { root, models, before: baseline.entries, after, flows, signal };
  changes.set('verify', await withGraphStories(changes.get('verify') ?? [], story));
  const failsByItself = stages.some(({ stage, failures }) => !stage.ok || failures.length > 0);
  const accepts = accept && !interrupted && !failsByItself;
  if (accepts) writeWhole(join(root, baselinePath), baselineText(after));
  return gateDocument({
    stages,
    changes,
    interrupted,
    accepts,
    notes: [...new Set([...context.cache.notes, ...stages.flatMap(({ notes }) => notes)])],
    partial: interrupted || isPartial,
    shard: options.shard === undefined ? null : { index: options.shard.index, of: options.shard.count },
    accepted: accepts,
    ...(options.shard === undefined ? {} : { observed }),
  });
}

/** Types and lint look at everything at once: the first shard does. */
function isOfShard(name: StageName, shard: Shard | undefined): boolean {
  return shard === undefined || shard.index === 1 || (name !== 'types' && name !== 'lint');
}

/** The first time there is none to compare with; one that is damaged is replaced only when it is taken away. */
function baselineOrNone(root: string): Baseline {
  try {
    return readBaseline(root);
  } catch (error) {
    if (error instanceof InputError && error.fault.code === 'missing-file') return noBaseline;
    throw error;
  }
}

interface Subject {
  readonly project?: Project;
  readonly definitions?: Definitions;
  /** Why there is none. */
  readonly fault?: InputError;
}

function openProject(root: string): Subject {
  let project: Project | undefined;
  try {
    project = readProject(root);
    return { project, definitions: new Definitions(root, project.manifest.models) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...(project === undefined ? {} : { project }), fault: error };
  }
}

function skipReason(name: StageName, before: readonly TimedStage[], { project }: Subject): string | undefined {
  const failed = before.find(({ stage }) => !stage.ok && stage.name === 'types');
  if (failed !== undefined && name !== 'lint') return 'the types are wrong, so that what is built may be anything';
  return name === 'conformance' && project === undefined ? 'the project cannot be read: see verify' : undefined;
}

function skipped(name: StageName, why: string): StageRun {
  return {
    stage: { name, ok: false, skipped: true, cached: false, summary: `not run: ${why}` },
    failures: [],
    entries: new Map(),
    covers: () => false,
    notes: [],
  };
}

async function runStage(name: StageName, context: GateContext, subject: Subject, flows: Flows): Promise<StageRun> {
  const { project, definitions, fault } = subject;
  try {
    if (name === 'types') return await runTypes(context);
    if (name === 'lint') return await runLint(context);
    if (name === 'tests') return await runTests(context);
    if (project === undefined || definitions === undefined) throw fault ?? new Error('no project and no reason');
    const inProject: ProjectContext = { ...context, project, definitions, flows };
    return await (name === 'verify' ? runVerify(inProject) : runConformance(inProject));
  } catch (error) {
    if (!(error instanceof InputError) || error.fault.code === 'unwritable') throw error;
    return refused(name, error);
  }
}

/** A module or a manifest that cannot be read fails its stage by itself. */
function refused(name: StageName, { fault }: InputError): StageRun {
  const { file, line, column: _, ...rest } = fault;
  const change: GateChange = {
    subject: 'stage',
    name: file ?? name,
    kind: 'failed',
    direction: 'worse',
    fails: true,
    message: `Cannot be read: ${describeFault(rest)}.`,
    ...(file === undefined ? {} : { place: { file, line: line ?? 1 } }),
  };
  return {
    stage: { name, ok: false, skipped: false, cached: false, summary: 'could not run' },
    failures: [change],
    entries: new Map(),
    covers: () => false,
    notes: [],
  };
}
