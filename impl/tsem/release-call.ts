/** One `trusted` or `untrusted` command: what it names, and the local variables of control_COE(). */

import type { Task } from './task.js';
import type { TrustStatus } from './trust-status.js';
import type { Writer } from './writer.js';

/** A command as its line gives it. */
export interface ReleaseCommand {
  readonly command: 'trusted' | 'untrusted';
  readonly pid: number;
  /** tnum; compared where there are task numbers. */
  readonly tnum: number;
  /** Id of the event that it answers; compared in the code repaired with BindToEvent. */
  readonly event: number;
  /** The orchestrator's half of the key; compared where there are keys. */
  readonly key: Uint8Array;
}

export class ReleaseCall {
  phase: 'prepared' | 'in the kernel' | 'over' = 'prepared';
  /** The task that it acts on, once it is found and checked. */
  coe: Task | undefined;
  /** What was loaded of the status and not stored back yet; 0 when there is nothing. */
  loaded: TrustStatus = 0;
  /** 0 or an errno; undefined until it is over. */
  result: number | undefined;

  constructor(
    readonly writer: Writer,
    readonly command: ReleaseCommand,
  ) {}
}
