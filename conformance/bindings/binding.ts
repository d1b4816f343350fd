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
   * @throws {StepRefused} when the implementation does not take it; its state is then untouched.
   */
  take(step: Step): void;
  /** Its state as values of all the module's variables, in canonical form. */
  project(): ReadonlyMap<string, Value>;
}

/** The implementation declines a step: an outcome, of which there are hundreds of thousands, so that it carries no stack. */
export class StepRefused extends Error {
  readonly step: Step;
  readonly reason: string;

  constructor(step: Step, reason: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${step.action}: ${reason}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'StepRefused';
    this.step = step;
    this.reason = reason;
  }
}
