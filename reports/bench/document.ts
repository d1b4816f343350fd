/** The document of `bench`: medians, and what they are relative to each other. */

import type { EngineName } from '../../spec/checker/index.js';
import type { Series } from './measure.js';
import type { TargetOutcome } from './targets.js';

export interface BenchRow {
  /** The configuration, from the project root. */
  readonly model: string;
  readonly question: string;
  readonly engine: EngineName;
  readonly threads: number;
  /** Median over the runs of whole processes; with the smallest and the largest. */
  readonly seconds: number;
  readonly secondsMin: number;
  readonly secondsMax: number;
  readonly distinct: number | null;
  readonly generated: number | null;
  /** By the engine's own time, start-up of the process left out. */
  readonly distinctPerSecond: number | null;
  /** What the process took beyond the smallest model on the same engine, a state; null for models below 10^5 states. */
  readonly bytesPerState: number | null;
  /** How many times as long another engine took, by the medians. */
  readonly ratioTo: Readonly<Partial<Record<EngineName, number>>>;
}

export interface BenchDocument {
  readonly schema: 'lsm-verify/bench@1';
  readonly runs: number;
  readonly node: string;
  readonly enginesAbsent: readonly EngineName[];
  readonly rows: readonly BenchRow[];
  readonly targets: readonly TargetOutcome[];
}

/** States below which memory is mostly the process itself. */
const statesForMemory = 100_000;

export function benchRows(series: readonly Series[]): BenchRow[] {
  return series.map((one) => {
    const seconds = one.samples.map((sample) => sample.seconds);
    const [first] = one.samples;
    const distinct = first?.distinct ?? null;
    const others = series.filter((other) => other.measurement === one.measurement && other.engine !== one.engine);
    const own = median(seconds);
    const engineSeconds = median(one.samples.map((sample) => sample.engineSeconds));
    return {
      model: one.measurement.configFile,
      question: one.measurement.question,
      engine: one.engine,
      threads: 1,
      seconds: own,
      secondsMin: Math.min(...seconds),
      secondsMax: Math.max(...seconds),
      distinct,
      generated: first?.generated ?? null,
      distinctPerSecond: distinct === null ? null : distinct / engineSeconds,
      bytesPerState: bytesPerState(series, one),
      ratioTo: Object.fromEntries(
        others.map((other) => [other.engine, median(other.samples.map((sample) => sample.seconds)) / own]),
      ),
    };
  });
}

function bytesPerState(series: readonly Series[], one: Series): number | null {
  const distinct = one.samples[0]?.distinct ?? 0;
  const smallest = series.find((other) => other.engine === one.engine);
  const bytes = (from: Series) => median(from.samples.map(({ peakBytes }) => peakBytes ?? Number.NaN));
  const difference = smallest === undefined ? Number.NaN : bytes(one) - bytes(smallest);
  return distinct < statesForMemory || Number.isNaN(difference) ? null : difference / distinct;
}

/** Of an odd number of figures the one in the middle, of an even number the mean of the two there. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}
