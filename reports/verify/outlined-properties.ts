/** What a configuration asks to be checked, for engines that do not tell themselves: kinds are read off the module's outline. */

import {
  type Configuration,
  type EngineName,
  type ModuleOutline,
  outlineModule,
  type PropertyRef,
} from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import { shownPath } from '../../spec/project-root.js';
import { readText } from '../../spec/read-text.js';

/**
 * Invariants, properties, deadlock unless switched off, assumptions.
 * @throws {InputError} for a module that cannot be outlined.
 */
export function outlinedProperties(
  configuration: Configuration,
  moduleFile: string,
  engine: EngineName,
): readonly PropertyRef[] {
  return configuredProperties(configuration, outlineOf(moduleFile, engine));
}

function configuredProperties(
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

/** TLC reads more than we do, and says itself what is wrong: a module that cannot be outlined is left to it. */
function outlineOf(moduleFile: string, engine: EngineName): ModuleOutline | undefined {
  try {
    return outlineModule(readText(moduleFile), shownPath(moduleFile));
  } catch (error) {
    if (error instanceof InputError && engine === 'tlc') return undefined;
    throw error;
  }
}

/** A property that is `[][A]_v` is about single steps; everything else needs whole behaviours. */
function temporalKind(outline: ModuleOutline | undefined, name: string): 'action' | 'liveness' {
  const body = outline?.definitions.get(name)?.body.map(({ text }) => text) ?? [];
  const temporal = body.some((text) => ['<>', '~>', '-+->'].includes(text) || /^[WS]F_/.test(text));
  return body[0] === '[]' && body[1] === '[' && !temporal && !body.slice(1).includes('[]') ? 'action' : 'liveness';
}
