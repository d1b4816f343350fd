/** Reads TLC configuration files: which formulas to check, and what the constants are. */

import { InputError, nearestName } from '../../input-error.js';
import { type Token, tokens } from '../syntax/tokens.js';
import { canonicalValue } from '../values/canonical-value.js';
import type { Value } from '../values/value.js';

export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export interface PlacedName extends Place {
  readonly name: string;
}

/** `Name = value` or `Name <- Definition`, with `[Module]` before the value or definition where `Name` is that module's. */
export type ConstantBinding = PlacedName & { readonly module?: string } & (
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'replacement'; readonly definition: string; readonly definitionPlace: Place }
  );

/** What a configuration says, in its own order. Lists are empty and the others undefined where it does not. */
export interface Configuration {
  /** As given to the reader; named in errors. */
  readonly file: string;
  readonly constants: readonly ConstantBinding[];
  readonly init?: PlacedName;
  readonly next?: PlacedName;
  readonly specification?: PlacedName;
  readonly invariants: readonly PlacedName[];
  readonly properties: readonly PlacedName[];
  readonly constraints: readonly PlacedName[];
  readonly actionConstraints: readonly PlacedName[];
  readonly symmetry: readonly PlacedName[];
  readonly view?: PlacedName;
  readonly alias?: PlacedName;
  readonly postcondition?: PlacedName;
  readonly checkDeadlock?: boolean;
}

/**
 * Reads a configuration in TLC's syntax. Comments are `\*` to the end of the line and `(* *)`, nested.
 *
 * @throws {InputError} `syntax` and `unknown-name` with file, line and column; `duplicate` for a constant bound twice or a
 *   single entry (INIT, NEXT, SPECIFICATION, VIEW, ALIAS, POSTCONDITION, CHECK_DEADLOCK) given twice; `syntax` for
 *   SPECIFICATION beside INIT or NEXT, and for INIT without NEXT or the reverse.
 */
export function readConfiguration(text: string, file: string): Configuration {
  const cursor: Cursor = { file, tokens: tokens(text, file), at: 0 };
  const draft: Draft = { constants: [], lists: new Map(), singles: new Map() };
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    cursor.at++;
    readEntry(cursor, token, draft);
  }
  return finish(cursor, draft);
}

type ListKey = 'invariants' | 'properties' | 'constraints' | 'actionConstraints' | 'symmetry';
type SingleKey = 'init' | 'next' | 'specification' | 'view' | 'alias' | 'postcondition' | 'checkDeadlock';

const listKeywords: Readonly<Record<string, ListKey>> = {
  INVARIANT: 'invariants',
  INVARIANTS: 'invariants',
  PROPERTY: 'properties',
  PROPERTIES: 'properties',
  CONSTRAINT: 'constraints',
  CONSTRAINTS: 'constraints',
  ACTION_CONSTRAINT: 'actionConstraints',
  ACTION_CONSTRAINTS: 'actionConstraints',
  SYMMETRY: 'symmetry',
};

const singleKeywords: Readonly<Record<string, SingleKey>> = {
  INIT: 'init',
  NEXT: 'next',
  SPECIFICATION: 'specification',
  VIEW: 'view',
  ALIAS: 'alias',
  POSTCONDITION: 'postcondition',
  CHECK_DEADLOCK: 'checkDeadlock',
};

/** TLC knows these; this checker does not. */
const refusedKeywords: ReadonlySet<string> = new Set([
  '_PERIODIC',
  '_RL_REWARD',
  '_POSSIBLE',
  'POSSIBLE',
  'TYPE',
  'TYPE_CONSTRAINT',
  'POSTCONDITIONS',
]);

const keywords = [
  'CONSTANT',
  'CONSTANTS',
  ...Object.keys(listKeywords),
  ...Object.keys(singleKeywords),
  ...refusedKeywords,
];

interface Cursor {
  readonly file: string;
  readonly tokens: readonly Token[];
  at: number;
}

interface Draft {
  readonly constants: ConstantBinding[];
  readonly lists: Map<ListKey, PlacedName[]>;
  readonly singles: Map<SingleKey, PlacedName>;
}

