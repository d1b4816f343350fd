/** TLA+'s operators with their precedence ranges, as Specifying Systems has them (tables 5 and 6). */

export interface Operator {
  readonly text: string;
  readonly low: number;
  readonly high: number;
  readonly isLeftAssociative: boolean;
}

const left = true;
const none = false;

function table(rows: readonly (readonly [string, number, number, boolean])[]): ReadonlyMap<string, Operator> {
  return new Map(
    rows.flatMap(([texts, low, high, isLeftAssociative]) =>
      texts.split(' ').map((text) => [text, { text, low, high, isLeftAssociative }] as const),
    ),
  );
}

export const infixOperators = table([
  ['=>', 1, 1, none],
  ['<=> \\equiv ~> -+->', 2, 2, none],
  ['/\\ \\land', 3, 3, left],
  ['\\/ \\lor', 3, 3, left],
  ['= # /= < > <= =< >= \\leq \\geq \\in \\notin', 5, 5, none],
  ['\\subseteq \\subset \\supseteq \\supset \\sqsubseteq', 5, 5, none],
  ['@@', 6, 6, left],
  [':>', 7, 7, none],
  ['\\', 8, 8, none],
  ['\\cup \\union', 8, 8, left],
  ['\\cap \\intersect', 8, 8, left],
  ['..', 9, 9, none],
  ['+ (+) \\oplus', 10, 10, left],
  ['%', 10, 11, none],
  ['\\X \\times', 10, 13, left],
  ['- (-) \\ominus', 11, 11, left],
  ['*', 13, 13, left],
  ['/ \\div', 13, 13, none],
  ['\\o \\circ', 13, 13, left],
  ['^', 14, 14, none],
]);

export const prefixOperators = table([
  ['~ \\lnot \\neg', 4, 4, none],
  ['[] <> ENABLED UNCHANGED', 4, 15, none],
  ['SUBSET UNION', 8, 8, none],
  ['DOMAIN', 9, 9, none],
  ['-', 12, 12, none],
]);

export const postfixOperators: ReadonlySet<string> = new Set(["'", '^+', '^*', '^#']);
