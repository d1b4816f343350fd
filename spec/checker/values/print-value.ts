/** A value as TLA+ text, on one line, the way TLC prints it in a trace. */

import { canonicalValue } from './canonical-value.js';
import type { Value } from './value.js';

/**
 * TLA+ text of `value` in canonical form: `{1, 2}`, `<<a, "b">>`, `[k |-> TRUE]`, `(p :> 0 @@ q :> 1)`.
 * Model values print as their name. The empty function is the empty tuple, `<<>>`, as in TLC.
 */
export function printValue(value: Value): string {
  return printCanonical(canonicalValue(value));
}

function printCanonical(value: Value): string {
  switch (value.kind) {
    case 'boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'integer':
      return value.value.toString();
    case 'string':
      return printString(value.value);
    case 'model':
      return value.name;
    case 'set':
      return `{${value.elements.map(printCanonical).join(', ')}}`;
    case 'tuple':
      return `<<${value.elements.map(printCanonical).join(', ')}>>`;
    case 'record':
      // A field that is no identifier has no record syntax; such a value is printed as the function it is.
      if (value.fields.every(([name]) => isFieldName(name))) {
        return `[${value.fields.map(([name, field]) => `${name} |-> ${printCanonical(field)}`).join(', ')}]`;
      }
      return printPairs(value.fields.map(([name, field]) => [printString(name), printCanonical(field)] as const));
    case 'function':
      return printPairs(
        value.pairs.map(([argument, result]) => [printCanonical(argument), printCanonical(result)] as const),
      );
  }
}

function printPairs(pairs: readonly (readonly [string, string])[]): string {
  return `(${pairs.map(([argument, result]) => `${argument} :> ${result}`).join(' @@ ')})`;
}

/** Whether a record can have a field of this name in TLA+ text. */
export function isFieldName(name: string): boolean {
  return /^[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
};

/** A string in quotes, its special characters escaped. */
export function printString(text: string): string {
  return `"${text.replace(/["\\\n\r\t\f]/g, (character) => escapes[character] ?? character)}"`;
}
