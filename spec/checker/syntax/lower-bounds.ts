/** Bound names: `x, y \in S`, `<<x, y>> \in S`. */

import type { ParseNode } from './grammar.js';
import { lowerExpression } from './lower-expression.js';
import { childrenOf, lowerName, parts, unforeseen } from './lower-names.js';
import type { ModuleText } from './module-text.js';
import type { Bound, Name } from './tree.js';

export function lowerBounds(node: ParseNode, text: ModuleText): Bound[] {
  return childrenOf(node, 'quantifier_bound').map((bound) => lowerBound(bound, text));
}

export function lowerBound(node: ParseNode, text: ModuleText): Bound {
  const set = parts(node).at(-1);
  if (set === undefined) throw unforeseen(node, text);
  const introduced = node.children.slice(
    0,
    node.children.findIndex((child) => child.type === 'set_in'),
  );
  return { ...lowerPattern(introduced, text), set: lowerExpression(set, text) };
}

/** The names that a bound or CHOOSE introduces, from the nodes before `\in` or the colon. */
export function lowerPattern(
  introduced: readonly ParseNode[],
  text: ModuleText,
): { readonly pattern: Bound['pattern']; readonly names: readonly Name[] } {
  const tuple = introduced.find((child) => child.type === 'tuple_of_identifiers');
  if (tuple !== undefined) return { pattern: 'tuple', names: lowerNames(tuple, text) };
  return { pattern: 'names', names: introduced.filter(isIdentifier).map((child) => lowerName(child, text)) };
}

export function lowerNames(node: ParseNode, text: ModuleText): Name[] {
  return node.children.filter(isIdentifier).map((child) => lowerName(child, text));
}

function isIdentifier(node: ParseNode): boolean {
  return node.type === 'identifier';
}
