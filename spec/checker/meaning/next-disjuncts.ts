/** How a next-state relation splits into named actions, and a copy of it in which every step says which one it was. */

import type { Token } from '../syntax/tokens.js';
import type { Definition } from './module-outline.js';

/** A next-state relation: disjunctions and bounded existentials over calls of defined actions, or something else. */
type Disjunct =
  | { readonly kind: 'or'; readonly parts: readonly Disjunct[] }
  | { readonly kind: 'exists'; readonly header: readonly Token[]; readonly body: Disjunct }
  | { readonly kind: 'call'; readonly definition: Definition; readonly args: readonly (readonly Token[])[] }
  | { readonly kind: 'other'; readonly tokens: readonly Token[] };

export interface LabelledNext {
  /** Definitions to add to the module. */
  readonly text: string;
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
 */
export function labelNext(
  definitions: ReadonlyMap<string, Definition>,
  next: string,
  variable: string,
  prefix: string,
): LabelledNext | undefined {
  const root = definitions.get(next);
  if (root === undefined || root.parameters.length > 0) return undefined;
  const copies = new Map<string, string>();

  const copy = (definition: Definition, body: Disjunct): string => {
    const name = `${prefix}${definition.name}`;
    if (!copies.has(name)) {
      copies.set(name, '');
      const parameters = definition.parameters.length === 0 ? '' : `(${definition.parameters.join(', ')})`;
      copies.set(name, `${name}${parameters} ==\n ${labelled(body, definition.name)}\n`);
    }
    return name;
  };

  const labelled = (disjunct: Disjunct, owner: string): string => {
    switch (disjunct.kind) {
      case 'or':
        return `(${disjunct.parts.map((part) => labelled(part, owner)).join(' \\/ ')})`;
      case 'exists':
        return `(\\E ${inline(disjunct.header)} : ${labelled(disjunct.body, owner)})`;
      case 'call': {
        const { definition } = disjunct;
        const args = disjunct.args.map(inline);
        const inner = readDisjunct(definition.body, definitions);
        if (isAllCalls(inner)) return `${copy(definition, inner)}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
        const call = `${definition.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
        return `(${call} /\\ ${variable}' = <<${[`"${definition.name}"`, ...args].join(', ')}>>)`;
      }
      case 'other':
        return `((${layout(disjunct.tokens)}\n ) /\\ ${variable}' = <<"${owner}">>)`;
    }
  };

  const name = copy(root, readDisjunct(root.body, definitions));
  return { name, text: [...copies.values()].join('\n') };
}

/** Whether going into the definition loses no name: every way through it ends in a call. */
function isAllCalls(disjunct: Disjunct): boolean {
  if (disjunct.kind === 'or') return disjunct.parts.every(isAllCalls);
  if (disjunct.kind === 'exists') return isAllCalls(disjunct.body);
  return disjunct.kind === 'call';
}

function readDisjunct(tokens: readonly Token[], definitions: ReadonlyMap<string, Definition>): Disjunct {
  const other: Disjunct = { kind: 'other', tokens };
  const [first, ...rest] = tokens;
  if (first === undefined) return other;
  if (first.text === '\\/') {
    // A list: its bullets stand in one column, and nothing of it stands left of them.
    if (tokens.some(({ column }) => column < first.column)) return other;
    return disjunction(
      splitAt(tokens, (token) => token.text === '\\/' && token.column === first.column),
      definitions,
    );
  }
  if (first.text === '\\E') {
    const colon = outsideBrackets(rest).find(({ text }) => text === ':');
    if (colon === undefined) return other;
    const at = rest.indexOf(colon);
    return { kind: 'exists', header: rest.slice(0, at), body: readDisjunct(rest.slice(at + 1), definitions) };
  }
  const bare = outsideBrackets(tokens);
  const bullet = bare.find(({ text }) => text === '\\/');
  if (bullet !== undefined) {
    const left = tokens.slice(0, tokens.indexOf(bullet));
    if (left.some(({ text }) => swallowing.has(text))) return other;
    return disjunction([left, tokens.slice(tokens.indexOf(bullet) + 1)], definitions);
  }
  if (first.text === '(' && bare.length === 2 && bare[1] === tokens.at(-1)) {
    return readDisjunct(tokens.slice(1, -1), definitions);
  }
  const definition = first.kind === 'word' ? definitions.get(first.text) : undefined;
  if (definition === undefined || definition.isFunction || definition.isInstance) return other;
  const args = callArguments(rest);
  if (args === undefined || args.length !== definition.parameters.length) return other;
  return { kind: 'call', definition, args };
}

/** What binds weaker than `\/`, or reaches to the right as far as it can. */
const swallowing = new Set([
  '=>', '<=>', '\\equiv', '~>', '-+->', '/\\', '\\land', '\\lor', 'LET', 'IF', 'CASE', 'CHOOSE', 'LAMBDA', '\\A', '\\E',
  '\\EE', '\\AA', ':',
]); // biome-ignore format: a table

function disjunction(parts: readonly (readonly Token[])[], definitions: ReadonlyMap<string, Definition>): Disjunct {
  return { kind: 'or', parts: parts.map((part) => readDisjunct(part, definitions)) };
}

/** The arguments of `(a, b)`; none for nothing; undefined where the tokens are something else. */
function callArguments(tokens: readonly Token[]): Token[][] | undefined {
  if (tokens.length === 0) return [];
  const bare = outsideBrackets(tokens);
  if (tokens[0]?.text !== '(' || bare.length !== 2 || bare[1] !== tokens.at(-1)) return undefined;
  const inside = tokens.slice(1, -1);
  const commas = new Set(outsideBrackets(inside).filter(({ text }) => text === ','));
  const parts: Token[][] = [[]];
  for (const token of inside) {
    if (commas.has(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The tokens that stand in no bracket; the brackets themselves do. */
function outsideBrackets(tokens: readonly Token[]): Token[] {
  const bare: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    const closes = [')', ']', '}', '>>'].includes(token.text);
    if (closes) depth--;
    if (depth === 0) bare.push(token);
    if (['(', '[', '{', '<<'].includes(token.text)) depth++;
  }
  return bare;
}

/** The parts after each bullet. */
function splitAt(tokens: readonly Token[], isBullet: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [];
  for (const token of tokens) {
    if (isBullet(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

/** The tokens in the lines and columns they came from, since lists are told by their columns. */
function layout(tokens: readonly Token[]): string {
  let text = '';
  let line: number | undefined;
  let column = 1;
  for (const token of tokens) {
    if (token.line !== line) {
      text += '\n';
      line = token.line;
      column = 1;
    }
    text += ' '.repeat(Math.max(0, token.column - column)) + token.text;
    column = token.column + token.text.length;
  }
  return text;
}
