/** The state that all paths of the kernel share. */

import type { Code } from './code.js';
import type { HookCall } from './hook-call.js';
import type { Namespace } from './namespace.js';
import { PidTable } from './pid-table.js';
import type { ReleaseCall } from './release-call.js';
import type { Task } from './task.js';
import { PENDING, type TrustStatus } from './trust-status.js';
import type { TsemEvent } from './tsem-event.js';

/** What observers are told. They change nothing. */
export type TrustEvent =
  | { readonly kind: 'hook entered'; readonly call: HookCall }
  /** Only of hooks that exported their event. */
  | { readonly kind: 'hook returned'; readonly call: HookCall }
  | { readonly kind: 'wait given up'; readonly call: HookCall }
  | {
      readonly kind: 'status stored';
      readonly task: Task;
      readonly status: TrustStatus;
      readonly by: 'its hook' | 'fatal signal' | ReleaseCall;
    }
  | { readonly kind: 'task looked up'; readonly call: ReleaseCall }
  | { readonly kind: 'event judged'; readonly event: TsemEvent };

/** Memory was used after it had been freed. */
export interface Fault {
  readonly task: Task;
  /** The function that did. */
  readonly where: string;
}

/** A digest of `parts`, one after the other. */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array;

export class KernelState {
  readonly pids = new PidTable();
  /** All that were ever forked, in that order: also those whose memory is gone. */
  readonly tasks: Task[] = [];
  readonly faults: Fault[] = [];
  /** Tasks that hold a directory's lock. */
  readonly directoryHolders = new Set<Task>();
  /** Id of the event raised last. */
  eventLast = 0;

  constructor(
    readonly code: Code,
    readonly namespace: Namespace,
    readonly hash: Hash,
    /** task_key of the namespace's members. */
    readonly memberKey: Uint8Array,
    readonly observe: (event: TrustEvent) => void,
  ) {}

  /** Every use of a task struct that its user does not own goes through here. */
  touch(task: Task, where: string): Task {
    if (task.life === 'freed') this.faults.push({ task, where });
    return task;
  }

  /** A store to trust_status. */
  storeStatus(task: Task, status: TrustStatus, by: 'its hook' | 'fatal signal' | ReleaseCall): void {
    this.touch(task, 'storeStatus').blob.status = status;
    this.observe({ kind: 'status stored', task, status, by });
  }
}

/** Whether `task` waits for the answer to the event with the id `event`. */
export function waitsFor(task: Task, event: number): boolean {
  return task.blob.event?.id === event && (task.blob.status & PENDING) !== 0;
}
