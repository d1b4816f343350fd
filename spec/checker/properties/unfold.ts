/** One step down a formula: into a definition, an argument, a LET, or the elements of a constant set. */

import { InputError } from '../../input-error.js';
import type { Expression, OperatorArgument } from '../meaning/resolved.js';
import type { Place } from '../syntax/tree.js';
import type { Value } from '../values/value.js';
import { type Bindings, bound, closed, levelUnder, lookUp } from './bindings.js';
import { isOperator } from './mentions.js';

/** A formula and what its names stand for. */
export interface Bound {
  readonly expression: Expression;
  readonly bindings: Bindings;
}

/** The value of a closed expression of level 0. Throws EvaluationError. */
export type ConstantValue = (expression: Expression) => Value;

/** What a call, a parameter or a LET comes to; undefined for anything else, and for recursive definitions. */
export function unfolded({ expression, bindings }: Bound): Bound | undefined {
  switch (expression.kind) {
    case 'let':
      return {
        expression: expression.body,
        bindings: { kind: 'let', definitions: expression.definitions, outer: bindings },
      };
    case 'call': {
      const { definition } = expression;
      if (definition.isRecursive) return undefined;
      return { expression: definition.body, bindings: bound(definition.parameters, expression.arguments, bindings) };
    }
    case 'parameter': {
      const argument = lookUp(expression.parameter, bindings);
      return argument === undefined || isOperator(argument) ? undefined : { expression: argument, bindings: undefined };
    }
    case 'callParameter': {
      const operator = lookUp(expression.parameter, bindings);
      return operator === undefined || !isOperator(operator) ? undefined : applied(operator, expression, bindings);
    }
    default:
      return undefined;
  }
}

/** A closed operator applied to the arguments of `call`. */
function applied(
  operator: OperatorArgument,
  { arguments: args, place, level }: Expression & { readonly kind: 'callParameter' },
  bindings: Bindings,
): Bound | undefined {
  switch (operator.kind) {
    case 'lambda':
      return { expression: operator.body, bindings: bound(operator.parameters, args, bindings, undefined) };
    case 'definition': {
      const { definition } = operator;
      if (definition.isRecursive) return undefined;
      return { expression: definition.body, bindings: bound(definition.parameters, args, bindings, undefined) };
    }
    case 'builtin':
      return { expression: { kind: 'builtin', operator: operator.operator, arguments: args, place, level }, bindings };
    case 'parameter':
      return undefined;
  }
}

/**
 * The bodies of a quantified formula, one for each choice of elements.
 *
 * @throws {InputError} with code `temporal` when a set depends on the state.
 */
export function unrolled(
  { bounds, body }: Expression & { readonly kind: 'quantifier' },
  bindings: Bindings,
  constantValue: ConstantValue,
): readonly Bound[] {
  let choices: readonly Bindings[] = [bindings];
  for (const { pattern, parameters, set } of bounds) {
    if (levelUnder(set, bindings) > 0) {
      throw refusal(
        set.place,
        'a constant set under a quantifier over a temporal formula',
        'one that depends on the state',
      );
    }
    const elements = elementsOf(constantValue(closed(set, bindings)), set.place);
    const tuples: readonly (readonly Value[])[] =
      pattern === 'tuple'
        ? elements.map((element) => componentsOf(element, parameters.length, set.place))
        : parameters.reduce<readonly (readonly Value[])[]>(
            (lists, _) => lists.flatMap((list) => elements.map((element) => [...list, element])),
            [[]],
          );
    choices = choices.flatMap((choice) =>
      tuples.map((values) => {
        const args = values.map((value): Expression => ({ kind: 'value', value, place: set.place, level: 0 }));
        return bound(parameters, args, undefined, choice);
      }),
    );
  }
  return choices.map((choice) => ({ expression: body, bindings: choice }));
}

export function refusal(place: Place, expected: string, found: string): InputError {
  const { source, line, column } = place;
  return new InputError({ code: 'temporal', file: source.file, line, column, expected, found });
}

function elementsOf(set: Value, place: Place): readonly Value[] {
  if (set.kind === 'set') return set.elements;
  throw refusal(place, 'a set under a quantifier', `a ${set.kind}`);
}

function componentsOf(element: Value, count: number, place: Place): readonly Value[] {
  if (element.kind === 'tuple' && element.elements.length === count) return element.elements;
  throw refusal(place, `a set of tuples of ${count}`, `an element that is a ${element.kind}`);
}
