/** Tasks: what of task_struct matters here, with TSEM's blob. */

import type { Running } from '../scheduler/path.js';
import type { Context } from './context.js';
import { digestSizeMax } from './digests.js';
import type { HookCall } from './hook-call.js';
import { globalPids, type PidSpace } from './pid-table.js';
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
export class TaskBlob {
  /** trust_status: stored and loaded with no lock held, but in the repaired code. */
  status: TrustStatus = TRUSTED;
  /** task_key: in a member of a namespace the half that the kernel drew, in an orchestrator the hash of both halves. */
  readonly taskKey = new Uint8Array(digestSizeMax);
  /** tma_for_ns: id of the namespace that it orchestrates. */
  tmaForNs = 0;
  /** tma_context of the tree of 2025: the same as a pointer, which nobody clears. */
  tmaContext: Context | undefined;
  /** The event raised last: what a release is compared with in the repaired code. */
  event: TsemEvent | undefined;
  /** Whether its reference to the namespace is still to be dropped. */
  holdsContext = true;

  constructor(public context: Context) {}
}

/** What a task does outside the kernel, as far as it is known. */
export interface Program {
  /** Whether it is in a system call now. */
  readonly isInKernel: boolean;
  /** The task that ran it is dead. */
  end(): void;
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
  path: Running<number | undefined> | undefined;
  /** The hook that it is in, or was in last. */
  hook: HookCall | undefined;
  program: Program | undefined;
  /** Its name. */
  comm: string;
  /** The space in which identifiers that it names are looked up. */
  pidSpace: PidSpace = globalPids;
  readonly children = new Set<Task>();
  readonly blob: TaskBlob;

  constructor(
    /** tnum: of all tasks that there ever were, from 1. */
    readonly number: number,
    /** Its identifier; undefined once it has been given back. */
    public pid: number | undefined,
    readonly group: ThreadGroup,
    /** Undefined for the first task alone. */
    public realParent: Task | undefined,
    /** Who forked it: remembered by a repaired kernel only, and by observers. */
    readonly forker: Task | undefined,
    context: Context,
  ) {
    this.comm = realParent?.comm ?? 'init';
    this.blob = new TaskBlob(context);
    group.members.add(this);
    group.leader ??= this;
  }

  get isInUserSpace(): boolean {
    return this.life === 'alive' && this.path?.label === undefined && this.program?.isInKernel !== true;
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
