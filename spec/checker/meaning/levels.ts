/**
 * Levels of expressions, and the demands on parameters that follow from them (*Specifying Systems* 17.2).
 *
 * The level of a body counts its operator's parameters as constants. What it says about their arguments is kept beside:
 * on which parameters an expression's level depends, and how high the argument for a parameter may be.
 */

import type { Place } from '../syntax/tree.js';
import { builtinOperator } from './builtins.js';
import { reject } from './faults.js';
import type { Argument, Expression, Level, OperatorArgument, Parameter } from './resolved.js';

type WithoutLevel<E> = E extends Expression ? Omit<E, 'level'> : never;

/** What an operator parameter is applied to, at one position. */
interface Passed {
  level: Level;
  readonly parameters: Set<Parameter>;
}

const none: ReadonlySet<Parameter> = new Set();
const dependence = new WeakMap<Expression, ReadonlySet<Parameter>>();
const limits = new WeakMap<Parameter, Level>();
const passed = new WeakMap<Parameter, Passed[]>();
const flexible = new WeakSet<Parameter>();
const underEnabled = new WeakSet<Parameter>();

/** A parameter whose argument may be more than a constant: of an operator or LAMBDA, or what `@` stands for. */
export function flexibleParameter(name: string, arity: number): Parameter {
  const parameter = { name, arity };
  flexible.add(parameter);
  return parameter;
}

/** Highest level that the argument for `parameter` may have, as far as uses have been seen. */
export function limitOf(parameter: Parameter): Level {
  return limits.get(parameter) ?? 3;
}

/**
 * `node`, a fresh object, with its level: `level` where it is fixed, otherwise the highest of `parts`.
 *
 * @param max the highest level that a part may have.
 * @throws {InputError} `level` at the part that is too high.
 */
export function leveled(
  node: WithoutLevel<Expression>,
  parts: readonly Argument[],
  { max = 2, level }: { readonly max?: Level; readonly level?: Level | undefined } = {},
): Expression {
  for (const part of parts) atMost(part, max, node.place);
  // The caller made `node` for this: no copy, since a module has tens of thousands of these.
  const expression = Object.assign(node, { level: level ?? highest(parts) }) as Expression;
  if (level === undefined) depend(expression, parts);
  return expression;
}

export function highest(parts: readonly Argument[]): Level {
  let level: Level = 0;
  for (const part of parts) level = Math.max(level, levelOf(part)) as Level;
  return level;
}

/** Lets the level of `expression` depend on what that of `parts` depends on, and on `own`. */
export function depend(expression: Expression, parts: readonly Argument[], own?: Parameter): void {
  let parameters: Set<Parameter> | undefined;
  for (const part of parts) {
    for (const parameter of dependenceOf(part)) {
      parameters ??= new Set();
      parameters.add(parameter);
    }
  }
  if (own !== undefined && flexible.has(own)) parameters = (parameters ?? new Set()).add(own);
  if (parameters !== undefined) dependence.set(expression, parameters);
}

/**
 * Demands that `part` be of level `max` or less, whatever its parameters stand for.
 *
 * @throws {InputError} `level` at the part, or at `place` where the part has none.
 */
export function atMost(part: Argument, max: Level, place: Place, what?: string): void {
  const level = levelOf(part);
  if (level > max) {
    reject('place' in part ? part.place : place, 'level', {
      expected: what ?? `${shownLevels[max]} here`,
      found: shownLevels[level],
    });
  }
  for (const parameter of dependenceOf(part)) limit(parameter, max);
}

/** Demands that the argument for `parameter` be of level `max` or less. */
export function limit(parameter: Parameter, max: Level): void {
  if (limitOf(parameter) > max) limits.set(parameter, max);
}

/** Notes that the argument for `parameter` comes under an ENABLED over the variables of the model. */
export function takeUnderEnabled(parameter: Parameter): void {
  underEnabled.add(parameter);
}

/** Whether an action given for `parameter` comes under an ENABLED. */
export function isUnderEnabled(parameter: Parameter): boolean {
  return underEnabled.has(parameter);
}

