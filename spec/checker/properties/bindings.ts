/** What the names of a formula stand for on the way down through definitions and quantifiers, and formulas closed under it. */

import type { Argument, Definition, Expression, Level, OperatorArgument, Parameter } from '../meaning/resolved.js';
import { isOperator, mentionsOf } from './mentions.js';

/** Innermost first. Arguments are closed: nothing in them depends on the bindings further out. */
export type Bindings =
  | undefined
  | { readonly kind: 'parameters'; readonly values: ReadonlyMap<Parameter, Argument>; readonly outer: Bindings }
  | { readonly kind: 'let'; readonly definitions: readonly Definition[]; readonly outer: Bindings };

/** `parameters` stand for `args`, which are written under `around`; what is bound further out is that of `outer`. */
export function bound(
  parameters: readonly Parameter[],
  args: readonly Argument[],
  around: Bindings,
  outer: Bindings = around,
): Bindings {
  const values = new Map<Parameter, Argument>();
  parameters.forEach((parameter, index) => {
    const argument = args[index];
    if (argument !== undefined) values.set(parameter, closedArgument(argument, around));
  });
  return values.size === 0 ? outer : { kind: 'parameters', values, outer };
}

export function lookUp(parameter: Parameter, bindings: Bindings): Argument | undefined {
  for (let at = bindings; at !== undefined; at = at.outer) {
    const value = at.kind === 'parameters' ? at.values.get(parameter) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The same expression for those who do not know the bindings: bound parameters as arguments of one call, and inside it the
 * definitions of a LET in a LET. Only bindings that the expression mentions are put around it.
 */
export function closed(expression: Expression, bindings: Bindings): Expression {
  const level = levelUnder(expression, bindings);
  let body = expression;
  const values = new Map<Parameter, Argument>();
  for (let at: Bindings = bindings; at !== undefined; at = at.outer) {
    const { parameters, definitions } = mentionsOf(body);
    if (at.kind === 'parameters') {
      for (const [parameter, value] of at.values) {
        if (parameters.has(parameter) && !values.has(parameter)) values.set(parameter, value);
      }
    } else if (at.definitions.some((definition) => definitions.has(definition))) {
      body = { kind: 'let', definitions: at.definitions, body, place: body.place, level };
    }
  }
  return values.size === 0 ? body : callWith(body, [...values], level);
}

/** The level of the expression when its parameters stand for what they are bound to. */
export function levelUnder(expression: Expression, bindings: Bindings): Level {
  const { exposed, primes } = mentionsOf(expression);
  let level: number = expression.level;
  for (const parameter of exposed) {
    const argument = lookUp(parameter, bindings);
    const own = argument === undefined ? 0 : levelOf(argument);
    level = Math.max(level, own === 1 && primes ? 2 : own);
  }
  return level as Level;
}

function levelOf(argument: Argument): Level {
  if (!isOperator(argument)) return argument.level;
  if (argument.kind === 'lambda') return argument.body.level;
  return argument.kind === 'definition' ? argument.definition.level : 0;
}

function closedArgument(argument: Argument, bindings: Bindings): Argument {
  if (!isOperator(argument)) return closed(argument, bindings);
  switch (argument.kind) {
    case 'builtin':
      return argument;
    case 'parameter':
      return lookUp(argument.parameter, bindings) ?? argument;
    case 'lambda':
      return { ...argument, body: closed(argument.body, bindings) };
    case 'definition':
      return closedDefinition(argument, bindings);
  }
}

/** A definition of a LET becomes a LAMBDA that calls it, with its surroundings inside. */
function closedDefinition(argument: OperatorArgument & { kind: 'definition' }, bindings: Bindings): Argument {
  const { definition, arity } = argument;
  const parameters = definition.parameters.map(({ name, arity: own }): Parameter => ({ name, arity: own }));
  const { place, level } = definition;
  const args = parameters.map((parameter): Argument => {
    if (parameter.arity > 0) return { kind: 'parameter', parameter, arity: parameter.arity };
    return { kind: 'parameter', parameter, place, level: 0 };
  });
  const call: Expression = { kind: 'call', definition, arguments: args, place, level };
  const body = closed(call, bindings);
  return body === call ? argument : { kind: 'lambda', parameters, body, arity };
}

function callWith(body: Expression, values: readonly (readonly [Parameter, Argument])[], level: Level): Expression {
  const { place } = body;
  const definition: Definition = {
    name: body.kind === 'call' ? body.definition.name : 'formula',
    parameters: values.map(([parameter]) => parameter),
    body,
    level: body.level,
    isRecursive: false,
    place,
  };
  return { kind: 'call', definition, arguments: values.map(([, argument]) => argument), place, level };
}
