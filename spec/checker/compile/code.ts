/** Fragments of generated JavaScript, and how one representation of a TLA+ value becomes another. */

import { BIAS } from '../values/kinds.js';

/**
 * How a fragment's result is held: a value number of the store, a JavaScript boolean, or a JavaScript number that is the
 * integer itself.
 */
export type Representation = 'value' | 'boolean' | 'number';

export interface Code {
  readonly text: string;
  readonly representation: Representation;
}

export const valueCode = (text: string): Code => ({ text, representation: 'value' });
export const booleanCode = (text: string): Code => ({ text, representation: 'boolean' });
export const numberCode = (text: string): Code => ({ text, representation: 'number' });

const integerLiteral = /^-?\d+$/;

/** A fragment that is a number written out, for example the value number of a literal. */
export function isLiteral(text: string): boolean {
  return integerLiteral.test(text);
}

/** The fragment as a value number. `I` makes one of an integer. */
export function asValue(code: Code): string {
  switch (code.representation) {
    case 'value':
      return code.text;
    case 'boolean':
      return code.text === 'true' ? '1' : code.text === 'false' ? '0' : `(${code.text} ? 1 : 0)`;
    case 'number':
      return isLiteral(code.text) && Math.abs(Number(code.text)) < BIAS
        ? String(Number(code.text) - BIAS)
        : `I(${code.text})`;
  }
}

/** The fragment as a JavaScript boolean. `B` fails unless the value is TRUE or FALSE. */
export function asBoolean(code: Code): string {
  if (code.representation === 'boolean') return code.text;
  const text = asValue(code);
  return text === '1' ? 'true' : text === '0' ? 'false' : `B(${text})`;
}

/** The fragment as a JavaScript number. `M` fails unless the value is an integer. */
export function asNumber(code: Code): string {
  if (code.representation === 'number') return code.text;
  const text = asValue(code);
  return isLiteral(text) && Number(text) < 0 ? String(Number(text) + BIAS) : `M(${text})`;
}

export function convert(code: Code, representation: Representation): string {
  switch (representation) {
    case 'value':
      return asValue(code);
    case 'boolean':
      return asBoolean(code);
    case 'number':
      return asNumber(code);
  }
}
