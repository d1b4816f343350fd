/** Values by what their trace form shows of them. */

import type { Value } from '../../spec/checker/index.js';

const known = new WeakMap<Value, string>();

/**
 * A text that is equal for values in canonical form that look alike in ITF: a model value and a string of the same letters do.
 * Two such values must not be told apart here, or a run would be rejected for what its format cannot say.
 */
export function valueKey(value: Value): string {
  const before = known.get(value);
  if (before !== undefined) return before;
  const key = keyOf(value);
  known.set(value, key);
  return key;
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'integer':
      return value.value.toString();
    case 'string':
      return JSON.stringify(value.value);
    case 'model':
      return JSON.stringify(value.name);
    case 'set':
      return `{${value.elements.map(valueKey).sort().join()}}`;
    case 'tuple':
      return `<${value.elements.map(valueKey).join()}>`;
    case 'record':
      return pairsKey(value.fields.map(([name, field]) => `${JSON.stringify(name)}:${valueKey(field)}`));
    case 'function':
      return pairsKey(value.pairs.map(([argument, result]) => `${valueKey(argument)}:${valueKey(result)}`));
  }
}

function pairsKey(pairs: readonly string[]): string {
  return `[${[...pairs].sort().join()}]`;
}
