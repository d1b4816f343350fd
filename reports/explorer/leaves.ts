/** A state as rows to read: each variable taken apart into the values that can change by themselves. */

import type { ItfValue } from '../../spec/checker/index.js';
import { partsOf, plainValue } from '../render/changes.js';

export interface Leaf {
  /** For example `status[a]` or `oEvent.good`. */
  readonly path: string;
  readonly value: string;
  /** What it was before, where it has changed; `absent` where it was not there. */
  readonly before?: string;
}

/** Told in place of a value that is not there. */
export const absent = '(absent)';

/**
 * The leaves of a state, functions and records taken apart, in the order of the variables. Where there is a state before it, what
 * differs has `before`, and what is gone stands as absent.
 */
export function leavesOf(
  variables: readonly string[],
  values: readonly ItfValue[],
  previous?: readonly ItfValue[],
): readonly Leaf[] {
  return variables.flatMap((name, index) => {
    const now = valueLeaves(name, values[index]);
    if (previous === undefined) return [...now].map(([path, value]) => ({ path, value }));
    const before = valueLeaves(name, previous[index]);
    const paths = [...new Set([...now.keys(), ...before.keys()])];
    return paths.map((path): Leaf => {
      const [value, old] = [now.get(path) ?? absent, before.get(path) ?? absent];
      return value === old ? { path, value } : { path, value, before: old };
    });
  });
}

function valueLeaves(path: string, value: ItfValue | undefined): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (typeof value === 'object') {
    const parts = partsOf(value);
    if (parts.kind === 'function' && parts.pairs.length > 0) {
      return new Map(parts.pairs.flatMap(([key, each]) => [...valueLeaves(`${path}[${plainValue(key)}]`, each)]));
    }
    if (parts.kind === 'record' && parts.fields.length > 0) {
      return new Map(parts.fields.flatMap(([name, each]) => [...valueLeaves(`${path}.${name}`, each)]));
    }
  }
  return new Map([[path, plainValue(value)]]);
}
