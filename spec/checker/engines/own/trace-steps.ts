/** Rows of a program as the plain states of a trace. */

import type { Program } from '../../compile/program.js';
import type { RowStep } from '../../explore/trace.js';
import type { State, Value } from '../../values/value.js';
import type { TraceStep } from '../engine.js';

/**
 * The steps with their states, actions by name and arguments as TLA+ text. Where the configuration has an ALIAS, its fields are
 * shown in place of the variables, as TLC does; primed variables in it are those of the next state, of the last the same.
 */
export function plainSteps(program: Program, steps: readonly RowStep[]): TraceStep[] {
  return steps.map((step, index) => ({
    action: program.actions[step.action]?.name ?? null,
    arguments: step.arguments.map((id) => program.store.print(id)),
    state: aliasState(program, step, steps[index + 1] ?? step) ?? plainState(program, step),
  }));
}

function plainState({ variables, store }: Program, { row }: RowStep): State {
  return new Map(variables.map((name, index): [string, Value] => [name, store.toValue(row[index] as number)]));
}

/** What ALIAS gives; a value that is no record stands under the name `ALIAS`. */
function aliasState(program: Program, step: RowStep, next: RowStep): State | undefined {
  if (program.alias === undefined) return undefined;
  program.current.set(step.row);
  program.successor.set(next.row);
  const value = program.store.toValue(program.alias());
  return new Map(value.kind === 'record' ? value.fields : [['ALIAS', value]]);
}
