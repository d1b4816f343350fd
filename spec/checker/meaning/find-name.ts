/** From a name as written, with its `I!` before it, to what it stands for. */

import type { InstancePrefix, Place, Expression as Tree } from '../syntax/tree.js';
import { languageOperators, standardModules } from './builtins.js';
import { counted, reject } from './faults.js';
import { builtinMeaning, type InstanceMeaning, type Meaning, shownMeaning, throughInstance } from './meanings.js';
import { resolveArgument } from './resolve-reference.js';
import type { Argument } from './resolved.js';
import type { Scope } from './scope.js';
import type { Site } from './site.js';

export type Reference = Extract<Tree, { readonly kind: 'reference' }>;

/** Arguments for the parameters of instances that `I(e)!` gives, by key. */
export type Given = ReadonlyMap<string, Argument>;

/**
 * What the name of `tree` stands for, looked up through its `I!`.
 *
 * @throws {InputError} `unknown-name` at the name or at the prefix that is not known.
 */
export function find(site: Site, tree: Reference): { meaning: Meaning; given: Given } {
  const given = new Map<string, Argument>();
  let scope = site.scope;
  for (const prefix of tree.prefix) {
    const meaning = lookup(scope, prefix.name, prefix.place, scope !== site.scope);
    if (meaning.kind !== 'instance') {
      return reject(prefix.place, 'unknown-name', {
        expected: 'the name of an instance before `!`',
        found: `${prefix.name}, which is ${shownMeaning(meaning)}`,
      });
    }
    giveParameters(site, meaning, prefix, given);
    scope = meaning.scope;
  }
  const isLanguage = tree.prefix.length === 0 ? languageOperators.get(tree.name) : undefined;
  if (isLanguage !== undefined) return { meaning: builtinMeaning(isLanguage), given };
  const meaning = lookup(scope, tree.name, tree.sign ?? tree.place, scope !== site.scope);
  return { meaning: tree.prefix.length === 0 ? meaning : throughInstance(meaning), given };
}

function lookup(scope: Scope, name: string, place: Place, isExternal: boolean): Meaning {
  const meaning = isExternal ? scope.exportedMeaning(name) : scope.lookup(name);
  if (meaning !== undefined) return meaning;
  const later = isExternal ? undefined : scope.declaredLater(name);
  if (later !== undefined) {
    return reject(place, 'unknown-name', {
      expected: `a name declared before it is used (or ${name} declared RECURSIVE)`,
      found: `${name}, declared only at line ${later.line}`,
    });
  }
  if (isExternal) {
    const misspelt = { name, candidates: scope.exportedNames() };
    return reject(place, 'unknown-name', { expected: 'a name that the instance defines', found: name, misspelt });
  }
  const [module] = [...standardModules].find(([, operators]) => operators.has(name)) ?? [];
  const hint = module === undefined ? '' : ` (EXTENDS ${module} brings ${name})`;
  const instead = signsElsewhere.get(name);
  return reject(place, 'unknown-name', {
    expected: instead ?? `a name that is declared or defined here${hint}`,
    found: name,
    ...(module === undefined ? { misspelt: { name, candidates: scope.visible() } } : {}),
  });
}

/** Signs that mean something in other languages; TLA+ has them too, without a meaning. */
const signsElsewhere: ReadonlyMap<string, string> = new Map([
  ['&&', '`/\\` for "and"'],
  ['||', '`\\/` for "or"'],
]);

function giveParameters(
  site: Site,
  instance: InstanceMeaning,
  prefix: InstancePrefix,
  given: Map<string, Argument>,
): void {
  const { parameters } = instance;
  if (parameters.length !== prefix.arguments.length) {
    reject(prefix.place, 'arity', {
      expected: `${counted(parameters.length, 'argument')} for ${prefix.name}`,
      found: counted(prefix.arguments.length, 'argument'),
    });
  }
  parameters.forEach((parameter, i) => {
    given.set(parameter.key, resolveArgument(site, prefix.arguments[i] as Tree, parameter.arity));
  });
}
