/** How a next-state relation splits into named actions, and a copy of it in which every step says which one it was. */

import type { Expression } from '../syntax/expression.js';

/** A definition by name: its parameters and what it says. */
export interface ReadDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
}

export interface LabelledNext {
  /** Definitions to add to the module, one a line. */
  readonly lines: readonly string[];
  /** The one to use as next-state relation. */
  readonly name: string;
}

/**
 * Definitions of a next-state relation that is `next`, with one conjunct more in each of its actions:
 * `variable' = <<"Action", argument, ...>>`. An action is named as TLC names it: by the innermost definition called on the
 * way through disjunctions and `\E`. A definition whose own body is nothing but such calls is gone into; a disjunct that is
 * no call is labelled with the name of the definition it stands in, without arguments.
 *
 * @param variable a fresh variable, `prefix` a fresh beginning for names.
 * @param print how an expression is written.
 * @returns undefined when `next` is no definition without parameters.
 */
export function labelNext(
  definitions: ReadonlyMap<string, ReadDefinition>,
  next: string,
  variable: string,
  prefix: string,
  print: (expression: Expression) => string,
): LabelledNext | undefined {
  const root = definitions.get(next);
  if (root === undefined || root.parameters.length > 0) return undefined;
  const copies = new Map<string, string>();

  const copy = (definition: ReadDefinition): string => {
    const name = `${prefix}${definition.name}`;
    if (!copies.has(name)) {
      copies.set(name, '');
      copies.set(
        name,
        `${name}${inParentheses(definition.parameters)} == ${labelled(definition.body, definition.name)}`,
      );
    }
    return name;
  };

  const labelled = (node: Expression, owner: string): string => {
    const parts = disjuncts(node);
    if (parts !== undefined) return parts.map((part) => `(${labelled(part, owner)})`).join(' \\/ ');
    if (node.kind === 'quantifier' && node.quantifier === '\\E') {
      return print({ ...node, body: verbatim(node, `(${labelled(node.body, owner)})`) });
    }
    const called = callee(node, definitions);
    if (called === undefined) return `(${print(node)}) /\\ (${variable}' = <<"${owner}">>)`;
    const args = (node.kind === 'call' ? node.args : []).map(print);
    if (isAllCalls(called.body, definitions)) return `${copy(called)}${inParentheses(args)}`;
    return `(${print(node)}) /\\ (${variable}' = <<${[`"${called.name}"`, ...args].join(', ')}>>)`;
  };

  const name = copy(root);
  return { name, lines: [...copies.values()] };
}

/** Whether going into a definition loses no name: every way through it ends in a call. */
function isAllCalls(node: Expression, definitions: ReadonlyMap<string, ReadDefinition>): boolean {
  const parts = disjuncts(node);
  if (parts !== undefined) return parts.every((part) => isAllCalls(part, definitions));
  if (node.kind === 'quantifier' && node.quantifier === '\\E') return isAllCalls(node.body, definitions);
  return callee(node, definitions) !== undefined;
}

function disjuncts(node: Expression): readonly Expression[] | undefined {
  if (node.kind === 'junction' && node.operator === '\\/') return node.items;
  if (node.kind === 'infix' && (node.operator === '\\/' || node.operator === '\\lor')) return [node.left, node.right];
  return undefined;
}

function callee(node: Expression, definitions: ReadonlyMap<string, ReadDefinition>): ReadDefinition | undefined {
  if (node.kind === 'name') return definitions.get(node.name);
  return node.kind === 'call' ? definitions.get(node.name) : undefined;
}

/** A node that prints as the given text: names print as themselves. */
function verbatim(node: Expression, text: string): Expression {
  return { kind: 'name', token: node.token, name: text };
}

function inParentheses(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}
