/** The tree of a TLA+ expression. */

import type { Token } from './tokens.js';

/** `x, y \in S`, `<<x, y>> \in S`, or `x` alone where a set is not given. */
export interface Bound {
  readonly names: readonly string[];
  /** Whether the names stand in `<< >>`. */
  readonly isTuple: boolean;
  readonly set?: Expression;
}

/** A definition inside LET. */
export interface LocalDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  /** `f[x \in S] == ...` */
  readonly bounds: readonly Bound[];
  readonly body: Expression;
}

/** `![i].f` */
export type Selector =
  | { readonly kind: 'index'; readonly args: readonly Expression[] }
  | { readonly kind: 'field'; readonly field: string };

export type Expression = { readonly token: Token } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number' | 'string'; readonly text: string }
  | { readonly kind: 'at' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'prefix' | 'postfix'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'infix'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** A list with its bullets in one column. */
  | { readonly kind: 'junction'; readonly operator: '/\\' | '\\/'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'quantifier';
      readonly quantifier: string;
      readonly bounds: readonly Bound[];
      readonly body: Expression;
    }
  | { readonly kind: 'choose'; readonly bound: Bound; readonly body: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly consequent: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'case';
      readonly arms: readonly { readonly guard: Expression; readonly value: Expression }[];
      readonly otherwise?: Expression;
    }
  | { readonly kind: 'let'; readonly definitions: readonly LocalDefinition[]; readonly body: Expression }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
  | { readonly kind: 'set' | 'tuple'; readonly elements: readonly Expression[] }
  /** `{x \in S : P}` */
  | { readonly kind: 'filter'; readonly bound: Bound; readonly condition: Expression }
  /** `{e : x \in S}` */
  | { readonly kind: 'map'; readonly body: Expression; readonly bounds: readonly Bound[] }
  | { readonly kind: 'function'; readonly bounds: readonly Bound[]; readonly body: Expression }
  | { readonly kind: 'functions'; readonly domain: Expression; readonly range: Expression }
  /** `[a |-> e]` and `[a : S]` */
  | { readonly kind: 'record' | 'records'; readonly fields: readonly (readonly [string, Expression])[] }
  | {
      readonly kind: 'except';
      readonly base: Expression;
      readonly updates: readonly { readonly path: readonly Selector[]; readonly value: Expression }[];
    }
  | { readonly kind: 'apply'; readonly operand: Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'field'; readonly operand: Expression; readonly field: string }
  /** `[A]_v` and `<<A>>_v` */
  | { readonly kind: 'box' | 'angle'; readonly action: Expression; readonly subscript: Expression }
);
