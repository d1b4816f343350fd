/** Names with their arguments, and operators as arguments. */

import type { Place, Expression as Tree } from '../syntax/tree.js';
import { apply, asOperator } from './apply.js';
import { enabled } from './enabled.js';
import { counted, reject } from './faults.js';
import { find, type Reference } from './find-name.js';
import { flexibleParameter } from './levels.js';
import { arityOf, type InstanceMeaning, type Meaning } from './meanings.js';
import { partOf } from './part-of-definition.js';
import { resolveExpression } from './resolve-expression.js';
import type { Argument, Expression } from './resolved.js';
import { Scope } from './scope.js';
import type { Site } from './site.js';

/** A name where a value stands. */
export function resolveReference(site: Site, tree: Reference): Expression {
  const { meaning: whole, given } = find(site, tree);
  const meaning = tree.path === undefined ? whole : partOf(whole, tree.name, tree.path, tree.place);
  if (meaning.kind === 'instance') {
    return reject(tree.place, 'syntax', {
      expected: `a definition of the instance, ${tree.name}!Op`,
      found: `${tree.name} alone`,
    });
  }
  if (arityOf(meaning) !== tree.arguments.length)
    arityFault(tree.place, tree.name, arityOf(meaning), tree.arguments.length);
  if (meaning.kind === 'builtin' && meaning.operator.name === 'ENABLED') {
    return enabled(site, tree.arguments[0] as Tree, tree.place);
  }
  const arities = parameterArities(meaning);
  const args = tree.arguments.map((argument, i) => resolveArgument(site, argument, arities[i] ?? 0));
  return apply(site, meaning, given, args, tree.place);
}

/** An argument for a parameter of the given arity: an expression, or what stands for an operator. */
export function resolveArgument(site: Site, tree: Tree, arity: number): Argument {
  if (arity === 0) return resolveExpression(site, tree);
  if (tree.kind === 'lambda') {
    if (tree.parameters.length !== arity) arityFault(tree.place, 'LAMBDA', arity, tree.parameters.length);
    const scope = new Scope(site.scope);
    const parameters = tree.parameters.map(({ name, place }) => {
      const parameter = flexibleParameter(name, 0);
      scope.declare(name, { kind: 'parameter', parameter }, place);
      return parameter;
    });
    return { kind: 'lambda', parameters, body: resolveExpression({ ...site, scope }, tree.body), arity };
  }
  if (tree.kind !== 'reference' || tree.arguments.length > 0 || tree.path !== undefined) {
    return reject(tree.place, 'arity', {
      expected: `an operator of ${counted(arity, 'argument')}: its name or a LAMBDA`,
      found: 'an expression',
    });
  }
  const { meaning, given } = find(site, tree);
  if (meaning.kind === 'instance')
    return reject(tree.place, 'arity', { expected: 'an operator', found: 'an instance' });
  if (arityOf(meaning) !== arity) arityFault(tree.place, tree.name, arity, arityOf(meaning));
  return asOperator(site, meaning, given, tree.place);
}

/** Arity of each argument that those who name it give. */
function parameterArities(meaning: Exclude<Meaning, InstanceMeaning>): readonly number[] {
  if (meaning.kind === 'builtin') return meaning.operator.parameters;
  if (meaning.kind === 'definition') {
    return meaning.definition.parameters.slice(meaning.leading.length).map(({ arity }) => arity);
  }
  return Array.from({ length: arityOf(meaning) }, () => 0);
}

/** @throws {InputError} `arity`: `name` takes `expected` arguments. */
function arityFault(place: Place, name: string, expected: number, found: number): never {
  return reject(place, 'arity', {
    expected: `${counted(expected, 'argument')} for ${name}`,
    found: counted(found, 'argument'),
  });
}
