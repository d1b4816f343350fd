/** Checks one module that no manifest knows: everything its configuration asks for is expected to hold. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type Configuration,
  type Engine,
  type EngineLimits,
  type EngineOutcome,
  type EngineProgress,
  type PropertyRef,
  type RunOptions,
  readConfiguration,
} from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { modelDigest } from '../../spec/model-digest.js';
import { shownPath } from '../../spec/project-root.js';
import { readText } from '../../spec/read-text.js';
import { type DocumentCounterexample, type DocumentResult, documentCounterexample, resultOf } from './document.js';
import { type JudgedModel, judgeModel } from './judge.js';

export interface CheckOptions {
  /** Absolute. */
  readonly moduleFile: string;
  /** Absolute. */
  readonly configFile: string;
  readonly engines: readonly Engine[];
  readonly limits: EngineLimits;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: EngineProgress) => void;
}

/** The evaluation that broke a run off, as it stands in documents. */
export interface DocumentFailure extends Omit<NonNullable<EngineOutcome['error']>, 'steps'> {
  /** The behaviour that leads there, where there is one. */
  readonly behaviour?: DocumentCounterexample;
  /** Frames that are not listed, in the middle of a chain too long to be read. */
  readonly framesLeftOut?: number;
}

/** What `check` prints of one engine. */
export interface CheckResult extends DocumentResult {
  readonly error?: DocumentFailure;
  readonly actionCoverage?: NonNullable<EngineOutcome['actionCoverage']>;
  readonly placeCoverage?: NonNullable<EngineOutcome['placeCoverage']>;
  /** Behaviours walked by a simulation. */
  readonly behaviours?: number;
}

export interface Checked {
  readonly result: CheckResult;
  readonly outcome: EngineOutcome;
}

/**
 * The configuration beside a module: `<Module>.cfg`.
 * @throws {InputError} when the module is not there, or has no such file; other configurations beside it are named.
 */
export function configBeside(moduleFile: string): string {
  readText(moduleFile);
  const name = basename(moduleFile, '.tla');
  const file = join(dirname(moduleFile), `${name}.cfg`);
  if (existsSync(file)) return file;
  const others = readdirSync(dirname(moduleFile)).filter(
    (each) => each.startsWith(`${name}.`) && each.endsWith('.cfg'),
  );
  const [first] = others;
  throw new InputError({
    code: 'missing-file',
    file: shownPath(file),
    expected: 'a configuration of that name, or one given with --config',
    found: others.length === 0 ? 'no such file' : `no such file, but ${others.join(', ')} beside it`,
    ...(first !== undefined && others.length === 1
      ? { nearest: `--config ${shownPath(join(dirname(file), first))}` }
      : {}),
  });
}

/**
 * What each engine found, in the order of `engines`; without those that an abort kept from ending. Where several are asked,
 * one that cannot read the module says so in its result; the others go on.
 *
 * @throws {InputError} for a module or configuration that cannot be read, and for an option that an engine does not have.
 */
export async function checkModule(options: CheckOptions): Promise<readonly Checked[]> {
  const { moduleFile, configFile, engines } = options;
  const configuration = readConfiguration(readText(configFile), shownPath(configFile));
  const settled: Settled[] = [];
  for (const engine of engines) {
    const outcome = await settle(engine, configuration, options);
    if (outcome !== undefined) settled.push({ engine, outcome });
  }
  const judged = settled.map(({ engine, outcome }) =>
    judgeModel({ model: modelOf(options, engine, outcome), engine: engine.name, outcome }),
  );
  const context = {
    catalogues: [],
    judged,
    digest: modelDigest(moduleFile, configFile),
    constraints: [...configuration.constraints, ...configuration.actionConstraints].map(({ name }) => name),
    symmetry: configuration.symmetry.map(({ name }) => name),
  };
  return judged.map((run) => {
    const result = resultOf(run, context);
    // Without this a run that was cut short would pass where nothing but errors is looked for.
    const asExpected = result.asExpected && (run.outcome.complete || run.outcome.behaviours !== undefined);
    const own = { system: null, variant: null, purpose: null, asExpected };
    return { result: { ...result, ...own, ...more(run, options.options) }, outcome: run.outcome };
  });
}

