/** The next-state relation as named actions: what a step is called, and with which arguments it was taken. */

import type { Expression } from '../meaning/resolved.js';
import type { Place } from '../syntax/tree.js';
import { resolved, statements } from './action.js';
import type { Context } from './context.js';
import { boolean, value } from './expression.js';
import { nestedLoops } from './loops.js';
import type { ProgramAction } from './program.js';
import { bindDefinitions } from './scoping.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

/** The name of a step: the innermost definition around it, with the code of its arguments. */
interface Label {
  readonly key: unknown;
  readonly action: ProgramAction;
  /** Write the code of the arguments. */
  readonly arguments: readonly ((inner: Context) => string)[];
}

/**
 * Statements that emit every step of `next`. Disjunctions, existential quantifiers and definitions are looked through as TLC
 * does to find the actions; each action becomes a function of its own.
 *
 * @param actions filled with the actions in the order in which they are met.
 * @param name what a step is called that is in no definition of its own.
 */
export function nextStatements(
  writer: Writer,
  next: Expression,
  context: Context,
  options: { readonly actions: ProgramAction[]; readonly name: string },
): string {
  const { actions } = options;
  const numbers = new Map<unknown, number>();
  const whole: Label = {
    key: next,
    action: { name: options.name, parameters: [], place: next.place },
    arguments: [],
  };

  const number = (label: Label): number => {
    const known = numbers.get(label.key);
    if (known !== undefined) return known;
    numbers.set(label.key, actions.length);
    actions.push(label.action);
    return actions.length - 1;
  };

  const leaf = (expression: Expression, at: Context, label: Label): string => {
    const index = number(label);
    const call = writer.lift(`a_${label.action.name}`, at, (inner) => {
      const values = label.arguments.map((write) => write(inner)).join(', ');
      const names =
        values === '' ? 'if (L.on) L.arguments = L.none; ' : `if (L.on) L.arguments = R.shown(() => [${values}]); `;
      return (
        names + statements(writer, expression, inner, (after) => complete(writer, after, index, label.action.name))
      );
    });
    return `${writer.named(call, textPlace(expression), at)};`;
  };

  const head = (expression: Expression, at: Context, label: Label): string => {
    switch (expression.kind) {
      case 'junction':
        if (expression.operator === '/\\' && expression.items.length > 1) return leaf(expression, at, label);
        return expression.items.map((item) => `{ ${head(item, at, label)} }`).join(' ');
      case 'quantifier':
        if (expression.quantifier === '\\A') return leaf(expression, at, label);
        return nestedLoops(writer, expression.bounds, at, (inner) => head(expression.body, inner, label));
      case 'if': {
        if (expression.level < 2) return leaf(expression, at, label);
        const [yes, no] = [expression.then, expression.else].map((branch) => head(branch, at, label));
        return `if (${boolean(writer, expression.condition, at)}) { ${yes} } else { ${no} }`;
      }
      case 'let': {
        const scoped = bindDefinitions(writer, expression, at);
        const body = head(expression.body, scoped.context, label);
        return scoped.text === '' ? body : `${scoped.text}; ${body}`;
      }
      case 'call': {
        if (expression.level < 2 || expression.definition.isRecursive) return leaf(expression, at, label);
        const { definition } = expression;
        const inner: Label = {
          key: definition,
          action: {
            name: definition.name,
            parameters: definition.parameters.map((parameter) => parameter.name),
            place: definition.place,
          },
          arguments: expression.arguments.flatMap((argument) => {
            // An operator, or a formula about the next state, has no value to be shown.
            if (isOperatorArgument(argument) || argument.level > 1) return [];
            return [(within: Context) => value(writer, argument, { ...within, scope: at.scope })];
          }),
        };
        return resolved(writer, expression, at, (body, within) => head(body, within, inner));
      }
      case 'parameter':
      case 'callParameter':
        return expression.level < 2
          ? leaf(expression, at, label)
          : resolved(writer, expression, at, (body, within) => head(body, within, label));
      default:
        return leaf(expression, at, label);
    }
  };
  return head(next, context, whole);
}

/** Where the text of a formula is that the configuration names only. */
export function textPlace(expression: Expression): Place {
  if (expression.kind !== 'call' || expression.definition.isRecursive) return expression.place;
  return textPlace(expression.definition.body);
}

/** Emits the step, or fails when a variable was left without a value. */
function complete(writer: Writer, context: Context, index: number, name: string): string {
  const missing = writer.variables.filter((variable) => context.assigned !== 'all' && !context.assigned.has(variable));
  if (missing.length === 0) return `Z(${index});`;
  return incomplete(
    missing.map(({ name }) => name),
    `the action ${name}`,
  );
}

/** Code that fails because the variables `names` have no value at the end of `where`. */
export function incomplete(names: readonly string[], where: string): string {
  const list = names.length === 1 ? `the variable ${names[0]}` : `the variables ${names.join(', ')}`;
  return `R.fail('unassigned', ${JSON.stringify(`${where} gives no value to ${list}`)});`;
}
