/** The properties that one look at a state or a step can refute, and the first violation of each. */

import type { NamedPredicate, Program } from '../compile/program.js';
import type { Evaluated, PropertySort } from './finding.js';

/** Properties to check on the fly. `initial` predicates are asked of initial states only. */
export interface OnTheFly {
  readonly invariants: readonly NamedPredicate[];
  readonly initial: readonly NamedPredicate[];
  /** Each is an action formula; a step that changes no variable satisfies it without being asked. */
  readonly actions: readonly NamedPredicate[];
}

/** The invariants that the configuration names, and nothing else. */
export function invariantsOnly(program: Program): OnTheFly {
  return { invariants: program.invariants, initial: [], actions: [] };
}

/**
 * Evaluates constraints and properties on the program's `current` and `successor`. A property is asked until it fails
 * for the first time; `onViolation` may throw to end the exploration.
 */
export class PropertyChecks {
  /** What the program evaluates where no predicate is: set by the exploration. */
  enumerating: 'init' | 'next' = 'init';
  readonly hasConstraints: boolean;
  readonly hasActionConstraints: boolean;
  private invariants: readonly NamedPredicate[];
  private initial: readonly NamedPredicate[];
  private actions: readonly NamedPredicate[];
  private asked: Evaluated['sort'] | undefined;
  private askedName: string | undefined;

  constructor(
    private readonly program: Program,
    properties: OnTheFly,
    private readonly onViolation: (sort: PropertySort, name: string) => void,
  ) {
    this.invariants = properties.invariants;
    this.initial = properties.initial;
    this.actions = properties.actions;
    this.hasConstraints = program.constraints.length > 0;
    this.hasActionConstraints = program.actionConstraints.length > 0;
  }

  /** Whether `current` satisfies every CONSTRAINT. */
  isWithinConstraints(): boolean {
    return this.holdAll('constraint', this.program.constraints);
  }

  /** Whether the step satisfies every ACTION_CONSTRAINT. */
  isWithinActionConstraints(): boolean {
    return this.holdAll('action-constraint', this.program.actionConstraints);
  }

  /** Invariants on `current`. */
  checkState(): void {
    if (this.invariants.length > 0) this.invariants = this.failing('invariant', this.invariants);
  }

  /** Initial predicates on `current`. */
  checkInitial(): void {
    if (this.initial.length > 0) this.initial = this.failing('initial', this.initial);
  }

  /** Action properties on the step. */
  checkStep(): void {
    if (this.actions.length === 0) return;
    const { current, successor } = this.program;
    let i = 0;
    while (i < current.length && current[i] === successor[i]) i++;
    if (i < current.length) this.actions = this.failing('action', this.actions);
  }

  /** What was being evaluated when an error came out of the program. */
  evaluated(): Evaluated {
    return this.asked === undefined
      ? { sort: this.enumerating, name: undefined }
      : { sort: this.asked, name: this.askedName };
  }

  private holdAll(sort: Evaluated['sort'], predicates: readonly NamedPredicate[]): boolean {
    for (const predicate of predicates) {
      if (!this.holds(sort, predicate)) return false;
    }
    return true;
  }

  /** Reports what fails; returns what is left to ask. */
  private failing(sort: 'invariant' | 'initial' | 'action', predicates: readonly NamedPredicate[]) {
    let left = predicates;
    for (const predicate of predicates) {
      if (this.holds(sort, predicate)) continue;
      left = left.filter((other) => other !== predicate);
      this.onViolation(sort, predicate.name);
    }
    return left;
  }

  private holds(sort: Evaluated['sort'], predicate: NamedPredicate): boolean {
    this.asked = sort;
    this.askedName = predicate.name;
    const holds = predicate.test();
    this.asked = undefined;
    return holds;
  }
}
