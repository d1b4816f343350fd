/** How much each action did: TLC's two figures. */

import type { Program } from '../compile/program.js';

export interface ActionCount {
  readonly action: string;
  /** Distinct states first found by it. */
  readonly found: number;
  /** Steps taken, repetitions and steps out of the constraint included. */
  readonly taken: number;
}

export class ActionCoverage {
  private readonly found: Float64Array;
  private readonly taken: Float64Array;

  constructor(private readonly program: Program) {
    // The last place is Init's.
    this.found = new Float64Array(program.actions.length + 1);
    this.taken = new Float64Array(program.actions.length + 1);
  }

  /** @param action index in the program's actions; their number stands for Init. */
  countTaken(action: number): void {
    this.taken[action] = (this.taken[action] as number) + 1;
  }

  countFound(action: number): void {
    this.found[action] = (this.found[action] as number) + 1;
  }

  /** The initial predicate's figures. */
  initial(): ActionCount {
    return this.count('Init', this.program.actions.length);
  }

  /** In the order of the program's actions. An action with 0 steps was never enabled. */
  actions(): ActionCount[] {
    return this.program.actions.map(({ name }, index) => this.count(name, index));
  }

  private count(action: string, index: number): ActionCount {
    return { action, found: this.found[index] as number, taken: this.taken[index] as number };
  }
}
