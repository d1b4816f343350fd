/** What a configuration says of constants and definitions: values, and definitions in their place. */

import { InputError } from '../../input-error.js';
import type { Name } from '../syntax/tree.js';
import type { Configuration, ConstantBinding, PlacedName } from './configuration.js';
import { counted, nearestAlike, reject } from './faults.js';
import { shownLevels } from './levels.js';
import { arityOf, type Meaning, originOf, shownMeaning } from './meanings.js';
import type { Scope } from './scope.js';
import type { Draft, Replacement } from './site.js';

/**
 * Enters the bindings of `configuration` in the draft, by name as seen from the root module.
 *
 * @param moduleScope the scope of another module, for `Name <- [Module]Definition`.
 * @throws {InputError} `unknown-name` and `arity` at the place in the configuration; `missing-constant` at the declaration
 *   of a constant that has no value.
 */
export function bindConstants(
  draft: Draft,
  root: Scope,
  configuration: Configuration,
  moduleScope: (name: Name) => Scope | undefined,
): void {
  for (const binding of configuration.constants) {
    const scope = binding.module === undefined ? root : scopeOf(binding, configuration, moduleScope);
    const replaced = scope.lookup(binding.name);
    // As in TLC, `a = a` where the modules have no `a` only says that the values below may contain the model value a.
    if (replaced === undefined && isOwnName(binding)) continue;
    if (replaced === undefined) {
      configurationFault(configuration, binding, 'the name of a constant or definition', scope.visible());
    }
    const replacement = replacementBy(root, configuration, binding, replaced);
    if (replaced.kind === 'constant' && binding.module === undefined) {
      draft.constantReplacements.set(replaced.name, replacement);
      if (replacement.kind === 'meaning') {
        draft.pending.push(() => checkConstant(configuration, binding, replacement.meaning));
      }
    } else if (replaced.kind === 'definition' || replaced.kind === 'builtin') {
      if (binding.module === undefined) draft.replacements.set(replaced.replaceable, replacement);
      else draft.moduleReplacements.set(originOf(replaced), replacement);
    } else {
      configurationFault(configuration, binding, 'the name of a constant or definition', [], shownMeaning(replaced));
    }
  }
  for (const { name, place } of draft.constants) {
    if (draft.constantReplacements.has(name)) continue;
    reject(place, 'missing-constant', {
      expected: `a value for constant ${name} in ${configuration.file}`,
      found: 'none',
    });
  }
}

function replacementBy(
  root: Scope,
  configuration: Configuration,
  binding: ConstantBinding,
  replaced: Meaning,
): Replacement {
  const arity = replaced.kind === 'instance' ? 0 : arityOf(replaced);
  if (binding.kind === 'value') {
    if (arity === 0) return { kind: 'value', value: binding.value };
    const expected = `\`${binding.name} <- Definition\`, since ${binding.name} takes ${counted(arity, 'argument')}`;
    return configurationFault(configuration, binding, expected, [], 'a value', 'arity');
  }
  const meaning = root.lookup(binding.definition);
  if (meaning === undefined || meaning.kind === 'instance') {
    const name = { ...binding.definitionPlace, name: binding.definition };
    return configurationFault(configuration, name, `the name of a definition for ${binding.name}`, root.visible());
  }
  const chained = configuration.constants.find(
    (other) => other.kind === 'replacement' && other.module === undefined && other.name === binding.definition,
  );
  if (chained !== undefined) {
    const expected = `a definition that is not itself replaced, for ${binding.name}`;
    return configurationFault(
      configuration,
      binding,
      expected,
      [],
      `${binding.definition}, replaced at line ${chained.line}`,
    );
  }
  if (arityOf(meaning) !== arity) {
    const expected = `a definition of ${counted(arity, 'argument')} for ${binding.name}`;
    const found = `${binding.definition}, which has ${counted(arityOf(meaning), 'argument')}`;
    const name = { ...binding.definitionPlace, name: binding.definition };
    return configurationFault(configuration, name, expected, [], found, 'arity');
  }
  return { kind: 'meaning', meaning };
}

function scopeOf(
  binding: ConstantBinding,
  configuration: Configuration,
  moduleScope: (name: Name) => Scope | undefined,
): Scope {
  const { line, column } = binding;
  const source = { file: configuration.file, module: '' };
  const place = { source, line, column, endLine: line, endColumn: column };
  const scope = moduleScope({ name: binding.module ?? '', place });
  return (
    scope ?? configurationFault(configuration, { ...binding, name: binding.module ?? '' }, 'a module of the model', [])
  );
}

function isOwnName(binding: ConstantBinding): boolean {
  return binding.kind === 'value' && binding.value.kind === 'model' && binding.value.name === binding.name;
}

/**
 * What stands for a constant does not change. An operator may speak of variables, as in TLC: its calls then do too.
 *
 * @throws {InputError} `level` at the binding.
 */
function checkConstant(configuration: Configuration, binding: ConstantBinding, meaning: Meaning): void {
  const level = meaning.kind === 'definition' ? meaning.definition.level : meaning.kind === 'variable' ? 1 : 0;
  if (level === 0 || (meaning.kind === 'definition' && meaning.definition.parameters.length > 0)) return;
  configurationFault(configuration, binding, `a constant for ${binding.name}`, [], shownLevels[level], 'level');
}

/** @throws {InputError} always, at `name` in the configuration. */
export function configurationFault(
  configuration: Configuration,
  name: PlacedName,
  expected: string,
  candidates: Iterable<string>,
  found: string = `\`${name.name}\``,
  code = 'unknown-name',
): never {
  const nearest = nearestAlike(name.name, candidates);
  const { line, column } = name;
  const hint = nearest === undefined ? {} : { nearest };
  throw new InputError({ code, file: configuration.file, line, column, expected, found, ...hint });
}
