/** Which representation the code of an expression is going to have, told without compiling it. */

import type { Expression } from '../meaning/resolved.js';
import type { Representation } from './code.js';

const booleans = new Set([
  '=',
  '#',
  '\\in',
  '\\notin',
  '\\subseteq',
  '~',
  '=>',
  '<=>',
  '<',
  '<=',
  '>',
  '>=',
  'UNCHANGED',
]);

/** What a function of its own returns for `expression`: `boolean` where its outermost operator makes it a formula, else `value`. */
export function representationOf(expression: Expression): Representation {
  switch (expression.kind) {
    case 'junction':
    case 'quantifier':
    case 'enabled':
    case 'box':
    case 'angle':
      return 'boolean';
    case 'builtin':
      return booleans.has(expression.operator) ? 'boolean' : 'value';
    default:
      return 'value';
  }
}
