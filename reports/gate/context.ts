/** What every stage of the gate works with, and what each of them hands back. */

import type { EngineLimits } from '../../spec/checker/index.js';
import type { Shard } from '../verify/run.js';
import type { Cache } from './cache.js';
import { fileOfFact } from './compiled-functions.js';
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
  if (changedFiles === undefined || names === undefined) return true;
  return names.some((name) => changedFiles.has(fileOfFact(name)));
}
