/** Functions, records and EXCEPT, lowered. */

import type { ParseNode } from './grammar.js';
import { lowerBounds } from './lower-bounds.js';
import { lowerArguments, lowerExpression, part } from './lower-expression.js';
import { childrenOf, onlyChild, parts, place, unforeseen, written } from './lower-names.js';
import type { ModuleText } from './module-text.js';
import type { ExceptStep, ExceptUpdate, Expression, Field } from './tree.js';

/** The expressions in square brackets; refuses any other node by name. */
export function lowerFunction(node: ParseNode, text: ModuleText): Expression {
  switch (node.type) {
    case 'function_literal':
      return {
        kind: 'function',
        place: place(node, text),
        bounds: lowerBounds(node, text),
        body: lowerExpression(part(node, -1, text), text),
      };
    case 'set_of_functions':
      return {
        kind: 'functionSet',
        place: place(node, text),
        domain: lowerExpression(part(node, 0, text), text),
        range: lowerExpression(part(node, 1, text), text),
      };
    case 'record_literal':
      return { kind: 'record', place: place(node, text), fields: lowerFields(node, text) };
    case 'set_of_records':
      return { kind: 'recordSet', place: place(node, text), fields: lowerFields(node, text) };
    case 'except':
      return {
        kind: 'except',
        place: place(node, text),
        function: lowerExpression(part(node, 0, text), text),
        updates: childrenOf(node, 'except_update').map((update) => lowerUpdate(update, text)),
      };
    case 'prev_func_val':
      return { kind: 'at', place: place(node, text) };
    default:
      throw unforeseen(node, text);
  }
}

/** A field may be called by a reserved word: `[NEW |-> 1]`. */
function lowerFields(node: ParseNode, text: ModuleText): Field[] {
  const pairs = parts(node);
  const fields: Field[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [name, value] = pairs.slice(i, i + 2) as [ParseNode, ParseNode];
    fields.push({ name: written(name, text), place: place(name, text), value: lowerExpression(value, text) });
  }
  return fields;
}

function lowerUpdate(node: ParseNode, text: ModuleText): ExceptUpdate {
  const [specifier, value] = parts(node) as [ParseNode, ParseNode];
  return { path: parts(specifier).map((step) => lowerStep(step, text)), value: lowerExpression(value, text) };
}

function lowerStep(node: ParseNode, text: ModuleText): ExceptStep {
  switch (node.type) {
    case 'except_update_record_field':
      return { kind: 'field', name: written(part(node, 0, text), text), place: place(node, text) };
    case 'except_update_fn_appl':
      return { kind: 'index', arguments: lowerArguments(parts(node), text), place: place(node, text) };
    default:
      throw unforeseen(onlyChild(node), text);
  }
}
