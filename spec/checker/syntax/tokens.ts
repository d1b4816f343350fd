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

  const place = () => ({ file, line, column: offset - lineStart + 1 });
  const advance = (length: number) => {
    for (const end = offset + length; offset < end; offset++) {
      if (text[offset] === '\n') {
        line++;
        lineStart = offset + 1;
      }
    }
  };

  while (offset < text.length) {
    if (/\s/.test(text.charAt(offset))) {
      advance(1);
    } else if (text.startsWith('\\*', offset)) {
      const end = text.indexOf('\n', offset);
      advance((end === -1 ? text.length : end) - offset);
    } else if (text.startsWith('(*', offset)) {
      const length = commentLength(text, offset);
      if (length === undefined)
        throw new InputError({ code: 'syntax', ...place(), expected: 'an end to this comment' });
      advance(length);
    } else {
      const token = tokenAt(text, offset);
      if (token === undefined) throw new InputError({ code: 'syntax', ...place(), expected: 'an end to this string' });
      found.push({ ...token, offset, line, column: offset - lineStart + 1 });
      advance(token.text.length);
    }
  }
  return found;
}

function tokenAt(text: string, offset: number): Pick<Token, 'kind' | 'text'> | undefined {
  const at = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0];
  };
  if (text[offset] === '"') {
    const string = at(/"(?:[^"\\\n]|\\[^\n])*"/y);
    return string === undefined ? undefined : { kind: 'string', text: string };
  }
  const separator = at(/-{4,}/y);
  if (separator !== undefined) return { kind: 'separator', text: separator };
  const end = at(/={4,}/y);
  if (end !== undefined) return { kind: 'end', text: end };
  const based = at(/\\[bB][01]+|\\[oO][0-7]+|\\[hH][0-9a-fA-F]+/y);
  if (based !== undefined) return { kind: 'number', text: based };
  const word = at(/[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*/y);
  if (word !== undefined) return { kind: 'word', text: word };
  const number = at(/[0-9]+/y);
  if (number !== undefined) return { kind: 'number', text: number };
  const named = at(/\\[A-Za-z]+/y);
  if (named !== undefined && namedSymbols.has(named)) return { kind: 'symbol', text: named };
  const symbol = symbols.find((candidate) => text.startsWith(candidate, offset));
  return { kind: 'symbol', text: symbol ?? String.fromCodePoint(text.codePointAt(offset) ?? 0) };
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