/** For errors, with its article; a lower level is meant too. */
export const shownLevels = ['a constant', 'a state function or predicate', 'an action', 'a temporal formula'] as const;

/** Notes what `parameter`, an operator, is applied to. */
export function applied(parameter: Parameter, args: readonly Argument[]): void {
  args.forEach((argument, position) => {
    pass(parameter, position, levelOf(argument), dependenceOf(argument));
  });
}

/**
 * Checks the arguments of a call against what the body does with its parameters.
 *
 * @returns the arguments on whose level the level of the call depends.
 */
export function checkArguments(
  parameters: readonly Parameter[],
  body: Expression,
  args: readonly Argument[],
  place: Place,
): readonly Argument[] {
  parameters.forEach((parameter, i) => {
    const argument = args[i];
    if (argument === undefined) return;
    atMost(argument, limitOf(parameter), place);
    if (underEnabled.has(parameter)) for (const outer of dependenceOf(argument)) underEnabled.add(outer);
    if (!isOperator(argument)) return;
    (passed.get(parameter) ?? []).forEach((use, position) => {
      const fromArguments = args.filter((_, k) => use.parameters.has(parameters[k] ?? parameter));
      const max = limitAt(argument, position);
      if (use.level > max) {
        reject(place, 'level', {
          expected: `an operator that takes ${shownLevels[use.level]}`,
          found: `one whose argument ${position + 1} is at most ${shownLevels[max]}`,
        });
      }
      for (const from of fromArguments) atMost(from, max, place);
      if (argument.kind === 'parameter' && 'arity' in argument) {
        const level = Math.max(use.level, highest(fromArguments)) as Level;
        pass(argument.parameter, position, level, new Set(fromArguments.flatMap((from) => [...dependenceOf(from)])));
      }
    });
  });
  const relevant = dependenceOf(body);
  return args.filter((_, i) => {
    const parameter = parameters[i];
    return parameter !== undefined && relevant.has(parameter);
  });
}

/** Parameters of operators further out that the level of a body depends on. */
export function dependenceOf(part: Argument): ReadonlySet<Parameter> {
  if (!isOperator(part)) return dependence.get(part) ?? none;
  switch (part.kind) {
    case 'definition':
      return without(
        part.definition.isRecursive ? none : dependenceOf(part.definition.body),
        part.definition.parameters,
      );
    case 'lambda':
      return without(dependenceOf(part.body), part.parameters);
    case 'parameter':
      return flexible.has(part.parameter) ? new Set([part.parameter]) : none;
    case 'builtin':
      return none;
  }
}

export function isOperator(argument: Argument): argument is OperatorArgument {
  return 'arity' in argument;
}

function levelOf(part: Argument): Level {
  if (!isOperator(part)) return part.level;
  switch (part.kind) {
    case 'definition':
      return part.definition.level;
    case 'lambda':
      return part.body.level;
    case 'parameter':
      return 0;
    case 'builtin':
      return builtinOperator(part.operator)?.level ?? 0;
  }
}

/** Highest level that an operator takes at one position. */
function limitAt(argument: OperatorArgument, position: number): Level {
  switch (argument.kind) {
    case 'definition':
      return limitOf(argument.definition.parameters[position] ?? { name: '', arity: 0 });
    case 'lambda':
      return limitOf(argument.parameters[position] ?? { name: '', arity: 0 });
    case 'parameter':
      return 3;
    case 'builtin':
      return builtinOperator(argument.operator)?.argumentMax ?? 2;
  }
}

function pass(parameter: Parameter, position: number, level: Level, parameters: ReadonlySet<Parameter>): void {
  const uses = passed.get(parameter) ?? [];
  passed.set(parameter, uses);
  for (let i = uses.length; i <= position; i++) uses.push({ level: 0, parameters: new Set() });
  const use = uses[position];
  if (use === undefined) return;
  use.level = Math.max(use.level, level) as Level;
  for (const other of parameters) use.parameters.add(other);
}

function without(set: ReadonlySet<Parameter>, removed: readonly Parameter[]): ReadonlySet<Parameter> {
  return set.size === 0 ? set : new Set([...set].filter((parameter) => !removed.includes(parameter)));
}
