/** A model as a run of an implementation is followed in it: step by step, without its whole state graph, with reasons why not. */

import type { GraphLabel, ModuleShape } from './model-graph.js';
import type { Value } from './values/value.js';

/** A step of NEXT: what it is called, index in `labels`, and the state it leads to. */
export interface ModelStep {
  readonly label: number;
  readonly to: number;
}

/** What stands in the definition of an action between two `/\`, with the arguments of one step put in. */
export interface Conjunct {
  /** On one line, for example `pc[a] = "idle"`. */
  readonly text: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** It speaks of the next state. */
  readonly isUpdate: boolean;
  /**
   * Whether it is true in state `from`, and of the step to the state with the values `after`, one a variable.
   *
   * @throws {Error} where it cannot be evaluated, as `Head(queue)` of an empty queue.
   */
  holds(from: number, after?: readonly Value[]): boolean;
  /**
   * Whether it does not by itself keep the action from being taken in `from`: of a guard whether it is true, of an update whether any
   * next state makes it true.
   *
   * @throws {Error} where it cannot be evaluated.
   */
  allows(from: number): boolean;
  /** What the sides of a comparison come to in `from`, those that are no literals: text and value. Empty for other formulas. */
  sides(from: number): readonly { readonly text: string; readonly value: Value }[];
}

/** One way to read an action: all its conjuncts, in the order in which they are written. */
export interface ActionReading {
  /** Whether NEXT has the action with each of these arguments, and with all of them together. */
  readonly admitted: readonly Conjunct[];
  readonly conjuncts: readonly Conjunct[];
}

export interface ModelSteps extends ModuleShape {
  /** CONSTANTS by name, in canonical form; without those that stand for a definition. */
  readonly constants: ReadonlyMap<string, Value>;
  /** Grows with the states that are asked for. */
  readonly labels: readonly GraphLabel[];
  /** Each once. */
  readonly initial: readonly number[];
  /** Number of states met so far. */
  readonly states: number;
  /** Every step from the state, each once, those out of the model's constraints included. */
  from(state: number): readonly ModelStep[];
  /** Whether the state is within the model's CONSTRAINTS. */
  isWithin(state: number): boolean;
  /** The state's values in the order of the variables, in canonical form; equal values are the same object. */
  valuesOf(state: number): readonly Value[];
  /** Whether a step of this label leads from one state to the other: NEXT evaluated anew. */
  isStep(from: number, label: number, to: number): boolean;
  /**
   * The ways to read a step of the action with these arguments: one for each disjunct of its definition. Empty where the action has
   * no definition that can be taken apart by itself.
   */
  readings(action: number, args: readonly Value[]): readonly ActionReading[];
}
