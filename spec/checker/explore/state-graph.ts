/** The state graph as data: what liveness, dumps and conformance work on, from a search or read back from a file. */

import type { Id } from '../compile/program.js';
import type { Value } from '../values/value.js';
import type { StepLabel } from './step-labels.js';

export interface GraphAction {
  readonly name: string;
  readonly parameters: readonly string[];
}

export interface StateGraph {
  readonly variables: readonly string[];
  readonly actions: readonly GraphAction[];
  readonly labels: readonly StepLabel[];
  /** States are numbered from 0, level by level. */
  readonly states: number;
  readonly initial: Int32Array;
  /** Edges of state s are those from offsets[s] to offsets[s + 1] - 1: one more place than there are states. */
  readonly offsets: Int32Array;
  /** Where each edge goes. Steps out of the constraints are not there; stuttering is, only where it is a step of NEXT. */
  readonly to: Int32Array;
  /** Index in `labels`. Two edges with the same ends have different labels. */
  readonly label: Int32Array;
  /** Whether every state within the constraints is there, with all its edges. */
  readonly isComplete: boolean;
  /** Copies the state into `row`, one value a variable. */
  read(state: number, row: Int32Array): void;
  valueOf(id: Id): Value;
}

/** The variables' values in `row`. */
export function valuesOf(graph: Pick<StateGraph, 'valueOf'>, row: Int32Array): Value[] {
  return Array.from(row, (id) => graph.valueOf(id));
}
