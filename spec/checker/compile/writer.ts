/** The text of a generated program while it grows: top-level functions, names, places for the instrumented form. */

import type { Definition, Expression, Variable } from '../meaning/resolved.js';
import type { Place } from '../syntax/tree.js';
import type { EvaluationFrame } from '../values/evaluation-error.js';
import type { ValueStore } from '../values/store.js';
import { Analysis } from './analysis.js';
import type { Representation } from './code.js';
import { type Context, FunctionBuilder } from './context.js';
import { Strictness } from './strictness.js';
import { Ways } from './ways.js';

/** A place in the module that the instrumented program counts, and names when an evaluation fails there. */
export interface Site {
  readonly place: Place;
  /** Definitions copied into the same function, innermost first. */
  readonly frames: readonly EvaluationFrame[];
  /** For the call of a function of its own: the definition entered there. */
  readonly enters: Definition | undefined;
  /** FALSE where another site counts the same evaluation. */
  readonly isCounted: boolean;
}

/** A definition that has become a JavaScript function. */
export interface DefinitionFunction {
  readonly name: string;
  readonly representation: Representation;
}

export class Writer {
  readonly store: ValueStore;
  /** The variables of a state, in order. */
  readonly variables: readonly Variable[];
  readonly analysis = new Analysis();
  readonly strictness = new Strictness();
  readonly ways = new Ways();
  readonly instrumented: boolean;
  readonly sites: Site[] = [];
  /** Definitions compiled to functions, by definition and frame. */
  readonly definitions = new Map<Definition, Map<string, DefinitionFunction>>();
  /** Fragments that hold a constant, by its expression. */
  readonly constants = new Map<
    Expression | Definition,
    { readonly text: string; readonly representation: Representation }
  >();
  readonly #parts: string[] = [];
  #names = 0;

  constructor(store: ValueStore, variables: readonly Variable[], instrumented: boolean) {
    this.store = store;
    this.variables = variables;
    this.instrumented = instrumented;
  }

  /** A JavaScript name not used before that begins with `stem`. */
  fresh(stem: string): string {
    // A name in TLA+ may begin with a digit.
    return `${stem.replace(/[^A-Za-z0-9]|^(?=[0-9])/g, '_')}_${this.#names++}`;
  }

  /** Adds text at the top level of the program. */
  add(text: string): void {
    this.#parts.push(text);
  }

  text(): string {
    return this.#parts.join('\n');
  }

  /**
   * Writes a top-level function whose body `build` gives; what it uses of the functions around becomes its parameters.
   * Returns the text of its call.
   */
  lift(stem: string, context: Context, build: (inner: Context) => string): string {
    const name = this.fresh(stem);
    const { text, free } = this.body(context, [], build);
    this.add(`function ${name}(${free.join(', ')}) {${text}}`);
    return `${name}(${free.join(', ')})`;
  }

  /** An arrow function that stands where it is used. */
  closure(context: Context, parameters: readonly string[], build: (inner: Context) => string): string {
    const { text } = this.body(context, parameters, build);
    return `((${parameters.join(', ')}) => {${text}})`;
  }

  /** The statements of a function, its temporaries declared, and the names it takes from around. */
  body(
    context: Context,
    parameters: readonly string[],
    build: (inner: Context) => string,
  ): { readonly text: string; readonly free: readonly string[] } {
    const builder = new FunctionBuilder(parameters);
    const statements = build({ ...context, builder });
    const free = builder.free();
    for (const name of free) context.builder.use(name);
    const head = builder.temporaries.length === 0 ? '' : `let ${builder.temporaries.join(', ')}; `;
    return { text: head + statements, free };
  }

  /** The JavaScript expression `text`; in the instrumented program wrapped so that it is counted, and named when it fails. */
  watched(text: string, place: Place, { frames }: Context): string {
    return this.instrumented ? this.#watched(text, { place, frames, enters: undefined, isCounted: true }) : text;
  }

  /** The same for a part of what is counted elsewhere. */
  named(text: string, place: Place, { frames }: Context): string {
    return this.instrumented ? this.#watched(text, { place, frames, enters: undefined, isCounted: false }) : text;
  }

  /** The same for a call, at `place`, of the function that `enters` has become. */
  entered(text: string, place: Place, { frames }: Context, enters: Definition): string {
    return this.instrumented ? this.#watched(text, { place, frames, enters, isCounted: false }) : text;
  }

  #watched(text: string, site: Site): string {
    this.sites.push(site);
    return `W(${this.sites.length - 1}, () => ${text})`;
  }
}
