/** What every stage of the gate works with, and what each of them hands back. */

import type { EngineLimits } from '../../spec/checker/index.js';
import type { Shard } from '../verify/run.js';
import type { Cache, Recalled } from './cache.js';
import type { GateChange, GateStage } from './document.js';
import type { Entries, EntryName } from './entries.js';
import type { Facts } from './facts.js';
import type { Imports } from './imports.js';

export type StageName = GateStage['name'];

export interface GateContext {
  /** Absolute. */
  readonly root: string;
  readonly facts: Facts;
  readonly imports: Imports;
  readonly cache: Cache;
  readonly limits: EngineLimits;
  /** Processes and threads at a time. */
  readonly workers: number;
  readonly shard: Shard | undefined;
  /** Files changed since the revision asked for; undefined: everything is run. */
  readonly changedFiles: ReadonlySet<string> | undefined;
  /** Every stage runs, over everything: what is found is kept for later doors. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
  /** Says what is being done; `doing` may be shown or not. */
  readonly onProgress: (doing: string) => void;
}

/** What a stage found. */
export interface StageRun {
  readonly stage: Omit<GateStage, 'changes' | 'seconds'>;
  /** What is wrong by itself. */
  readonly failures: readonly GateChange[];
  readonly entries: Entries;
  /** Whether this run would have the entry if it still were there: others are not compared. */
  readonly covers: (name: EntryName) => boolean;
  readonly notes: readonly string[];
}

/** Whether the `index`-th of many belongs to this shard. */
export function isInShard(shard: Shard | undefined, index: number): boolean {
  return shard === undefined || index % shard.count === shard.index - 1;
}

/** Whether something that depends on `names` shall run, given the files that changed. */
export function isTouched({ changedFiles }: GateContext, names: readonly string[] | undefined): boolean {
  return changedFiles === undefined || names === undefined || names.some((name) => changedFiles.has(name));
}

/** Counts what was taken from the cache and what was not, and why. */
export class Reruns {
  private readonly causes = new Map<string, number>();
  private again = 0;
  private fresh = 0;
  private same = 0;

  /** @returns the result that may be taken. */
  note<Result>(recalled: Recalled<Result>): Result | undefined {
    if (recalled.kind === 'same') {
      this.same++;
      return recalled.result;
    }
    if (recalled.kind === 'nothing') this.fresh++;
    else this.again++;
    if (recalled.kind === 'changed') {
      // Names in brackets are no files and speak only where no file does.
      const files = recalled.because.filter((name) => !name.startsWith('('));
      for (const cause of files.length > 0 ? files : recalled.because) {
        this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
      }
    }
    return undefined;
  }

  get cached(): GateStage['cached'] {
    return this.again + this.fresh === 0 ? true : this.same > 0 ? 'partly' : false;
  }

  /** What was run again and why, for example `3 of 272 models run again because spec/tsem/TaskKey.tla changed`. */
  summary(what: string): string {
    const all = this.same + this.again + this.fresh;
    const causes = [...this.causes].sort(([, left], [, right]) => right - left).map(([name]) => name);
    const shown = causes.slice(0, 2).join(', ');
    const rest = causes.length > 2 ? ` and ${causes.length - 2} more` : '';
    const parts = [
      ...(this.again > 0 ? [`${this.again} of ${all} ${what} run again because ${shown}${rest} changed`] : []),
      ...(this.fresh > 0 && this.same + this.again > 0
        ? [`${this.fresh} of ${all} ${what} run for the first time`]
        : []),
      ...(this.same === all && all > 0 ? ['nothing that they depend on changed'] : []),
    ];
    return parts.map((part) => `; ${part}`).join('');
  }
}
