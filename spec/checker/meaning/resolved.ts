/**
 * A model after every name has been looked up: what the compiler works on.
 *
 * Instances are gone: a definition reached through `I!` is a definition of its own, its module's constants and variables
 * replaced by what `WITH` gives. CONSTANTS are gone too: each is the value or the definition that the configuration names.
 */

import type { Place } from '../syntax/tree.js';
import type { Value } from '../values/value.js';

/** 0 constant, 1 state, 2 action, 3 temporal. */
export type Level = 0 | 1 | 2 | 3;

/** A state variable. Identity is what counts, not the name. */
export interface Variable {
  readonly name: string;
  /** Position in a state; -1 for a variable that exists only inside an {@link Expression} of kind `enabled`. */
  readonly index: number;
  /**
   * For a variable bound by `enabled` under a refinement mapping: what the instance puts for its unprimed form. (The
   * primed form is the bound one: ENABLED is taken before the substitution, *Specifying Systems* 17.8.)
   */
  readonly current?: Expression;
}

/** A bound variable (arity 0) or a parameter of an operator or LAMBDA (arity 0 or more). Identity counts. */
export interface Parameter {
  readonly name: string;
  readonly arity: number;
}

/** An operator or function definition, from a module, an instance or a LET. Identity counts. */
export interface Definition {
  /** As a reader would write it from the root module, for example `Inner!Next`. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Resolved when first asked for. */
  readonly body: Expression;
  /** Of the body, its parameters counted as constants. */
  readonly level: Level;
  /** Whether the definition can reach itself. */
  readonly isRecursive: boolean;
  readonly place: Place;
}

/** What stands for an operator where one is an argument. */
export type OperatorArgument =
  | { readonly kind: 'definition'; readonly definition: Definition; readonly arity: number }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly arity: number }
  | { readonly kind: 'builtin'; readonly operator: Builtin; readonly arity: number }
  | {
      readonly kind: 'lambda';
      readonly parameters: readonly Parameter[];
      readonly body: Expression;
      readonly arity: number;
    };

export type Argument = Expression | OperatorArgument;

/** `x, y \in S` or `<<x, y>> \in S`. */
export interface Bound {
  readonly pattern: 'names' | 'tuple';
  readonly parameters: readonly Parameter[];
  readonly set: Expression;
}

export type ExceptStep =
  | { readonly kind: 'index'; readonly index: Expression; readonly place: Place }
  | { readonly kind: 'field'; readonly name: string; readonly place: Place };

export interface ExceptUpdate {
  readonly path: readonly ExceptStep[];
  /** Stands for `@` in `value`; undefined where `@` does not occur. */
  readonly at: Parameter | undefined;
  readonly value: Expression;
}

/** Operators of the language and of the standard modules, by their canonical names; see `builtins.ts` for the list. */
export type Builtin = string;

