/** How tasks come, die and go: fork, do_exit(), release_task(), delayed_put_task_struct(). */

import type { KernelState } from './kernel-state.js';
import { Refusal } from './refusal.js';
import { Task, type ThreadGroup } from './task.js';

/** PID_MAX_DEFAULT. */
export const pidMax = 32768;

/**
 * A trusted member of the namespace forks: the child is in the namespace, has its key, and is trusted.
 *
 * @param pid the identifier asked for, as clone3() lets one ask; else the next free one.
 * @param group the process that it is to be a thread of; else it is a process of its own.
 * @spec tsem/TrustRelease!Fork
 */
export function fork(kernel: KernelState, pid?: number, group?: ThreadGroup): Task | Refusal {
  const given = pid ?? kernel.pids.next(pidMax);
  if (given === undefined) return new Refusal('no identifier is free');
  if (!kernel.pids.isFree(given)) return new Refusal(`the identifier ${given} is taken`);
  const process = group ?? { leader: undefined, members: new Set(), executing: undefined };
  const child = new Task(kernel.tasks.length + 1, given, process, kernel.namespace, kernel.memberKey);
  kernel.tasks.push(child);
  kernel.pids.attach(given, child);
  return child;
}

/** Whether a fatal signal is all that `task` has still to meet. */
export function isDying(task: Task): boolean {
  return task.isInUserSpace && task.hasFatalSignal;
}

/** do_exit(): a zombie keeps its identifier. @spec tsem/TrustRelease!Die */
export function die(task: Task): void {
  task.life = 'zombie';
}

/** Whether `task` may be reaped: not while a thread of its process waits for it to take over its identifier. */
export function isReapable({ life, group }: Task): boolean {
  return life === 'zombie' && group.executing === undefined;
}

/** release_task(): its identifier is free from here on, and the kernel's own reference is dropped. @spec tsem/TrustRelease!Reap */
export function reap(kernel: KernelState, task: Task): void {
  kernel.pids.release(task);
  leave(task);
}

/** What reaping leaves of a task whose identifier is gone already. */
export function leave(task: Task): void {
  task.life = 'reaped';
  task.group.members.delete(task);
  task.usage--;
}

/**
 * Whether nobody can reach the memory of `task` any more, but by a pointer that it should not have kept. A grace period waits for
 * all readers; here only for those that hold this task, so that it is freed as early as any reader allows.
 */
export function isFreeable({ life, usage, readers }: Task): boolean {
  return life === 'reaped' && usage === 0 && readers === 0;
}

/** delayed_put_task_struct(). @spec tsem/TrustRelease!Free */
export function free(task: Task): void {
  task.life = 'freed';
}
