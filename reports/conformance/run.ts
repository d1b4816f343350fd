/** One model against its implementation, with the cards of what was found. */

import { join } from 'node:path';
import type { Binding } from '../../conformance/bindings/binding.js';
import { bindingOf } from '../../conformance/bindings/bindings.js';
import { type Card, cardOf } from '../../conformance/replay/card.js';
import { conform, defaultConformOptions } from '../../conformance/replay/conform.js';
import { stepSources } from '../../conformance/replay/step-sources.js';
import { readTrace, writeTrace } from '../../conformance/traces/itf-trace.js';
import type { Path } from '../../conformance/traces/path.js';
import { allSchedules, type OwnRuns, ownRuns } from '../../conformance/validation/own-runs.js';
import { type OpenModel, openModel } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { engineModel } from '../../spec/project.js';
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
  readonly signal: AbortSignal;
  /** Told now and then how many of the traces are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** For example `tsem/TrustRelease`: what bindings and links call the model's module. */
export function moduleName({ id }: Pick<Model, 'id'>): string {
  return id.slice(0, id.indexOf('.'));
}

/** @throws {InputError} where the model's module has no implementation. */
export function bindingFor(model: Model): Binding {
  const module = moduleName(model);
  const binding = bindingOf(module);
  if (binding !== undefined) return binding;
  throw new InputError({ code: 'unknown-name', expected: `an implementation bound to ${module}`, found: 'none' });
}

export interface ConformanceOfModel {
  readonly result: ConformanceResult;
  readonly cards: readonly Card[];
  readonly runs: OwnRuns;
}

/**
 * Replays the model's traces, and has runs of the implementation validated. Leaves the shrunk trace of a divergence, and a run
 * that is rejected, in a file that the card's command names.
 */
export async function conformModel(run: ConformanceRun): Promise<ConformanceOfModel> {
  const { root, model, trace, signal, onProgress } = run;
  const binding = bindingFor(model);
  const opened = await openModel(engineModel(root, model));
  const graph = opened.explore(run.maxStates);
  const only: readonly Path[] | undefined = trace && [readTrace(trace.text, trace.file, graph)];
  const found = await conform(graph, binding, {
    ...defaultConformOptions,
    seed: run.seed,
    signal,
    broken: model.properties.filter(isBrokenTemporal).map(({ name }) => name),
    ...(only === undefined ? {} : { only }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
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
  const runs = await runsOf(opened, binding, run);
  return { result: conformanceResult(model, { found, cards, runs, runFile: runPath(model.id) }), cards, runs };
}

/** Invariants that are broken are found by exploring; what is told of steps and whole behaviours is asked for by name. */
function isBrokenTemporal({ kind, expected }: Model['properties'][number]): boolean {
  return (kind === 'liveness' || kind === 'action') && expected === 'violated';
}

/** None where one trace alone was asked for. */
async function runsOf(opened: OpenModel, binding: Binding, run: ConformanceRun): Promise<OwnRuns> {
  const { root, model, trace, seed, maxStates: statesMax, signal } = run;
  const file = runPath(model.id);
  const schedules = trace === undefined ? allSchedules : [];
  const runs = await ownRuns(opened.steps(), binding, { seed, signal, model: model.id, statesMax, file, schedules });
  for (const { text } of runs.rejected) if (text !== undefined) writeWhole(join(root, file), text);
  return runs;
}