interface Settled {
  readonly engine: Engine;
  readonly outcome: EngineOutcome;
}

async function settle(
  engine: Engine,
  configuration: Configuration,
  { moduleFile, configFile, limits, options, signal, onProgress, engines }: CheckOptions,
): Promise<EngineOutcome | undefined> {
  const knows = engine.options?.includes('asConfigured') === true;
  let properties = namedProperties(configuration);
  try {
    if (!knows) {
      const { outlinedProperties } = await import('./outlined-properties.js');
      properties = outlinedProperties(configuration, moduleFile, engine.name);
    }
    return await engine.settle(
      { id: shownPath(moduleFile), moduleFile, configFile, properties },
      {
        limits,
        signal,
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(knows ? { options: { ...options, asConfigured: true } } : {}),
      },
    );
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof InputError && engines.length > 1) return refusal(engine, properties, error.message);
    throw error;
  }
}

/** What an engine that reads the configuration itself has not told when it ends too early: its kinds are not known then. */
function namedProperties({ invariants, properties, checkDeadlock }: Configuration): readonly PropertyRef[] {
  return [
    ...invariants.map(({ name }): PropertyRef => ({ name, kind: 'invariant' })),
    ...properties.map(({ name }): PropertyRef => ({ name, kind: 'liveness' })),
    ...(checkDeadlock === false ? [] : [{ name: 'deadlock', kind: 'deadlock' } as const]),
  ];
}

function refusal({ name }: Engine, properties: readonly PropertyRef[], reason: string): EngineOutcome {
  return {
    engine: name,
    distinctStates: null,
    generatedStates: null,
    depth: null,
    complete: false,
    seconds: 0,
    peakBytes: null,
    properties: properties.map((property) => ({ property, verdict: 'unknown', reason })),
    warnings: [`cannot check this module: ${reason}`],
  };
}

/** A simulation can refute and never prove: of it `unknown` is what to expect, except where no behaviour is needed. */
function modelOf(options: CheckOptions, engine: Engine, { properties }: EngineOutcome): Model {
  const id = shownPath(options.moduleFile);
  const simulates = options.options.simulation !== undefined;
  const expected = ({ kind }: PropertyRef) => (simulates && kind !== 'assumption' ? 'unknown' : 'holds');
  return {
    id,
    module: id,
    config: shownPath(options.configFile),
    system: '',
    variant: '',
    repairs: [],
    purpose: '',
    bounds: {},
    notExplored: [],
    properties: properties.map(({ property }) => ({ ...property, expected: expected(property), line: 1 })),
    distinctStates: null,
    generatedStates: null,
    depth: null,
    engines: [engine.name],
    cannotExpress: {},
    conformance: false,
    deep: false,
    enlarges: [],
    lines: { entry: 1, module: 1, config: 1, distinctStates: 1, generatedStates: 1, depth: 1, enlarges: 1 },
  };
}

/** What `check` tells beyond a result of `verify`. */
function more({ outcome }: JudgedModel, { coverage }: RunOptions): Partial<CheckResult> {
  const { error, actionCoverage, placeCoverage, behaviours } = outcome;
  return {
    ...(error === undefined ? {} : { error: documentFailure(error) }),
    ...(coverage !== true || actionCoverage === undefined ? {} : { actionCoverage }),
    ...(coverage !== true || placeCoverage === undefined ? {} : { placeCoverage }),
    ...(behaviours === undefined ? {} : { behaviours }),
  };
}

/** Frames listed at each end of a chain of calls. */
const framesAtEachEnd = 50;

function documentFailure({ steps, frames, ...failure }: NonNullable<EngineOutcome['error']>): DocumentFailure {
  const framesLeftOut = frames.length - 2 * framesAtEachEnd;
  const behaviour = steps.length === 0 ? {} : { behaviour: documentCounterexample({ steps }) };
  if (framesLeftOut <= 0) return { ...failure, frames, ...behaviour };
  const ends = [...frames.slice(0, framesAtEachEnd), ...frames.slice(-framesAtEachEnd)];
  return { ...failure, frames: ends, framesLeftOut, ...behaviour };
}
