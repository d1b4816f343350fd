/** Walks the graphs of many models, a few at a time, each on a thread. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Walk, WalkedProject, WalkTask } from './walk-model.js';
import type { NoMore, WalkReply } from './walk-worker.js';

export interface WalkAllOptions {
  readonly project: WalkedProject;
  /** Models at a time, 1 or more. */
  readonly workers: number;
  /** Aborted: the threads are ended at once. */
  readonly signal: AbortSignal;
  /** Told when a task, by its index, is begun, and how many were before it. */
  readonly onTask: (task: number, begun: number) => void;
}

const noMore: NoMore = 'no more';

/** A walk makes much that it forgets soon: more room for it makes fewer collections. */
const youngGenerationMb = 64;

/**
 * Walks in the order of `tasks`.
 * @throws the signal's reason when it is aborted; an error of ours if a walk failed.
 */
export async function walkAll(tasks: readonly WalkTask[], options: WalkAllOptions): Promise<readonly Walk[]> {
  const { project, signal, onTask } = options;
  const walks: Walk[] = [];
  // The biggest first, so that none is left alone at the end.
  const size = (index: number) => tasks[index]?.states ?? 0;
  const queue = tasks.map((_, index) => index).sort((left, right) => size(right) - size(left) || left - right);
  const failing = new AbortController();
  const stop = AbortSignal.any([signal, failing.signal]);
  const work = async (): Promise<void> => {
    if (queue.length === 0) return;
    const worker = new Worker(new URL('./walk-worker.js', import.meta.url), {
      workerData: project,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    try {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        stop.throwIfAborted();
        const task = tasks[index];
        if (task === undefined) continue;
        onTask(index, tasks.length - queue.length - 1);
        walks[index] = await walked(worker, task, stop);
      }
      const ended = once(worker, 'exit');
      worker.postMessage(noMore);
      await ended;
    } catch (error) {
      failing.abort(error);
      throw error;
    } finally {
      await worker.terminate();
    }
  };
  const workers = Math.max(1, Math.min(options.workers, tasks.length));
  const ends = await Promise.allSettled(Array.from({ length: workers }, work));
  signal.throwIfAborted();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return walks;
}

function walked(worker: Worker, task: WalkTask, stop: AbortSignal): Promise<Walk> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off('message', onReply).off('error', onError).off('exit', onExit);
      stop.removeEventListener('abort', onAbort);
      finish();
    };
    const name = task.model?.id ?? 'a model';
    const onReply = (reply: WalkReply): void =>
      settle(() => (reply.kind === 'walked' ? resolve(reply.walk) : reject(new Error(`${name}: ${reply.text}`))));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`${name}: the thread that walked it ended (${code})`)));
    const onAbort = (): void => settle(() => reject(stop.reason));
    worker.on('message', onReply).on('error', onError).on('exit', onExit);
    stop.addEventListener('abort', onAbort, { once: true });
    worker.postMessage(task);
  });
}
