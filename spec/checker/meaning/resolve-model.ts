/** A root module with its configuration to a resolved model: the door of this room. */

import type { Name, ParameterDeclaration } from '../syntax/tree.js';
import { behaviourOf } from './behaviour-of.js';
import { standardModules } from './builtins.js';
import { type Configuration, readConfiguration } from './configuration.js';
import { Recursion } from './lazy-definition.js';
import { atMost } from './levels.js';
import { readInput, shownPath } from './load-module.js';
import type { Meaning } from './meanings.js';
import { openLibrary } from './module-library.js';
import { namedFormula } from './named-formulas.js';
import { fillScope, standardScope } from './open-module.js';
import { refuseUnsupported } from './refuse-unsupported.js';
import { bindConstants } from './replacements.js';
import type { Level, ResolvedModel } from './resolved.js';
import { Scope } from './scope.js';
import type { Context, Draft, Site } from './site.js';

export interface ModelFiles {
  /** Path of the root module. */
  readonly moduleFile: string;
  /** Path of the TLC configuration. */
  readonly configFile: string;
  /** Folders to look for modules in after the root's own. */
  readonly libraries?: readonly string[];
}

/**
 * Reads and resolves a model. The grammar must have been loaded.
 *
 * @throws {InputError} for the first thing that is wrong with a module or the configuration, at its place.
 */
export function resolveModel({ moduleFile, configFile, libraries = [] }: ModelFiles): ResolvedModel {
  const configuration = readConfiguration(readInput(configFile, 'a TLC configuration'), shownPath(configFile));
  const library = openLibrary(moduleFile, libraries);
  const draft: Draft = {
    library,
    recursion: new Recursion(),
    variables: [],
    constants: [],
    assumptions: [],
    constantReplacements: new Map(),
    replacements: new Map(),
    moduleReplacements: new Map(),
    pending: [],
    checked: new Set(),
    opened: new Map(),
  };
  const context = rootContext(draft);
  const scope = fillScope(draft, context, library.root, new Scope());
  const site: Site = { draft, context, scope, overlay: undefined };
  bindConstants(draft, scope, configuration, (name) => scopeOfModule(draft, context, scope, name));
  for (let check = draft.pending.shift(); check !== undefined; check = draft.pending.shift()) check();
  const model = { ...assemble(site, configuration), file: shownPath(moduleFile), modules: [...library.mentioned] };
  refuseUnsupported(model);
  return model;
}

function rootContext(draft: Draft): Context {
  const known = new Map<string, Meaning>();
  const variables: Meaning[] = [];
  const root = draft.library.root.name.name;
  return {
    prefix: '',
    leading: [],
    variables: () => variables,
    scopes: new Map(),
    opening: [root],
    host: undefined,
    declare(kind, declaration) {
      const meaning = kind === 'constant' ? constant(draft, declaration) : variable(draft, declaration);
      if (kind === 'variable') variables.push(meaning);
      known.set(declaration.name, meaning);
      return meaning;
    },
    known: (_, declaration) => known.get(declaration.name),
  };
}

function constant(draft: Draft, declaration: ParameterDeclaration): Meaning {
  draft.constants.push(declaration);
  return { kind: 'constant', name: declaration.name, arity: declaration.arity };
}

function variable(draft: Draft, { name }: Name): Meaning {
  const made = { name, index: draft.variables.length };
  draft.variables.push(made);
  return { kind: 'variable', variable: made };
}

/** The root's own scope, or that of a module that it extends or instantiates, a standard one as well. */
function scopeOfModule(draft: Draft, context: Context, root: Scope, name: Name): Scope | undefined {
  if (name.name === draft.library.root.name.name) return root;
  if (draft.library.mentioned.has(name.name) && standardModules.has(name.name)) return standardScope(name);
  const extended = [...context.scopes].find(([tree]) => tree.name.name === name.name)?.[1];
  return extended ?? [...draft.opened].find(([key]) => key.split(' ')[0] === name.name)?.[1];
}

function assemble(site: Site, configuration: Configuration): Omit<ResolvedModel, 'file' | 'modules'> {
  const { draft } = site;
  const one = (name: Parameters<typeof namedFormula>[2], use: string, max: Level) =>
    namedFormula(site, configuration, name, use, max);
  const maybe = (name: Parameters<typeof namedFormula>[2] | undefined, use: string, max: Level) =>
    name === undefined ? undefined : one(name, use, max);
  const extended = new Set([site.scope, ...site.context.scopes.values()]);
  const isOurs = ({ scope }: { readonly scope: Scope }) => extended.has(scope);
  return {
    module: draft.library.root.name.name,
    configFile: configuration.file,
    variables: draft.variables,
    assumptions: draft.assumptions.filter(isOurs).map(({ name, resolve }) => {
      const formula = resolve();
      atMost(formula, 0, formula.place, 'a constant formula in ASSUME');
      return { name, formula };
    }),
    behaviour: behaviourOf(site, configuration),
    invariants: configuration.invariants.map((name) => one(name, 'INVARIANT', 1)),
    properties: configuration.properties.map((name) => one(name, 'PROPERTY', 3)),
    constraints: configuration.constraints.map((name) => one(name, 'CONSTRAINT', 1)),
    actionConstraints: configuration.actionConstraints.map((name) => one(name, 'ACTION_CONSTRAINT', 2)),
    symmetry: configuration.symmetry.map((name) => one(name, 'SYMMETRY', 0)),
    view: maybe(configuration.view, 'VIEW', 1),
    alias: maybe(configuration.alias, 'ALIAS', 2),
    postcondition: maybe(configuration.postcondition, 'POSTCONDITION', 0),
    checkDeadlock: configuration.checkDeadlock ?? true,
  };
}
