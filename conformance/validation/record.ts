/** A run of an implementation on its own schedulers, recorded as values of its module's variables. */

import { randomFrom } from '../../impl/scheduler/random.js';
import { bySeed, inOrder, type Schedule } from '../../impl/scheduler/schedule.js';
import { printValue, type Value } from '../../spec/checker/index.js';
import { type Binding, type Step, type Subject, takeSurely } from '../bindings/binding.js';
import type { RunLine } from './run-file.js';

export interface Recording {
  readonly constants: ReadonlyMap<string, Value>;
  /** One of several initial states; the implementation's own where there is one. */
  readonly initial?: ReadonlyMap<string, Value>;
  readonly schedule: 'in order' | 'by seed';
  readonly seed: number;
  /** It ends earlier where nothing is left to do. */
  readonly stepsMax: number;
}

/**
 * Every step with its action, its arguments and the state after it. The model has no part in it: which steps there are is what the
 * implementation says.
 *
 * @throws whatever the implementation does when it fails.
 */
export function record(binding: Binding, recording: Recording): readonly RunLine[] {
  const { constants, initial, stepsMax } = recording;
  const subject = binding.create(constants, initial);
  const schedule = scheduleOf(recording);
  const lines: RunLine[] = [observed(binding, subject)];
  while (lines.length <= stepsMax) {
    const moves = subject.enabled().map((step) => ({ actor: actorOf(step), step: step.action, whole: step }));
    const move = moves.length === 0 ? undefined : schedule(moves);
    if (move === undefined) break;
    takeSurely(subject, move.whole);
    lines.push(observed(binding, subject, move.whole));
    if (moves.length === 1 && isSame(lines.at(-2), lines.at(-1))) break;
  }
  return lines;
}

function scheduleOf({ schedule, seed }: Recording): Schedule {
  return schedule === 'in order' ? inOrder() : bySeed(randomFrom(seed));
}

/** Who moves: the task or process that the step names first; the step itself where it names none. */
function actorOf({ action, arguments: [first] }: Step): string {
  return first === undefined ? action : printValue(first);
}

function observed({ variables }: Binding, subject: Subject, step?: Step): RunLine {
  const state = subject.project();
  const values = new Map(
    variables.flatMap((name) => {
      const value = state.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return { values, ...(step === undefined ? {} : step), hidden: 0 };
}

/** Whether a step changed nothing: with no other to take, it would be taken for ever. */
function isSame(left: RunLine | undefined, right: RunLine | undefined): boolean {
  const text = (line: RunLine | undefined) =>
    [...(line?.values ?? [])].map(([, value]) => printValue(value)).join('\n');
  return text(left) === text(right);
}
