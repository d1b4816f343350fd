/** Runs in a worker of its own: the coverage of what is asked for and of nothing else. The implementation is loaded under the eyes of V8. */

import { type Profiler, Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { exploreModel } from '../../spec/checker/index.js';
import { engineModel } from '../../spec/engine-model.js';
import { moduleName } from '../../spec/module-name.js';
import { readProject } from '../../spec/project.js';
import { conform, defaultConformOptions } from '../replay/conform.js';

/** What the worker is asked for. */
export interface RecorderJob {
  readonly root: string;
  /** Ids of the models whose traces are replayed; without them the tables are run. */
  readonly models: readonly string[] | undefined;
  readonly statesMax: number;
}

export type RecorderReport =
  | { readonly kind: 'model'; readonly id: string; readonly done: number; readonly divergences: number }
  | { readonly kind: 'end'; readonly coverage: readonly Profiler.ScriptCoverage[] };

const { root, models, statesMax } = workerData as RecorderJob;
const session = new Session();
session.connect();
await new Promise((resolve) => session.post('Profiler.enable', resolve));
await new Promise((resolve) => {
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true }, resolve);
});
if (models === undefined) await recordTables();
else await recordModels(models);
const coverage = await new Promise<readonly Profiler.ScriptCoverage[]>((resolve, reject) => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => (error ? reject(error) : resolve(taken.result)));
});
report({ kind: 'end', coverage: coverage.filter(({ url }) => url.includes('/impl/')) });

async function recordModels(ids: readonly string[]): Promise<void> {
  const { bindingOf } = await import('../bindings/bindings.js');
  const known = readProject(root).manifest.models;
  for (const [done, id] of ids.entries()) {
    const model = known.find((other) => other.id === id);
    const binding = await bindingOf(moduleName({ id }));
    if (model === undefined) throw new Error(`no model with an implementation: ${id}`);
    const graph = await exploreModel(engineModel(root, model), statesMax);
    // Pairs take the same steps once more, from the same states.
    const { signal } = new AbortController();
    const { divergences } = await conform(graph, binding, { ...defaultConformOptions, pairsMax: 0, signal });
    report({ kind: 'model', id, done, divergences: divergences.length });
  }
}

async function recordTables(): Promise<void> {
  const { runEveryRow } = await import('../tables/run-tables.js');
  runEveryRow();
}

function report(message: RecorderReport): void {
  parentPort?.postMessage(message);
}
