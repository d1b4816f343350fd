/** TLA+ value text, as engines print it in traces, to a value. */

import { canonicalValue } from './canonical-value.js';
import type { Value } from './value.js';

/** Text that is no TLA+ value: what was expected and the offset (0-based, in UTF-16 units) where it was not found. */
export class ValueSyntaxError extends Error {
  readonly offset: number;

  constructor(expected: string, text: string, offset: number) {
    super(`expected ${expected} at offset ${offset} of: ${text}`);
    this.name = 'ValueSyntaxError';
    this.offset = offset;
  }
}

export interface ValueDialect {
  /** tla-checker prints booleans inside other values as `true` and `false`; TLA+ and TLC never do. */
  readonly lowerCaseBooleans?: boolean;
}

/**
 * Reads one value and nothing after it: integers, strings, booleans, model values (any other identifier), sets,
 * intervals `a..b`, tuples, records, and functions written `(a :> b @@ ...)` or `a :> b @@ ...`. Line breaks count as
 * space, since TLC breaks long values. The result is in canonical form.
 *
 * @throws {ValueSyntaxError} when the text is anything else.
 */
export function parseValue(text: string, dialect: ValueDialect = {}): Value {
  const cursor: Cursor = { text, offset: 0, dialect };
  const value = readOperators(cursor);
  skipSpace(cursor);
  if (cursor.offset !== text.length) fail(cursor, 'the end of the value');
  return canonicalValue(value);
}

interface Cursor {
  readonly text: string;
  offset: number;
  readonly dialect: ValueDialect;
}

/** A value that may be a function: `value`, `a .. b` or `value :> value @@ value :> value`. */
function readOperators(cursor: Cursor): Value {
  const first = readValue(cursor);
  if (take(cursor, '..')) {
    const last = readValue(cursor);
    if (first.kind !== 'integer' || last.kind !== 'integer') return fail(cursor, 'an interval of two integers');
    const elements: Value[] = [];
    for (let member = first.value; member <= last.value; member++) elements.push({ kind: 'integer', value: member });
    return { kind: 'set', elements };
  }
  if (!take(cursor, ':>')) return first;
  const pairs: (readonly [Value, Value])[] = [[first, readValue(cursor)]];
  while (take(cursor, '@@')) {
    const argument = readValue(cursor);
    if (!take(cursor, ':>')) fail(cursor, '`:>`');
    pairs.push([argument, readValue(cursor)]);
  }
  return { kind: 'function', pairs };
}

function readValue(cursor: Cursor): Value {
  if (take(cursor, '<<')) return { kind: 'tuple', elements: readList(cursor, '>>', readOperators) };
  if (take(cursor, '{')) return { kind: 'set', elements: readList(cursor, '}', readOperators) };
  if (take(cursor, '[')) return { kind: 'record', fields: readList(cursor, ']', readField) };
  if (take(cursor, '(')) {
    const value = readOperators(cursor);
    if (!take(cursor, ')')) fail(cursor, '`)`');
    return value;
  }
  skipSpace(cursor);
  if (cursor.text[cursor.offset] === '"') return { kind: 'string', value: readString(cursor) };
  const number = match(cursor, /-?[0-9]+(?![A-Za-z0-9_])/y);
  if (number !== undefined) return { kind: 'integer', value: BigInt(number) };
  const name = match(cursor, /[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*/y);
  if (name === undefined) return fail(cursor, 'a value');
  if (name === 'TRUE' || name === 'FALSE') return { kind: 'boolean', value: name === 'TRUE' };
  if (cursor.dialect.lowerCaseBooleans === true && (name === 'true' || name === 'false')) {
    return { kind: 'boolean', value: name === 'true' };
  }
  return { kind: 'model', name };
}

function readField(cursor: Cursor): readonly [string, Value] {
  const name = match(cursor, /[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*/y);
  if (name === undefined) return fail(cursor, 'a field name');
  if (!take(cursor, '|->')) fail(cursor, '`|->`');
  return [name, readOperators(cursor)];
}

function readList<T>(cursor: Cursor, close: string, readOne: (cursor: Cursor) => T): T[] {
  const elements: T[] = [];
  if (take(cursor, close)) return elements;
  do elements.push(readOne(cursor));
  while (take(cursor, ','));
  if (!take(cursor, close)) fail(cursor, `\`,\` or \`${close}\``);
  return elements;
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', '"': '"', '\\': '\\' };

function readString(cursor: Cursor): string {
  let text = '';
  for (cursor.offset++; cursor.offset < cursor.text.length; cursor.offset++) {
    const character = cursor.text[cursor.offset];
    if (character === '"') {
      cursor.offset++;
      return text;
    }
    if (character === '\\') {
      cursor.offset++;
      const plain = unescaped[cursor.text[cursor.offset] ?? ''];
      if (plain === undefined) fail(cursor, 'an escape: one of \\" \\\\ \\n \\r \\t \\f');
      text += plain;
    } else {
      text += character;
    }
  }
  return fail(cursor, 'a closing `"`');
}

function take(cursor: Cursor, symbol: string): boolean {
  skipSpace(cursor);
  if (!cursor.text.startsWith(symbol, cursor.offset)) return false;
  cursor.offset += symbol.length;
  return true;
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  skipSpace(cursor);
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.offset += found.length;
  return found;
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.offset] ?? '')) cursor.offset++;
}

function fail(cursor: Cursor, expected: string): never {
  throw new ValueSyntaxError(expected, cursor.text, cursor.offset);
}
