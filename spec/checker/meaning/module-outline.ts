/** The units of a TLA+ module: what it extends, declares, assumes and defines, each with its place; expressions stay tokens. */

import { InputError } from '../../input-error.js';
import { type Token, tokens } from '../syntax/tokens.js';
import type { Place, PlacedName } from './configuration.js';
import { isInTheorem } from './in-theorem.js';

export interface Definition extends PlacedName {
  /** In order; of `Op(_, _)` only `Op`. None for a function definition. */
  readonly parameters: readonly string[];
  /** `f[x \in S] == ...` */
  readonly isFunction: boolean;
  /** `I == INSTANCE M ...` */
  readonly isInstance: boolean;
  readonly isLocal: boolean;
  /** Name, parameters and `==`. */
  readonly head: readonly Token[];
  /** The right-hand side. */
  readonly body: readonly Token[];
}

export interface Assumption extends Place {
  readonly name?: string;
  /** The keyword, and the name with its `==` where there is one. */
  readonly head: readonly Token[];
  readonly body: readonly Token[];
}

export interface ConstantDeclaration extends PlacedName {
  /** Number of arguments; 0 for an ordinary constant. */
  readonly arity: number;
}

export interface ModuleOutline {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly extends: readonly PlacedName[];
  readonly constants: readonly ConstantDeclaration[];
  readonly variables: readonly PlacedName[];
  readonly assumptions: readonly Assumption[];
  readonly definitions: ReadonlyMap<string, Definition>;
  /** What the outline sees but does not look into: nested modules, unnamed instances, infix definitions, proofs, RECURSIVE. */
  readonly others: readonly (Place & {
    readonly kind: 'nested module' | 'instance' | 'operator definition' | 'proof' | 'recursive declaration';
  })[];
}

/**
 * Outlines the first module of `text`.
 *
 * @param file named in errors.
 * @throws {InputError} `syntax` with line and column where a unit cannot be told, `duplicate` for a name defined twice.
 */
export function outlineModule(text: string, file: string): ModuleOutline {
  const all = tokens(text, file);
  const header = all.findIndex(
    (token, index) =>
      token.kind === 'separator' && all[index + 1]?.text === 'MODULE' && all[index + 3]?.kind === 'separator',
  );
  const name = all[header + 2];
  const closing = all[header + 3];
  if (header === -1 || name === undefined || closing === undefined) {
    throw new InputError({ code: 'syntax', file, line: 1, column: 1, expected: 'a header `---- MODULE Name ----`' });
  }
  const draft = new Draft(file, all, header + 4);
  draft.readUnits();
  const end = all[draft.at];
  if (end === undefined) {
    const last = all.at(-1) ?? closing;
    throw new InputError({
      code: 'syntax',
      file,
      line: last.line,
      column: last.column + last.text.length,
      expected: 'a line of `====` at the end of the module',
      found: 'the end of the file',
    });
  }
  return {
    file,
    text,
    name: name.text,
    extends: draft.extends,
    constants: draft.constants,
    variables: draft.variables,
    assumptions: draft.assumptions,
    definitions: draft.definitions,
    others: draft.others,
  };
}

const constantWords = new Set(['CONSTANT', 'CONSTANTS']);
const variableWords = new Set(['VARIABLE', 'VARIABLES']);
const assumeWords = new Set(['ASSUME', 'ASSUMPTION']);
const theoremWords = new Set(['THEOREM', 'LEMMA', 'PROPOSITION', 'COROLLARY', 'AXIOM']);
const proofWords = new Set([
  'PROOF',
  'BY',
  'OBVIOUS',
  'OMITTED',
  'QED',
  'DEFINE',
  'SUFFICES',
  'HAVE',
  'TAKE',
  'WITNESS',
  'PICK',
]);
const unitWords = new Set([
  ...constantWords,
  ...variableWords,
  ...assumeWords,
  ...theoremWords,
  'EXTENDS',
  'INSTANCE',
  'LOCAL',
  'RECURSIVE',
]);

/** The reading position and what was read so far. */
class Draft {
  readonly extends: PlacedName[] = [];
  readonly constants: ConstantDeclaration[] = [];
  readonly variables: PlacedName[] = [];
  readonly assumptions: Assumption[] = [];
  readonly definitions = new Map<string, Definition>();
  readonly others: { kind: ModuleOutline['others'][number]['kind']; line: number; column: number }[] = [];

