/** Where a fragment of code is going to stand: the function around it, the names in scope, how variables are read. */

import type { Argument, Definition, Expression, OperatorArgument, Parameter, Variable } from '../meaning/resolved.js';
import type { EvaluationFrame } from '../values/evaluation-error.js';
import type { Code } from './code.js';

/** A JavaScript function being written. */
export class FunctionBuilder {
  readonly declared: Set<string>;
  readonly used = new Set<string>();
  readonly temporaries: string[] = [];

  constructor(parameters: readonly string[]) {
    this.declared = new Set(parameters);
  }

  declare(name: string): string {
    this.declared.add(name);
    return name;
  }

  use(name: string): string {
    this.used.add(name);
    return name;
  }

  /** A variable of the function, declared at its head. */
  temporary(name: string): string {
    this.temporaries.push(name);
    return this.declare(name);
  }

  /** Names of functions around this one. */
  free(): string[] {
    return [...this.used].filter((name) => !this.declared.has(name));
  }
}

/** What stands for a parameter or a LET definition at some place. */
export type Binding =
  /** A JavaScript variable. */
  | { readonly kind: 'code'; readonly name: string; readonly representation: Code['representation'] }
  /** A JavaScript function without parameters that gives the value when asked. */
  | { readonly kind: 'thunk'; readonly name: string }
  /** The expression itself, compiled where it is used, in the scope it was written in. */
  | { readonly kind: 'macro'; readonly expression: Expression; readonly scope: Scope }
  /** A JavaScript function from values to a value. */
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'operator'; readonly argument: OperatorArgument; readonly scope: Scope }
  /** A definition of a LET, copied where it is used, in the scope of that LET. */
  | { readonly kind: 'local'; readonly scope: () => Scope }
  /** The same, kept in a JavaScript function without parameters; for use in the frame with that key. */
  | { readonly kind: 'kept'; readonly name: string; readonly frame: string; readonly scope: () => Scope };

/** A persistent list of bindings, the innermost first. */
export type Scope =
  | undefined
  | { readonly key: Parameter | Definition; readonly binding: Binding; readonly outer: Scope };

export function bind(scope: Scope, key: Parameter | Definition, binding: Binding): Scope {
  return { key, binding, outer: scope };
}

export function lookUp(scope: Scope, key: Parameter | Definition): Binding | undefined {
  for (let entry = scope; entry !== undefined; entry = entry.outer) if (entry.key === key) return entry.binding;
  return undefined;
}

/** Where the unprimed and the primed forms of variables are found. */
export interface Frame {
  /** Equal for frames in which the same definition compiles to the same code. */
  readonly key: string;
  /** An element of an Int32Array, for example `C[3]`; undefined where the form has no meaning. */
  unprimed(variable: Variable): string | undefined;
  primed(variable: Variable): string | undefined;
}

/** What happens when an action has given every variable its value. */
export type Ending = 'emit' | 'exists';

export interface Context {
  readonly builder: FunctionBuilder;
  readonly scope: Scope;
  readonly frame: Frame;
  /** Variables whose next (in `initial`: first) value is known at this place; 'all' where the whole step is given. */
  readonly assigned: 'all' | ReadonlySet<Variable>;
  /** INIT: the unprimed form is what is assigned. */
  readonly initial: boolean;
  readonly ending: Ending;
  /** Definitions copied into the function being written, innermost first; for the instrumented program. */
  readonly frames: readonly EvaluationFrame[];
  /** How many bodies have been copied into each other. */
  readonly depth: number;
}

export function isAssigned(context: Context, variable: Variable): boolean {
  return context.assigned === 'all' || context.assigned.has(variable);
}

export type { Argument };
