/** Numbers and strings, lowered to their values. */

import type { ParseNode } from './grammar.js';
import { place, syntaxError, unsupported, written } from './lower-names.js';
import type { ModuleText } from './module-text.js';
import type { Expression } from './tree.js';

const radixMarks: Readonly<Record<string, string>> = { b: '0b', o: '0o', h: '0x' };

/** `12`, `\b1100`, `\o14`, `\hC`. Decimal fractions are refused. */
export function lowerNumber(node: ParseNode, text: ModuleText): Expression {
  const digits = written(node, text);
  if (node.type === 'real_number') throw unsupported(node, text, `the decimal fraction ${digits}`);
  const mark = digits.startsWith('\\') ? radixMarks[digits.charAt(1).toLowerCase()] : '';
  const value = BigInt(digits.startsWith('\\') ? `${mark}${digits.slice(2)}` : digits);
  return { kind: 'number', place: place(node, text), value };
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', t: '\t', n: '\n', f: '\f', r: '\r' };

export function lowerString(node: ParseNode, text: ModuleText): Expression {
  const inside = written(node, text).slice(1, -1);
  const value = inside.replace(/\\(.)/g, (sequence, letter: string, offset: number) => {
    const character = escapes[letter];
    if (character === undefined) {
      throw syntaxError(node.start + 1 + offset, text, 'one of \\\\ \\" \\t \\n \\f \\r in a string', `${sequence}`);
    }
    return character;
  });
  return { kind: 'string', place: place(node, text), value };
}
