/** Kernel paths that take their steps on one subject: the local variables of a system call. */

import type { Path } from '../scheduler/path.js';

/** One access, or what the module calls one action. Named like it, its first letter small. */
export type Step<S> = (subject: S) => void;

/** Stops at `label`, then takes the one of `steps` that the scheduler chose: none while the path must wait. */
export function* take<S>(subject: S, label: string, steps: () => readonly Step<S>[]): Path<Step<S>> {
  const name = yield { label, steps: () => steps().map((step) => step.name) };
  const chosen = steps().find((step) => step.name === name);
  if (chosen === undefined) throw new Error(`${name} cannot be taken at ${label}`);
  chosen(subject);
  return chosen;
}
