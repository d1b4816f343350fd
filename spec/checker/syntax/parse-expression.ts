/** Tokens of one TLA+ expression to its tree: precedence ranges, and lists told by the columns of their bullets. */

import { InputError } from '../../input-error.js';
import type { Bound, Expression, LocalDefinition, Selector } from './expression.js';
import { infixOperators, type Operator, postfixOperators, prefixOperators } from './operators.js';
import type { Token } from './tokens.js';

/** TLA+ that is fine, and that this parser does not read. */
export class UnreadExpression extends Error {
  readonly token: Token;

  constructor(what: string, token: Token) {
    super(what);
    this.token = token;
  }
}

/**
 * Reads an expression that takes up all of `tokens`.
 *
 * @param file named in errors.
 * @param after place for the error when the tokens end too soon.
 * @throws {InputError} `syntax` with line and column, also where TLA+ asks for parentheses: `a /\ b \/ c`.
 * @throws {UnreadExpression} for `A!B`, labels, INSTANCE and RECURSIVE in LET, and operators that standard modules do not define.
 */
export function parseExpression(tokens: readonly Token[], file: string, after: Token): Expression {
  const parser = new Parser(tokens, file, after);
  const expression = parser.expression();
  const rest = parser.tokens[parser.at];
  if (rest !== undefined) parser.fail('the end of the expression, or an operator');
  return expression;
}

const keywords = new Set([
  'IF', 'THEN', 'ELSE', 'CASE', 'OTHER', 'LET', 'IN', 'CHOOSE', 'LAMBDA', 'EXCEPT', 'INSTANCE', 'WITH', 'RECURSIVE',
  'MODULE', 'EXTENDS', 'LOCAL', 'ASSUME', 'THEOREM', 'CONSTANT', 'CONSTANTS', 'VARIABLE', 'VARIABLES',
]); // biome-ignore format: a table

