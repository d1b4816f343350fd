/** How an implementation is driven through the actions of a module, and its state seen as a state of the module. */

import type { Value } from '../../spec/checker/index.js';

/** An action of the module with its arguments, in the order of its parameters. */
export interface Step {
  readonly action: string;
  readonly arguments: readonly Value[];
}

/**
 * A module on one side, an implementation on the other. An implementation of somebody else's stands in for ours by a binding of
 * its own: nothing else of the conformance room knows an implementation.
 */
export interface Binding {
  /** For example `tsem/TrustRelease`. */
  readonly module: string;
  /** The module's variables, all of which {@link Subject.project} gives. */
  readonly variables: readonly string[];
  /** Actions, each with the number of its arguments. */
  readonly actions: ReadonlyMap<string, number>;
  /**
   * A fresh implementation for a model with these CONSTANTS, in the first of its initial states unless `initial` names another.
   *
   * @throws {Error} for constants that the implementation cannot stand for.
   */
  create(constants: ReadonlyMap<string, Value>, initial?: ReadonlyMap<string, Value>): Subject;
}

/** One running implementation. */
export interface Subject {
  /** Every step that it can take now, in any order, each once. */
  enabled(): readonly Step[];
  /**
   * Takes `step`.
   *
   * @returns why the implementation declines it, which leaves its state untouched; undefined when it was taken.
   */
  take(step: Step): Declined | undefined;
  /** Its state as values of all the module's variables, in canonical form. */
  project(): ReadonlyMap<string, Value>;
}

/** The implementation does not take a step: an outcome like others, of which a model has a hundred thousand, and no error. */
export interface Declined {
  readonly reason: string;
}

/** Reads the constants of a model once for all implementations that are made for it: a replay makes one for each trace. */
export function readOnce<Model>(
  read: (constants: ReadonlyMap<string, Value>) => Model,
): (constants: ReadonlyMap<string, Value>) => Model {
  const known = new WeakMap<ReadonlyMap<string, Value>, Model>();
  return (constants) => {
    const model = known.get(constants) ?? read(constants);
    known.set(constants, model);
    return model;
  };
}

const actions = new Map<string, string>();

/** The step `releaseTrust` of the implementation is the action `ReleaseTrust`. */
export function actionOf(step: string): string {
  const known = actions.get(step);
  if (known !== undefined) return known;
  const action = `${step.charAt(0).toUpperCase()}${step.slice(1)}`;
  actions.set(step, action);
  return action;
}

/** Takes a step that is known to be possible. @throws {Error} when it is declined. */
export function takeSurely(subject: Subject, step: Step): void {
  const declined = subject.take(step);
  if (declined !== undefined) throw new Error(`${step.action}: ${declined.reason}`);
}
