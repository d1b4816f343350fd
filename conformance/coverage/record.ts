/** The counts of V8 for one run of the implementation: the traces of models, or the tables. */

import type { Profiler } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { RecorderJob, RecorderReport } from './recorder.js';

export interface RecordOptions {
  readonly signal: AbortSignal;
  readonly onModel?: (id: string, done: number) => void;
}

/** A model that diverges: a run that is cut short tells nothing. */
export class DivergedError extends Error {
  constructor(model: string) {
    super(`${model} diverges, so that nothing can be said of branches: npm run conformance -- ${model}`);
    this.name = 'DivergedError';
  }
}

/**
 * Resolves to the coverage of the files of `impl` by their addresses.
 *
 * @throws {DivergedError} when a model diverges.
 * @throws {Error} when `signal` is aborted.
 */
export function record(
  job: RecorderJob,
  options: RecordOptions,
): Promise<ReadonlyMap<string, Profiler.ScriptCoverage>> {
  const { signal, onModel } = options;
  const worker = new Worker(new URL('./recorder.js', import.meta.url), { workerData: job });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop);
  return new Promise<ReadonlyMap<string, Profiler.ScriptCoverage>>((resolve, reject) => {
    worker.on('message', (message: RecorderReport) => {
      if (message.kind === 'end') resolve(new Map(message.coverage.map((script) => [script.url, script])));
      else if (message.divergences === 0) onModel?.(message.id, message.done);
      else reject(new DivergedError(message.id));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(signal.aborted ? signal.reason : new Error('the recorder ended without a word')));
  }).finally(() => {
    signal.removeEventListener('abort', stop);
    return worker.terminate();
  });
}
