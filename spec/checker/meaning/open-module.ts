/** A module as seen from one context: what it extends and what it declares, in one scope. */

import type { ModuleTree, Name, ParameterDeclaration } from '../syntax/tree.js';
import { standardModules } from './builtins.js';
import { declareUnits } from './declare-units.js';
import { reject } from './faults.js';
import { builtinMeaning, type Meaning } from './meanings.js';
import { type NestedModule, Scope } from './scope.js';
import type { Context, Draft } from './site.js';

/**
 * The scope of the module called `name`, opened in `context`: once for each context, and once for all contexts that mean
 * the same by everything it declares.
 *
 * @param around the scope in which the name is written: a nested module is seen from there.
 * @throws {InputError} as the units and the library do; `cyclic-modules` at the name.
 */
export function openModule(draft: Draft, context: Context, name: Name, around: Scope | undefined): Scope {
  const nested = around?.lookupModule(name.name);
  const tree = nested?.tree ?? draft.library.module(name);
  if (tree === 'standard') return standardScope(name);
  const before = context.scopes.get(tree);
  if (before !== undefined) return before;
  if (context.opening.includes(name.name)) {
    return reject(name.place, 'cyclic-modules', {
      expected: 'modules that do not extend or instantiate themselves',
      found: [...context.opening.slice(context.opening.indexOf(name.name)), name.name].join(' -> '),
    });
  }
  const declared = nested === undefined ? declarationsOf(draft, tree, new Set()) : undefined;
  const canShare = context.leading.length === 0 && context.host === undefined;
  const seenFrom = declared?.length === 0 ? anywhere(context) : context;
  const shared = declared !== undefined && (canShare || declared.length === 0) ? declared : undefined;
  context.opening.push(name.name);
  const keyBefore = shared && sharedKey(seenFrom, tree, shared);
  const known = keyBefore === undefined ? undefined : draft.opened.get(keyBefore);
  const scope = known ?? fillScope(draft, seenFrom, tree, new Scope(nested?.scope));
  context.opening.pop();
  context.scopes.set(tree, scope);
  const key = shared && sharedKey(seenFrom, tree, shared);
  if (key !== undefined) draft.opened.set(key, scope);
  return scope;
}

/** A module that declares nothing is the same from everywhere. */
function anywhere(context: Context): Context {
  return { ...context, leading: [], variables: () => [], scopes: new Map(), host: undefined };
}

/** Extends, then units. Definitions are checked when all modules are read, unless another instance is checked already. */
export function fillScope(draft: Draft, context: Context, tree: ModuleTree, scope: Scope): Scope {
  for (const extended of tree.extends) {
    const from = openModule(draft, context, extended, scope);
    for (const { name, meaning, visibility } of from.exported()) {
      scope.declare(name, meaning, extended.place, visibility);
    }
    for (const [name, module] of from.exportedModules()) scope.declareModule(name, module);
  }
  const definitions = declareUnits({ draft, context, scope, overlay: undefined }, tree.units);
  if (context.host === undefined && !draft.checked.has(tree)) {
    draft.checked.add(tree);
    draft.pending.push(() => {
      for (const definition of definitions) void definition.body;
    });
  }
  return scope;
}

/** Checks a nested module that no INSTANCE has opened, its constants and variables standing for themselves. */
export function checkNested(draft: Draft, around: Context, { tree, scope }: NestedModule): void {
  if (draft.checked.has(tree)) return;
  const variables: Meaning[] = [];
  const declare: Context['declare'] = (kind, { name, arity }) => {
    if (kind === 'constant') return { kind: 'parameter', parameter: { name, arity } };
    const meaning: Meaning = { kind: 'variable', variable: { name, index: -1 } };
    variables.push(meaning);
    return meaning;
  };
  const scopes = new Map();
  const context: Context = { ...around, variables: () => variables, scopes, declare, known: () => undefined };
  fillScope(draft, context, tree, new Scope(scope));
}

const standardScopes = new Map<string, Scope>();

/** The names of a standard module, each with its meaning. */
export function standardScope(name: Name): Scope {
  let scope = standardScopes.get(name.name);
  if (scope === undefined) {
    scope = new Scope();
    for (const operator of standardModules.get(name.name)?.values() ?? []) {
      scope.declare(operator.name, builtinMeaning(operator), name.place);
    }
    standardScopes.set(name.name, scope);
  }
  return scope;
}

/** Says which module it is and what it declares means; undefined while the context has not given all of it a meaning. */
function sharedKey(context: Context, tree: ModuleTree, declared: readonly Declared[]): string | undefined {
  const meanings = declared.map(({ kind, declaration }) => context.known(kind, declaration));
  return meanings.every((meaning) => meaning !== undefined)
    ? [tree.name.name, ...meanings.map(identity)].join(' ')
    : undefined;
}

interface Declared {
  readonly kind: 'constant' | 'variable';
  readonly declaration: ParameterDeclaration;
}

/** Constants and variables of a module and of what it extends. */
function declarationsOf(draft: Draft, tree: ModuleTree, seen: Set<string>): Declared[] {
  if (seen.has(tree.name.name)) return [];
  seen.add(tree.name.name);
  const extended = tree.extends.flatMap((name) => {
    const module = draft.library.module(name);
    return module === 'standard' ? [] : declarationsOf(draft, module, seen);
  });
  const own = tree.units.flatMap((unit): Declared[] => {
    if (unit.kind === 'constants') return unit.declarations.map((declaration) => ({ kind: 'constant', declaration }));
    if (unit.kind !== 'variables') return [];
    return unit.names.map((name) => ({ kind: 'variable', declaration: { ...name, arity: 0 } }));
  });
  return [...extended, ...own];
}

const identities = new WeakMap<Meaning, number>();
let identitiesGiven = 0;

function identity(meaning: Meaning): number {
  const known = identities.get(meaning);
  if (known !== undefined) return known;
  identities.set(meaning, ++identitiesGiven);
  return identitiesGiven;
}
