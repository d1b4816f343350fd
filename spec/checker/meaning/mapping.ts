/** What stands behind a name of an instance: the substitution, the instance's parameters, the overlay of ENABLED. */

import assert from 'node:assert/strict';
import type { Place } from '../syntax/tree.js';
import type { LazyDefinition } from './lazy-definition.js';
import { atMost } from './levels.js';
import {
  type DefinitionMeaning,
  type InstanceParameter,
  type MappedMeaning,
  type Meaning,
  originOf,
} from './meanings.js';
import { parameterNode } from './resolve-expression.js';
import { resolveArgument } from './resolve-reference.js';
import type { Argument, Parameter } from './resolved.js';
import { Scope } from './scope.js';
import type { Replacement, Site } from './site.js';

/**
 * What WITH gives, resolved where it is written, with the parameters that the instance has for `site`.
 *
 * @throws {InputError} `level` when it is higher than what it stands for may be.
 */
export function resolveMapped(site: Site, meaning: MappedMeaning): Argument {
  const scope = new Scope(meaning.site.scope, new Map([...meaning.site.scope.frame, ...site.scope.frame]));
  const argument = resolveArgument({ ...meaning.site, scope, overlay: site.overlay }, meaning.tree, meaning.arity);
  const max = meaning.maxLevel();
  const level = ['a constant', 'a state function', 'a state function or action'][max] ?? 'an expression';
  atMost(argument, max, meaning.tree.place, `${level} for the ${meaning.declared} ${meaning.name}`);
  return argument;
}

/** What a definition of a parameterised instance is given first: by `I(e)!`, or passed on from the caller's own. */
export function leadingArguments(
  site: Site,
  leading: readonly InstanceParameter[],
  given: ReadonlyMap<string, Argument>,
  place: Place,
): Argument[] {
  return leading.map((parameter) => {
    const argument = given.get(parameter.key);
    if (argument !== undefined) return argument;
    const own = framed(site, parameter);
    return own.arity === 0 ? parameterNode(own, place) : { kind: 'parameter', parameter: own, arity: own.arity };
  });
}

/** The copy of an instance's parameter that the definition around `site` takes. */
export function framed(site: Site, parameter: InstanceParameter): Parameter {
  return site.scope.frame.get(parameter.key) ?? assert.fail(`no argument for ${parameter.name} of an instance`);
}

/** The definition itself, or under an overlay its second form when it speaks of variables. */
export function definitionUnder(site: Site, meaning: DefinitionMeaning): LazyDefinition {
  const { overlay } = site;
  const { definition } = meaning;
  if (overlay === undefined || overlay === meaning.overlay) return definition;
  if (!definition.isOpen && definition.level === 0) return definition;
  const variant = overlay.variants.get(definition) ?? meaning.under(overlay);
  overlay.variants.set(definition, variant);
  return variant;
}

/** What the configuration puts in the place of `meaning`, if anything. */
export function replacementOf(site: Site, meaning: Meaning): Replacement | undefined {
  const { replacements, moduleReplacements } = site.draft;
  switch (meaning.kind) {
    case 'constant':
      return site.draft.constantReplacements.get(meaning.name);
    case 'builtin':
    case 'definition':
      return replacements.get(meaning.replaceable) ?? moduleReplacements.get(originOf(meaning));
    default:
      return undefined;
  }
}
