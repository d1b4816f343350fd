/** A resolved model to a {@link Program}. */

import type { Expression, ResolvedModel, Variable } from '../meaning/resolved.js';
import { bagOperators } from '../values/bags.js';
import { EvaluationError, evaluationError } from '../values/evaluation-error.js';
import type { ValueStore } from '../values/store.js';
import { statements } from './action.js';
import { type Context, FunctionBuilder } from './context.js';
import { boolean, value } from './expression.js';
import { initialFrame, stepFrame } from './frames.js';
import { incomplete, nextStatements, textPlace } from './next.js';
import { permutationGroup } from './permutations.js';
import { predicateText } from './predicate.js';
import type { Predicate, Program, ProgramAction } from './program.js';
import { Runtime } from './runtime.js';
import { Writer } from './writer.js';

export interface CompileOptions {
  readonly store: ValueStore;
  /** Count every place, and name the place where an evaluation fails; several times slower. */
  readonly instrumented: boolean;
  /** Text of Print and PrintT. */
  readonly print: (text: string) => void;
}

/** Functions of a generated text, by the names that text gave them. */
type Generated = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Compiles the model. Nothing of the module is evaluated before the program is used. */
export function compileModel(model: ResolvedModel, options: CompileOptions): Program {
  const { store } = options;
  const { variables } = model;
  const runtime = new Runtime(store, options);
  const current = new Int32Array(variables.length);
  const successor = new Int32Array(variables.length);
  const link = { on: false, arguments: [] as readonly number[], none: [] as readonly number[] };
  const units: Unit[] = [];
  const unit = (): Unit => {
    const made = new Unit({ variables, options, runtime, current, successor, link });
    units.push(made);
    return made;
  };

  const main = unit();
  const actions: ProgramAction[] = [];
  const { behaviour } = model;
  if (behaviour !== undefined) {
    main.function('initial', 'emit', initialContext(), (writer, context) => {
      const missing = (names: readonly Variable[]) =>
        incomplete(
          names.map(({ name }) => name),
          'the initial predicate',
        );
      const call = writer.lift('init', context, (inner) =>
        statements(writer, behaviour.init, inner, (after) => {
          const open = variables.filter((each) => after.assigned !== 'all' && !after.assigned.has(each));
          return open.length === 0 ? 'Z(0);' : missing(open);
        }),
      );
      return `Z = emit; ${writer.named(call, textPlace(behaviour.init), context)};`;
    });
    main.function('successors', 'emit', stepContext(new Set()), (writer, context) => {
      const name = behaviour.nextName ?? 'Next';
      return `Z = emit; ${nextStatements(writer, behaviour.next, context, { actions, name })}`;
    });
  }
  const named = {
    invariants: model.invariants,
    constraints: model.constraints,
    actionConstraints: model.actionConstraints,
  };
  for (const [list, formulas] of Object.entries(named)) {
    formulas.forEach(({ formula }, index) => {
      main.predicate(`${list}${index}`, formula);
    });
  }
  model.assumptions.forEach(({ formula }, index) => {
    main.predicate(`assumptions${index}`, formula);
  });
  if (model.view !== undefined) main.value('view', model.view.formula);
  if (model.alias !== undefined) main.value('alias', model.alias.formula);
  if (model.postcondition !== undefined) main.predicate('postcondition', model.postcondition.formula);
  model.symmetry.forEach(({ formula }, index) => {
    main.value(`symmetry${index}`, formula);
  });
  const generated = main.finish();
  const run = <T>(name: string, ...args: unknown[]): T => (generated[name] as (...all: unknown[]) => T)(...args);
  const predicate = (name: string): Predicate => generated[name] as Predicate;

  let permuting: readonly ((value: number) => number)[] | undefined;
  return {
    store,
    figures: runtime.figures,
    variables: variables.map(({ name }) => name),
    width: variables.length,
    current,
    successor,
    actions,
    initial: (emit) => run('initial', emit),
    successors: generated.successors as Program['successors'],
    labelledSuccessors(emit) {
      link.on = true;
      try {
        run('successors', (action: number) => emit(action, link.arguments));
      } finally {
        link.on = false;
      }
    },
    predicate(formula) {
      const own = unit();
      own.predicate('answer', formula);
      return own.finish().answer as Predicate;
    },
    value(expression) {
      const own = unit();
      own.value('answer', expression);
      return own.finish().answer as () => number;
    },
    invariants: model.invariants.map(({ name }, index) => ({ name, test: predicate(`invariants${index}`) })),
    constraints: model.constraints.map(({ name }, index) => ({ name, test: predicate(`constraints${index}`) })),
    actionConstraints: model.actionConstraints.map(({ name }, index) => ({
      name,
      test: predicate(`actionConstraints${index}`),
    })),
    assumptions: model.assumptions.map(({ name, formula }, index) => {
      return { name, place: formula.place, test: predicate(`assumptions${index}`) };
    }),
    view: model.view === undefined ? undefined : (generated.view as () => number),
    alias: model.alias === undefined ? undefined : (generated.alias as () => number),
    postcondition: model.postcondition === undefined ? undefined : predicate('postcondition'),
    get permutations() {
      permuting ??= permutationGroup(
        store,
        model.symmetry.map((_, index) => run<number>(`symmetry${index}`)),
      );
      return permuting;
    },
    coverage: options.instrumented ? () => units.flatMap((each) => each.coverage()) : undefined,
  };
}