function readEntry(cursor: Cursor, keyword: Token, draft: Draft): void {
  const list = Object.hasOwn(listKeywords, keyword.text) ? listKeywords[keyword.text] : undefined;
  const single = Object.hasOwn(singleKeywords, keyword.text) ? singleKeywords[keyword.text] : undefined;
  if (keyword.text === 'CONSTANT' || keyword.text === 'CONSTANTS') {
    while (!atEntry(cursor)) draft.constants.push(readConstant(cursor, draft.constants));
  } else if (list !== undefined) {
    const names = draft.lists.get(list) ?? [];
    draft.lists.set(list, names);
    while (!atEntry(cursor)) names.push(readName(cursor, `the name of a definition after ${keyword.text}`));
  } else if (single !== undefined) {
    if (draft.singles.has(single)) fail(cursor, keyword, `${keyword.text} once`, 'a second one', 'duplicate');
    draft.singles.set(single, readName(cursor, `a name after ${keyword.text}`));
  } else if (refusedKeywords.has(keyword.text)) {
    fail(cursor, keyword, 'an entry that this checker supports', `\`${keyword.text}\``, 'unsupported');
  } else {
    const nearest = nearestName(keyword.text, keywords);
    throw new InputError({
      code: keyword.kind === 'word' ? 'unknown-name' : 'syntax',
      ...placeOf(cursor, keyword),
      expected: 'a keyword of a TLC configuration (CONSTANT, INIT, NEXT, INVARIANT, ...)',
      found: `\`${keyword.text}\``,
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
}

function finish(cursor: Cursor, draft: Draft): Configuration {
  const init = draft.singles.get('init');
  const next = draft.singles.get('next');
  const specification = draft.singles.get('specification');
  const withSpecification = specification === undefined ? undefined : (init ?? next);
  if (withSpecification !== undefined) {
    fail(cursor, withSpecification, 'either SPECIFICATION or INIT and NEXT', 'both');
  }
  if (init === undefined && next !== undefined) fail(cursor, next, 'INIT beside NEXT', 'NEXT alone');
  if (next === undefined && init !== undefined) fail(cursor, init, 'NEXT beside INIT', 'INIT alone');
  const deadlock = draft.singles.get('checkDeadlock');
  if (deadlock !== undefined && deadlock.name !== 'TRUE' && deadlock.name !== 'FALSE') {
    fail(cursor, deadlock, 'TRUE or FALSE after CHECK_DEADLOCK', `\`${deadlock.name}\``);
  }
  const view = draft.singles.get('view');
  const alias = draft.singles.get('alias');
  const postcondition = draft.singles.get('postcondition');
  return {
    file: cursor.file,
    constants: draft.constants,
    invariants: draft.lists.get('invariants') ?? [],
    properties: draft.lists.get('properties') ?? [],
    constraints: draft.lists.get('constraints') ?? [],
    actionConstraints: draft.lists.get('actionConstraints') ?? [],
    symmetry: draft.lists.get('symmetry') ?? [],
    ...(init === undefined ? {} : { init }),
    ...(next === undefined ? {} : { next }),
    ...(specification === undefined ? {} : { specification }),
    ...(view === undefined ? {} : { view }),
    ...(alias === undefined ? {} : { alias }),
    ...(postcondition === undefined ? {} : { postcondition }),
    ...(deadlock === undefined ? {} : { checkDeadlock: deadlock.name === 'TRUE' }),
  };
}

/** Whether the next token begins an entry (or the text ends). A constant may be called like a keyword nowhere, as in TLC. */
function atEntry(cursor: Cursor): boolean {
  const token = cursor.tokens[cursor.at];
  return token === undefined || (token.kind === 'word' && keywords.includes(token.text));
}

function readConstant(cursor: Cursor, before: readonly ConstantBinding[]): ConstantBinding {
  const name = readName(cursor, 'the name of a constant, or a keyword');
  const operator = cursor.tokens[cursor.at];
  if (operator?.text !== '=' && operator?.text !== '<-') return notAConstant(cursor, name, operator);
  cursor.at++;
  const module = readModule(cursor);
  const inModule = module === undefined ? {} : { module };
  if (before.some((binding) => binding.name === name.name && binding.module === module)) {
    fail(cursor, name, `one binding for ${name.name}`, 'a second one', 'duplicate');
  }
  if (operator.text === '=') {
    return { ...name, ...inModule, kind: 'value', value: canonicalValue(readConstantValue(cursor)) };
  }
  const { name: definition, line, column } = readName(cursor, 'the name of a definition after `<-`');
  return { ...name, ...inModule, kind: 'replacement', definition, definitionPlace: { line, column } };
}

/** `[Module]`, where it stands. */
function readModule(cursor: Cursor): string | undefined {
  if (cursor.tokens[cursor.at]?.text !== '[') return undefined;
  cursor.at++;
  const module = readName(cursor, 'the name of a module').name;
  expectSymbol(cursor, ']');
  return module;
}

function notAConstant(cursor: Cursor, name: PlacedName, operator: Token | undefined): never {
  if (operator?.text === '(') {
    fail(cursor, operator, `\`${name.name} <- Definition\` for a constant with arguments`, '`(`', 'unsupported');
  }
  // A misspelt keyword after a list of constants reads as one more constant: say what it may have been.
  const nearest = nearestName(name.name, keywords);
  const isKeyword = nearest !== undefined && /^[A-Z_]+$/.test(name.name);
  throw new InputError({
    code: 'syntax',
    ...placeOf(cursor, isKeyword || operator === undefined ? name : operator),
    expected: isKeyword ? 'a keyword, or a constant with its value' : `\`=\` or \`<-\` after ${name.name}`,
    found: isKeyword ? `\`${name.name}\`` : operator === undefined ? 'the end of the file' : `\`${operator.text}\``,
    ...(isKeyword ? { nearest } : {}),
  });
}

function readConstantValue(cursor: Cursor): Value {
  const expected = 'a value: a number, a string, TRUE, FALSE, a model value or a set of values';
  const token = cursor.tokens[cursor.at];
  if (token === undefined || atEntry(cursor)) return fail(cursor, token, expected);
  cursor.at++;
  if (token.text === '{') return { kind: 'set', elements: readElements(cursor) };
  if (token.text === '-') {
    const digits = cursor.tokens[cursor.at];
    if (digits?.kind !== 'number') return fail(cursor, digits, 'a number after `-`');
    cursor.at++;
    return { kind: 'integer', value: -integerOf(cursor, digits) };
  }
  if (token.kind === 'number' && !token.text.startsWith('\\'))
    return { kind: 'integer', value: integerOf(cursor, token) };
  if (token.kind === 'string') {
    if (token.text.includes('\\')) fail(cursor, token, 'a string without escapes', token.text);
    return { kind: 'string', value: token.text.slice(1, -1) };
  }
  if (token.kind !== 'word') return fail(cursor, token, expected);
  if (token.text === 'TRUE' || token.text === 'FALSE') return { kind: 'boolean', value: token.text === 'TRUE' };
  return { kind: 'model', name: token.text };
}

/** @throws {InputError} for what is no decimal integer, or beyond what this checker computes with. */
function integerOf(cursor: Cursor, token: Token): bigint {
  if (!/^\d+$/.test(token.text)) return fail(cursor, token, 'an integer in decimal digits');
  const value = BigInt(token.text);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) fail(cursor, token, 'a number of at most 2^53 - 1');
  return value;
}

function readElements(cursor: Cursor): Value[] {
  const elements: Value[] = [];
  if (cursor.tokens[cursor.at]?.text === '}') {
    cursor.at++;
    return elements;
  }
  for (;;) {
    elements.push(readConstantValue(cursor));
    const token = cursor.tokens[cursor.at];
    if (token?.text !== ',' && token?.text !== '}') return fail(cursor, token, '`,` or `}` in a set');
    cursor.at++;
    if (token.text === '}') return elements;
  }
}

function readName(cursor: Cursor, expected: string): PlacedName {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== 'word' || atEntry(cursor)) return fail(cursor, token, expected);
  cursor.at++;
  return { name: token.text, line: token.line, column: token.column };
}

function expectSymbol(cursor: Cursor, symbol: string): void {
  const token = cursor.tokens[cursor.at];
  if (token?.text !== symbol) fail(cursor, token, `\`${symbol}\``);
  cursor.at++;
}

function placeOf(cursor: Cursor, place: Place | undefined): { file: string; line: number; column: number } {
  const last = cursor.tokens.at(-1);
  const { line, column } = place ?? { line: last?.line ?? 1, column: (last?.column ?? 1) + (last?.text.length ?? 0) };
  return { file: cursor.file, line, column };
}

function fail(
  cursor: Cursor,
  place: Token | PlacedName | undefined,
  expected: string,
  found = place === undefined ? 'the end of the file' : 'text' in place ? `\`${place.text}\`` : `\`${place.name}\``,
  code = 'syntax',
): never {
  throw new InputError({ code, ...placeOf(cursor, place), expected, found });
}
