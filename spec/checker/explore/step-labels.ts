/** What steps are called: an action with its arguments, each combination numbered once. */

import type { Id } from '../compile/program.js';

export interface StepLabel {
  /** Index in the program's actions. */
  readonly action: number;
  /** In the order of the action's parameters; empty where they were not asked for. */
  readonly arguments: readonly Id[];
}

interface Branch {
  number: number;
  readonly next: Map<Id, Branch>;
}

export class StepLabels {
  readonly list: StepLabel[] = [];
  private readonly root: Branch = newBranch();

  /** Number of the label, counted from 0 in the order of first use: its index in `list`. */
  number(action: number, args: readonly Id[]): number {
    let branch = follow(this.root, action);
    for (let i = 0; i < args.length; i++) branch = follow(branch, args[i] as Id);
    if (branch.number < 0) branch.number = this.list.push({ action, arguments: [...args] }) - 1;
    return branch.number;
  }
}

function follow(branch: Branch, word: number): Branch {
  const known = branch.next.get(word);
  if (known !== undefined) return known;
  const fresh = newBranch();
  branch.next.set(word, fresh);
  return fresh;
}

function newBranch(): Branch {
  return { number: -1, next: new Map() };
}