  constructor(
    readonly file: string,
    readonly all: readonly Token[],
    public at: number,
  ) {}

  readUnits(): void {
    let isLocal = false;
    for (let token = this.all[this.at]; token !== undefined && token.kind !== 'end'; token = this.all[this.at]) {
      const start = this.at;
      const definition = definitionHead(this.all, this.at);
      if (token.kind === 'separator') this.readSeparator(token);
      else if (token.text === 'LOCAL') this.at++;
      else if (token.text === 'EXTENDS') this.readNames(this.extends);
      else if (variableWords.has(token.text)) this.readNames(this.variables);
      else if (constantWords.has(token.text)) this.readConstants();
      else if (assumeWords.has(token.text)) this.readAssumption(token);
      else if (theoremWords.has(token.text)) this.skipTheorem();
      else if (token.text === 'INSTANCE') this.readOther('instance', token);
      else if (token.text === 'RECURSIVE') this.readOther('recursive declaration', token);
      else if (definition !== undefined) this.readDefinition(token, definition, isLocal);
      else this.readOperatorDefinition(token);
      isLocal = token.text === 'LOCAL' && this.at === start + 1;
    }
  }

  readSeparator(token: Token): void {
    this.at++;
    if (this.all[this.at]?.text !== 'MODULE') return;
    this.others.push({ kind: 'nested module', line: token.line, column: token.column });
    while (this.all[this.at] !== undefined && this.all[this.at]?.kind !== 'end') this.at++;
    this.at++;
  }

  /** A keyword and a list of names. */
  readNames(names: PlacedName[]): void {
    do {
      this.at++;
      const name = this.expectWord('a name');
      names.push({ name: name.text, line: name.line, column: name.column });
    } while (this.all[this.at]?.text === ',');
  }

  readConstants(): void {
    do {
      this.at++;
      const name = this.expectWord('the name of a constant');
      let arity = 0;
      if (this.all[this.at]?.text === '(') {
        for (this.at++; this.all[this.at] !== undefined && this.all[this.at]?.text !== ')'; this.at++) {
          if (this.all[this.at]?.text === '_') arity++;
        }
        this.at++;
      }
      this.constants.push({ name: name.text, line: name.line, column: name.column, arity });
    } while (this.all[this.at]?.text === ',');
  }

  readAssumption(keyword: Token): void {
    const start = this.at;
    this.at++;
    const name = this.all[this.at];
    const named = name?.kind === 'word' && this.all[this.at + 1]?.text === '==';
    if (named) this.at += 2;
    const head = this.all.slice(start, this.at);
    const body = this.readBody();
    this.assumptions.push({
      line: keyword.line,
      column: keyword.column,
      head,
      body,
      ...(named ? { name: name.text } : {}),
    });
  }

  readOther(kind: 'instance' | 'recursive declaration', token: Token): void {
    this.others.push({ kind, line: token.line, column: token.column });
    this.skipUnit();
  }

  skipUnit(): void {
    this.at++;
    this.readBody();
  }

  skipTheorem(): void {
    const theorem = this.at;
    do this.skipUnit();
    while (isInTheorem(this.all, theorem, this.at));
  }

  readDefinition(name: Token, head: DefinitionHead, isLocal: boolean): void {
    const before = this.definitions.get(name.text);
    if (before !== undefined) {
      throw new InputError({
        code: 'duplicate',
        file: this.file,
        line: name.line,
        column: name.column,
        expected: `one definition of ${name.text} (the first is in line ${before.line})`,
        found: 'a second one',
      });
    }
    const headTokens = this.all.slice(this.at, head.bodyAt);
    this.at = head.bodyAt;
    const isInstance = this.all[this.at]?.text === 'INSTANCE';
    if (isInstance) this.at++;
    const body = this.readBody();
    const place = { name: name.text, line: name.line, column: name.column };
    const { parameters, isFunction } = head;
    this.definitions.set(name.text, { ...place, parameters, isFunction, isInstance, isLocal, head: headTokens, body });
  }

