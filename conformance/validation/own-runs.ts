/** Runs of an implementation on its own schedulers, recorded, made poorer, and validated against a model. */

import { setImmediate } from 'node:timers/promises';
import { randomFrom } from '../../impl/scheduler/random.js';
import type { Value } from '../../spec/checker/index.js';
import type { Binding } from '../bindings/binding.js';
import { cpuSeconds } from '../replay/replay.js';
import type { Judge } from './judge.js';
import { type Recording, record } from './record.js';
import type { Rejection } from './rejection.js';
import { type Run, writeRun } from './run-file.js';
import type { RunModel } from './run-model.js';
import { thinned } from './thin.js';

export interface OwnRunsOptions {
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Id of the model, for the headers. */
  readonly model: string;
  /** A run each, validated as it is and once more made poorer. */
  readonly schedules: readonly Recording['schedule'][];
}

/** A run that is no behaviour of the model, or that the implementation did not survive. */
export type RejectedRun =
  | { readonly kind: 'rejected'; readonly text: string; readonly rejection: Rejection }
  | { readonly kind: 'fault'; readonly text: undefined; readonly message: string };

export interface OwnRuns {
  readonly recorded: number;
  readonly validated: number;
  /** Of all runs, the first lines included. */
  readonly lines: number;
  /** Runs of which something was left out. */
  readonly partial: number;
  /** The most states that explained a line of any of them. */
  readonly explainingMax: number;
  /** Of the processor, recording included. */
  readonly seconds: number;
  readonly rejected: readonly RejectedRun[];
}

/** Steps of a run. */
const stepsMax = 100;

/** One in order, then by seed. */
export const allSchedules: readonly Recording['schedule'][] = ['in order', 'by seed', 'by seed'];

/** Records and has judged, up to the first run that is rejected. */
export async function ownRuns(
  model: RunModel,
  binding: Binding,
  judge: Judge,
  options: OwnRunsOptions,
): Promise<OwnRuns> {
  const started = cpuSeconds();
  const { signal } = options;
  let [recorded, validated, lines, partial, explainingMax] = [0, 0, 0, 0, 0];
  const rejected: RejectedRun[] = [];
  for (const [index, schedule] of options.schedules.entries()) {
    const seed = options.seed + index;
    await setImmediate();
    if (signal.aborted || rejected.length > 0) break;
    let whole: Run;
    try {
      whole = recordedRun(model, binding, { model: options.model, schedule, seed, stepsMax });
    } catch (error) {
      recorded++;
      rejected.push({
        kind: 'fault',
        text: undefined,
        message: error instanceof Error ? error.message : String(error),
      });
      break;
    }
    for (const run of [whole, thinned(whole, randomFrom(seed))]) {
      const text = writeRun(run);
      const found = await judge(text);
      if (found.verdict === undefined) break;
      recorded++;
      lines += run.lines.length;
      if (run !== whole) partial++;
      explainingMax = Math.max(explainingMax, found.explainingMax);
      if (found.rejection === undefined) validated++;
      else rejected.push({ kind: 'rejected', text, rejection: found.rejection });
      if (found.rejection !== undefined) break;
    }
  }
  return { recorded, validated, lines, partial, explainingMax, seconds: cpuSeconds() - started, rejected };
}

export interface RunPlan extends Pick<Recording, 'schedule' | 'seed' | 'stepsMax'> {
  /** Its id. */
  readonly model: string;
}

/** One run within the bounds of the model, with its header. */
export function recordedRun(model: RunModel, binding: Binding, plan: RunPlan): Run {
  const { schedule, seed, stepsMax } = plan;
  const { constants, initial } = model;
  const start = initial[seed % initial.length];
  const lines = record(binding, {
    constants,
    ...(initial.length === 1 || start === undefined ? {} : { initial: stateByName(model, start) }),
    schedule,
    seed,
    stepsMax,
  });
  const recordedBy = `lsm-verify, ${schedule === 'in order' ? 'each in turn' : 'by seed'}`;
  return { header: { schema: 'lsm-verify/run@1', model: plan.model, seed, recordedBy }, lines };
}

function stateByName(model: RunModel, state: number): ReadonlyMap<string, Value> {
  const values = model.valuesOf(state);
  return new Map(model.variables.map((name, index) => [name, values[index] as Value]));
}
