/** Resolved formulas by hand, over one variable x whose value is the number of the state, and a small evaluator for them. */

import type { Argument, Definition, Expression, Level, OperatorArgument, Parameter } from '../../meaning/resolved.js';
import type { Evaluation } from '../../properties/from-resolved.js';
import { isOperator } from '../../properties/mentions.js';
import type { Place } from '../../syntax/tree.js';
import type { Value } from '../../values/value.js';

const place: Place = { source: { file: 'Toy.tla', module: 'Toy' }, line: 3, column: 5, endLine: 3, endColumn: 9 };

export const x: Expression = { kind: 'variable', variable: { name: 'x', index: 0 }, place, level: 1 };

export function number(value: number): Expression {
  return { kind: 'value', value: { kind: 'integer', value: BigInt(value) }, place, level: 0 };
}

export function numbers(...values: readonly number[]): Expression {
  return { kind: 'set', elements: values.map(number), place, level: 0 };
}

export function parameter(name: string, arity = 0): Parameter {
  return { name, arity };
}

export function use(of: Parameter): Expression {
  return { kind: 'parameter', parameter: of, place, level: 0 };
}

/** An operator of the language; its level is fixed or the highest of its operands. */
export function op(operator: string, ...args: readonly Expression[]): Expression {
  const fixed: Record<string, Level> = { "'": 2, '[]': 3, '<>': 3, '~>': 3, '-+->': 3 };
  return { kind: 'builtin', operator, arguments: args, place, level: fixed[operator] ?? highest(args) };
}

export function junction(operator: '/\\' | '\\/', ...items: readonly Expression[]): Expression {
  return { kind: 'junction', operator, items, place, level: highest(items) };
}

export function box(action: Expression, subscript: Expression): Expression {
  return { kind: 'box', action, subscript, place, level: 2 };
}

export function angle(action: Expression, subscript: Expression): Expression {
  return { kind: 'angle', action, subscript, place, level: 2 };
}

export function forAll(name: Parameter, set: Expression, body: Expression): Expression {
  const bounds = [{ pattern: 'names', parameters: [name], set }] as const;
  return { kind: 'quantifier', quantifier: '\\A', bounds, body, place, level: highest([set, body]) };
}

export function define(name: string, parameters: readonly Parameter[], body: Expression): Definition {
  return { name, parameters, body, level: body.level, isRecursive: false, place };
}

export function call(definition: Definition, ...args: readonly Argument[]): Expression {
  const level = highest([definition.body, ...args.flatMap((argument) => (isOperator(argument) ? [] : [argument]))]);
  return { kind: 'call', definition, arguments: args, place, level };
}

export function apply(operator: Parameter, ...args: readonly Expression[]): Expression {
  return { kind: 'callParameter', parameter: operator, arguments: args, place, level: highest(args) };
}

export function lambda(parameters: readonly Parameter[], body: Expression): OperatorArgument {
  return { kind: 'lambda', parameters, body, arity: parameters.length };
}

export function letIn(definitions: readonly Definition[], body: Expression): Expression {
  return { kind: 'let', definitions, body, place, level: body.level };
}

/** WF_x(action), where ENABLED <<action>>_x is given as a state predicate. */
export function weakFairness(action: Expression, enabled: Expression): Expression {
  return { kind: 'fairness', strength: 'WF', subscript: x, action, enabled, place, level: 3 };
}

function highest(parts: readonly Expression[]): Level {
  return Math.max(0, ...parts.map((part) => part.level)) as Level;
}

/** What parameters stand for; and the definitions of a LET, which alone see the parameters around them. */
type Scope = ReadonlyMap<Parameter | Definition, { readonly argument: Argument; readonly scope: Scope }>;
interface Step {
  readonly from: number;
  readonly to: number;
}

/** Evaluates by substitution, and fails on a name that a closed formula leaves open. */
export const toyEvaluation: Evaluation = {
  valueOf: (expression): Value => {
    if (expression.kind === 'set') return { kind: 'set', elements: expression.elements.map(toyEvaluation.valueOf) };
    if (expression.kind === 'value') return expression.value;
    return { kind: 'boolean', value: evaluate(expression, { from: -1, to: -1 }, new Map()) !== 0 };
  },
  holdsAt: (formula) => (state) => evaluate(formula, { from: state, to: -1 }, new Map()) !== 0,
  holdsOn: (formula) => (from, to) => evaluate(formula, { from, to }, new Map()) !== 0,
};

/** Booleans are 0 and 1. */
function evaluate(expression: Expression, step: Step, scope: Scope): number {
  const inner = (part: Argument | undefined, at = step): number => {
    if (part === undefined || isOperator(part)) throw new Error('an operator is no value');
    return evaluate(part, at, scope);
  };
  switch (expression.kind) {
    case 'variable':
      return step.from;
    case 'value':
      return expression.value.kind === 'integer'
        ? Number(expression.value.value)
        : Number(expression.value.kind === 'boolean' && expression.value.value);
    case 'parameter': {
      const value = scope.get(expression.parameter);
      if (value === undefined || isOperator(value.argument)) throw new Error(`${expression.parameter.name} is open`);
      return evaluate(value.argument, step, value.scope);
    }
    case 'let':
      return evaluate(expression.body, step, withLocal(expression.definitions, scope));
    case 'call':
      return evaluate(
        expression.definition.body,
        step,
        extended(expression.definition.parameters, expression.arguments, scope, visible(expression.definition, scope)),
      );
    case 'callParameter': {
      const operator = scope.get(expression.parameter);
      if (operator?.argument.kind !== 'lambda') throw new Error(`${expression.parameter.name} is open`);
      const { parameters, body } = operator.argument;
      return evaluate(body, step, extended(parameters, expression.arguments, scope, operator.scope));
    }
    case 'junction':
      return Number(
        expression.operator === '/\\'
          ? expression.items.every((item) => inner(item))
          : expression.items.some((item) => inner(item)),
      );
    case 'box':
      return Number(
        inner(expression.action) !== 0 ||
          inner(expression.subscript) === inner(expression.subscript, { from: step.to, to: -1 }),
      );
    case 'angle':
      return Number(
        inner(expression.action) !== 0 &&
          inner(expression.subscript) !== inner(expression.subscript, { from: step.to, to: -1 }),
      );
    case 'builtin': {
      const [left, right] = expression.arguments;
      if (expression.operator === "'") return inner(left, { from: step.to, to: -1 });
      if (expression.operator === '=') return Number(inner(left) === inner(right));
      if (expression.operator === '>') return Number(inner(left) > inner(right));
      if (expression.operator === '+') return inner(left) + inner(right);
      throw new Error(`${expression.operator} is not in the toy language`);
    }
    default:
      throw new Error(`${expression.kind} is not in the toy language`);
  }
}

function withLocal(definitions: readonly Definition[], around: Scope): Scope {
  const scope = new Map(around);
  for (const definition of definitions) scope.set(definition, { argument: definition.body, scope: around });
  return scope;
}

function visible(definition: Definition, scope: Scope): Scope {
  return scope.has(definition) ? scope : new Map();
}

function extended(parameters: readonly Parameter[], args: readonly Argument[], around: Scope, outer: Scope): Scope {
  const scope = new Map(outer);
  parameters.forEach((each, index) => {
    const argument = args[index];
    if (argument !== undefined) scope.set(each, { argument, scope: around });
  });
  return scope;
}
