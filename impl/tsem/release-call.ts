/** One `trusted` or `untrusted` command: what it names, and the local variables of control_COE(). */

import type { Context } from './context.js';
import type { ControlCommand } from './control-line.js';
import type { KernelState } from './kernel-state.js';
import type { Task } from './task.js';
import type { TrustStatus } from './trust-status.js';

/** A command as its line gives it. */
export type ReleaseCommand = Omit<Extract<ControlCommand, { kind: 'release' }>, 'kind'>;

export class ReleaseCall {
  phase: 'prepared' | 'in the kernel' | 'over' = 'prepared';
  /** The task that it acts on, once it is found; undefined again when a check refuses it. */
  coe: Task | undefined;
  /** That task's namespace when it was looked up. */
  context: Context | undefined;
  /** That task's half of the key as it was hashed. */
  read: Uint8Array | undefined;
  digest: Uint8Array | undefined;
  /** 0, an errno, or the 1 of a hash that failed. */
  error = 0;
  /** What was loaded of the status and not stored back yet; 0 when there is nothing. */
  loaded: TrustStatus = 0;
  /** 0, an errno, or the 1 of a hash that failed; undefined until it is over. */
  result: number | undefined;

  constructor(
    readonly kernel: KernelState,
    readonly writer: Task,
    readonly command: ReleaseCommand,
  ) {}
}
