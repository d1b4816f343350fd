/** The behaviour that leads to a state, each step with its action and arguments found again. */

import type { Id, Program } from '../compile/program.js';
import { EvaluationError } from '../values/evaluation-error.js';
import type { Reached } from './finding.js';
import type { StateTable } from './state-table.js';

export interface RowStep {
  /** Index in the program's actions; -1 for the initial state. */
  readonly action: number;
  /** In the order of the action's parameters. */
  readonly arguments: readonly Id[];
  readonly row: Int32Array;
}

/**
 * The shortest behaviour to `at`, first its initial state. The states stored are the ones found, each a successor of the
 * one stored before it, so that this is a behaviour also where SYMMETRY or VIEW make different states count as one.
 *
 * Overwrites the program's `current` and `successor`.
 */
export function traceTo(program: Program, table: StateTable, at: Reached): RowStep[] {
  const rows: Int32Array[] = table.pathTo(at.from).map((index) => {
    const row = new Int32Array(program.width);
    table.read(index, row);
    return row;
  });
  if (at.row !== undefined) rows.push(at.row);
  return traceThrough(program, rows);
}

/**
 * The behaviour through these states, of which the first is initial and each next one a successor. Where several steps
 * lead from one to the next, the first that the program enumerates is named. A step from a state to itself that is no
 * step of NEXT is stuttering: action -1.
 */
export function traceThrough(program: Program, rows: readonly Int32Array[]): RowStep[] {
  return rows.map((row, index) => {
    const before = rows[index - 1];
    return before === undefined ? { action: -1, arguments: [], row } : stepBetween(program, before, row, index);
  });
}

/** @param level of `from`, the initial state's being 1. */
function stepBetween(program: Program, from: Int32Array, to: Int32Array, level: number): RowStep {
  let step: RowStep | undefined;
  program.current.set(from);
  program.figures.level = level;
  try {
    program.labelledSuccessors((action, args) => {
      if (step === undefined && sameRow(program.successor, to)) step = { action, arguments: [...args], row: to };
    });
  } catch (error) {
    // A later successor of `from` may be what the whole search broke off at.
    if (!(error instanceof EvaluationError) || step === undefined) throw error;
    program.store.reset();
  }
  if (step === undefined && sameRow(from, to)) return { action: -1, arguments: [], row: to };
  if (step === undefined) throw new Error('a trace has a step that the program does not take');
  return step;
}

function sameRow(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
