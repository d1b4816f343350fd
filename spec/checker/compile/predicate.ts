/** State predicates taken apart, so that each part is remembered by the few variables it reads. */

import type { Expression } from '../meaning/resolved.js';
import { entering, expand } from './calls.js';
import { type Context, lookUp } from './context.js';
import { boolean } from './expression.js';
import { inputsOf, remembered } from './remembered.js';
import { size } from './subexpressions.js';
import type { Writer } from './writer.js';

/** Parts of fewer nodes are evaluated each time; a definition counts as much by itself. */
const nodesMin = 12;

/** A JavaScript expression for `formula`. */
export function predicateText(writer: Writer, formula: Expression, context: Context): string {
  if (writer.instrumented) return boolean(writer, formula, context);
  const parts = conjuncts(writer, formula, context).map((each) => part(writer, each.expression, each.context));
  return parts.length === 0 ? 'true' : `(${parts.join(' && ')})`;
}

interface Part {
  readonly expression: Expression;
  readonly context: Context;
}

function conjuncts(writer: Writer, formula: Expression, context: Context): Part[] {
  if (formula.kind === 'junction' && formula.operator === '/\\') {
    return formula.items.flatMap((item) => conjuncts(writer, item, context));
  }
  if (formula.kind === 'call' && formula.arguments.length === 0 && formula.level > 0) {
    const { definition } = formula;
    if (!definition.isRecursive && lookUp(context.scope, definition) === undefined) {
      const inside = entering({ ...context, scope: undefined }, definition, formula);
      const expanded = expand(writer, definition, formula, { context: inside, outer: undefined });
      return conjuncts(writer, definition.body, expanded.context);
    }
  }
  return [{ expression: formula, context }];
}

function part(writer: Writer, expression: Expression, context: Context): string {
  const inputs = inputsOf(writer, expression, context);
  const isSmall = size(expression) < nodesMin && expression.kind !== 'call' && expression.kind !== 'quantifier';
  if (inputs === undefined || isSmall) return boolean(writer, expression, context);
  return remembered(writer, inputs, 'boolean', context, (inner) => boolean(writer, expression, { ...inner, depth: 0 }));
}
