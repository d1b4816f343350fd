/** What the compiler makes of a model: functions over rows of value numbers. */

import type { Expression } from '../meaning/resolved.js';
import type { Place } from '../syntax/tree.js';
import type { ValueStore } from '../values/store.js';
import type { SearchFigures } from './runtime.js';

/** A value in a {@link ValueStore}: a 32-bit integer. */
export type Id = number;

/** A disjunct of Next with a name: what a step is called. */
export interface ProgramAction {
  readonly name: string;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  readonly place: Place;
}

/** True or false of the state in `current`, or of the step from `current` to `successor`. */
export type Predicate = () => boolean;

/** A predicate the configuration names, or one conjunct of a property. */
export interface NamedPredicate {
  readonly name: string;
  readonly test: Predicate;
}

export interface Program {
  readonly store: ValueStore;
  /** What TLCGet is told; the search writes it. */
  readonly figures: SearchFigures;
  readonly variables: readonly string[];
  /** Length of a row: the number of variables. */
  readonly width: number;
  /** The state that predicates and successors read. The caller fills it. */
  readonly current: Int32Array;
  /** The state that initial and successors fill before each call of `emit`, and that action predicates read as primed. */
  readonly successor: Int32Array;
  readonly actions: readonly ProgramAction[];
  /** Enumerates the initial states into `successor`, in TLC's order, repetitions included. */
  initial(emit: () => void): void;
  /**
   * Enumerates the steps from `current` into `successor`, in TLC's order, repetitions included.
   * `emit` gets the index in `actions`; it must not call the program's enumerations, but may test predicates.
   */
  successors(emit: (action: number) => void): void;
  /** As `successors`, with the arguments of the action. Slower: for traces and dumps. */
  labelledSuccessors(emit: (action: number, args: readonly Id[]) => void): void;
  /** A state (level 0 or 1) or action (level 2) formula as a predicate; it reads `current`, and `successor` as primed. */
  predicate(formula: Expression): Predicate;
  /** An expression of level 0 to 2 as a function to its value. */
  value(expression: Expression): () => Id;
  readonly invariants: readonly NamedPredicate[];
  readonly constraints: readonly NamedPredicate[];
  readonly actionConstraints: readonly NamedPredicate[];
  readonly assumptions: readonly {
    readonly name: string | undefined;
    readonly place: Place;
    readonly test: Predicate;
  }[];
  /** Value of VIEW in `current`; undefined when there is none. */
  readonly view: (() => Id) | undefined;
  /** What ALIAS shows of the step from `current` to `successor`; undefined when there is none. */
  readonly alias: (() => Id) | undefined;
  /** POSTCONDITION, to be asked when all states are known; undefined when there is none. */
  readonly postcondition: Predicate | undefined;
  /** Each permutation but the identity, as a map on values; empty without SYMMETRY. Evaluated when first asked for. */
  readonly permutations: readonly ((value: Id) => Id)[];
  /** Counts of the instrumented program, by place; undefined otherwise. */
  readonly coverage: (() => readonly { readonly place: Place; readonly count: number }[]) | undefined;
}
