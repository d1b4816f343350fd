/** Settles many models, a few at a time, the biggest first; stops when told to and keeps what is known. */

import type { Engine, EngineLimits, EngineModel, EngineOutcome, EngineProgress, RunOptions } from './engines/engine.js';

/** One model to settle on one engine. */
export interface Job {
  readonly engine: Engine;
  readonly model: EngineModel;
  /** Expected distinct states, for the order only; null where unknown. */
  readonly weight: number | null;
  readonly limits: EngineLimits;
  /** What the engine is asked for besides verdicts. */
  readonly options?: RunOptions;
}

export interface SettleOptions {
  /** Models at a time, 1 or more. */
  readonly workers: number;
  /** Aborted: running models are stopped and no new one is started. */
  readonly signal: AbortSignal;
  readonly onSettled?: (job: Job, outcome: EngineOutcome, settled: number) => void;
  readonly onProgress?: (progress: EngineProgress) => void;
}

/** Limits a door starts from: far above what our models need, so that reaching one is worth a look. */
export const defaultLimits: EngineLimits = { statesMax: 20_000_000, depthMax: 1_000_000, timeoutMs: 300_000 };

/** Models settled at the same time unless told otherwise. */
export const defaultWorkers = 2;

/**
 * Settles `jobs`. Returns their outcomes in the order of `jobs`; undefined for those that an abort kept from ending.
 * The first error of an engine stops the others and is thrown.
 */
export async function settleAll(
  jobs: readonly Job[],
  options: SettleOptions,
): Promise<readonly (EngineOutcome | undefined)[]> {
  const outcomes: (EngineOutcome | undefined)[] = jobs.map(() => undefined);
  const order = jobs.map((_, index) => index).sort((left, right) => heaviestFirst(jobs, left, right));
  const failing = new AbortController();
  const signal = AbortSignal.any([options.signal, failing.signal]);
  let settled = 0;
  let failure: { readonly error: unknown } | undefined;

  const work = async (): Promise<void> => {
    for (let index = order.shift(); index !== undefined && !signal.aborted; index = order.shift()) {
      const job = jobs[index];
      if (job === undefined) continue;
      try {
        const run = {
          limits: job.limits,
          signal,
          ...(options.onProgress ? { onProgress: options.onProgress } : {}),
          ...(job.options === undefined ? {} : { options: job.options }),
        };
        const outcome = await job.engine.settle(job.model, run);
        outcomes[index] = outcome;
        settled++;
        options.onSettled?.(job, outcome, settled);
      } catch (error) {
        if (signal.aborted) return;
        failure = { error };
        failing.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.workers) }, work));
  if (failure !== undefined) throw failure.error;
  return outcomes;
}

/** Unknown weights go first: they may be the biggest. Ties keep the order of `jobs`. */
function heaviestFirst(jobs: readonly Job[], left: number, right: number): number {
  const weight = (index: number) => jobs[index]?.weight ?? Number.MAX_SAFE_INTEGER;
  return weight(right) - weight(left) || left - right;
}
