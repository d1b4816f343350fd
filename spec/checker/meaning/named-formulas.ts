/** The formulas that a configuration asks for by name, of the arity and level that their use demands. */

import type { Place } from '../syntax/tree.js';
import { apply } from './apply.js';
import type { Configuration, PlacedName } from './configuration.js';
import { counted } from './faults.js';
import { shownLevels } from './levels.js';
import { arityOf, shownMeaning } from './meanings.js';
import { configurationFault } from './replacements.js';
import type { Level, NamedFormula } from './resolved.js';
import type { Site } from './site.js';

/**
 * The formula of that name in the root module.
 *
 * @param use as the configuration calls it, for example `INVARIANT`.
 * @throws {InputError} `unknown-name`, `arity` or `level` at the name in the configuration.
 */
export function namedFormula(
  site: Site,
  configuration: Configuration,
  name: PlacedName,
  use: string,
  max: Level,
): NamedFormula {
  const meaning = site.scope.lookup(name.name);
  if (meaning === undefined) {
    return configurationFault(configuration, name, `the name of a definition for ${use}`, site.scope.visible());
  }
  if (meaning.kind === 'instance' || meaning.kind === 'builtin') {
    const found = `${name.name}, ${shownMeaning(meaning)}`;
    return configurationFault(configuration, name, `a definition for ${use}`, [], found);
  }
  const arity = arityOf(meaning);
  if (arity > 0) {
    const found = `${name.name}, which takes ${counted(arity, 'argument')}`;
    return configurationFault(configuration, name, `a definition without arguments for ${use}`, [], found, 'arity');
  }
  const formula = apply(site, meaning, new Map(), [], placeIn(configuration, name));
  if (formula.level > max) {
    const found = `${name.name}, ${shownLevels[formula.level]}`;
    return configurationFault(configuration, name, `${shownLevels[max]} for ${use}`, [], found, 'level');
  }
  return { name: name.name, line: name.line, column: name.column, formula };
}

function placeIn({ file }: Configuration, { name, line, column }: PlacedName): Place {
  return { source: { file, module: '' }, line, column, endLine: line, endColumn: column + name.length - 1 };
}
