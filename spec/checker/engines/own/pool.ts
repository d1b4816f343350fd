/** Worker threads that stay for the next model: the grammar is loaded once in each, not once a model. */

import { Worker } from 'node:worker_threads';
import { InputError } from '../../../input-error.js';
import type { EngineOutcome } from '../engine.js';
import { OutOfTime } from '../limits.js';
import { type RunReply, type RunRequest, stopWords } from './protocol.js';

/** Room for deep recursion in a module; only what is used of it is taken. */
const stackSizeMb = 64;
/** How long a run that is told to stop may take to say what it knows, once it has begun: a worker that still starts has heard nothing yet. */
const stopPatienceMs = 5_000;

const idle: Worker[] = [];

/** The worker ended in the middle of a run: out of memory, or a defect of ours. */
export class WorkerDied extends Error {}

/** The run did not end when told to: an evaluation that takes too long by itself. */
export class Unresponsive extends Error {}

export interface RunWatch {
  /** Aborted: the run is told to end, and ended by force when it does not. */
  readonly signal: AbortSignal;
  onProgress(reply: RunReply & { kind: 'progress' }): void;
  onPrinted(text: string): void;
}

/** Starts a worker that will be needed soon, so that it loads the checker while its caller still gets ready. */
export function warmUp(): void {
  if (idle.length > 0) return;
  const worker = newWorker();
  worker.unref();
  idle.push(worker);
}

/**
 * Runs one model on an idle worker, or a new one.
 *
 * @throws {InputError} for a module or a configuration that cannot be checked, {@link WorkerDied}, and {@link Unresponsive}.
 */
export async function runInWorker(request: Omit<RunRequest, 'stop'>, watch: RunWatch): Promise<EngineOutcome> {
  const worker = idle.pop() ?? newWorker();
  worker.ref();
  const stop = new Int32Array(new SharedArrayBuffer(4));
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    let hasBegun = false;
    const settle = (finish: () => void, isReusable: boolean): void => {
      clearTimeout(patience);
      watch.signal.removeEventListener('abort', onAbort);
      // One by one: without its own listeners, which Node.js keeps among ours, a worker is never heard again.
      worker.off('message', onReply).off('error', onError).off('exit', onExit);
      worker.unref();
      if (isReusable) idle.push(worker);
      else void worker.terminate();
      finish();
    };
    const onAbort = (): void => {
      const isLate = watch.signal.reason instanceof OutOfTime;
      Atomics.store(stop, 0, isLate ? stopWords.outOfTime : stopWords.interrupted);
      if (hasBegun) losePatience();
    };
    const losePatience = (): void => {
      patience = setTimeout(() => settle(() => reject(new Unresponsive()), false), stopPatienceMs);
    };
    const onReply = (reply: RunReply): void => {
      switch (reply.kind) {
        case 'begun':
          hasBegun = true;
          if (watch.signal.aborted) losePatience();
          break;
        case 'progress':
          watch.onProgress(reply);
          break;
        case 'printed':
          watch.onPrinted(reply.text);
          break;
        case 'done':
          settle(() => resolve(reply.outcome), true);
          break;
        case 'refused':
          settle(() => reject(new InputError(reply.fault)), true);
          break;
        case 'failed':
          settle(() => reject(new WorkerDied(reply.text)), false);
          break;
      }
    };
    const onError = (error: Error): void => settle(() => reject(new WorkerDied(error.message)), false);
    const onExit = (): void => settle(() => reject(new WorkerDied('the worker ended')), false);
    worker.on('message', onReply).on('error', onError).on('exit', onExit);
    if (watch.signal.aborted) onAbort();
    else watch.signal.addEventListener('abort', onAbort, { once: true });
    worker.postMessage({ ...request, stop } satisfies RunRequest);
  });
}

function newWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { name: 'checker', resourceLimits: { stackSizeMb } });
}
