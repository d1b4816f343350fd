/** A model as the engine is to get it: the texts, the runs, and what is refused. */

import { InputError, nearestName } from '../../../input-error.js';
import { resolveBehaviour } from '../../meaning/behaviour.js';
import type { Configuration } from '../../meaning/configuration.js';
import { type LoadedModule, standardModules } from '../../meaning/load-module.js';
import { labelNext } from '../../meaning/next-disjuncts.js';
import type { Expression } from '../../syntax/expression.js';
import type { EngineModel, PropertyRef } from '../engine.js';
import { readModelFiles } from '../model-files.js';
import {
  engineConfiguration,
  engineExpression,
  engineModule,
  type ModuleSlice,
  ownPrefix,
  type ReadModule,
  readExpressions,
  sliceModule,
} from './engine-text.js';
import { refusal } from './refusals.js';
import type { ReplayTexts } from './replay.js';

/**
 * Which states a run explores. `graph`: those the constraints allow, as TLC counts them. `edge`: also their successors
 * outside, which TLC checks for invariants and the engine does not; those have no successors here.
 */
export type RunKind = 'edge' | 'graph';

/** The next-state relation of the `edge` run. */
const edgeNext = `${ownPrefix}EdgeNext`;

/** The model as text for the engine, or the reason why it is not given to it. */
export type Prepared =
  | { readonly kind: 'refused'; readonly reason: string; readonly warnings: readonly string[] }
  | {
      readonly kind: 'ready';
      readonly runs: readonly RunKind[];
      readonly configurationFor: (kind: RunKind, invariants: readonly string[]) => string;
      readonly texts: ReplayTexts;
      readonly warnings: readonly string[];
      /** Whether TLC would count fewer states, for symmetry. */
      readonly isReduced: boolean;
      /** Invariants that are not given to the engine, with the reason. */
      readonly refused: ReadonlyMap<PropertyRef, string>;
    };

/**
 * Reads module and configuration. What the engine cannot take is refused: for one invariant where only that invariant
 * needs it, else for the whole model.
 *
 * @throws {InputError} for what is the user's error.
 */
export function prepare(model: EngineModel): Prepared {
  const { configuration, module } = readModelFiles(model);
  refuseMissing(module);
  const warnings: string[] = [];
  if (configuration.symmetry.length > 0) warnings.push('SYMMETRY is not applied: the whole graph is explored');
  const behaviour = resolveBehaviour(module.definitions, configuration);
  if (behaviour.kind === 'refused') return { ...behaviour, warnings };
  const { init, next } = behaviour;
  const constraints = configuration.constraints.map((constraint) => constraint.name);
  const read = readExpressions(module);
  const base = readable(read, configuration, [init, next, ...constraints]);
  if (base.kind === 'refused') return { ...base, warnings };
  const refused = new Map<PropertyRef, string>();
  const invariants: string[] = [];
  for (const property of model.properties) {
    if (property.kind !== 'invariant') continue;
    const alone = readable(read, configuration, [property.name]);
    if (alone.kind === 'refused') refused.set(property, alone.reason);
    else invariants.push(property.name);
  }
  const whole = readable(read, configuration, [init, next, ...constraints, ...invariants]);
  if (whole.kind === 'refused') throw new Error(`parts are read that together are not: ${whole.reason}`);

  const plain = { init, next, invariants, constraints: [] };
  const guardedNext = [...constraints, next].map((part) => `(${part})`).join(' /\\ ');
  const labelled = labelledTexts(base.slice, configuration, init, next);
  return {
    kind: 'ready',
    runs: constraints.length === 0 ? ['graph'] : ['edge', 'graph'],
    configurationFor: (kind, open) =>
      engineConfiguration(
        configuration,
        kind === 'edge' ? { ...plain, next: edgeNext, invariants: open } : { ...plain, invariants: open, constraints },
      ),
    texts: {
      module: engineModule(whole.slice, constraints.length === 0 ? [] : [`${edgeNext} == ${guardedNext}`]),
      config: engineConfiguration(configuration, plain),
      variables: module.variables.map((declared) => declared.name),
      ...(labelled === undefined ? {} : { labelled }),
    },
    warnings,
    isReduced: configuration.symmetry.length > 0,
    refused,
  };
}

/** The module with its actions labelled, and nothing else in it, since every call reads it anew. */
function labelledTexts(
  slice: ModuleSlice,
  configuration: Configuration,
  init: string,
  next: string,
): ReplayTexts['labelled'] {
  const variable = `${ownPrefix}Step`;
  const definitions = slice.definitions.map(
    ({ definition: { name }, parameters, body }) => [name, { name, parameters, body }] as const,
  );
  const print = (expression: Expression): string => engineExpression(expression, slice);
  const label = labelNext(new Map(definitions), next, variable, `${ownPrefix}Label`, print);
  if (label === undefined) return undefined;
  return {
    module: engineModule(slice, label.lines, variable),
    config: engineConfiguration(configuration, { init, next: label.name, invariants: [], constraints: [] }),
    variable,
  };
}

/** What is reachable from `roots`, or the reason why the engine is not given it. */
function readable(
  read: ReadModule,
  configuration: Configuration,
  roots: readonly string[],
): ReturnType<typeof sliceModule> {
  const sliced = sliceModule(read, roots);
  if (sliced.kind === 'refused') return sliced;
  const reason = refusal(sliced.slice, configuration);
  return reason === undefined ? sliced : { kind: 'refused', reason };
}

/** @throws {InputError} `missing-module` for the first extended module that no file here defines: the engine would ignore it. */
function refuseMissing(module: LoadedModule): void {
  const [missing] = module.missing;
  if (missing === undefined) return;
  const nearest = nearestName(missing.name, standardModules);
  throw new InputError({
    code: 'missing-module',
    file: missing.file,
    line: missing.line,
    column: missing.column,
    expected: 'a standard module, or one whose file is beside this one',
    found: `\`${missing.name}\``,
    ...(nearest === undefined ? {} : { nearest }),
  });
}
