/** The parts of a resolved expression, for whoever walks over one. */

import type { Argument, Expression } from './resolved.js';

/**
 * What stands directly below `expression`: expressions and operator arguments, the definition of a call among them as one;
 * the definitions of a LET not, since a call reaches each that is used.
 */
export function subexpressions(expression: Expression): readonly Argument[] {
  switch (expression.kind) {
    case 'value':
    case 'parameter':
      return [];
    case 'variable':
      return expression.variable.current === undefined ? [] : [expression.variable.current];
    case 'call': {
      const { definition } = expression;
      return [{ kind: 'definition', definition, arity: definition.parameters.length }, ...expression.arguments];
    }
    case 'callParameter':
    case 'builtin':
      return expression.arguments;
    case 'junction':
      return expression.items;
    case 'quantifier':
    case 'map':
    case 'function':
      return [...expression.bounds.map(({ set }) => set), expression.body];
    case 'choose':
      return expression.set === undefined ? [expression.body] : [expression.set, expression.body];
    case 'set':
    case 'tuple':
      return expression.elements;
    case 'filter':
      return [expression.bound.set, expression.predicate];
    case 'functionSet':
      return [expression.domain, expression.range];
    case 'record':
    case 'recordSet':
      return expression.fields.map(({ value }) => value);
    case 'product':
      return expression.sets;
    case 'application':
      return [expression.function, expression.argument];
    case 'field':
      return [expression.record];
    case 'except':
      return [
        expression.function,
        ...expression.updates.flatMap(({ path, value }) => [
          ...path.flatMap((step) => (step.kind === 'index' ? [step.index] : [])),
          value,
        ]),
      ];
    case 'if':
      return [expression.condition, expression.then, expression.else];
    case 'case': {
      const arms = expression.arms.flatMap(({ guard, value }) => [guard, value]);
      return expression.other === undefined ? arms : [...arms, expression.other];
    }
    case 'let':
      return [expression.body];
    case 'enabled':
      return [expression.action];
    case 'box':
    case 'angle':
      return [expression.action, expression.subscript];
    case 'fairness':
      return [expression.subscript, expression.action, expression.enabled];
  }
}
