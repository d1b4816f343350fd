/** The files of a model, read and checked against each other before an engine sees them. */

import { InputError } from '../../input-error.js';
import { type Configuration, readConfiguration } from '../meaning/configuration.js';
import { checkNames, type LoadedModule, loadModule, readInput, shownPath } from '../meaning/load-module.js';
import type { EngineModel } from './engine.js';

export interface ModelFiles {
  readonly configuration: Configuration;
  readonly module: LoadedModule;
}

/**
 * Reads configuration and module of `model`.
 *
 * @throws {InputError} for a file that is missing or cannot be read, a name of the configuration that the module does not
 *   define, a constant without a value, and a property that the configuration does not list: all engines are to check
 *   the same model, and so is a user who runs TLC on it.
 */
export function readModelFiles(model: EngineModel): ModelFiles {
  const configText = readInput(model.configFile, 'a TLC configuration');
  const configuration = readConfiguration(configText, shownPath(model.configFile));
  const module = loadModule(model.moduleFile);
  checkNames(module, configuration);
  for (const property of model.properties) {
    if (property.kind === 'deadlock' || property.kind === 'assumption') continue;
    const isInvariant = property.kind === 'invariant';
    const listed = isInvariant ? configuration.invariants : configuration.properties;
    if (listed.some((entry) => entry.name === property.name)) continue;
    throw new InputError({
      code: 'unknown-name',
      file: configuration.file,
      expected: `${isInvariant ? 'INVARIANT' : 'PROPERTY'} ${property.name}`,
      found: 'a configuration without it',
    });
  }
  return { configuration, module };
}