class Parser {
  at = 0;
  /** Column of the innermost list's bullets: a token at it or left of it ends the item. */
  #limit = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly file: string,
    readonly after: Token,
  ) {}

  expression(leftOperator?: Operator): Expression {
    let left = this.#operand();
    let isProduct = false;
    for (;;) {
      const token = this.#peek();
      const operator = token?.kind === 'symbol' ? infixOperators.get(token.text) : undefined;
      if (token === undefined || operator === undefined) return left;
      if (leftOperator !== undefined && !this.#bindsTighter(operator, leftOperator)) return left;
      // `A \X B \X C` is one set of triples, which no tree of two-sided operators says.
      if (isProduct) throw new UnreadExpression('a product of three sets', token);
      isProduct = operator.text === '\\X' || operator.text === '\\times';
      this.at++;
      left = { kind: 'infix', token: left.token, operator: operator.text, left, right: this.expression(operator) };
    }
  }

  /** Whether `next`, met to the right of `before`, takes the operand between them. */
  #bindsTighter(next: Operator, before: Operator): boolean {
    if (next.low > before.high) return true;
    if (next.high < before.low) return false;
    if (next.text === before.text && next.isLeftAssociative) return false;
    return this.fail(`parentheses, since neither of \`${before.text}\` and \`${next.text}\` binds tighter`);
  }

  #operand(): Expression {
    const token = this.#peek() ?? this.fail('an expression');
    if (token.text === '/\\' || token.text === '\\/') return this.#junction(token, token.text);
    const prefix = token.kind === 'string' ? undefined : prefixOperators.get(token.text);
    if (prefix !== undefined) {
      this.at++;
      return { kind: 'prefix', token, operator: prefix.text, operand: this.expression(prefix) };
    }
    if (['\\A', '\\E', '\\AA', '\\EE'].includes(token.text)) return this.#quantifier(token);
    if (token.kind === 'word') {
      if (token.text === 'IF') return this.#conditional(token);
      if (token.text === 'CASE') return this.#cases(token);
      if (token.text === 'LET') return this.#let(token);
      if (token.text === 'CHOOSE') return this.#choose(token);
      if (token.text === 'LAMBDA') return this.#lambda(token);
    }
    return this.#postfix(this.#primary(token));
  }

  #junction(first: Token, operator: '/\\' | '\\/'): Expression {
    const outer = this.#limit;
    const items: Expression[] = [];
    for (
      let bullet = this.#peek();
      bullet?.text === operator && bullet.column === first.column;
      bullet = this.#peek()
    ) {
      this.at++;
      this.#limit = first.column;
      items.push(this.expression());
      this.#limit = outer;
    }
    return { kind: 'junction', token: first, operator, items };
  }

  #quantifier(token: Token): Expression {
    this.at++;
    const bounds = this.#bounds(true);
    this.#expect(':');
    return { kind: 'quantifier', token, quantifier: token.text, bounds, body: this.expression() };
  }

  #choose(token: Token): Expression {
    this.at++;
    const bound = this.#bound(true);
    if (!bound.isTuple && bound.names.length !== 1) this.fail('one name after CHOOSE');
    this.#expect(':');
    return { kind: 'choose', token, bound, body: this.expression() };
  }

  #conditional(token: Token): Expression {
    this.at++;
    const condition = this.expression();
    this.#expect('THEN');
    const consequent = this.expression();
    this.#expect('ELSE');
    return { kind: 'if', token, condition, consequent, otherwise: this.expression() };
  }

  #cases(token: Token): Expression {
    const arms: { guard: Expression; value: Expression }[] = [];
    do {
      this.at++;
      if (this.#take('OTHER')) {
        this.#expect('->');
        return { kind: 'case', token, arms, otherwise: this.expression() };
      }
      const guard = this.expression();
      this.#expect('->');
      arms.push({ guard, value: this.expression() });
    } while (this.#peek()?.text === '[]');
    return { kind: 'case', token, arms };
  }

  #let(token: Token): Expression {
    this.at++;
    const definitions: LocalDefinition[] = [];
    while (!this.#take('IN')) {
      const next = this.#peek() ?? this.fail('a definition or IN');
      if (next.text === 'RECURSIVE') throw new UnreadExpression('RECURSIVE inside LET', next);
      definitions.push(this.#localDefinition());
    }
    return { kind: 'let', token, definitions, body: this.expression() };
  }

  #localDefinition(): LocalDefinition {
    const name = this.#word('the name of a definition, or IN');
    let parameters: string[] = [];
    let bounds: Bound[] = [];
    if (this.#take('(')) {
      parameters = this.#list(() => this.#parameter());
      this.#expect(')');
    } else if (this.#take('[')) {
      bounds = this.#bounds(false);
      this.#expect(']');
    }
    this.#expect('==');
    const next = this.#peek();
    if (next?.text === 'INSTANCE') throw new UnreadExpression('INSTANCE inside LET', next);
    return { name, parameters, bounds, body: this.expression() };
  }

  #parameter(): string {
    const name = this.#word('a parameter');
    const next = this.#peek();
    if (next?.text === '(') throw new UnreadExpression('a parameter that is an operator, inside LET', next);
    return name;
  }

  #lambda(token: Token): Expression {
    this.at++;
    const parameters = this.#list(() => this.#word('a parameter'));
    this.#expect(':');
    return { kind: 'lambda', token, parameters, body: this.expression() };
  }

  #primary(token: Token): Expression {
    if (token.kind === 'number' || token.kind === 'string') {
      this.at++;
      return { kind: token.kind, token, text: token.text };
    }
    if (token.kind === 'word' && !keywords.has(token.text)) return this.#nameOrCall(token);
    this.at++;
    if (token.text === '@') return { kind: 'at', token };
    if (token.text === '(') {
      const inside = this.expression();
      this.#expect(')');
      return { ...inside, token };
    }
    if (token.text === '<<') return this.#tuple(token);
    if (token.text === '{') return this.#braces(token);
    if (token.text === '[') return this.#squares(token);
    this.at--;
    return this.fail('an expression');
  }

  #nameOrCall(token: Token): Expression {
    this.at++;
    const next = this.#peek();
    if (next?.text === '!' || next?.text === '::') throw new UnreadExpression(`\`${next.text}\` after a name`, next);
    if (/^(WF|SF)_/.test(token.text)) throw new UnreadExpression('a fairness formula', token);
    if (!this.#take('(')) return { kind: 'name', token, name: token.text };
    const args = this.#list(() => this.expression());
    this.#expect(')');
    const after = this.#peek();
    if (after?.text === '!' || after?.text === '::')
      throw new UnreadExpression(`\`${after.text}\` after a name`, after);
    return { kind: 'call', token, name: token.text, args };
  }

  #postfix(primary: Expression): Expression {
    let operand = primary;
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.kind !== 'symbol') return operand;
      if (postfixOperators.has(token.text)) {
        this.at++;
        operand = { kind: 'postfix', token: primary.token, operator: token.text, operand };
      } else if (token.text === '[') {
        this.at++;
        const args = this.#list(() => this.expression());
        this.#expect(']');
        operand = { kind: 'apply', token: primary.token, operand, args };
      } else if (token.text === '.') {
        this.at++;
        operand = { kind: 'field', token: primary.token, operand, field: this.#word('a field') };
      } else {
        return operand;
      }
    }
    return operand;
  }

  #tuple(token: Token): Expression {
    const elements = this.#peek()?.text === '>>' ? [] : this.#list(() => this.expression());
    this.#expect('>>');
    const [action] = elements;
    if (action === undefined || elements.length > 1) return { kind: 'tuple', token, elements };
    const subscript = this.#subscript();
    return subscript === undefined ? { kind: 'tuple', token, elements } : { kind: 'angle', token, action, subscript };
  }

  #braces(token: Token): Expression {
    if (this.#take('}')) return { kind: 'set', token, elements: [] };
    const bound = this.#attempt(() => {
      const candidate = this.#bound(false);
      this.#expect(':');
      return candidate;
    });
    if (bound !== undefined && (bound.isTuple || bound.names.length === 1)) {
      const condition = this.expression();
      this.#expect('}');
      return { kind: 'filter', token, bound, condition };
    }
    const first = this.expression();
    if (this.#take(':')) {
      const bounds = this.#bounds(false);
      this.#expect('}');
      return { kind: 'map', token, body: first, bounds };
    }
    const rest = this.#take(',') ? this.#list(() => this.expression()) : [];
    this.#expect('}');
    return { kind: 'set', token, elements: [first, ...rest] };
  }

  #squares(token: Token): Expression {
    const name = this.#peek();
    const mark = this.tokens[this.at + 1]?.text;
    if (name?.kind === 'word' && (mark === '|->' || mark === ':')) {
      const fields = this.#list(() => {
        const field = this.#word('a field');
        this.#expect(mark);
        return [field, this.expression()] as const;
      });
      this.#expect(']');
      return { kind: mark === ':' ? 'records' : 'record', token, fields };
    }
    const bounds = this.#attempt(() => {
      const candidate = this.#bounds(false);
      this.#expect('|->');
      return candidate;
    });
    if (bounds !== undefined) {
      const body = this.expression();
      this.#expect(']');
      return { kind: 'function', token, bounds, body };
    }
    const first = this.expression();
    if (this.#take('->')) {
      const range = this.expression();
      this.#expect(']');
      return { kind: 'functions', token, domain: first, range };
    }
    if (this.#take('EXCEPT')) {
      const updates = this.#list(() => this.#update());
      this.#expect(']');
      return { kind: 'except', token, base: first, updates };
    }
    this.#expect(']');
    const subscript = this.#subscript() ?? this.fail('`_` and a subscript after `]`');
    return { kind: 'box', token, action: first, subscript };
  }

  #update(): { path: Selector[]; value: Expression } {
    this.#expect('!');
    const path: Selector[] = [];
    for (;;) {
      if (this.#take('.')) {
        path.push({ kind: 'field', field: this.#word('a field') });
      } else if (this.#take('[')) {
        path.push({ kind: 'index', args: this.#list(() => this.expression()) });
        this.#expect(']');
      } else {
        break;
      }
    }
    if (path.length === 0) this.fail('`[` or `.` after `!`');
    this.#expect('=');
    return { path, value: this.expression() };
  }

  /** `_v` or `_<<a, b>>`, which the tokens give as a word that begins with `_`. */
  #subscript(): Expression | undefined {
    const token = this.#peek();
    if (token?.kind !== 'word' || !token.text.startsWith('_')) return undefined;
    this.at++;
    if (token.text !== '_') return { kind: 'name', token, name: token.text.slice(1) };
    return this.#primary(this.#peek() ?? this.fail('a subscript'));
  }

  #bounds(mayBeUnbounded: boolean): Bound[] {
    return this.#list(() => this.#bound(mayBeUnbounded));
  }

  #bound(mayBeUnbounded: boolean): Bound {
    const isTuple = this.#take('<<');
    const names = [this.#word('a name')];
    while (this.#take(',')) names.push(this.#word('a name'));
    if (isTuple) this.#expect('>>');
    if (mayBeUnbounded && this.#peek()?.text === ':') return { names, isTuple };
    this.#expect('\\in');
    return { names, isTuple, set: this.expression() };
  }

  #list<T>(readOne: () => T): T[] {
    const items = [readOne()];
    while (this.#take(',')) items.push(readOne());
    return items;
  }

  /** What `read` returns, or undefined, back where it began, if the text is something else. */
  #attempt<T>(read: () => T): T | undefined {
    const { at } = this;
    const limit = this.#limit;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.at = at;
      this.#limit = limit;
      return undefined;
    }
  }

  #peek(): Token | undefined {
    const token = this.tokens[this.at];
    return token !== undefined && token.column > this.#limit ? token : undefined;
  }

  #take(text: string): boolean {
    const token = this.#peek();
    if (token?.text !== text || token.kind === 'string') return false;
    this.at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.fail(`\`${text}\``);
  }

  #word(expected: string): string {
    const token = this.#peek();
    if (token?.kind !== 'word' || keywords.has(token.text)) return this.fail(expected);
    this.at++;
    return token.text;
  }

  fail(expected: string): never {
    const token = this.tokens[this.at];
    const { line, column } = token ?? this.after;
    throw new InputError({
      code: 'syntax',
      file: this.file,
      line,
      column,
      expected,
      found: token === undefined ? 'the end of the definition' : `\`${token.text}\``,
    });
  }
}
