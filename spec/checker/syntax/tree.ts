/** The syntax tree of a TLA+ module: what was written, with its places, before any name is looked up. */

/** One text that was read: every place points back to it. */
export interface Source {
  /** As shown in errors. */
  readonly file: string;
  /** The module of that text; for a nested module its own name. */
  readonly module: string;
}

/** A stretch of a source. Lines and columns are 1-based and count UTF-16 units; the end is the last character, included. */
export interface Place {
  readonly source: Source;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Name {
  readonly name: string;
  readonly place: Place;
}

/**
 * Operator names are canonical ASCII, whatever way they were written: `\in`, `\cup` (also for `\union`), `\cap`, `#` (also
 * for `/=`), `<=` (also for `=<` and `\leq`), `>=`, `/\`, `\/`, `~`, `=>`, `<=>` (also for `\equiv`), `\o` (also for `\circ`),
 * `\X` (also for `\times`), `->` ..., prefix minus `-.`, prime `'`, `[]`, `<>`, `~>`, `-+->`.
 */
export type OperatorName = string;

/** `M!` or `M(e, f)!` before a name. */
export interface InstancePrefix extends Name {
  readonly arguments: readonly Expression[];
}

/** `x, y \in S` (several names, each bound to an element) or `<<x, y>> \in S` (one tuple taken apart). */
export interface Bound {
  readonly pattern: 'names' | 'tuple';
  readonly names: readonly Name[];
  readonly set: Expression;
}

export interface Field {
  readonly name: string;
  /** Of the name. */
  readonly place: Place;
  readonly value: Expression;
}

/** One step of the way to the place that EXCEPT changes: `[e]`, `[e, f]` (an index that is a tuple) or `.name`. */
export type ExceptStep =
  | { readonly kind: 'index'; readonly arguments: readonly Expression[]; readonly place: Place }
  | { readonly kind: 'field'; readonly name: string; readonly place: Place };

export interface ExceptUpdate {
  readonly path: readonly ExceptStep[];
  readonly value: Expression;
}

/** `!2`, `!<<` (the first operand), `!>>` (the last) or `!:` (all of it), after the name of a definition. */
export interface PathStep {
  readonly operand: number | 'first' | 'last' | 'whole';
  readonly place: Place;
}

export interface CaseArm {
  readonly guard: Expression;
  readonly value: Expression;
}

export type ExpressionKind = Expression['kind'];

/** Parentheses and labels leave no node. */
export type Expression =
  /** A name alone, a call, or a prefix, infix or postfix operator with its operands; `arguments` is empty for a name alone. */
  | (Node & {
      readonly kind: 'reference';
      prefix: readonly InstancePrefix[];
      name: OperatorName;
      arguments: readonly Expression[];
      /** Of the sign, where it stands between or after its operands. */
      sign?: Place;
      /** `Op!2!1`: not what the definition stands for, but this part of it. */
      path?: readonly PathStep[];
    })
  | (Node & { readonly kind: 'number'; value: bigint })
  | (Node & { readonly kind: 'string'; value: string })
  | (Node & { readonly kind: 'boolean'; value: boolean })
  /** A bulleted list, or operators of one sort in a row, as one list; at least two items unless the list has one bullet. */
  | (Node & {
      readonly kind: 'junction';
      operator: '/\\' | '\\/';
      items: readonly Expression[];
      /** Written with signs between its items, and so of two operands only: all but the last, and the last. */
      isRow?: true;
    })
  | (Node & { readonly kind: 'quantifier'; quantifier: '\\A' | '\\E'; bounds: readonly Bound[]; body: Expression })
  | (Node & {
      readonly kind: 'unboundedQuantifier';
      quantifier: '\\A' | '\\E' | '\\AA' | '\\EE';
      names: readonly Name[];
      body: Expression;
    })
  | (Node & {
      readonly kind: 'choose';
      pattern: 'names' | 'tuple';
      names: readonly Name[];
      set: Expression | undefined;
      body: Expression;
    })
  | (Node & { readonly kind: 'set'; elements: readonly Expression[] })
  /** `{x \in S : P}` */
  | (Node & { readonly kind: 'filter'; bound: Bound; predicate: Expression })
  /** `{e : x \in S, y \in T}` */
  | (Node & { readonly kind: 'map'; body: Expression; bounds: readonly Bound[] })
  /** `[x \in S |-> e]` */
  | (Node & { readonly kind: 'function'; bounds: readonly Bound[]; body: Expression })
  /** `[S -> T]` */
  | (Node & { readonly kind: 'functionSet'; domain: Expression; range: Expression })
  | (Node & { readonly kind: 'record'; fields: readonly Field[] })
  /** `[a : S, b : T]` */
  | (Node & { readonly kind: 'recordSet'; fields: readonly Field[] })
  | (Node & { readonly kind: 'tuple'; elements: readonly Expression[] })
  /** `S \X T \X U`, flat; parentheses keep their nesting. */
  | (Node & { readonly kind: 'product'; sets: readonly Expression[] })
  /** `f[e, g]` */
  | (Node & { readonly kind: 'application'; function: Expression; arguments: readonly Expression[] })
  /** `r.name` */
  | (Node & { readonly kind: 'field'; record: Expression; name: string })
  | (Node & { readonly kind: 'except'; function: Expression; updates: readonly ExceptUpdate[] })
  /** `@` inside an EXCEPT */
  | (Node & { readonly kind: 'at' })
  | (Node & { readonly kind: 'if'; condition: Expression; then: Expression; else: Expression })
  | (Node & { readonly kind: 'case'; arms: readonly CaseArm[]; other: Expression | undefined })
  | (Node & { readonly kind: 'let'; units: readonly Unit[]; body: Expression })
  | (Node & { readonly kind: 'lambda'; parameters: readonly Name[]; body: Expression })
  /** `[A]_v` */
  | (Node & { readonly kind: 'box'; action: Expression; subscript: Expression })
  /** `<<A>>_v` */
  | (Node & { readonly kind: 'angle'; action: Expression; subscript: Expression })
  | (Node & { readonly kind: 'fairness'; strength: 'WF' | 'SF'; subscript: Expression; action: Expression });

interface Node {
  readonly place: Place;
}

/** A parameter of an operator: `x` has arity 0, `Op(_, _)` 2. */
export interface ParameterDeclaration extends Name {
  readonly arity: number;
}

export interface Substitution extends Name {
  readonly value: Expression;
}

/** `INSTANCE M WITH a <- e` */
export interface InstanceExpression {
  readonly module: Name;
  readonly substitutions: readonly Substitution[];
}

/** Theorems and axioms without a name, proofs, USE, HIDE and separators leave no unit. */
export type Unit =
  | (Node & { readonly kind: 'constants'; declarations: readonly ParameterDeclaration[] })
  | (Node & { readonly kind: 'variables'; names: readonly Name[] })
  | (Node & { readonly kind: 'recursive'; declarations: readonly ParameterDeclaration[] })
  | (Node & { readonly kind: 'assumption'; name: Name | undefined; body: Expression })
  /** `THEOREM Name == e`, `AXIOM Name == e`; the body is read when somebody asks for it. */
  | (Node & { readonly kind: 'theorem'; name: Name; body: Expression })
  /** `Op(x, y) == e`, also for prefix, infix and postfix symbols. */
  | (Node & {
      readonly kind: 'operator';
      local: boolean;
      name: Name;
      parameters: readonly ParameterDeclaration[];
      body: Expression;
    })
  /** `f[x \in S] == e` */
  | (Node & {
      readonly kind: 'functionDefinition';
      local: boolean;
      name: Name;
      bounds: readonly Bound[];
      body: Expression;
    })
  /** `I(x) == INSTANCE M WITH ...`; without a name for a plain `INSTANCE M`. */
  | (Node & {
      kind: 'instance';
      local: boolean;
      name: Name | undefined;
      parameters: readonly ParameterDeclaration[];
      instance: InstanceExpression;
    })
  | (Node & { readonly kind: 'module'; module: ModuleTree });

export interface ModuleTree {
  readonly source: Source;
  readonly name: Name;
  readonly extends: readonly Name[];
  readonly units: readonly Unit[];
}