  /** `a (+) b == ...` or `-. a == ...`; anything else at the start of a unit is not TLA+. */
  readOperatorDefinition(token: Token): void {
    const operator = [1, 2].some((ahead) => isDefinitionName(this.all, this.at + ahead));
    if (!operator) {
      throw new InputError({
        code: 'syntax',
        file: this.file,
        line: token.line,
        column: token.column,
        expected: 'a declaration or a definition',
        found: `\`${token.text}\``,
      });
    }
    this.others.push({ kind: 'operator definition', line: token.line, column: token.column });
    while (this.all[this.at]?.text !== '==') this.at++;
    this.skipUnit();
  }

  /** The tokens up to the next unit. Definitions inside LET are part of the expression. */
  readBody(): Token[] {
    const start = this.at;
    let letDepth = 0;
    for (let token = this.all[this.at]; token !== undefined; this.at++, token = this.all[this.at]) {
      if (token.kind === 'end' || token.kind === 'separator') break;
      if (token.kind !== 'word' && token.kind !== 'symbol') continue;
      if (token.text === 'LET') letDepth++;
      else if (token.text === 'IN') letDepth--;
      else if (proofWords.has(token.text) && token.kind === 'word') {
        this.others.push({ kind: 'proof', line: token.line, column: token.column });
      } else if (letDepth <= 0 && this.at > start && this.startsUnit(token)) break;
    }
    return this.all.slice(start, this.at);
  }

  startsUnit(token: Token): boolean {
    if (token.kind === 'word' && unitWords.has(token.text)) return true;
    // `Name ==` is no expression: where what comes before is cut short, that is the error to tell.
    if (definitionHead(this.all, this.at) !== undefined) return true;
    const previous = this.all[this.at - 1];
    if (previous === undefined || !endsExpression(previous)) return false;
    // `a (+) b == ...`: the name before `==` follows an operator, and the operator follows a name.
    const sign = this.all[this.at + 1];
    const isInfix = sign?.kind === 'symbol' && !endsExpression(sign);
    return token.kind === 'word' && isInfix && isDefinitionName(this.all, this.at + 2);
  }

  expectWord(expected: string): Token {
    const token = this.all[this.at];
    if (token?.kind !== 'word') {
      const place = token ?? this.all.at(-1);
      throw new InputError({
        code: 'syntax',
        file: this.file,
        ...(place === undefined ? {} : { line: place.line, column: place.column }),
        expected,
        found: token === undefined ? 'the end of the file' : `\`${token.text}\``,
      });
    }
    this.at++;
    return token;
  }
}

interface DefinitionHead {
  readonly parameters: readonly string[];
  readonly isFunction: boolean;
  readonly bodyAt: number;
}

/** Whether `name ==`, `name(...) ==` or `name[...] ==` begins at `at`. */
function definitionHead(all: readonly Token[], at: number): DefinitionHead | undefined {
  if (all[at]?.kind !== 'word') return undefined;
  const open = all[at + 1]?.text;
  if (open === '==') return { parameters: [], isFunction: false, bodyAt: at + 2 };
  if (open !== '(' && open !== '[') return undefined;
  let depth = 0;
  const parameters: string[] = [];
  for (let index = at + 1; index < all.length; index++) {
    const token = all[index];
    if (token === undefined) return undefined;
    if (['(', '[', '{', '<<'].includes(token.text)) depth++;
    else if ([')', ']', '}', '>>'].includes(token.text)) depth--;
    else if (depth === 1 && token.kind === 'word' && token.text !== '_') parameters.push(token.text);
    if (depth === 0) {
      const isHead = all[index + 1]?.text === '==';
      if (!isHead) return undefined;
      return open === '['
        ? { parameters: [], isFunction: true, bodyAt: index + 2 }
        : { parameters, isFunction: false, bodyAt: index + 2 };
    }
  }
  return undefined;
}

function isDefinitionName(all: readonly Token[], at: number): boolean {
  return all[at]?.kind === 'word' && all[at + 1]?.text === '==';
}

function endsExpression(token: Token): boolean {
  return token.kind !== 'symbol' || [')', ']', '}', '>>', "'", '@', '^+', '^*', '^#'].includes(token.text);
}
