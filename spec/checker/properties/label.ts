/** What to call a part of a formula in front of people. */

import type { Argument, Expression, OperatorArgument } from '../meaning/resolved.js';
import { printValue } from '../values/print-value.js';
import { type Bindings, lookUp } from './bindings.js';
import { isOperator } from './mentions.js';

/** The formula by its names, with the values of bound variables; where it has no name, its place in the text. */
export function labelOf(argument: Argument, bindings: Bindings): string {
  if (isOperator(argument)) return operatorLabel(argument);
  switch (argument.kind) {
    case 'value':
      return printValue(argument.value);
    case 'variable':
      return argument.variable.name;
    case 'parameter': {
      const value = lookUp(argument.parameter, bindings);
      return value === undefined ? argument.parameter.name : labelOf(value, undefined);
    }
    case 'call':
      return `${argument.definition.name}${listed(argument.arguments, bindings)}`;
    case 'tuple':
      return `<<${argument.elements.map((element) => labelOf(element, bindings)).join(', ')}>>`;
    case 'box':
      return `[${labelOf(argument.action, bindings)}]_${labelOf(argument.subscript, bindings)}`;
    case 'angle':
      return `<<${labelOf(argument.action, bindings)}>>_${labelOf(argument.subscript, bindings)}`;
    case 'enabled':
      return `ENABLED ${labelOf(argument.action, bindings)}`;
    default:
      return placeLabel(argument);
  }
}

function operatorLabel(operator: OperatorArgument): string {
  switch (operator.kind) {
    case 'definition':
      return operator.definition.name;
    case 'parameter':
      return operator.parameter.name;
    case 'builtin':
      return operator.operator;
    case 'lambda':
      return 'LAMBDA';
  }
}

function listed(args: readonly Argument[], bindings: Bindings): string {
  return args.length === 0 ? '' : `(${args.map((argument) => labelOf(argument, bindings)).join(', ')})`;
}

function placeLabel({ place }: Expression): string {
  return `${place.source.module}:${place.line}:${place.column}`;
}
