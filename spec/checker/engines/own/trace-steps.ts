/** Rows of a program as the plain states of a trace. */

import type { Program } from '../../compile/program.js';
import type { RowStep } from '../../explore/trace.js';
import type { Value } from '../../values/value.js';
import type { TraceStep } from '../engine.js';

/** The steps with their states, actions by name and arguments as TLA+ text; what ALIAS gives instead of the variables, where there is one. */
export function plainSteps(program: Program, steps: readonly RowStep[]): TraceStep[] {
  return steps.map((step) => ({
    action: program.actions[step.action]?.name ?? null,
    arguments: step.arguments.map((id) => program.store.print(id)),
    state: new Map(
      program.variables.map((name, index): [string, Value] => [name, program.store.toValue(step.row[index] as number)]),
    ),
  }));
}
