/** Runs a module and its configuration on our own engine, as a worker would, without the worker. */

import type { EngineOutcome, PropertyRef, RunOptions } from '../../engines/engine.js';
import { runModel } from '../../engines/own/run-model.js';

export interface FixtureRun {
  readonly moduleFile: string;
  readonly configFile: string;
  readonly properties: readonly PropertyRef[];
  readonly options?: RunOptions;
}

/** Resolves to the outcome. @throws {InputError} for a module or configuration that is refused. */
export function runFixture({ moduleFile, configFile, properties, options = {} }: FixtureRun): Promise<EngineOutcome> {
  const limits = { statesMax: 5_000_000, depthMax: 1_000_000, timeoutMs: 120_000 };
  const stop = new Int32Array(new SharedArrayBuffer(4));
  return runModel(
    { model: { id: moduleFile, moduleFile, configFile, properties }, limits, options, stop },
    () => undefined,
  );
}

/** The folder of fixtures; tests run from `dist`, fixtures stay where they were written. */
export const fixtures = new URL('../../../../../spec/checker/test/fixtures/', import.meta.url);
