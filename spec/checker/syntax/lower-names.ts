/** Names and declarations, lowered; and what every part of the lowering shares: places, errors, the children of a node. */

import { InputError } from '../../input-error.js';
import type { ParseNode } from './grammar.js';
import { type ModuleText, placeOf, positionOf } from './module-text.js';
import { signName } from './operator-signs.js';
import { reservedWords } from './reserved-words.js';
import type { Name, ParameterDeclaration, Place } from './tree.js';

export function place(node: ParseNode, text: ModuleText): Place {
  return placeOf(text, node.start, node.end);
}

export function written(node: ParseNode, text: ModuleText): string {
  return text.text.slice(node.start, node.end);
}

/** A name or an operator's sign. Throws InputError `syntax` for a reserved word. */
export function lowerName(node: ParseNode, text: ModuleText): Name {
  const sign = signName(node.type);
  if (sign !== undefined) return { name: sign, place: place(node, text) };
  if (isOperatorSymbol(node)) return lowerName(onlyChild(node), text);
  const name = written(node, text);
  if (reservedWords.has(name)) throw syntaxError(node.start, text, 'a name', `the reserved word ${name}`);
  return { name: numberSets.get(node.type) ?? name, place: place(node, text) };
}

/** `x`, `Op(_, _)`, `_ + _`, `-. _`, `_ '`. */
export function lowerDeclaration(node: ParseNode, text: ModuleText): ParameterDeclaration {
  if (node.type !== 'operator_declaration') return { ...lowerName(node, text), arity: 0 };
  const name = node.children.find((child) => child.type === 'identifier' || isOperatorSymbol(child));
  if (name === undefined) throw unforeseen(node, text);
  return { ...lowerName(name, text), arity: childrenOf(node, 'placeholder').length };
}

export function isDeclaration(node: ParseNode): boolean {
  return node.type === 'identifier' || node.type === 'operator_declaration';
}

export function isOperatorSymbol(node: ParseNode): boolean {
  return node.type === 'prefix_op_symbol' || node.type === 'infix_op_symbol' || node.type === 'postfix_op_symbol';
}

/** `Nat`, `Int` and `Real` have nodes of their own, also when written as one character. */
export const numberSets: ReadonlyMap<string, string> = new Map([
  ['nat_number_set', 'Nat'],
  ['int_number_set', 'Int'],
  ['real_number_set', 'Real'],
]);

/** The parts of a node that are not keywords, brackets or commas. */
export function parts(node: ParseNode): ParseNode[] {
  return node.children.filter((child) => !isToken(child.type));
}

/** Parts that only announce others: the signs of a construct's own notation. */
const notation: ReadonlySet<string> = new Set(
  [
    'def_eq set_in gets all_map_to maps_to langle_bracket rangle_bracket rangle_bracket_sub case_box case_arrow label_as',
    'bullet_conj bullet_disj header_line',
  ].flatMap((names) => names.split(' ')),
);

function isToken(type: string): boolean {
  return notation.has(type) || !/^[a-z_]{2}/.test(type);
}

export function childrenOf(node: ParseNode, ...types: readonly string[]): ParseNode[] {
  return node.children.filter((child) => types.includes(child.type));
}

export function onlyChild(node: ParseNode): ParseNode {
  const [child] = node.children;
  if (child === undefined) throw new Error(`a ${node.type} without a child`);
  return child;
}

export function syntaxError(offset: number, text: ModuleText, expected: string, found: string): InputError {
  return new InputError({ code: 'syntax', file: text.source.file, ...positionOf(text, offset), expected, found });
}

/** For what TLA+ has and this checker has not. */
export function unsupported(node: ParseNode, text: ModuleText, what: string): InputError {
  const where = positionOf(text, node.start);
  return new InputError({
    code: 'unsupported',
    file: text.source.file,
    ...where,
    expected: 'what this checker supports',
    found: what,
  });
}

/** A shape of node that the lowering does not know: refused, never passed over. */
export function unforeseen(node: ParseNode, text: ModuleText): InputError {
  return unsupported(node, text, `a ${node.type.replaceAll('_', ' ')}`);
}
