/** Checks one module that no manifest knows: everything its configuration asks for is expected to hold. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type Configuration,
  type Engine,
  type EngineLimits,
  type EngineName,
  type EngineProgress,
  type ModuleOutline,
  outlineModule,
  type PropertyRef,
  readConfiguration,
  settleAll,
} from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { readText } from '../../spec/positioned-file.js';
import { modelDigest } from '../../spec/project.js';
import { shownPath } from '../../spec/project-root.js';
import { type DocumentResult, resultOf } from './document.js';
import { judgeModel } from './judge.js';

export interface CheckOptions {
  /** Absolute. */
  readonly moduleFile: string;
  /** Absolute. */
  readonly configFile: string;
  readonly engines: readonly Engine[];
  readonly limits: EngineLimits;
  /** Engines at a time. */
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: EngineProgress) => void;
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

/** What the configuration of a module asks to be checked: invariants, properties, deadlock unless switched off or without a behaviour, assumptions. */
export function configuredProperties(
  configuration: Configuration,
  outline: ModuleOutline | undefined,
): readonly PropertyRef[] {
  const hasBehaviour = configuration.specification !== undefined || configuration.init !== undefined;
  const checksDeadlock = hasBehaviour && configuration.checkDeadlock !== false;
  return [
    ...configuration.invariants.map(({ name }) => ({ name, kind: 'invariant' as const })),
    ...configuration.properties.map(({ name }) => ({ name, kind: temporalKind(outline, name) })),
    ...(checksDeadlock ? [{ name: 'deadlock', kind: 'deadlock' as const }] : []),
    ...(outline === undefined || outline.assumptions.length === 0
      ? []
      : [{ name: 'assumption', kind: 'assumption' as const }]),
  ];
}

/**
 * One result an engine, in the order of `engines`; undefined for those that an abort kept from ending.
 * @throws {InputError} for a module or configuration that cannot be read.
 */
export async function checkModule(options: CheckOptions): Promise<readonly (DocumentResult | undefined)[]> {
  const { moduleFile, configFile } = options;
  const configuration = readConfiguration(readText(configFile), shownPath(configFile));
  const outline = outlineOf(
    moduleFile,
    options.engines.map(({ name }) => name),
  );
  const properties = configuredProperties(configuration, outline);
  const id = shownPath(moduleFile);
  const digest = modelDigest(moduleFile, configFile);
  const jobs = options.engines.map((engine) => ({
    engine,
    model: { id, moduleFile, configFile, properties },
    weight: null,
    limits: options.limits,
  }));
  const outcomes = await settleAll(jobs, options);
  const model: Model = {
    id,
    module: id,
    config: shownPath(configFile),
    system: '',
    variant: '',
    repairs: [],
    purpose: '',
    bounds: {},
    notExplored: [],
    properties: properties.map((property) => ({ ...property, expected: 'holds', line: 1 })),
    distinctStates: null,
    generatedStates: null,
    depth: null,
    engines: options.engines.map(({ name }) => name),
    cannotExpress: {},
    conformance: false,
    deep: false,
    enlarges: [],
    lines: { entry: 1, module: 1, config: 1, distinctStates: 1, generatedStates: 1, depth: 1, enlarges: 1 },
  };
  const runs = outcomes.map((outcome, index) => {
    const engine = options.engines[index];
    return outcome === undefined || engine === undefined
      ? undefined
      : judgeModel({ model, engine: engine.name, outcome });
  });
  const judged = runs.filter((run) => run !== undefined);
  const constraints = [...configuration.constraints, ...configuration.actionConstraints].map(({ name }) => name);
  const symmetry = configuration.symmetry.map(({ name }) => name);
  return runs.map((run) =>
    run === undefined
      ? undefined
      : {
          ...resultOf(run, { catalogues: [], judged, digest, constraints, symmetry }),
          system: null,
          variant: null,
          purpose: null,
        },
  );
}

/** TLC reads more than we do, and says itself what is wrong: where it runs alone, a module we cannot outline is left to it. */
function outlineOf(moduleFile: string, engines: readonly EngineName[]): ModuleOutline | undefined {
  try {
    return outlineModule(readText(moduleFile), shownPath(moduleFile));
  } catch (error) {
    if (error instanceof InputError && engines.every((name) => name === 'tlc')) return undefined;
    throw error;
  }
}

/** A property that is `[][A]_v` is about single steps; everything else needs whole behaviours. */
function temporalKind(outline: ModuleOutline | undefined, name: string): 'action' | 'liveness' {
  const body = outline?.definitions.get(name)?.body.map(({ text }) => text) ?? [];
  const temporal = body.some((text) => ['<>', '~>', '-+->'].includes(text) || /^[WS]F_/.test(text));
  return body[0] === '[]' && body[1] === '[' && !temporal && !body.slice(1).includes('[]') ? 'action' : 'liveness';
}
