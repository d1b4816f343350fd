/** Runs whole processes in turn and sums their figures up. */

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { EngineName } from '../../spec/checker/index.js';
import type { Measurement } from './plan.js';

/** One process: the door `check` on one engine, as a user starts it. */
export interface Sample {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of the engine alone, as it tells. */
  readonly engineSeconds: number;
  readonly distinct: number | null;
  readonly generated: number | null;
  readonly peakBytes: number | null;
}

/** All samples of one measurement on one engine. */
export interface Series {
  readonly measurement: Measurement;
  readonly engine: EngineName;
  readonly samples: readonly Sample[];
}

export interface MeasureOptions {
  readonly root: string;
  /** The built binary. */
  readonly binary: string;
  readonly plan: readonly Measurement[];
  /** Engines that are present. */
  readonly engines: readonly EngineName[];
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly onSample?: (measurement: Measurement, engine: EngineName, run: number) => void;
}

/**
 * Measures each model of the plan `runs` times on each engine, the engines in turn, so that what else the machine does meets
 * all alike. Ends early, with what is complete, when aborted.
 */
export async function measure(options: MeasureOptions): Promise<readonly Series[]> {
  const series: Series[] = [];
  for (const measurement of options.plan) {
    const engines = measurement.engines.filter((engine) => options.engines.includes(engine));
    const samples = new Map<EngineName, Sample[]>(engines.map((engine) => [engine, []]));
    for (let run = 0; run < options.runs; run++) {
      for (const engine of engines) {
        if (options.signal.aborted) return series;
        options.onSample?.(measurement, engine, run);
        samples.get(engine)?.push(await sample(options, measurement, engine));
      }
    }
    for (const [engine, taken] of samples) series.push({ measurement, engine, samples: taken });
  }
  return series;
}

async function sample(options: MeasureOptions, measurement: Measurement, engine: EngineName): Promise<Sample> {
  const { root, binary, signal } = options;
  const args = [
    binary,
    'check',
    resolve(root, measurement.moduleFile),
    ...['--config', resolve(root, measurement.configFile), '--engine', engine, '--json', '--timeout', '3600'],
  ];
  const started = performance.now();
  const { text, code } = await output(args, signal);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0 && code !== 1) throw new Error(`${engine} on ${measurement.configFile} ended with ${code}`);
  const result = JSON.parse(text) as {
    readonly seconds: number;
    readonly distinctStates: number | null;
    readonly generatedStates: number | null;
    readonly peakBytes: number | null;
  };
  return {
    seconds,
    engineSeconds: result.seconds,
    distinct: result.distinctStates,
    generated: result.generatedStates,
    peakBytes: result.peakBytes,
  };
}

function output(args: readonly string[], signal: AbortSignal): Promise<{ text: string; code: number | null }> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (code) => resolvePromise({ text: Buffer.concat(pieces).toString('utf8'), code }));
  });
}
