/** Runs the models of a project on the engines given, compares with what is expected, and makes the document of it. */

import { runTables } from '../../conformance/tables/run-tables.js';
import {
  type Engine,
  type EngineLimits,
  type EngineName,
  type EngineOutcome,
  type EngineProgress,
  type Job,
  settleAll,
} from '../../spec/checker/index.js';
import type { Disagreement } from '../../spec/disagreement.js';
import { engineModel } from '../../spec/engine-model.js';
import { InputError, nearestName } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { manifestPath } from '../../spec/manifest-path.js';
import { modelDigest } from '../../spec/model-digest.js';
import type { Project } from '../../spec/project.js';
import { settleClaims } from './claims.js';
import { type DocumentResult, resultOf, type VerifyDocument } from './document.js';
import { compareEnlarged } from './enlarged.js';
import { canRun, type JudgedModel, judgeModel } from './judge.js';

/** The `index`-th of `count` parts of the models, 1-based. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface VerifyOptions {
  readonly project: Project;
  /** The models to run: all of them, or a selection made with `selectModels`. */
  readonly models: readonly Model[];
  /** The part that `models` are, where the run is spread over several. */
  readonly shard?: Shard;
  /** Engines present on this machine, with their versions. */
  readonly engines: readonly { readonly engine: Engine; readonly version: string }[];
  /** Engines asked for that are not. */
  readonly enginesAbsent: readonly EngineName[];
  readonly limits: EngineLimits;
  /** Models at a time. */
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Called as each model ends; `total` counts model and engine pairs. */
  readonly onSettled?: (run: JudgedModel, settled: number, total: number) => void;
  readonly onProgress?: (progress: EngineProgress) => void;
  /** Asks for the digests of state graphs, of engines that can tell. */
  readonly graphDigests?: boolean;
  /** What is known from earlier runs, and where this run's outcomes go. */
  readonly memory?: OutcomeMemory;
}

/** One model on one engine. */
export interface Pair {
  readonly model: Model;
  readonly engine: Engine;
}

export interface OutcomeMemory {
  /** An earlier outcome that would be the same today; undefined where there is none. */
  recall(pair: Pair): EngineOutcome | undefined;
  keep(pair: Pair, outcome: EngineOutcome): void;
}

export interface Selection {
  /** Text that the id of a model contains; case does not matter. None: all models. */
  readonly filters: readonly string[];
  readonly shard: Shard | undefined;
  /** TRUE: with the deep models. Otherwise only those of them whose full id is a filter. */
  readonly deep: boolean;
}

/**
 * The models that the selection names, in the order of `models`; the shard is taken last.
 * @throws {InputError} when a filter matches no model, with the nearest id, or deep models only.
 */
