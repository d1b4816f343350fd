/** One model against its implementation, with the cards of what was found. */

import { join } from 'node:path';
import type { Binding } from '../../conformance/bindings/binding.js';
import { bindingOf } from '../../conformance/bindings/bindings.js';
import { type Card, cardOf } from '../../conformance/replay/card.js';
import { conform, defaultConformOptions } from '../../conformance/replay/conform.js';
import { stepSources } from '../../conformance/replay/step-sources.js';
import { readTrace, writeTrace } from '../../conformance/traces/itf-trace.js';
import type { Path } from '../../conformance/traces/path.js';
import { exploreModel } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { engineModel } from '../../spec/project.js';
import { writeWhole } from '../verify/store.js';
import { type ConformanceResult, conformanceResult } from './document.js';
import { tracePath } from './store.js';

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

/** Replays the model's traces; leaves the shrunk trace of a divergence in a file that the card's command names. */
export async function conformModel(
  run: ConformanceRun,
): Promise<{ readonly result: ConformanceResult; readonly cards: readonly Card[] }> {
  const { root, model, trace, signal, onProgress } = run;
  const binding = bindingFor(model);
  const graph = await exploreModel(engineModel(root, model), run.maxStates);
  const only: readonly Path[] | undefined = trace && [readTrace(trace.text, trace.file, graph)];
  const found = await conform(graph, binding, {
    ...defaultConformOptions,
    seed: run.seed,
    signal,
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
      sources: stepSources(root, 'impl'),
      command: `npm run conformance -- --trace ${file}`,
    });
  });
  return { result: conformanceResult(model, found, cards), cards };
}
