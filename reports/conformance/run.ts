/** One model against its implementation, with the cards of what was found. */

import { join } from 'node:path';
import { allBindings, bindingOf } from '../../conformance/bindings/bindings.js';
import { type Card, cardOf } from '../../conformance/replay/card.js';
import { type Conformance, defaultConformOptions, followPlan } from '../../conformance/replay/conform.js';
import { keptPlan, type ModelSide, readKeptPlan } from '../../conformance/replay/kept-plan.js';
import { planOf } from '../../conformance/replay/plan.js';
import { stepSources } from '../../conformance/replay/step-sources.js';
import { readTrace, writeTrace } from '../../conformance/traces/itf-trace.js';
import { type Judge, judgeOf, rememberingJudge } from '../../conformance/validation/judge.js';
import type { OwnRuns } from '../../conformance/validation/own-runs.js';
import { type ModelSteps, type OpenModel, openModel } from '../../spec/checker/index.js';
import { engineModel } from '../../spec/engine-model.js';
import type { Model } from '../../spec/manifest.js';
import { moduleName } from '../../spec/module-name.js';
import { writeWhole } from '../verify/store.js';
import { type ConformanceResult, conformanceResult } from './document.js';
import { runPath, tracePath } from './store.js';

/** A trace file that names its model. */
export interface TraceFile {
  readonly file: string;
  readonly text: string;
  readonly model: string;
}

export interface ConformanceRun {
  /** Absolute. */
  readonly root: string;
  readonly model: Model;
  readonly seed: number;
  readonly maxStates: number;
  /** This trace alone is replayed. */
  readonly trace?: TraceFile;
  readonly keeping?: Keeping;
  readonly signal: AbortSignal;
  /** Told now and then how many of the traces are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where the model's side of conformance is kept, so that another run of an implementation need not work it out again. */
export interface Keeping {
  /** Absolute. What is new is written to `newFileOf` it: taking it over is for who gave the key. */
  readonly file: string;
  /** Tells whether what is kept there is of this model, these options and this code. */
  readonly key: string;
  /** FALSE: only written. */
  readonly isRead: boolean;
}

export function newFileOf({ file }: Pick<Keeping, 'file'>): string {
  return `${file}.new`;
}

export interface ConformanceOfModel {
  readonly result: ConformanceResult;
  readonly cards: readonly Card[];
  readonly runs: OwnRuns;
  /** Where something was to be kept: whether there is a new file, and whether the old one could not be read. */
  readonly kept?: { readonly isNew: boolean; readonly wasDamaged: boolean };
}

/**
 * Replays the model's traces, and has runs of the implementation validated. Leaves the shrunk trace of a divergence, and a run
 * that is rejected, in a file that the card's command names.
 */
export async function conformModel(run: ConformanceRun): Promise<ConformanceOfModel> {
  const keeping = run.trace === undefined ? run.keeping : undefined;
  const known = keeping?.isRead === true ? readKeptPlan(keeping.file, keeping.key) : undefined;
  const wasDamaged = known === 'damaged';
  if (keeping !== undefined && known !== undefined && known !== 'damaged') {
    const outcome = await confronted(run, known, async (text) => judgeIn((await opened(run)).steps(), run)(text));
    if (outcome.isAgreed) return { ...concluded(run, outcome), kept: { isNew: keep(keeping, outcome), wasDamaged } };
  }
  // What is wrong is told, and made short, with the checker at hand.
  const model = await opened(run);
  const steps = model.steps();
  const graph = model.explore(run.maxStates);
  const only = run.trace && [readTrace(run.trace.text, run.trace.file, graph)];
  const plan = planOf(graph, {
    ...defaultConformOptions,
    seed: run.seed,
    broken: brokenProperties(run.model),
    ...(only === undefined ? {} : { only }),
  });
  const side = { plan, runModel: steps, behaviours: new Map() };
  const outcome = await confronted(run, side, judgeIn(steps, run));
  const told = concluded(run, outcome);
  if (keeping === undefined) return told;
  return { ...told, kept: { isNew: outcome.isAgreed && keep(keeping, outcome), wasDamaged } };
}

/** It schedules with the implementation's schedulers: who replays nothing has no need of them. */
function loadOwnRuns() {
  return import('../../conformance/validation/own-runs.js');
}

/** All of the implementation that replays load when they need it: for who wants to see what runs while it is loaded. */
export async function loadImplementation(): Promise<void> {
  await Promise.all([allBindings(), loadOwnRuns()]);
}

/** A model's side with what came of an implementation beside it. */
interface Outcome {
  readonly side: ModelSide;
  readonly found: Conformance;
  readonly runs: OwnRuns;
  /** Of these runs. */
  readonly behaviours: ModelSide['behaviours'];
  /** Nothing was found that is wrong, and nothing left out by an interruption. */
  readonly isAgreed: boolean;
}

/** @param judge asked for runs that are not among the behaviours of `side`. */
async function confronted(run: ConformanceRun, side: ModelSide, judge: Judge): Promise<Outcome> {
  const { model, trace, seed, signal } = run;
  const binding = await bindingOf(moduleName(model));
  const { allSchedules, ownRuns } = await loadOwnRuns();
  const found = await followPlan(side.plan, binding, run);
  const behaviours = new Map<string, number>();
  const schedules = trace === undefined ? allSchedules : [];
  const remembering = rememberingJudge(side.behaviours, behaviours, judge);
  const runs = await ownRuns(side.runModel, binding, remembering, { seed, signal, model: model.id, schedules });
  const isAgreed = found.divergences.length === 0 && runs.rejected.length === 0 && !signal.aborted;
  return { side, found, runs, behaviours, isAgreed };
}

/** @returns FALSE when all of it is kept already. */
function keep(keeping: Keeping, { side, behaviours }: Outcome): boolean {
  const isKept = side.plan.confirmation === undefined;
  if (isKept && [...behaviours.keys()].every((digest) => side.behaviours.has(digest))) return false;
  writeWhole(newFileOf(keeping), keptPlan(keeping.key, { ...side, behaviours }));
  return true;
}

function concluded({ root, model }: ConformanceRun, { side, found, runs }: Outcome): ConformanceOfModel {
  const { graph } = side.plan;
  const cards = found.divergences.map((divergence) => {
    const file = tracePath(model.id);
    writeWhole(join(root, file), writeTrace(model.id, graph, divergence.path));
    return cardOf(divergence, {
      model: model.id,
      module: moduleName(model),
      graph,
      sources: stepSources(root),
      command: `npm run conformance -- --trace ${file}`,
    });
  });
  const runFile = runPath(model.id);
  for (const { text } of runs.rejected) if (text !== undefined) writeWhole(join(root, runFile), text);
  return { result: conformanceResult(model, { found, cards, runs, runFile }), cards, runs };
}

function opened({ root, model }: ConformanceRun): Promise<OpenModel> {
  return openModel(engineModel(root, model));
}

function judgeIn(steps: ModelSteps, { model, maxStates, signal }: ConformanceRun): Judge {
  return judgeOf(steps, { signal, statesMax: maxStates, file: runPath(model.id) });
}

/** What the model is expected to break, by name: what is told of steps and of behaviours. Broken invariants are found by exploring. */
export function brokenProperties({ properties }: Model): readonly string[] {
  const isTold = ({ kind }: Model['properties'][number]) => kind === 'liveness' || kind === 'action';
  return properties.filter((property) => isTold(property) && property.expected === 'violated').map(({ name }) => name);
}
