/** Expressions with every name looked up. */

import type {
  Bound as BoundTree,
  Name,
  Place,
  Expression as Tree,
  ExceptUpdate as UpdateTree,
} from '../syntax/tree.js';
import { enabled } from './enabled.js';
import { reject } from './faults.js';
import { depend, flexibleParameter, highest, leveled, limitOf } from './levels.js';
import { resolveLet } from './resolve-let.js';
import { resolveReference } from './resolve-reference.js';
import type { Bound, ExceptUpdate, Expression, Level, Parameter } from './resolved.js';
import { Scope } from './scope.js';
import type { Site } from './site.js';
import { checkTemporalMix } from './temporal-mix.js';

/**
 * The resolved form of `tree` as seen from `site`.
 *
 * @throws {InputError} `unknown-name`, `duplicate`, `arity`, `level`, `syntax` and whatever opening an instance throws, at
 *   the place of the fault.
 */
export function resolveExpression(site: Site, tree: Tree): Expression {
  const expression = resolve(site, tree);
  checkTemporalMix(expression);
  return expression;
}

function resolve(site: Site, tree: Tree): Expression {
  const { place } = tree;
  const one = (part: Tree) => resolveExpression(site, part);
  const all = (parts: readonly Tree[]) => parts.map(one);
  switch (tree.kind) {
    case 'number':
      if (tree.value > BigInt(Number.MAX_SAFE_INTEGER))
        reject(place, 'unsupported', { expected: 'a number of at most 2^53 - 1', found: String(tree.value) });
      return leveled({ kind: 'value', place, value: { kind: 'integer', value: tree.value } }, []);
    case 'string':
      return leveled({ kind: 'value', place, value: { kind: 'string', value: tree.value } }, []);
    case 'boolean':
      return leveled({ kind: 'value', place, value: { kind: 'boolean', value: tree.value } }, []);
    case 'reference':
      return resolveReference(site, tree);
    case 'at': {
      const at = site.scope.lookup('@');
      if (at?.kind === 'parameter') return parameterNode(at.parameter, place);
      return reject(place, 'syntax', { expected: '@ only in the new value of an EXCEPT', found: '@' });
    }
    case 'junction': {
      const items = all(tree.items);
      return leveled({ kind: 'junction', place, operator: tree.operator, items }, items, { max: 3 });
    }
    case 'quantifier': {
      const { bounds, inner } = resolveBounds(site, tree.bounds);
      const body = resolveExpression(inner, tree.body);
      const parts = [...bounds.map(({ set }) => set), body];
      for (const { set } of bounds) leveled({ kind: 'set', place: set.place, elements: [] }, [set]);
      return leveled({ kind: 'quantifier', place, quantifier: tree.quantifier, bounds, body }, parts, { max: 3 });
    }
    case 'unboundedQuantifier': {
      const { parameters, inner } = bindNames(site, tree.names);
      const body = resolveExpression(inner, tree.body);
      const lambda = { kind: 'lambda', parameters, body, arity: parameters.length } as const;
      const level = tree.quantifier.length > 2 ? 3 : undefined;
      return leveled({ kind: 'builtin', place, operator: tree.quantifier, arguments: [lambda] }, [body], {
        max: 3,
        level,
      });
    }
    case 'choose': {
      const set = tree.set && one(tree.set);
      const { parameters, inner } = bindNames(site, tree.names);
      const body = resolveExpression(inner, tree.body);
      return leveled(
        { kind: 'choose', place, pattern: tree.pattern, parameters, set, body },
        set ? [set, body] : [body],
      );
    }
    case 'set': {
      const elements = all(tree.elements);
      return leveled({ kind: 'set', place, elements }, elements);
    }
    case 'filter': {
      const { bounds, inner } = resolveBounds(site, [tree.bound]);
      const predicate = resolveExpression(inner, tree.predicate);
      const bound = bounds[0] as Bound;
      return leveled({ kind: 'filter', place, bound, predicate }, [bound.set, predicate]);
    }
    case 'map': {
      const { bounds, inner } = resolveBounds(site, tree.bounds);
      const body = resolveExpression(inner, tree.body);
      return leveled({ kind: 'map', place, body, bounds }, [...bounds.map(({ set }) => set), body]);
    }
    case 'function':
      return resolveFunction(site, tree.bounds, tree.body, place, undefined);
    case 'functionSet': {
      const [domain, range] = [one(tree.domain), one(tree.range)];
      return leveled({ kind: 'functionSet', place, domain, range }, [domain, range]);
    }
    case 'record':
    case 'recordSet': {
      const fields = tree.fields.map(({ name, value }) => ({ name, value: one(value) }));
      const twice = tree.fields.find(({ name }, i) => tree.fields.findIndex((field) => field.name === name) !== i);
      if (twice !== undefined)
        reject(twice.place, 'duplicate', { expected: 'each field once', found: `${twice.name} twice` });
      const parts = fields.map(({ value }) => value);
      return leveled({ kind: tree.kind, place, fields }, parts);
    }
    case 'tuple': {
      const elements = all(tree.elements);
      return leveled({ kind: 'tuple', place, elements }, elements);
    }
    case 'product': {
      const sets = all(tree.sets);
      return leveled({ kind: 'product', place, sets }, sets);
    }
    case 'application': {
      const [applied, argument] = [one(tree.function), asOne(all(tree.arguments), place)];
      return leveled({ kind: 'application', place, function: applied, argument }, [applied, argument]);
    }
    case 'field': {
      const record = one(tree.record);
      return leveled({ kind: 'field', place, record, name: tree.name }, [record]);
    }
    case 'except': {
      const changed = one(tree.function);
      const updates = tree.updates.map((update) => resolveUpdate(site, update, changed.level));
      const indices = updates.flatMap(({ path }) =>
        path.flatMap((step) => (step.kind === 'index' ? [step.index] : [])),
      );
      const parts = [changed, ...indices, ...updates.map(({ value }) => value)];
      return leveled({ kind: 'except', place, function: changed, updates }, parts);
    }
    case 'if': {
      const [condition, then, otherwise] = [one(tree.condition), one(tree.then), one(tree.else)];
      const parts = [condition, then, otherwise];
      return leveled({ kind: 'if', place, condition, then, else: otherwise }, parts, { max: 3 });
    }
    case 'case': {
      const arms = tree.arms.map(({ guard, value }) => ({ guard: one(guard), value: one(value) }));
      const other = tree.other && one(tree.other);
      const parts = [...arms.flatMap(({ guard, value }) => [guard, value]), ...(other ? [other] : [])];
      return leveled({ kind: 'case', place, arms, other }, parts, { max: 3 });
    }
    case 'let':
      return resolveLet(site, tree.units, tree.body, place);
    case 'lambda':
      return reject(place, 'syntax', {
        expected: 'LAMBDA only as the argument for an operator parameter or constant',
        found: 'LAMBDA as a value',
      });
    case 'box':
    case 'angle': {
      const [action, subscript] = [one(tree.action), stateFunction(one(tree.subscript))];
      return leveled({ kind: tree.kind, place, action, subscript }, [action, subscript], { level: 2 });
    }
    case 'fairness': {
      const [action, subscript] = [one(tree.action), stateFunction(one(tree.subscript))];
      const angle: Tree = { kind: 'angle', place, action: tree.action, subscript: tree.subscript };
      return leveled(
        { kind: 'fairness', place, strength: tree.strength, action, subscript, enabled: enabled(site, angle, place) },
        [action, subscript],
        { level: 3 },
      );
    }
  }
}

