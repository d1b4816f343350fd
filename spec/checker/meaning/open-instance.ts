/** INSTANCE: a module with what WITH, or a name of the same spelling, gives for its constants and variables. */

import type {
  InstanceExpression,
  ParameterDeclaration,
  Substitution,
  Expression as Tree,
  Unit,
} from '../syntax/tree.js';
import { reject } from './faults.js';
import { find } from './find-name.js';
import { flexibleParameter } from './levels.js';
import { resolveMapped } from './mapping.js';
import { arityOf, type InstanceParameter, type MappedMeaning, type Meaning, throughInstance } from './meanings.js';
import { openModule } from './open-module.js';
import type { Level } from './resolved.js';
import { Scope } from './scope.js';
import type { Context, Site } from './site.js';

type InstanceUnit = Extract<Unit, { readonly kind: 'instance' }>;

let instancesOpened = 0;

/** Declares `I(x) == INSTANCE ...`, or for a plain INSTANCE every definition of its module. */
export function declareInstance(site: Site, unit: InstanceUnit): void {
  const visibility = unit.local ? 'local' : 'exported';
  const scope = new Scope(site.scope);
  const number = ++instancesOpened;
  const parameters = unit.parameters.map(({ name, place, arity }): InstanceParameter => {
    const parameter = { key: `${number}:${name}`, name, arity };
    scope.declare(name, { kind: 'instanceParameter', parameter }, place);
    return parameter;
  });
  const opened = openInstance({ ...site, scope }, unit.instance, parameters, unit.name?.name);
  if (unit.name !== undefined) {
    site.scope.declare(unit.name.name, { kind: 'instance', parameters, scope: opened }, unit.name.place, visibility);
    return;
  }
  for (const exported of opened.exported()) {
    if (exported.visibility === 'exported') {
      const meaning = throughInstance(exported.meaning);
      site.scope.declare(exported.name, meaning, unit.instance.module.place, visibility);
    }
  }
}

function openInstance(
  site: Site,
  instance: InstanceExpression,
  parameters: readonly InstanceParameter[],
  name: string | undefined,
): Scope {
  const explicit = substitutionsByName(instance);
  const meanings = new Map<string, Meaning>();
  const variables: Meaning[] = [];
  const leading = [...site.context.leading, ...parameters];

  const meaningOf = (declared: 'constant' | 'variable', { name: own, arity }: ParameterDeclaration): Meaning => {
    const tree = explicit.get(own)?.value ?? sameName(site, instance, declared, own);
    const maxLevel = (): Level => (declared === 'variable' ? 1 : variables.length > 0 ? 0 : 2);
    const mapped: MappedMeaning = { kind: 'mapped', name: own, arity, tree, site, declared, maxLevel };
    const alias = aliased(site, tree, declared, arity);
    // A CONSTANT of the root is a constant, whatever operator the configuration has for it: TLC takes actions too.
    const isCheckedLater = alias?.kind !== 'constant' && site.context.host === undefined;
    if (isCheckedLater) site.draft.pending.push(() => probe(site, leading, mapped));
    return alias === undefined || [...meanings.values()].includes(alias) ? mapped : alias;
  };
  const declare: Context['declare'] = (declared, declaration) => {
    const before = meanings.get(declaration.name);
    if (before !== undefined) return before;
    const meaning = meaningOf(declared, declaration);
    meanings.set(declaration.name, meaning);
    if (declared === 'variable') variables.push(meaning);
    return meaning;
  };
  const context: Context = {
    prefix: name === undefined ? site.context.prefix : `${site.context.prefix}${name}!`,
    leading,
    variables: () => (variables.length > 0 ? variables : site.context.variables()),
    scopes: new Map(),
    opening: [...site.context.opening],
    host: site.context.host,
    declare,
    known: declare,
  };

  const scope = openModule(site.draft, context, instance.module, site.scope);
  const unknown = instance.substitutions.find((substitution) => !meanings.has(substitution.name));
  if (unknown !== undefined) {
    reject(unknown.place, 'unknown-name', {
      expected: `the name of a constant or variable of module ${instance.module.name}`,
      found: unknown.name,
      misspelt: { name: unknown.name, candidates: meanings.keys() },
    });
  }
  return scope;
}

function substitutionsByName(instance: InstanceExpression): ReadonlyMap<string, Substitution> {
  const byName = new Map<string, Substitution>();
  for (const substitution of instance.substitutions) {
    if (byName.has(substitution.name)) {
      reject(substitution.place, 'duplicate', {
        expected: 'one substitution for each name',
        found: `a second one for ${substitution.name}`,
      });
    }
    byName.set(substitution.name, substitution);
  }
  return byName;
}

/** Without a substitution, a constant or variable is what has its name where the module is instantiated. */
function sameName(site: Site, instance: InstanceExpression, declared: string, name: string): Tree {
  const meaning = site.scope.lookup(name);
  if (meaning !== undefined && meaning.kind !== 'instance') {
    return { kind: 'reference', place: instance.module.place, prefix: [], name, arguments: [] };
  }
  return reject(instance.module.place, 'missing-substitution', {
    expected: `a substitution for the ${declared} ${name} of module ${instance.module.name}`,
    found: 'none, and nothing of that name here',
  });
}

/** Where a name is given for a name, both mean the same; a variable is only another name for a variable. */
function aliased(site: Site, tree: Tree, declared: 'constant' | 'variable', arity: number): Meaning | undefined {
  if (tree.kind !== 'reference' || tree.path !== undefined) return undefined;
  if (tree.prefix.length > 0 || tree.arguments.length > 0) return undefined;
  const { meaning } = find(site, tree);
  // A parameter stands for whatever is given for it: how high that may be is checked where it is used.
  if (meaning.kind === 'parameter' || meaning.kind === 'instanceParameter') return undefined;
  if (meaning.kind === 'instance' || arityOf(meaning) !== arity) return undefined;
  const isVariable = meaning.kind === 'variable' || (meaning.kind === 'mapped' && meaning.declared === 'variable');
  return isVariable || declared === 'constant' ? meaning : undefined;
}

/** Resolves a substitution once for its own sake, the instance's parameters standing for anything. */
function probe(site: Site, leading: readonly InstanceParameter[], meaning: MappedMeaning): void {
  const frame = new Map(leading.map(({ key, name, arity }) => [key, flexibleParameter(name, arity)]));
  resolveMapped({ ...site, scope: new Scope(site.scope, frame) }, meaning);
}
