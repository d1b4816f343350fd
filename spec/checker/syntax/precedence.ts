/** How tightly operators bind: ranges as *Specifying Systems*, table 6, has them, with the changes TLA+ version 2 made to prefix operators. */

import type { OperatorName } from './tree.js';

/** Of two operators whose ranges overlap neither binds tighter, and an expression that mixes them needs parentheses. */
export interface Binding {
  /** Included, 1 (loosest) to 17. */
  readonly low: number;
  readonly high: number;
  readonly isLeftAssociative: boolean;
}

type Row = readonly [names: string, low: number, high: number, associativity: 'left' | 'none'];

const infixBindings = bindings([
  ['=>', 1, 1, 'none'],
  ['<=> ~> -+->', 2, 2, 'none'],
  ['/\\ \\/', 3, 3, 'left'],
  ['= # < > <= >= \\in \\notin := ::= |- |= -| =|', 5, 5, 'none'],
  ['\\subset \\supset \\subseteq \\supseteq \\sqsubset \\sqsupset \\sqsubseteq \\sqsupseteq', 5, 5, 'none'],
  ['\\prec \\succ \\preceq \\succeq \\sim \\simeq \\approx \\cong \\doteq \\asymp \\propto \\ll \\gg', 5, 5, 'none'],
  ['\\cdot', 5, 14, 'left'],
  ['@@', 6, 6, 'left'],
  [':> <:', 7, 7, 'none'],
  ['\\cup \\cap', 8, 8, 'left'],
  ['\\', 8, 8, 'none'],
  ['.. ...', 9, 9, 'none'],
  ['$ $$ ## ?? \\uplus \\sqcap \\sqcup', 9, 13, 'left'],
  ['!!', 9, 13, 'none'],
  ['\\wr', 9, 14, 'none'],
  ['+ ++ \\oplus', 10, 10, 'left'],
  ['| || %%', 10, 11, 'left'],
  ['%', 10, 11, 'none'],
  ['\\X', 10, 13, 'left'],
  ['- -- \\ominus', 11, 11, 'left'],
  ['* ** & && \\o \\star \\bigcirc \\bullet \\odot \\otimes', 13, 13, 'left'],
  ['/ // \\div \\oslash', 13, 13, 'none'],
  ['^ ^^', 14, 14, 'none'],
]);

const prefixBindings = bindings([
  ['~', 4, 4, 'none'],
  ['[] <> ENABLED UNCHANGED', 4, 15, 'none'],
  ['SUBSET UNION DOMAIN', 10, 13, 'none'],
  ['-.', 12, 12, 'none'],
]);

const postfixBindings = bindings([
  ["' ^+ ^* ^#", 15, 15, 'none'],
  ['[', 16, 16, 'none'],
  ['.', 17, 17, 'none'],
]);

export function infixBinding(name: OperatorName): Binding {
  return bindingOf(infixBindings, name);
}

export function prefixBinding(name: OperatorName): Binding {
  return bindingOf(prefixBindings, name);
}

/** `[` stands for the application of a function, `.` for the choice of a field. */
export function postfixBinding(name: OperatorName): Binding {
  return bindingOf(postfixBindings, name);
}

/** Whether `left`, written first, takes the operand that stands between the two. */
export function bindsTighter(left: Binding, right: Binding): boolean {
  return left.low > right.high || (left === right && left.isLeftAssociative);
}

export function bindsLooser(left: Binding, right: Binding): boolean {
  return left.high < right.low;
}

function bindings(rows: readonly Row[]): ReadonlyMap<OperatorName, Binding> {
  const named = rows.flatMap(([names, low, high, associativity]) =>
    names.split(' ').map((name) => [name, { low, high, isLeftAssociative: associativity === 'left' }] as const),
  );
  return new Map(named);
}

function bindingOf(table: ReadonlyMap<OperatorName, Binding>, name: OperatorName): Binding {
  const binding = table.get(name);
  if (binding === undefined) throw new Error(`an operator without precedence: ${name}`);
  return binding;
}
