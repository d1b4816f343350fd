/** Time and Ctrl-C for one model: one signal that ends what runs, and progress while it does. */

import type { EngineModel, EngineRun } from './engine.js';

/** The wall time given to the model is over. */
export class OutOfTime extends Error {}

export interface Watch {
  /** Aborted by the run's own signal, or with {@link OutOfTime}. */
  readonly signal: AbortSignal;
  /** What is being done; reported at once, and every half second until the next. */
  phase(phase: string): void;
  /** States seen so far, where the engine tells. */
  states(states: number): void;
}

/**
 * Does `work` under the limits of `run`.
 *
 * @throws {OutOfTime} when the time is over, the run's abort reason when it is aborted, and what `work` throws.
 */
export async function watched<T>(model: EngineModel, run: EngineRun, work: (watch: Watch) => Promise<T>): Promise<T> {
  run.signal.throwIfAborted();
  const started = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new OutOfTime()), run.limits.timeoutMs);
  let phase = '';
  let states: number | undefined;
  const report = (): void =>
    run.onProgress?.({
      model: model.id,
      phase,
      elapsedMs: performance.now() - started,
      ...(states === undefined ? {} : { states }),
    });
  const ticker = setInterval(report, 500);
  try {
    return await work({
      signal: AbortSignal.any([run.signal, deadline.signal]),
      phase(next) {
        phase = next;
        states = undefined;
        report();
      },
      states(count) {
        states = count;
      },
    });
  } catch (error) {
    run.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(ticker);
  }
}