/**
 * A function expression, or with `self` the body of a definition `self[x \in S] == e`.
 *
 * @throws {InputError} `unsupported` when the function's own name is primed inside its definition.
 */
export function resolveFunction(
  site: Site,
  boundTrees: readonly BoundTree[],
  bodyTree: Tree,
  place: Place,
  self: Parameter | undefined,
): Expression {
  const { bounds, inner } = resolveBounds(site, boundTrees);
  const body = resolveExpression(inner, bodyTree);
  const usesSelf = self !== undefined && referred.has(self);
  const parts = [...bounds.map(({ set }) => set), body];
  const node = leveled({ kind: 'function', place, bounds, body, self: usesSelf ? self : undefined }, parts);
  if (self !== undefined) {
    refusePrimed(self, node.level, place, `${self.name} without a prime inside its own definition`);
  }
  return node;
}

/** A bound name or parameter where an expression stands. */
export function parameterNode(parameter: Parameter, place: Place): Expression {
  referred.add(parameter);
  const node = leveled({ kind: 'parameter', place, parameter }, []);
  depend(node, [], parameter);
  return node;
}

/** Parameters that some expression refers to. */
const referred = new WeakSet<Parameter>();

/** Several indices are one tuple. */
function asOne(args: readonly Expression[], place: Place): Expression {
  const [first] = args;
  return first !== undefined && args.length === 1 ? first : leveled({ kind: 'tuple', place, elements: args }, args);
}

function resolveUpdate(site: Site, tree: UpdateTree, level: Level): ExceptUpdate {
  const path = tree.path.map((step) =>
    step.kind === 'field'
      ? step
      : {
          kind: 'index' as const,
          place: step.place,
          index: asOne(
            step.arguments.map((index) => resolveExpression(site, index)),
            step.place,
          ),
        },
  );
  const at = flexibleParameter('@', 0);
  const scope = new Scope(site.scope);
  scope.shadow('@', { kind: 'parameter', parameter: at }, tree.value.place);
  const value = resolveExpression({ ...site, scope }, tree.value);
  refusePrimed(at, Math.max(level, highest([value])) as Level, tree.value.place, '@ without a prime');
  return { path, at: referred.has(at) ? at : undefined, value };
}

/** `@` and a function's own name stand for values: the prime of one would be lost. */
function refusePrimed(parameter: Parameter, level: Level, place: Place, expected: string): void {
  if (level > 0 && limitOf(parameter) < 2) reject(place, 'unsupported', { expected, found: 'one under a prime' });
}

/** The sets are seen from outside, the names only in what they bind. */
function resolveBounds(site: Site, trees: readonly BoundTree[]): { bounds: Bound[]; inner: Site } {
  const scope = new Scope(site.scope);
  const bounds = trees.map(({ pattern, names, set }) => ({
    pattern,
    parameters: names.map((name) => bindName(name)),
    set: resolveExpression(site, set),
  }));
  trees.forEach(({ names }, i) => {
    names.forEach((name, j) => {
      const parameter = bounds[i]?.parameters[j];
      if (parameter) scope.declare(name.name, { kind: 'parameter', parameter }, name.place);
    });
  });
  return { bounds, inner: { ...site, scope } };
}

function bindNames(site: Site, names: readonly Name[]): { parameters: Parameter[]; inner: Site } {
  const scope = new Scope(site.scope);
  const parameters = names.map((name) => {
    const parameter = bindName(name);
    scope.declare(name.name, { kind: 'parameter', parameter }, name.place);
    return parameter;
  });
  return { parameters, inner: { ...site, scope } };
}

function bindName({ name }: Name): Parameter {
  return { name, arity: 0 };
}

function stateFunction(subscript: Expression): Expression {
  leveled({ kind: 'set', place: subscript.place, elements: [] }, [subscript], { max: 1 });
  return subscript;
}
