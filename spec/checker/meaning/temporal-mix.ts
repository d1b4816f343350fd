/** Where temporal formulas and actions may not stand together: a formula of TLA says nothing about a bare action. */

import type { Place } from '../syntax/tree.js';
import { reject } from './faults.js';
import { isOperator } from './levels.js';
import type { Argument, Expression } from './resolved.js';

/** @throws {InputError} `level` at the part of `expression` that is an action where only a temporal formula may be. */
export function checkTemporalMix(expression: Expression): void {
  if (expression.level < 3) return;
  switch (expression.kind) {
    case 'junction':
      return noAction(expression.items, expression.place);
    case 'quantifier':
      return noAction([...expression.bounds.map(({ set }) => set), expression.body], expression.place);
    case 'if':
      return noAction([expression.condition, expression.then, expression.else], expression.place);
    case 'builtin': {
      const [argument] = expression.arguments;
      if (argument === undefined || isOperator(argument)) return;
      const actionForm = expression.operator === '[]' ? 'box' : expression.operator === '<>' ? 'angle' : undefined;
      if (actionForm === undefined) return noAction(expression.arguments, expression.place);
      if (argument.level === 2 && unfolded(argument).kind !== actionForm) {
        const form = actionForm === 'box' ? '[A]_v' : '<<A>>_v';
        reject(argument.place, 'level', {
          expected: `a temporal formula, a state predicate or ${form} after ${expression.operator}`,
          found: 'an action',
        });
      }
      return;
    }
    default:
      return;
  }
}

/** `[](Op)` with `Op == [A]_v` is as good as the form itself. */
function unfolded(expression: Expression): Expression {
  return expression.kind === 'call' && !expression.definition.isRecursive
    ? unfolded(expression.definition.body)
    : expression;
}

function noAction(parts: readonly Argument[], place: Place): void {
  for (const part of parts) {
    if (isOperator(part) || part.level !== 2) continue;
    reject('place' in part ? part.place : place, 'level', {
      expected: 'a temporal formula or state predicate beside a temporal formula',
      found: 'an action',
    });
  }
}
