/** Gives every bound name of an expression a name of its own, so that no two scopes share one. */

import type { Bound, Expression, LocalDefinition, Selector } from './expression.js';

/**
 * The same definition with its parameters and all names bound inside it renamed: by quantifiers, CHOOSE, set and function
 * constructors, LAMBDA and LET (the definitions and their parameters). Free names and fields stay.
 *
 * @param fresh a name that is used nowhere else, made from the old one.
 */
export function renameBound(
  parameters: readonly string[],
  body: Expression,
  fresh: (name: string) => string,
): { readonly parameters: readonly string[]; readonly body: Expression } {
  const scope = extend(new Map(), parameters, fresh);
  return { parameters: parameters.map((name) => scope.get(name) ?? name), body: rename(body, scope, fresh) };
}

type Scope = ReadonlyMap<string, string>;

function extend(scope: Scope, names: readonly string[], fresh: (name: string) => string): Scope {
  return new Map([...scope, ...names.map((name) => [name, fresh(name)] as const)]);
}

function rename(node: Expression, scope: Scope, fresh: (name: string) => string): Expression {
  const inside = (inner: Expression): Expression => rename(inner, scope, fresh);
  const all = (nodes: readonly Expression[]): Expression[] => nodes.map(inside);
  switch (node.kind) {
    case 'name':
      return { ...node, name: scope.get(node.name) ?? node.name };
    case 'number':
    case 'string':
    case 'at':
      return node;
    case 'call':
      return { ...node, name: scope.get(node.name) ?? node.name, args: all(node.args) };
    case 'prefix':
    case 'postfix':
      return { ...node, operand: inside(node.operand) };
    case 'infix':
      return { ...node, left: inside(node.left), right: inside(node.right) };
    case 'junction':
      return { ...node, items: all(node.items) };
    case 'quantifier': {
      const { bounds, inner } = renameBounds(node.bounds, scope, fresh);
      return { ...node, bounds, body: rename(node.body, inner, fresh) };
    }
    case 'choose': {
      const { bound, inner } = renameOne(node.bound, scope, fresh);
      return { ...node, bound, body: rename(node.body, inner, fresh) };
    }
    case 'filter': {
      const { bound, inner } = renameOne(node.bound, scope, fresh);
      return { ...node, bound, condition: rename(node.condition, inner, fresh) };
    }
    case 'map':
    case 'function': {
      const { bounds, inner } = renameBounds(node.bounds, scope, fresh);
      return { ...node, bounds, body: rename(node.body, inner, fresh) };
    }
    case 'if':
      return {
        ...node,
        condition: inside(node.condition),
        consequent: inside(node.consequent),
        otherwise: inside(node.otherwise),
      };
    case 'case':
      return {
        ...node,
        arms: node.arms.map(({ guard, value }) => ({ guard: inside(guard), value: inside(value) })),
        ...(node.otherwise === undefined ? {} : { otherwise: inside(node.otherwise) }),
      };
    case 'let':
      return renameLet(node, scope, fresh);
    case 'lambda': {
      const inner = extend(scope, node.parameters, fresh);
      const parameters = node.parameters.map((name) => inner.get(name) ?? name);
      return { ...node, parameters, body: rename(node.body, inner, fresh) };
    }
    case 'set':
    case 'tuple':
      return { ...node, elements: all(node.elements) };
    case 'functions':
      return { ...node, domain: inside(node.domain), range: inside(node.range) };
    case 'record':
    case 'records':
      return { ...node, fields: node.fields.map(([name, field]) => [name, inside(field)] as const) };
    case 'except':
      return {
        ...node,
        base: inside(node.base),
        updates: node.updates.map(({ path, value }) => ({
          path: path.map((step): Selector => (step.kind === 'field' ? step : { kind: 'index', args: all(step.args) })),
          value: inside(value),
        })),
      };
    case 'apply':
      return { ...node, operand: inside(node.operand), args: all(node.args) };
    case 'field':
      return { ...node, operand: inside(node.operand) };
    case 'box':
    case 'angle':
      return { ...node, action: inside(node.action), subscript: inside(node.subscript) };
  }
}

/** The sets of all bounds stand outside the names they bind. */
function renameBounds(
  bounds: readonly Bound[],
  scope: Scope,
  fresh: (name: string) => string,
): { readonly bounds: readonly Bound[]; readonly inner: Scope } {
  const inner = extend(
    scope,
    bounds.flatMap(({ names }) => names),
    fresh,
  );
  const renamed = bounds.map(({ names, isTuple, set }) => ({
    names: names.map((name) => inner.get(name) ?? name),
    isTuple,
    ...(set === undefined ? {} : { set: rename(set, scope, fresh) }),
  }));
  return { bounds: renamed, inner };
}

function renameOne(
  bound: Bound,
  scope: Scope,
  fresh: (name: string) => string,
): { readonly bound: Bound; readonly inner: Scope } {
  const { bounds, inner } = renameBounds([bound], scope, fresh);
  return { bound: bounds[0] ?? bound, inner };
}

/** Each definition of a LET sees those before it; a function definition also itself. */
function renameLet(
  node: Extract<Expression, { kind: 'let' }>,
  scope: Scope,
  fresh: (name: string) => string,
): Expression {
  let outer = scope;
  const definitions: LocalDefinition[] = [];
  for (const { name, parameters, bounds, body } of node.definitions) {
    const withName = extend(outer, [name], fresh);
    const within = bounds.length > 0 ? withName : outer;
    const { bounds: renamed, inner } = renameBounds(bounds, within, fresh);
    const innermost = extend(inner, parameters, fresh);
    definitions.push({
      name: withName.get(name) ?? name,
      parameters: parameters.map((parameter) => innermost.get(parameter) ?? parameter),
      bounds: renamed,
      body: rename(body, innermost, fresh),
    });
    outer = withName;
  }
  return { ...node, definitions, body: rename(node.body, outer, fresh) };
}
