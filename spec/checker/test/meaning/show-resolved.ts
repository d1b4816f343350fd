/** A resolved expression on one line, for tests: names as resolved, every call and builtin with its arguments. */

import { isOperator } from '../../meaning/levels.js';
import type { Argument, Bound, Definition, Expression } from '../../meaning/resolved.js';
import { printValue } from '../../values/print-value.js';

/** `name(parameters) == body`. */
export function showDefinition({ name, parameters, body }: Definition): string {
  const list = parameters.length === 0 ? '' : `(${parameters.map((parameter) => parameter.name).join(', ')})`;
  return `${name}${list} == ${show(body)}`;
}

export function show(expression: Expression): string {
  switch (expression.kind) {
    case 'value':
      return printValue(expression.value);
    case 'parameter':
      return expression.parameter.name;
    case 'variable':
      return expression.variable.index < 0 ? `?${expression.variable.name}` : expression.variable.name;
    case 'call':
      return called(expression.definition.name, expression.arguments);
    case 'callParameter':
      return called(expression.parameter.name, expression.arguments);
    case 'builtin':
      return called(expression.operator, expression.arguments);
    case 'junction':
      return `(${expression.items.map(show).join(` ${expression.operator} `)})`;
    case 'quantifier':
      return `${expression.quantifier} ${bounds(expression.bounds)} : ${show(expression.body)}`;
    case 'choose':
      return `CHOOSE ${expression.parameters.map(({ name }) => name).join(', ')} : ${show(expression.body)}`;
    case 'set':
      return `{${expression.elements.map(show).join(', ')}}`;
    case 'filter':
      return `{${bounds([expression.bound])} : ${show(expression.predicate)}}`;
    case 'map':
      return `{${show(expression.body)} : ${bounds(expression.bounds)}}`;
    case 'function':
      return `[${expression.self ? `${expression.self.name}: ` : ''}${bounds(expression.bounds)} |-> ${show(expression.body)}]`;
    case 'functionSet':
      return `[${show(expression.domain)} -> ${show(expression.range)}]`;
    case 'record':
    case 'recordSet':
      return `[${expression.fields.map(({ name, value }) => `${name} ${show(value)}`).join(', ')}]`;
    case 'tuple':
      return `<<${expression.elements.map(show).join(', ')}>>`;
    case 'product':
      return expression.sets.map(show).join(' \\X ');
    case 'application':
      return `${show(expression.function)}[${show(expression.argument)}]`;
    case 'field':
      return `${show(expression.record)}.${expression.name}`;
    case 'except':
      return `[${show(expression.function)} EXCEPT ${expression.updates
        .map(({ path, value }) => {
          const steps = path.map((step) => (step.kind === 'index' ? `[${show(step.index)}]` : `.${step.name}`));
          return `!${steps.join('')} = ${show(value)}`;
        })
        .join(', ')}]`;
    case 'if':
      return `IF ${show(expression.condition)} THEN ${show(expression.then)} ELSE ${show(expression.else)}`;
    case 'case':
      return `CASE ${expression.arms.map(({ guard, value }) => `${show(guard)} -> ${show(value)}`).join(' [] ')}`;
    case 'let':
      return `LET ${expression.definitions.map(showDefinition).join('; ')} IN ${show(expression.body)}`;
    case 'enabled': {
      const fresh = expression.variables.filter(({ current }) => current !== undefined);
      const currents = fresh.map(({ name, current }) => `?${name} = ${current === undefined ? '' : show(current)}`);
      return `ENABLED${fresh.length === 0 ? '' : `{${currents.join(', ')}}`} ${show(expression.action)}`;
    }
    case 'box':
      return `[${show(expression.action)}]_${show(expression.subscript)}`;
    case 'angle':
      return `<<${show(expression.action)}>>_${show(expression.subscript)}`;
    case 'fairness':
      return `${expression.strength}_${show(expression.subscript)}(${show(expression.action)})`;
  }
}

function called(name: string, args: readonly Argument[]): string {
  return args.length === 0 ? name : `${name}(${args.map(showArgument).join(', ')})`;
}

function showArgument(argument: Argument): string {
  if (!isOperator(argument)) return show(argument);
  switch (argument.kind) {
    case 'definition':
      return argument.definition.name;
    case 'parameter':
      return argument.parameter.name;
    case 'builtin':
      return argument.operator;
    case 'lambda':
      return `LAMBDA ${argument.parameters.map(({ name }) => name).join(', ')} : ${show(argument.body)}`;
  }
}

function bounds(list: readonly Bound[]): string {
  return list
    .map(({ pattern, parameters, set }) => {
      const names = parameters.map(({ name }) => name).join(', ');
      return `${pattern === 'tuple' ? `<<${names}>>` : names} \\in ${show(set)}`;
    })
    .join(', ');
}
