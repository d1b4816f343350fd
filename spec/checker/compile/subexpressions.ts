/** What an expression is made of. */

import type { Argument, Expression, Parameter } from '../meaning/resolved.js';

export function isOperatorArgument(argument: Argument): argument is Exclude<Argument, Expression> {
  return !('place' in argument);
}

/** How often `parameter` is written in `expression`; an occurrence that may be evaluated many times counts 100. */
export function occurrences(expression: Expression, parameter: Parameter): number {
  if (expression.kind === 'parameter') return expression.parameter === parameter ? 1 : 0;
  const count = (child: Expression, weight: number): number => weight * occurrences(child, parameter);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  switch (expression.kind) {
    case 'quantifier':
    case 'map':
    case 'function':
      return sum(expression.bounds.map(({ set }) => count(set, 1))) + count(expression.body, 100);
    case 'filter':
      return count(expression.bound.set, 1) + count(expression.predicate, 100);
    case 'choose':
      return (expression.set === undefined ? 0 : count(expression.set, 1)) + count(expression.body, 100);
    case 'let':
      return sum(expression.definitions.map(({ body }) => count(body, 100))) + count(expression.body, 1);
    case 'call':
    case 'callParameter': {
      const lambdas = operatorArguments(expression).flatMap((argument) =>
        isOperatorArgument(argument) && argument.kind === 'lambda' ? [argument.body] : [],
      );
      return (
        sum(lambdas.map((body) => count(body, 100))) + sum(plainArguments(expression).map((child) => count(child, 1)))
      );
    }
    case 'builtin': {
      const lambdas = operatorArguments(expression).flatMap((argument) =>
        isOperatorArgument(argument) && argument.kind === 'lambda' ? [argument.body] : [],
      );
      return (
        sum(lambdas.map((body) => count(body, 100))) + sum(plainArguments(expression).map((child) => count(child, 1)))
      );
    }
    default:
      return sum(children(expression).map((child) => count(child, 1)));
  }
}

/** Number of nodes, the bodies of definitions not counted; for the choice between copying a body and calling it. */
export function size(expression: Expression): number {
  let total = 1;
  for (const child of children(expression)) total += size(child);
  if (expression.kind === 'let') for (const { body } of expression.definitions) total += size(body);
  return total;
}

export function plainArguments(expression: { readonly arguments: readonly Argument[] }): Expression[] {
  return expression.arguments.filter((argument): argument is Expression => !isOperatorArgument(argument));
}

export function operatorArguments(expression: Expression): readonly Argument[] {
  return 'arguments' in expression ? expression.arguments.filter(isOperatorArgument) : [];
}

/** The expressions directly inside, bodies of LET definitions and LAMBDAs apart. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'value':
    case 'parameter':
    case 'variable':
      return [];
    case 'call':
    case 'callParameter':
    case 'builtin':
      return plainArguments(expression);
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
    case 'case':
      return [
        ...expression.arms.flatMap(({ guard, value }) => [guard, value]),
        ...(expression.other === undefined ? [] : [expression.other]),
      ];
    case 'let':
      return [expression.body];
    case 'enabled':
      return [expression.action];
    case 'box':
    case 'angle':
      return [expression.action, expression.subscript];
    case 'fairness':
      return [expression.subscript, expression.action];
  }
}

/** The parameters that `expression` itself binds in its children. */
export function boundParameters(expression: Expression): readonly Parameter[] {
  switch (expression.kind) {
    case 'quantifier':
    case 'map':
      return expression.bounds.flatMap(({ parameters }) => parameters);
    case 'function':
      return [
        ...expression.bounds.flatMap(({ parameters }) => parameters),
        ...(expression.self === undefined ? [] : [expression.self]),
      ];
    case 'choose':
      return expression.parameters;
    case 'filter':
      return expression.bound.parameters;
    case 'except':
      return expression.updates.flatMap(({ at }) => at ?? []);
    default:
      return [];
  }
}