export function selectModels(models: readonly Model[], { filters, shard, deep }: Selection): readonly Model[] {
  const matches = (model: Model, filter: string) => model.id.toLowerCase().includes(filter.toLowerCase());
  const isNamed = (model: Model, filter: string) => model.id.toLowerCase() === filter.toLowerCase();
  const isSelected = (model: Model, filter: string) =>
    matches(model, filter) && (deep || !model.deep || isNamed(model, filter));
  for (const filter of filters) {
    if (models.some((model) => isSelected(model, filter))) continue;
    if (models.some((model) => matches(model, filter))) {
      throw new InputError({
        code: 'deep-model',
        expected: 'a model that is not deep, the full id of one that is, or --deep',
        found: filter,
      });
    }
    const nearest = nearestId(
      filter,
      models.map((model) => model.id),
    );
    throw new InputError({
      code: 'unknown-model',
      expected: 'a model whose id contains the filter (--list shows them)',
      found: filter,
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
  const selected = models.filter((model) =>
    filters.length === 0 ? deep || !model.deep : filters.some((filter) => isSelected(model, filter)),
  );
  return selected.filter((_, index) => shard === undefined || index % shard.count === shard.index - 1);
}

/** Runs the selected models and says what was found; an aborted run says what is known so far. */
export async function verify(options: VerifyOptions): Promise<VerifyDocument> {
  const { project, models, engines, signal } = options;
  const pairs = models
    .filter(({ config }) => project.configurations.has(config))
    .flatMap((model) => engines.filter(({ engine }) => canRun(model, engine)).map(({ engine }) => ({ model, engine })));
  const judgedBy = new Map<Pair, JudgedModel>();
  const judge = (pair: Pair, outcome: EngineOutcome): JudgedModel => {
    const run = judgeModel({ model: pair.model, engine: pair.engine.name, outcome });
    judgedBy.set(pair, run);
    return run;
  };
  const pairsOf = new Map<Job, Pair>();
  for (const pair of pairs) {
    const known = options.memory?.recall(pair);
    if (known !== undefined) judge(pair, known);
    else pairsOf.set(jobOf(options, pair), pair);
  }
  await settleAll([...pairsOf.keys()], {
    workers: options.workers,
    signal,
    onSettled: (job, outcome, settled) => {
      const pair = pairsOf.get(job);
      if (pair === undefined) throw new Error('an outcome of a job that was not given');
      options.memory?.keep(pair, outcome);
      // Not inside the call below: where nobody listens its arguments are not evaluated.
      const run = judge(pair, outcome);
      options.onSettled?.(run, settled, pairsOf.size);
    },
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const judged = pairs.flatMap((pair) => judgedBy.get(pair) ?? []);
  return assemble(options, judged);
}

function jobOf({ project, limits, graphDigests }: VerifyOptions, { model, engine }: Pair): Job {
  const job = { engine, model: engineModel(project.root, model), weight: model.distinctStates, limits };
  const tells = graphDigests === true && engine.options?.includes('graphDigest') === true;
  return tells ? { ...job, options: { graphDigest: true } } : job;
}

function assemble(options: VerifyOptions, judged: readonly JudgedModel[]): VerifyDocument {
  const { project, models, engines, limits } = options;
  const { manifest, catalogues } = project;
  const interrupted = options.signal.aborted;
  const partial = interrupted || manifest.models.some((model) => !model.deep && !models.includes(model));
  const names = engines.map(({ engine }) => engine.name);
  const results = judged.map((run) => documentResult(project, judged, run));
  const settled = settleClaims(manifest, catalogues, results, { engines: names, partial, tables: runTables() });
  const disagreements = [
    ...project.disagreements,
    ...judged.flatMap((run) => run.disagreements),
    ...countsThatDiffer(judged),
    ...settled.disagreements,
  ];
  const ran = new Set(judged.map(({ model }) => model.id));
  const left = manifest.models.filter((model) => !ran.has(model.id));
  return {
    schema: 'lsm-verify/verify@1',
    ok: disagreements.length === 0 && !interrupted && judged.length > 0,
    partial,
    interrupted,
    ...(options.shard === undefined ? {} : { shard: { index: options.shard.index, of: options.shard.count } }),
    engines: names,
    engineVersions: Object.fromEntries(engines.map(({ engine, version }) => [engine.name, version])),
    enginesAbsent: options.enginesAbsent,
    limits: { statesMax: limits.statesMax, depthMax: limits.depthMax, timeoutSeconds: limits.timeoutMs / 1000 },
    variants: Object.fromEntries(catalogues.map(({ system, variants }) => [system, variants])),
    results,
    claims: settled.claims,
    disagreements,
    enlarged: compareEnlarged(manifest.models, results),
    notRun: {
      models: left.map(({ id }) => id),
      deep: left.filter((model) => model.deep && !models.includes(model)).map(({ id }) => id),
      claims: settled.notRun,
    },
  };
}

function documentResult(project: Project, judged: readonly JudgedModel[], run: JudgedModel): DocumentResult {
  const { moduleFile, configFile } = engineModel(project.root, run.model);
  const configuration = project.configurations.get(run.model.config);
  const constraints = [...(configuration?.constraints ?? []), ...(configuration?.actionConstraints ?? [])];
  return resultOf(run, {
    catalogues: project.catalogues,
    judged,
    digest: modelDigest(moduleFile, configFile),
    constraints: constraints.map(({ name }) => name),
    symmetry: (configuration?.symmetry ?? []).map(({ name }) => name),
  });
}

/** Counts that the manifest does not give must still be the same on every engine. */
function countsThatDiffer(judged: readonly JudgedModel[]): Disagreement[] {
  return judged.flatMap((run) => {
    const first = judged.find((other) => other.model.id === run.model.id && other.outcome.distinctStates !== null);
    const found = run.outcome.distinctStates;
    const other = first?.outcome.distinctStates;
    if (first === undefined || found === null || found === other) return [];
    const message = `${run.model.id}: ${first.engine} found ${other} distinct states, ${run.engine} ${found}`;
    return [{ code: 'engines-differ', file: manifestPath, line: run.model.lines.distinctStates, message }];
  });
}

/** The id nearest to `text`, which may be its part before the dot, after the stroke, or all of it. */
export function nearestId(text: string, ids: readonly string[]): string | undefined {
  const parts = new Map<string, string>();
  for (const id of ids) {
    const name = id.slice(id.indexOf('/') + 1);
    for (const part of [id, name, name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]) {
      if (!parts.has(part)) parts.set(part, id);
    }
  }
  const nearest = nearestName(text, parts.keys());
  return nearest === undefined ? undefined : parts.get(nearest);
}
