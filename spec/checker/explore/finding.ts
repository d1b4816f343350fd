/** What an exploration finds: properties that fail, evaluations that break off, and where. */

import type { EvaluationError } from '../values/evaluation-error.js';

/** A place in the exploration: a state that is stored, or one reached by a step from a stored state. */
export interface Reached {
  /** Index of a stored state; -1 when `row` is an initial state. */
  readonly from: number;
  /** The state after it, which need not be stored (it may be outside the constraint); undefined for `from` itself. */
  readonly row: Int32Array | undefined;
}

export type PropertySort = 'invariant' | 'initial' | 'action' | 'deadlock';

export interface Violation {
  readonly sort: PropertySort;
  /** Of the predicate; `deadlock` for a deadlock. */
  readonly name: string;
  /** Where a shortest behaviour that violates it ends: for an action property, the step into `at.row`. */
  readonly at: Reached;
  /** States on that behaviour, the initial state counted 1. */
  readonly length: number;
}

/** What was being evaluated when it broke off. */
export interface Evaluated {
  /** `next` stands for SYMMETRY and VIEW too. */
  readonly sort: 'init' | 'next' | 'constraint' | 'action-constraint' | 'invariant' | 'initial' | 'action';
  /** Of the predicate; undefined for `init` and `next`. */
  readonly name: string | undefined;
}

export interface BrokenOff {
  readonly error: EvaluationError;
  readonly evaluated: Evaluated;
  /** Undefined when no state had been reached yet. */
  readonly at: Reached | undefined;
}
