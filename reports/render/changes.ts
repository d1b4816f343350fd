/** What changed from one state to the next, said shortly: `status[a]: idle -> ready`, `queue gains x at its end`. */

import type { ItfValue } from '../../spec/checker/index.js';

/** A state without its `#meta`. */
export type Variables = ReadonlyMap<string, ItfValue>;

/** One phrase for each part that changed, in the order of the variables; empty for a stuttering step. */
export function changes(before: Variables, after: Variables): readonly string[] {
  return [...after].flatMap(([name, value]) => {
    const old = before.get(name);
    return old === undefined ? [`${name}: ${plainValue(value)}`] : changedParts(name, old, value);
  });
}

/** A value as one would write it, strings and model values alike without quotes. */
export function plainValue(value: ItfValue): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return /^[\w.'-][\w.' -]*$/.test(value) ? value : JSON.stringify(value);
  const parts = partsOf(value);
  switch (parts.kind) {
    case 'number':
      return parts.text;
    case 'set':
      return `{${parts.elements.map(plainValue).join(', ')}}`;
    case 'tuple':
      return `<<${parts.elements.map(plainValue).join(', ')}>>`;
    case 'function':
      return `(${parts.pairs.map(([key, each]) => `${plainValue(key)}: ${plainValue(each)}`).join(', ')})`;
    case 'record':
      return `[${parts.fields.map(([key, each]) => `${key}: ${plainValue(each)}`).join(', ')}]`;
  }
}

/** A value that is made of others, taken apart; integers beyond 2^53 are told as text. */
export type Parts =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'set' | 'tuple'; readonly elements: readonly ItfValue[] }
  | { readonly kind: 'function'; readonly pairs: readonly (readonly [ItfValue, ItfValue])[] }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, ItfValue])[] };

/** @param value an ITF value that is an object. */
export function partsOf(value: object): Parts {
  const tagged = value as {
    readonly '#bigint'?: string;
    readonly '#set'?: readonly ItfValue[];
    readonly '#tup'?: readonly ItfValue[];
    readonly '#map'?: readonly (readonly [ItfValue, ItfValue])[];
  };
  if (tagged['#bigint'] !== undefined) return { kind: 'number', text: tagged['#bigint'] };
  if (tagged['#set'] !== undefined) return { kind: 'set', elements: tagged['#set'] };
  if (tagged['#tup'] !== undefined) return { kind: 'tuple', elements: tagged['#tup'] };
  if (tagged['#map'] !== undefined) return { kind: 'function', pairs: tagged['#map'] };
  return { kind: 'record', fields: Object.entries(value as Readonly<Record<string, ItfValue>>) };
}

function changedParts(path: string, before: ItfValue, after: ItfValue): readonly string[] {
  if (same(before, after)) return [];
  const whole = [wholeChange(path, plainValue(before), plainValue(after))];
  if (typeof before !== 'object' || typeof after !== 'object') return whole;
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old.kind === 'set' && now.kind === 'set') return changedSet(path, old.elements, now.elements) ?? whole;
  if (old.kind === 'tuple' && now.kind === 'tuple') return changedTuple(path, old.elements, now.elements) ?? whole;
  if (old.kind === 'function' && now.kind === 'function') {
    const keys = (pairs: typeof old.pairs) => pairs.map(([key]) => key);
    if (!same(keys(old.pairs), keys(now.pairs))) return whole;
    return now.pairs.flatMap(([key, value], index) => {
      const previous = old.pairs[index]?.[1];
      return previous === undefined ? [] : changedParts(`${path}[${plainValue(key)}]`, previous, value);
    });
  }
  if (old.kind === 'record' && now.kind === 'record') {
    const fields = new Map(old.fields);
    if (fields.size !== now.fields.length || now.fields.some(([name]) => !fields.has(name))) return whole;
    const phrases = now.fields.flatMap(([name, value]) => {
      const previous = fields.get(name);
      return previous === undefined ? [] : changedParts(`${path}.${name}`, previous, value);
    });
    // A record most of whose fields are new is another record: one value after the other reads better.
    return phrases.length > 1 && phrases.length * 2 > fields.size ? whole : phrases;
  }
  return whole;
}

/** Two long values side by side are hard to tell apart, and the old one stands in an earlier row. */
function wholeChange(path: string, before: string, after: string): string {
  return before.length + after.length <= 60 ? `${path}: ${before} -> ${after}` : `${path} becomes ${after}`;
}

function changedSet(
  path: string,
  before: readonly ItfValue[],
  after: readonly ItfValue[],
): readonly string[] | undefined {
  const gained = after.filter((element) => !before.some((other) => same(element, other)));
  const lost = before.filter((element) => !after.some((other) => same(element, other)));
  const phrases = [
    ...(gained.length === 0 ? [] : [`${path} gains ${gained.map(plainValue).join(', ')}`]),
    ...(lost.length === 0 ? [] : [`${path} loses ${lost.map(plainValue).join(', ')}`]),
  ];
  return phrases.length === 1 ? phrases : undefined;
}

function changedTuple(
  path: string,
  before: readonly ItfValue[],
  after: readonly ItfValue[],
): readonly string[] | undefined {
  if (after.length === before.length + 1 && same(after.slice(0, -1), before)) {
    return [`${path} gains ${plainValue(after.at(-1) ?? '')} at its end`];
  }
  if (after.length === before.length - 1 && same(after, before.slice(1))) {
    return [`${path} loses its head ${plainValue(before[0] ?? '')}`];
  }
  if (after.length !== before.length) return undefined;
  return after.flatMap((value, index) => {
    const previous = before[index];
    return previous === undefined ? [] : changedParts(`${path}[${index + 1}]`, previous, value);
  });
}

/** Both sides are in canonical order, so equal values have equal text. */
function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