export type Expression =
  /** A literal, or a CONSTANT with the value that the configuration gives it. */
  | (Node & { readonly kind: 'value'; readonly value: Value })
  /** A bound variable or a parameter of arity 0. */
  | (Node & { readonly kind: 'parameter'; readonly parameter: Parameter })
  | (Node & { readonly kind: 'variable'; readonly variable: Variable })
  | (Node & { readonly kind: 'call'; readonly definition: Definition; readonly arguments: readonly Argument[] })
  /** A call of a parameter of arity 1 or more. */
  | (Node & { readonly kind: 'callParameter'; readonly parameter: Parameter; readonly arguments: readonly Argument[] })
  /**
   * Everything with strict or simply described arguments: `\in`, `+`, `Append`, `DOMAIN`, `SUBSET`, `'`, `UNCHANGED`, `[]`,
   * `<>`, `~>`, and so on; also `=>`, `<=>`, `~`, whose evaluation order the compiler knows.
   */
  | (Node & { readonly kind: 'builtin'; readonly operator: Builtin; readonly arguments: readonly Argument[] })
  | (Node & { readonly kind: 'junction'; readonly operator: '/\\' | '\\/'; readonly items: readonly Expression[] })
  | (Node & {
      readonly kind: 'quantifier';
      readonly quantifier: '\\A' | '\\E';
      readonly bounds: readonly Bound[];
      readonly body: Expression;
    })
  /** The names of one pattern are one element (a tuple taken apart when there are several). Without `set` it cannot be evaluated. */
  | (Node & {
      readonly kind: 'choose';
      readonly pattern: 'names' | 'tuple';
      readonly parameters: readonly Parameter[];
      readonly set: Expression | undefined;
      readonly body: Expression;
    })
  | (Node & { readonly kind: 'set'; readonly elements: readonly Expression[] })
  | (Node & { readonly kind: 'filter'; readonly bound: Bound; readonly predicate: Expression })
  | (Node & { readonly kind: 'map'; readonly body: Expression; readonly bounds: readonly Bound[] })
  /** Several names, or bounds, make a function on tuples. `self` is the function's own name in a definition `f[x \in S] == e` that uses it. */
  | (Node & {
      readonly kind: 'function';
      readonly bounds: readonly Bound[];
      readonly body: Expression;
      readonly self: Parameter | undefined;
    })
  | (Node & { readonly kind: 'functionSet'; readonly domain: Expression; readonly range: Expression })
  | (Node & {
      readonly kind: 'record';
      readonly fields: readonly { readonly name: string; readonly value: Expression }[];
    })
  | (Node & {
      readonly kind: 'recordSet';
      readonly fields: readonly { readonly name: string; readonly value: Expression }[];
    })
  | (Node & { readonly kind: 'tuple'; readonly elements: readonly Expression[] })
  | (Node & { readonly kind: 'product'; readonly sets: readonly Expression[] })
  /** `f[e]`; several arguments have become one tuple. */
  | (Node & { readonly kind: 'application'; readonly function: Expression; readonly argument: Expression })
  | (Node & { readonly kind: 'field'; readonly record: Expression; readonly name: string })
  | (Node & { readonly kind: 'except'; readonly function: Expression; readonly updates: readonly ExceptUpdate[] })
  | (Node & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Expression;
      readonly else: Expression;
    })
  | (Node & {
      readonly kind: 'case';
      readonly arms: readonly { readonly guard: Expression; readonly value: Expression }[];
      readonly other: Expression | undefined;
    })
  /**
   * `definitions` are those whose bodies may refer to what is bound around the LET: its own, those of instances opened in it,
   * and under `enabled` with fresh variables the second forms of definitions over these. Those that nobody uses are there too.
   */
  | (Node & { readonly kind: 'let'; readonly definitions: readonly Definition[]; readonly body: Expression })
  /** `variables` are those whose primed form the action may constrain: the model's, or under an instance its module's. */
  | (Node & { readonly kind: 'enabled'; readonly variables: readonly Variable[]; readonly action: Expression })
  | (Node & { readonly kind: 'box'; readonly action: Expression; readonly subscript: Expression })
  | (Node & { readonly kind: 'angle'; readonly action: Expression; readonly subscript: Expression })
  /** `enabled` is ENABLED <<action>>_subscript, resolved as the kind `enabled` says. */
  | (Node & {
      readonly kind: 'fairness';
      readonly strength: 'WF' | 'SF';
      readonly subscript: Expression;
      readonly action: Expression;
      readonly enabled: Expression;
    });

interface Node {
  readonly place: Place;
  readonly level: Level;
}

/** A formula that the configuration asks for by name. */
export interface NamedFormula {
  readonly name: string;
  /** Of the name in the configuration, 1-based; undefined where a default stands in. */
  readonly line?: number;
  readonly column?: number;
  readonly formula: Expression;
}

/** A module with its configuration, ready to be compiled. */
export interface ResolvedModel {
  readonly module: string;
  readonly file: string;
  readonly configFile: string;
  /** Of the root module with all it extends, in order of declaration; index = position in this list. */
  readonly variables: readonly Variable[];
  /** Every module read, standard ones included, in order of first mention. */
  readonly modules: readonly string[];
  readonly assumptions: readonly { readonly name: string | undefined; readonly formula: Expression }[];
  /** Undefined when the configuration names no behaviour: only assumptions are checked then. */
  readonly behaviour:
    | undefined
    | {
        readonly init: Expression;
        readonly next: Expression;
        /** The name that stands for Next in the configuration or the specification, where it is one. */
        readonly nextName: string | undefined;
        /** Subscript of `[][Next]_v`; undefined under INIT and NEXT. */
        readonly subscript: Expression | undefined;
        /** The temporal conjuncts of SPECIFICATION besides `[][Next]_v`: fairness, and anything else temporal. */
        readonly fairness: readonly Expression[];
      };
  readonly invariants: readonly NamedFormula[];
  readonly properties: readonly NamedFormula[];
  readonly constraints: readonly NamedFormula[];
  readonly actionConstraints: readonly NamedFormula[];
  /** Each the set of permutations of SYMMETRY. */
  readonly symmetry: readonly NamedFormula[];
  readonly view: NamedFormula | undefined;
  /** A record- or function-valued definition shown in traces instead of the variables. */
  readonly alias: NamedFormula | undefined;
  readonly postcondition: NamedFormula | undefined;
  /** TRUE unless the configuration says CHECK_DEADLOCK FALSE. */
  readonly checkDeadlock: boolean;
}
