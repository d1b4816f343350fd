/**
 * Expressions of operators, lowered. The grammar's own idea of precedence is coarser than the language's: each row of operands
 * and operators is taken apart and put together again by the ranges of precedence, and refused where parentheses are missing.
 */

import type { ParseNode } from './grammar.js';
import { lowerArguments, lowerExpression } from './lower-expression.js';
import { lowerName, onlyChild, parts, syntaxError, unforeseen, written } from './lower-names.js';
import { type ModuleText, placeOf } from './module-text.js';
import { type Binding, bindsLooser, bindsTighter, infixBinding, postfixBinding, prefixBinding } from './precedence.js';
import type { Expression, Name } from './tree.js';

const rowTypes: ReadonlySet<string> = new Set(
  'bound_infix_op bound_prefix_op bound_postfix_op function_evaluation record_value'.split(' '),
);

/** Whether the node is part of a row of operands and operators. */
export function isOperatorRow(node: ParseNode): boolean {
  return rowTypes.has(node.type);
}

interface Operand {
  readonly start: number;
  readonly end: number;
  readonly expression: Expression;
  /** The operator, if this came of a row of one operator that may go on: `a /\ b /\`, `S \X T \X`. */
  readonly rowOf?: string;
}

interface Pending {
  readonly fixity: 'prefix' | 'infix';
  readonly sign: Name;
  readonly start: number;
  readonly binding: Binding;
}

interface Row {
  readonly text: ModuleText;
  readonly operands: Operand[];
  readonly pending: Pending[];
}

export function lowerOperatorRow(node: ParseNode, text: ModuleText): Expression {
  const row: Row = { text, operands: [], pending: [] };
  read(node, row);
  while (row.pending.length > 0) reduce(row);
  return top(row.operands).expression;
}

/** Feeds the row with what is written, from left to right. */
function read(node: ParseNode, row: Row): void {
  const [first, second, third] = parts(node) as [ParseNode, ParseNode, ParseNode];
  switch (node.type) {
    case 'bound_prefix_op': {
      const sign = lowerName(first, row.text);
      row.pending.push({ fixity: 'prefix', sign, start: first.start, binding: prefixBinding(sign.name) });
      read(second, row);
      break;
    }
    case 'bound_infix_op': {
      read(first, row);
      const sign = lowerName(second, row.text);
      const binding = infixBinding(sign.name);
      settle(row, sign.name, binding, second.start);
      row.pending.push({ fixity: 'infix', sign, start: second.start, binding });
      read(third, row);
      break;
    }
    case 'bound_postfix_op': {
      read(first, row);
      const sign = lowerName(second, row.text);
      settle(row, sign.name, postfixBinding(sign.name), second.start);
      replaceLast(row, node.end, (operand) => ({
        kind: 'reference',
        prefix: [],
        name: sign.name,
        arguments: [operand],
        sign: sign.place,
      }));
      break;
    }
    case 'function_evaluation': {
      read(first, row);
      settle(row, '[', postfixBinding('['), first.end);
      const indices = lowerArguments(parts(node).slice(1), row.text);
      replaceLast(row, node.end, (operand) => ({ kind: 'application', function: operand, arguments: indices }));
      break;
    }
    case 'record_value': {
      read(first, row);
      settle(row, '.', postfixBinding('.'), first.end);
      const name = written(second, row.text);
      replaceLast(row, node.end, (operand) => ({ kind: 'field', record: operand, name }));
      break;
    }
    default:
      row.operands.push({ start: node.start, end: node.end, expression: lowerExpression(node, row.text) });
  }
}

/** Gives the last operand to the operators before it that bind it tighter than the one that comes. */
function settle(row: Row, name: string, binding: Binding, start: number): void {
  for (let before = row.pending.at(-1); before !== undefined; before = row.pending.at(-1)) {
    if (bindsLooser(before.binding, binding)) return;
    if (!bindsTighter(before.binding, binding)) {
      const reason =
        before.sign.name === name
          ? `\`${name}\` does not group to either side`
          : `neither of \`${before.sign.name}\` and \`${name}\` binds tighter`;
      throw syntaxError(start, row.text, `parentheses, because ${reason}`, `\`${name}\``);
    }
    reduce(row);
  }
}

function reduce(row: Row): void {
  const operator = row.pending.pop() as Pending;
  const { name, place: sign } = operator.sign;
  const right = row.operands.pop() as Operand;
  if (operator.fixity === 'prefix') {
    const place = placeOf(row.text, operator.start, right.end);
    const expression: Expression = { kind: 'reference', place, prefix: [], name, arguments: [right.expression] };
    row.operands.push({ start: operator.start, end: right.end, expression });
    return;
  }
  const left = row.operands.pop() as Operand;
  const place = placeOf(row.text, left.start, right.end);
  const span = { start: left.start, end: right.end };
  if (name === '/\\' || name === '\\/') {
    const items =
      left.rowOf === name && left.expression.kind === 'junction' ? left.expression.items : [left.expression];
    const all = [...items, right.expression];
    const expression: Expression = { kind: 'junction', place, operator: name, items: all, isRow: true };
    row.operands.push({ ...span, expression, rowOf: name });
  } else if (name === '\\X') {
    const sets = left.rowOf === name && left.expression.kind === 'product' ? left.expression.sets : [left.expression];
    row.operands.push({
      ...span,
      expression: { kind: 'product', place, sets: [...sets, right.expression] },
      rowOf: name,
    });
  } else {
    const operands = [left.expression, right.expression];
    const expression: Expression = { kind: 'reference', place, prefix: [], name, arguments: operands, sign };
    row.operands.push({ ...span, expression });
  }
}

type Placeless<T> = T extends unknown ? Omit<T, 'place'> : never;

function replaceLast(row: Row, end: number, make: (operand: Expression) => Placeless<Expression>): void {
  const operand = row.operands.pop() as Operand;
  const place = placeOf(row.text, operand.start, end);
  row.operands.push({ start: operand.start, end, expression: { ...make(operand.expression), place } as Expression });
}

function top(operands: readonly Operand[]): Operand {
  const last = operands.at(-1);
  if (last === undefined || operands.length !== 1)
    throw new Error('a row of operators did not come down to one expression');
  return last;
}

/** `+(a, b)` : an operator's sign used as a name. */
export function lowerSignCall(
  node: ParseNode,
  text: ModuleText,
): { readonly name: string; readonly arguments: readonly Expression[] } {
  const [symbol, ...operands] = parts(node);
  if (symbol === undefined) throw unforeseen(node, text);
  return { name: lowerName(onlyChild(symbol), text).name, arguments: lowerArguments(operands, text) };
}