function initialContext(): Omit<Context, 'builder'> {
  return {
    scope: undefined,
    frame: initialFrame,
    assigned: new Set(),
    initial: true,
    ending: 'emit',
    frames: [],
    depth: 0,
  };
}

function stepContext(assigned: Context['assigned']): Omit<Context, 'builder'> {
  return { scope: undefined, frame: stepFrame, assigned, initial: false, ending: 'emit', frames: [], depth: 0 };
}

interface UnitOptions {
  readonly variables: readonly Variable[];
  readonly options: CompileOptions;
  readonly runtime: Runtime;
  readonly current: Int32Array;
  readonly successor: Int32Array;
  readonly link: object;
}

/** One generated text. */
class Unit {
  readonly #options: UnitOptions;
  readonly #writer: Writer;
  readonly #names: string[] = [];
  readonly #counts: number[] = [];

  constructor(options: UnitOptions) {
    this.#options = options;
    this.#writer = new Writer(options.options.store, options.variables, options.options.instrumented);
  }

  function(
    name: string,
    parameters: string,
    context: Omit<Context, 'builder'>,
    build: (writer: Writer, context: Context) => string,
  ): void {
    const around: Context = { ...context, builder: new FunctionBuilder([]) };
    const { text } = this.#writer.body(around, [parameters], (inner) => build(this.#writer, inner));
    this.#writer.add(`function ${name}(${parameters}) {${text}}`);
    this.#names.push(name);
  }

  predicate(name: string, formula: Expression): void {
    const build = formula.level < 2 ? predicateText : boolean;
    this.function(name, '', stepContext('all'), (writer, context) => `return ${build(writer, formula, context)};`);
  }

  value(name: string, expression: Expression): void {
    this.function(name, '', stepContext('all'), (writer, context) => `return ${value(writer, expression, context)};`);
  }

  /** The functions, made from the text. */
  finish(): Generated {
    const { runtime, current, successor, link, options } = this.#options;
    const { sites } = this.#writer;
    const counts = this.#counts;
    for (let site = 0; site < sites.length; site++) counts.push(0);
    const watch = <T>(site: number, evaluate: () => T): T => {
      counts[site] = (counts[site] ?? 0) + 1;
      try {
        return evaluate();
      } catch (error) {
        throw located(error, sites[site]);
      }
    };
    const text = `'use strict'; let Z; const I = R.integer, M = R.number, B = R.boolean, A = R.within, E = R.equal;
      ${this.#writer.text()}
      return { ${this.#names.join(', ')} };`;
    // The text is made by this compiler from a syntax tree; names of the module reach it only as words and quoted strings.
    return new Function('V', 'R', 'G', 'C', 'N', 'L', 'W', text)(
      options.store,
      runtime,
      bagOperators(options.store),
      current,
      successor,
      link,
      watch,
    );
  }

  coverage() {
    return this.#writer.sites.flatMap(({ place, isCounted }, index) => {
      return isCounted ? [{ place, count: this.#counts[index] ?? 0 }] : [];
    });
  }
}

/** The error with its place: the innermost site that it passed, and the definitions between there and the outside. */
function located(error: unknown, site: Writer['sites'][number] | undefined): unknown {
  const known = evaluationError(error);
  if (!(known instanceof EvaluationError) || site === undefined) return known;
  if (known.place === undefined) {
    known.place = site.place;
    known.frames.push(...site.frames);
  } else if (site.enters !== undefined) {
    known.frames.push({ definition: site.enters.name, place: site.place }, ...site.frames);
  }
  return known;
}
