/** TLA+ text (modules and TLC configurations) to tokens with their places; comments are dropped here. */

import { InputError } from '../../input-error.js';

export interface Token {
  /** `separator` is a line of four or more dashes, `end` one of four or more equals signs. */
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'separator' | 'end';
  /** As written; for a string with its quotes. */
  readonly text: string;
  /** 0-based, in UTF-16 units, of the first character in the text. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based; a tab counts as one column. */
  readonly column: number;
}

/** Longest first where one starts with another. Every other character is a symbol of its own. */
const symbols = [
  '<=>', '...', '|->', '::=', '-+->', '^^', '<<', '>>', '==', '=>', '=<', '>=', '<=', '/=', '/\\', '\\/', '~>', '->',
  '<-', '|-', '-|', '|=', '=|', '..', '::', ':=', ':>', '<:', '@@', '[]', '<>', '++', '--', '**', '//', '%%', '&&',
  '||', '##', '$$', '??', '!!', '(+)', '(-)', '(.)', '(/)', '(\\X)', '^+', '^*', '^#', '-.',
].sort((a, b) => b.length - a.length); // biome-ignore format: a table

/** Operators written as a word; `S\T` is not one, but three tokens. */
const namedSymbols: ReadonlySet<string> = new Set(
  (
    'A E AA EE in notin cup cap union intersect subseteq subset supseteq supset sqsubseteq sqsubset sqsupseteq sqsupset ' +
    'sqcap sqcup land lor lnot neg equiv leq geq ll gg X times o circ cdot div oplus ominus otimes oslash odot bullet ' +
    'star bigcirc prec preceq succ succeq sim simeq asymp approx cong doteq propto uplus wr'
  )
    .split(' ')
    .map((word) => `\\${word}`),
);

/** What can stand at a place that opens no `(* *)` comment, in the order in which it is looked for. */
const pieces: readonly (readonly [kind: Token['kind'] | 'skipped' | 'named', pattern: RegExp])[] = [
  ['skipped', /\s+|\\\*[^\n]*/],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"/],
  ['separator', /-{4,}/],
  ['end', /={4,}/],
  ['number', /\\[bB][01]+|\\[oO][0-7]+|\\[hH][0-9a-fA-F]+/],
  ['word', /[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*/],
  ['number', /[0-9]+/],
  ['named', /\\[A-Za-z]+/],
];

/** All of them, a group each: one look at a place. */
const piece = new RegExp(pieces.map(([, { source }]) => `(${source})`).join('|'), 'y');

/**
 * The tokens of `text`.
 *
 * @param file named in errors.
 * @throws {InputError} `syntax` for a comment or a string that does not end.
 */
export function tokens(text: string, file: string): Token[] {
  const found: Token[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  const unended = (what: string): InputError =>
    new InputError({ code: 'syntax', file, line, column: offset - lineStart + 1, expected: `an end to this ${what}` });
  /** Goes on to `end`; only what is skipped can have line breaks in it. */
  const skipTo = (end: number) => {
    for (let at = text.indexOf('\n', offset); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    offset = end;
  };
  while (offset < text.length) {
    if (text.startsWith('(*', offset)) {
      const length = commentLength(text, offset);
      if (length === undefined) throw unended('comment');
      skipTo(offset + length);
      continue;
    }
    const { kind, text: own } = pieceAt(text, offset);
    if (kind === 'skipped') {
      skipTo(offset + own.length);
      continue;
    }
    if (kind === 'symbol' && own === '"') throw unended('string');
    found.push({ kind, text: own, offset, line, column: offset - lineStart + 1 });
    offset += own.length;
  }
  return found;
}

function pieceAt(text: string, offset: number): { readonly kind: Token['kind'] | 'skipped'; readonly text: string } {
  piece.lastIndex = offset;
  const [found, ...groups] = piece.exec(text) ?? [];
  const [kind] = pieces[groups.findIndex((group) => group !== undefined)] ?? [];
  if (found === undefined || kind === undefined) return { kind: 'symbol', text: symbolAt(text, offset) };
  if (kind !== 'named') return { kind, text: found };
  return { kind: 'symbol', text: namedSymbols.has(found) ? found : symbolAt(text, offset) };
}

function symbolAt(text: string, offset: number): string {
  const symbol = symbols.find((candidate) => text.startsWith(candidate, offset));
  return symbol ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/** Length of the comment that opens at `offset`; comments nest. Undefined when it does not end. */
function commentLength(text: string, offset: number): number | undefined {
  let depth = 0;
  for (let at = offset; at < text.length; at++) {
    if (text.startsWith('(*', at)) {
      depth++;
      at++;
    } else if (text.startsWith('*)', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1 - offset;
    }
  }
  return undefined;
}
