/** JSON of the Informal Trace Format (Apalache ADR-015) to values. */

import { canonicalValue } from './canonical-value.js';
import type { Value } from './value.js';

/** JSON that is no value: where in it, for example `place.#map[0][1]`, what was expected there, what was found. */
export class ItfError extends Error {
  readonly path: string;
  readonly expected: string;
  readonly found: string;

  constructor(path: string, expected: string, found: unknown) {
    const text = JSON.stringify(found) ?? 'nothing';
    super(`${path}: expected ${expected}, found ${text}`);
    this.name = 'ItfError';
    this.path = path;
    this.expected = expected;
    this.found = text.length <= 60 ? text : `${text.slice(0, 57)}...`;
  }
}

/**
 * The value in canonical form. In the format a model value and a string of the same letters look alike: a string is read as the
 * model value where `isModelValue` says that there is one of this name.
 *
 * @param path of `json`, for errors.
 * @throws {ItfError} for JSON that is no value of the format.
 */
export function readItf(json: unknown, path: string, isModelValue: (name: string) => boolean): Value {
  const read = (part: unknown, at: string): Value => {
    switch (typeof part) {
      case 'boolean':
        return { kind: 'boolean', value: part };
      case 'string':
        return isModelValue(part) ? { kind: 'model', name: part } : { kind: 'string', value: part };
      case 'number':
        if (Number.isSafeInteger(part)) return { kind: 'integer', value: BigInt(part) };
        throw new ItfError(at, 'an integer up to 2^53 - 1 in size, or #bigint', part);
      default:
        if (typeof part === 'object' && part !== null && !Array.isArray(part)) return readObject(part, at);
        throw new ItfError(at, 'a value in ITF', part);
    }
  };
  const readAll = (list: unknown, at: string): Value[] => {
    if (!Array.isArray(list)) throw new ItfError(at, 'a list', list);
    return list.map((part, index) => read(part, `${at}[${index}]`));
  };
  const readObject = (object: object, at: string): Value => {
    const fields = Object.entries(object);
    const [first] = fields;
    const marked = fields.find(([name]) => name.startsWith('#'));
    if (marked === undefined) {
      return { kind: 'record', fields: fields.map(([name, field]) => [name, read(field, `${at}.${name}`)]) };
    }
    if (fields.length > 1 || first === undefined) throw new ItfError(at, `nothing beside ${marked[0]}`, object);
    const [mark, content] = first;
    const inside = `${at}.${mark}`;
    switch (mark) {
      case '#bigint':
        if (typeof content !== 'string' || !/^-?\d+$/.test(content)) throw new ItfError(inside, 'digits', content);
        return { kind: 'integer', value: BigInt(content) };
      case '#set':
        return { kind: 'set', elements: readAll(content, inside) };
      case '#tup':
        return { kind: 'tuple', elements: readAll(content, inside) };
      case '#map':
        if (!Array.isArray(content)) throw new ItfError(inside, 'a list', content);
        return { kind: 'function', pairs: content.map((pair, index) => readPair(pair, `${inside}[${index}]`)) };
      default:
        throw new ItfError(at, 'one of #bigint, #set, #tup, #map', mark);
    }
  };
  const readPair = (pair: unknown, at: string): readonly [Value, Value] => {
    if (!Array.isArray(pair) || pair.length !== 2) throw new ItfError(at, 'a pair of an argument and a result', pair);
    return [read(pair[0], `${at}[0]`), read(pair[1], `${at}[1]`)];
  };
  const value = read(json, path);
  try {
    return canonicalValue(value);
  } catch {
    throw new ItfError(path, 'functions that give each argument one result', json);
  }
}
