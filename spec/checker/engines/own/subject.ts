/** A model made ready to run: compiled, its properties taken apart. */

import { compileModel } from '../../compile/compile-model.js';
import type { Program } from '../../compile/program.js';
import type { Evaluated } from '../../explore/finding.js';
import type { OnTheFly } from '../../explore/property-checks.js';
import type { StateGraph } from '../../explore/state-graph.js';
import type { RowStep } from '../../explore/trace.js';
import type { Expression, ResolvedModel } from '../../meaning/resolved.js';
import { type PropertyPart, partsOf } from '../../properties/classify.js';
import { type FormulaReader, formulaReader } from '../../properties/from-resolved.js';
import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import { ValueStore } from '../../values/store.js';
import type { EvaluationFailure, PropertyRef } from '../engine.js';
import { configuredProperties } from './configured-properties.js';
import { failureOf } from './failure.js';
import { type RunReply, type RunRequest, stopWords } from './protocol.js';
import { plainSteps } from './trace-steps.js';

/** A conjunct of a PROPERTY. */
export type NamedPart = PropertyPart & {
  /** Of the property, as the configuration names it. */
  readonly property: string;
  /** Different for each part, also of different properties. */
  readonly key: string;
};

export class Subject {
  readonly program: Program;
  readonly reader: FormulaReader;
  /** Where temporal formulas are evaluated; set once the search has recorded it. */
  graph: StateGraph | undefined;
  #instrumented: Program | undefined;
  #parts: readonly NamedPart[] | undefined;
  #isMuted = false;

  constructor(
    readonly request: RunRequest,
    readonly model: ResolvedModel,
    readonly say: (reply: RunReply) => void,
    readonly deadline: number,
  ) {
    const counts = request.options.coverage === true;
    this.program = this.#compile(counts);
    if (counts) this.#instrumented = this.program;
    this.reader = formulaReader({
      valueOf: (expression) => this.#plainValue(expression),
      holdsAt: (formula) => this.#stateTest(formula),
      holdsOn: (formula) => this.#stepTest(formula),
    });
  }

  #compile(instrumented: boolean): Program {
    return compileModel(this.model, {
      store: new ValueStore(),
      instrumented,
      print: (text) => {
        if (!this.#isMuted) this.say({ kind: 'printed', text });
      },
    });
  }

  /**
   * The conjuncts of all properties.
   *
   * @throws {InputError} for a formula that cannot be checked; {@link EvaluationError} for a constant in it that cannot be evaluated.
   */
  get parts(): readonly NamedPart[] {
    this.#parts ??= this.model.properties.flatMap(({ name, formula }) =>
      partsOf(formula, this.reader).map((part, index) => ({
        ...part,
        property: name,
        key: `${name}, conjunct ${index + 1}`,
      })),
    );
    return this.#parts;
  }

  /** What to settle: the properties of the request, or all that the configuration names. */
  get asked(): readonly PropertyRef[] {
    const { options, model } = this.request;
    return options.asConfigured === true ? configuredProperties(this) : model.properties;
  }

  get checksDeadlock(): boolean {
    return this.request.options.checkDeadlock ?? this.model.checkDeadlock;
  }

  /** What one look at a state or a step can refute, on one of the subject's programs. */
  onTheFly(program: Program): OnTheFly {
    const tests = (kind: 'initial' | 'invariant' | 'action') =>
      this.parts.flatMap((part) =>
        part.kind === kind ? [{ name: part.key, test: program.predicate(part.formula) }] : [],
      );
    return {
      invariants: [...program.invariants, ...tests('invariant')],
      initial: tests('initial'),
      actions: tests('action'),
    };
  }

  /** From now on Print and PrintT say nothing: what is evaluated again to tell a trace was heard once. */
  mute(): void {
    this.#isMuted = true;
  }

  /** Told to stop, or out of time. */
  isStopped = (): boolean => this.#stopWord !== stopWords.goOn || this.isLate;

  get #stopWord(): number {
    return Atomics.load(this.request.stop, 0);
  }

  get isLate(): boolean {
    return performance.now() > this.deadline || this.#stopWord === stopWords.outOfTime;
  }

  /** The same program with places, for errors; made when first needed. */
  get instrumented(): Program {
    this.#instrumented ??= this.#compile(true);
    return this.#instrumented;
  }

  /** Why evaluating `evaluated` at the end of `steps` failed: done again where places are known. */
  failure(error: EvaluationError, evaluated: Evaluated, steps: readonly RowStep[]): EvaluationFailure {
    const plain = plainSteps(this.program, steps);
    return failureOf(error, evaluatedText(evaluated), plain, () => this.#repeat(evaluated, steps));
  }

  #repeat(evaluated: Evaluated, steps: readonly RowStep[]): void {
    const again = this.instrumented;
    const put = (target: Int32Array, step: RowStep | undefined): void => {
      step?.row.forEach((id, index) => {
        target[index] = again.store.fromValue(this.program.store.toValue(id));
      });
    };
    const isStep = evaluated.sort === 'action' || evaluated.sort === 'action-constraint';
    put(again.current, isStep ? steps.at(-2) : steps.at(-1));
    put(again.successor, steps.at(-1));
    if (evaluated.sort === 'init') again.initial(() => undefined);
    if (evaluated.sort === 'next') again.successors(() => undefined);
    const { invariants, initial, actions } = this.onTheFly(again);
    const all = [...invariants, ...initial, ...actions, ...again.constraints, ...again.actionConstraints];
    all.find(({ name }) => name === evaluated.name)?.test();
  }

  #plainValue(expression: Expression) {
    try {
      return plainValue(this.program, expression);
    } catch (thrown) {
      const error = evaluationError(thrown);
      // Once more where places are known.
      if (error instanceof EvaluationError && error.place === undefined) plainValue(this.instrumented, expression);
      throw error;
    }
  }

  #stateTest(formula: Expression): (state: number) => boolean {
    const test = this.program.predicate(formula);
    return (state) => {
      this.#recorded.read(state, this.program.current);
      return test();
    };
  }

  #stepTest(formula: Expression): (from: number, to: number) => boolean {
    const test = this.program.predicate(formula);
    return (from, to) => {
      this.#recorded.read(from, this.program.current);
      this.#recorded.read(to, this.program.successor);
      return test();
    };
  }

  get #recorded(): StateGraph {
    if (this.graph === undefined) throw new Error('a temporal formula is evaluated without a state graph');
    return this.graph;
  }
}

function plainValue(program: Program, expression: Expression) {
  const { store } = program;
  const id = program.value(expression)();
  return store.toValue(id >= 0 && store.isSet(id) ? store.enumerate(id) : id);
}

function evaluatedText({ sort, name }: Evaluated): string {
  switch (sort) {
    case 'init':
      return 'the initial predicate';
    case 'next':
      return 'the next-state relation';
    case 'constraint':
      return `the constraint ${name}`;
    case 'action-constraint':
      return `the action constraint ${name}`;
    case 'invariant':
      return `the invariant ${name}`;
    case 'initial':
    case 'action':
      return `the property ${name}`;
  }
}
