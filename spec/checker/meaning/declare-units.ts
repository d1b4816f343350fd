/** The units of a module or LET, declared one after the other in its scope. */

import type { Name, ParameterDeclaration, Expression as Tree, Unit } from '../syntax/tree.js';
import { counted, reject } from './faults.js';
import { LazyDefinition } from './lazy-definition.js';
import { flexibleParameter } from './levels.js';
import type { DefinitionMeaning } from './meanings.js';
import { declareInstance } from './open-instance.js';
import { checkNested } from './open-module.js';
import { resolveExpression, resolveFunction } from './resolve-expression.js';
import type { Expression } from './resolved.js';
import { Scope, type Visibility } from './scope.js';
import type { Overlay, Site } from './site.js';

/**
 * Declares `units` in the scope of `site`. Bodies are resolved later.
 *
 * @returns the definitions among them.
 * @throws {InputError} at the first unit that cannot be declared.
 */
export function declareUnits(site: Site, units: readonly Unit[]): LazyDefinition[] {
  const definitions = units.flatMap((unit) => declareUnit(site, unit));
  for (const unit of units) {
    for (const declared of unit.kind === 'recursive' ? unit.declarations : []) {
      const meaning = site.scope.own(declared.name);
      if (meaning?.kind === 'definition' && meaning.definition.resolve === undefined) {
        reject(declared.place, 'syntax', {
          expected: `a definition of ${declared.name} after RECURSIVE`,
          found: 'none',
        });
      }
    }
  }
  return definitions;
}

function declareUnit(site: Site, unit: Unit): LazyDefinition[] {
  const { scope, context, draft } = site;
  switch (unit.kind) {
    case 'constants':
      for (const declared of unit.declarations) {
        scope.declare(declared.name, context.declare('constant', declared), declared.place, 'declared');
      }
      return [];
    case 'variables':
      for (const name of unit.names) {
        scope.declare(name.name, context.declare('variable', { ...name, arity: 0 }), name.place, 'declared');
      }
      return [];
    case 'recursive':
      return unit.declarations.map((declared) => declareRecursive(site, declared));
    case 'operator':
      return [
        define(site, unit, unit.name, unit.parameters, (inner) => {
          return resolveExpression(inner, unit.body);
        }),
      ];
    case 'theorem':
      // Not among those to check: it may say what no checker evaluates.
      define(site, unit, unit.name, [], (inner) => resolveExpression(inner, unit.body));
      return [];
    case 'functionDefinition':
      return [
        define(site, unit, unit.name, [], (inner) => {
          const self = flexibleParameter(unit.name.name, 0);
          const own = new Scope(inner.scope);
          own.shadow(unit.name.name, { kind: 'parameter', parameter: self }, unit.name.place);
          return resolveFunction({ ...inner, scope: own }, unit.bounds, unit.body, unit.place, self);
        }),
      ];
    case 'assumption': {
      const resolve = () => resolveExpression({ ...site, scope: seen }, unit.body);
      const seen = new Scope(scope);
      draft.assumptions.push({ name: unit.name?.name, scope, resolve });
      return unit.name === undefined
        ? []
        : [define(site, unit, unit.name, [], (inner) => resolveExpression(inner, unit.body))];
    }
    case 'instance':
      declareInstance(site, unit);
      return [];
    case 'module': {
      const nested = { tree: unit.module, scope: new Scope(scope) };
      scope.declareModule(unit.module.name.name, nested);
      draft.pending.push(() => checkNested(draft, context, nested));
      return [];
    }
  }
}

function declareRecursive(site: Site, declared: ParameterDeclaration): LazyDefinition {
  const leading = site.context.leading.map(({ name, arity }) => flexibleParameter(name, arity));
  const own = Array.from({ length: declared.arity }, (_, i) => flexibleParameter(`_${i + 1}`, 0));
  const name = site.context.prefix + declared.name;
  const definition = new LazyDefinition(site.draft.recursion, name, declared.place, [...leading, ...own]);
  site.context.host?.push(definition);
  const meaning: Pending = {
    kind: 'definition',
    definition,
    leading: site.context.leading,
    overlay: site.overlay,
    unit: declared,
    replaceable: declared,
    under: (overlay) => meaning.variant(overlay),
    variant: () => definition,
  };
  site.scope.declare(declared.name, meaning, declared.place);
  return definition;
}

/** A RECURSIVE declaration: its definition fills in what it stands for. */
interface Pending extends DefinitionMeaning {
  variant: (overlay: Overlay) => LazyDefinition;
}

function define(
  site: Site,
  unit: Extract<Unit, { readonly name: Name | undefined }>,
  name: Name,
  declarations: readonly ParameterDeclaration[],
  body: (inner: Site) => Expression,
): LazyDefinition {
  const { draft, context, scope } = site;
  const seen = new Scope(scope);
  const make = (overlay: Overlay | undefined, declared?: LazyDefinition, tree?: Tree): LazyDefinition => {
    const leading = context.leading.map((parameter) => flexibleParameter(parameter.name, parameter.arity));
    const frame = new Map([...scope.frame, ...context.leading.map(({ key }, i) => [key, leading[i]] as const)]);
    const inner = new Scope(seen, frame as typeof scope.frame);
    const own = declarations.map((declaration) => {
      if (declaration.name === name.name) {
        const expected = `a parameter that is not called like its operator`;
        reject(declaration.place, 'duplicate', { expected, found: declaration.name });
      }
      const parameter = flexibleParameter(declaration.name, declaration.arity);
      inner.declare(declaration.name, { kind: 'parameter', parameter }, declaration.place);
      return parameter;
    });
    const parameters = [...leading, ...own];
    const fresh = () => new LazyDefinition(draft.recursion, context.prefix + name.name, name.place, parameters);
    const definition = declared ?? fresh();
    definition.parameters = parameters;
    const within = { ...site, scope: inner, overlay };
    definition.resolve = () => (tree === undefined ? body(within) : resolveExpression(within, tree));
    return definition;
  };
  const before = scope.own(name.name);
  if (before?.kind === 'definition' && before.definition.resolve === undefined) {
    const arity = before.definition.parameters.length - before.leading.length;
    if (arity !== declarations.length) {
      reject(name.place, 'arity', {
        expected: `${counted(arity, 'parameter')} for ${name.name}, as its RECURSIVE declaration says`,
        found: counted(declarations.length, 'parameter'),
      });
    }
    const pending = before as Pending;
    pending.variant = make;
    return make(site.overlay, before.definition);
  }
  const definition = make(site.overlay);
  context.host?.push(definition);
  const visibility: Visibility = 'local' in unit && unit.local ? 'local' : 'exported';
  const { leading } = context;
  const common = { kind: 'definition', leading, overlay: site.overlay } as const;
  const parts = new Map<Tree, DefinitionMeaning>();
  const part = (tree: Tree): DefinitionMeaning => {
    const known = parts.get(tree);
    if (known !== undefined) return known;
    const under = (overlay: Overlay | undefined) => make(overlay, undefined, tree);
    const made = { ...common, definition: under(site.overlay), under, unit: tree, replaceable: tree };
    context.host?.push(made.definition);
    parts.set(tree, made);
    return made;
  };
  const under = (overlay: Overlay) => make(overlay);
  const meaning: DefinitionMeaning = { ...common, definition, under, unit, replaceable: unit, part };
  scope.declare(name.name, meaning, name.place, visibility);
  return definition;
}
