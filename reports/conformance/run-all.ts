/** Replays many models, a few at a time, each in a process of its own: time is measured by the process. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FunctionsRan } from '../../conformance/coverage/marks.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import type { ConformanceOfModel, Keeping } from './run.js';
import type { WorkerReply, WorkerRequest } from './worker.js';

export interface RunAllOptions {
  /** Absolute. */
  readonly root: string;
  readonly seed: number;
  readonly maxStates: number;
  /** Models at a time, 1 or more. */
  readonly workers: number;
  /** Aborted: running models are ended by force, what is done by then is kept. */
  readonly signal: AbortSignal;
  /** Where each model's side is kept. */
  readonly keepingOf?: (model: Model) => Keeping;
  /** Whether `onDone` is told which functions of the implementation ran; otherwise no time is spent on it. */
  readonly marksFunctions?: boolean;
  /** @param functions what ran while the implementation was loaded, and for this model; empty unless asked for. */
  readonly onDone?: (
    found: ConformanceOfModel,
    done: number,
    total: number,
    functions: readonly FunctionsRan[],
  ) => void;
  readonly onProgress?: (model: Model, done: number, total: number) => void;
}

/** In MB, from the start: replays leave little behind of what they make, and V8 would start with a sixteenth of it. A tenth less time. */
const roomForTheYoung = '--min-semi-space-size=16';

/**
 * Results in the order of `models`, without those that an abort kept from ending.
 * @throws {InputError} as `conformModel` does, of the first model that has a fault; an error of ours if a worker ended.
 */
export async function conformAll(
  models: readonly Model[],
  options: RunAllOptions,
): Promise<readonly ConformanceOfModel[]> {
  const results = new Map<string, ConformanceOfModel>();
  // The biggest first, so that none is left alone at the end.
  const queue = [...models].sort((left, right) => (right.generatedStates ?? 0) - (left.generatedStates ?? 0));
  const failing = new AbortController();
  const signal = AbortSignal.any([options.signal, failing.signal]);
  const work = async (): Promise<void> => {
    if (queue.length === 0 || signal.aborted) return;
    const file = fileURLToPath(new URL('./worker.js', import.meta.url));
    const worker = fork(file, { serialization: 'advanced', execArgv: [...process.execArgv, roomForTheYoung] });
    const end = () => worker.kill('SIGKILL');
    const ended = once(worker, 'exit').catch(() => undefined);
    signal.addEventListener('abort', end, { once: true });
    try {
      for (let model = queue.shift(); model !== undefined && !signal.aborted; model = queue.shift()) {
        const { found, functions } = await replayed(worker, model, options);
        results.set(model.id, found);
        options.onDone?.(found, results.size, models.length, functions);
      }
    } catch (error) {
      if (options.signal.aborted) return;
      failing.abort(error);
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      // It leaves when nobody is there to ask it, and says its last words.
      if (worker.connected) worker.disconnect();
      await ended;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.workers) }, work));
  return models.flatMap(({ id }) => results.get(id) ?? []);
}

function replayed(
  worker: ChildProcess,
  model: Model,
  options: RunAllOptions,
): Promise<Extract<WorkerReply, { kind: 'done' }>> {
  const { root, seed, maxStates, marksFunctions = false, keepingOf, onProgress } = options;
  const keeping = keepingOf?.(model);
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off('message', onReply).off('error', onError).off('exit', onExit);
      finish();
    };
    const onReply = (reply: WorkerReply): void => {
      switch (reply.kind) {
        case 'ready':
          break;
        case 'progress':
          onProgress?.(model, reply.done, reply.total);
          break;
        case 'done':
          settle(() => resolve(reply));
          break;
        case 'refused':
          settle(() => reject(new InputError(reply.fault)));
          break;
        case 'failed':
          settle(() => reject(new Error(`${model.id}: ${reply.text}`)));
          break;
      }
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number | null, by: string | null): void =>
      settle(() => reject(new Error(`${model.id}: the process that replayed it ended (${by ?? `exit ${code}`})`)));
    worker.on('message', onReply).on('error', onError).on('exit', onExit);
    const request = { root, model, seed, maxStates, marksFunctions, ...(keeping === undefined ? {} : { keeping }) };
    worker.send(request satisfies WorkerRequest);
  });
}
