/** Tasks: what of task_struct matters here, with TSEM's blob. */

import type { Running } from '../scheduler/path.js';
import type { HookCall } from './hook-call.js';
import type { Namespace } from './namespace.js';
import { TRUSTED, type TrustStatus } from './trust-status.js';
import type { TsemEvent } from './tsem-event.js';

/** Threads of one process. */
export interface ThreadGroup {
  leader: Task | undefined;
  readonly members: Set<Task>;
  /** The thread that is executing a program, while it waits for the others to die. */
  executing: Task | undefined;
}

/** struct tsem_task. */
export interface TaskBlob {
  /** trust_status: stored and loaded with no lock held, but in the repaired code. */
  status: TrustStatus;
  /** task_key: in a member of a namespace the half that the kernel drew. */
  readonly taskKey: Uint8Array;
  readonly namespace: Namespace;
  /** The event raised last: what a release is compared with in the repaired code. */
  event: TsemEvent | undefined;
}

export class Task {
  life: 'alive' | 'zombie' | 'reaped' | 'freed' = 'alive';
  /** The scheduler's state of it. */
  state: 'running' | 'interruptible' = 'running';
  hasSignal = false;
  hasFatalSignal = false;
  /** References on its memory; the first is the kernel's own, until it is reaped. */
  usage = 1;
  /** Read-side sections that hold a pointer to it. */
  readers = 0;
  /** The system call that it is in, or was in last. */
  path: Running<number> | undefined;
  /** The hook that it is in, or was in last. */
  hook: HookCall | undefined;
  readonly blob: TaskBlob;

  constructor(
    /** tnum: of all tasks that there ever were. */
    readonly number: number,
    /** Its identifier; undefined once it has been given back. */
    public pid: number | undefined,
    readonly group: ThreadGroup,
    namespace: Namespace,
    taskKey: Uint8Array,
  ) {
    this.blob = { status: TRUSTED, taskKey, namespace, event: undefined };
    group.members.add(this);
    group.leader ??= this;
  }

  get isInUserSpace(): boolean {
    return this.life === 'alive' && this.path?.label === undefined;
  }

  /** signal_pending(). */
  get isSignalled(): boolean {
    return this.hasSignal || this.hasFatalSignal;
  }
}

/** signal_wake_up() and wake_up_process(): a task that is marked to sleep runs. */
export function wake(task: Task): void {
  task.state = 'running';
}
