/** How tasks come, die and go: fork, do_exit(), release_task(), delayed_put_task_struct(). */

import type { KernelState } from './kernel-state.js';
import { Refusal } from './refusal.js';
import { Task, type ThreadGroup } from './task.js';

/** PID_MAX_DEFAULT. */
export const pidMax = 32768;

export interface ForkRequest {
  /** The identifier asked for, as clone3() lets one ask; else the next free one. */
  readonly pid?: number | undefined;
  /** The process that it is to be a thread of; else it is a process of its own. */
  readonly group?: ThreadGroup | undefined;
}

/**
 * tsem_task_alloc(): the child of `parent` is in its namespace and as trusted as it, with its key unless that is the root
 * namespace, never with its mark.
 *
 * @spec tsem/TrustRelease!Fork
 * @spec tsem/TaskKey!Fork
 */
export function fork(kernel: KernelState, parent: Task, { pid, group }: ForkRequest = {}): Task | Refusal {
  if (!parent.isInUserSpace) return new Refusal('the task is not in user space');
  if (parent.hasFatalSignal) return new Refusal('the task dies of a fatal signal before it does anything else');
  const given = pid ?? kernel.pids.next(pidMax);
  if (given === undefined) return new Refusal('no identifier is free');
  if (!kernel.pids.isFree(given)) return new Refusal(`the identifier ${given} is taken`);
  const process = group ?? { leader: undefined, members: new Set(), executing: undefined };
  // A thread is its creator's sibling.
  const realParent = group?.leader === undefined ? parent : group.leader.realParent;
  const { context } = parent.blob;
  const child = new Task(kernel.tasks.length + 1, given, process, realParent, realParent, context);
  child.pidSpace = parent.pidSpace;
  child.blob.status = parent.blob.status;
  realParent?.children.add(child);
  kernel.tasks.push(child);
  kernel.pids.attach(given, child);
  if (context !== kernel.root) {
    child.blob.taskKey.set(parent.blob.taskKey);
    context.references++;
  }
  return child;
}

/** Whether a fatal signal is all that `task` has still to meet. */
export function isDying(task: Task): boolean {
  return task.hasFatalSignal && task.isInUserSpace;
}

/**
 * do_exit(): a zombie keeps its identifier; its children go to another thread of its process, or to the reaper.
 *
 * @spec tsem/TrustRelease!Die
 */
export function die(kernel: KernelState, task: Task): void {
  task.life = 'zombie';
  task.program?.end();
  if (task.children.size === 0) return;
  const heir = [...task.group.members].find(({ life }) => life === 'alive') ?? kernel.reaper;
  for (const child of task.children) {
    child.realParent = heir;
    heir.children.add(child);
  }
  task.children.clear();
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
  task.realParent?.children.delete(task);
  task.usage--;
}

/**
 * Whether nobody can reach the memory of `task` any more, but by a pointer that it should not have kept. A grace period waits for
 * all readers; here only for those that hold this task, so that it is freed as early as any reader allows.
 */
export function isFreeable({ life, usage, readers }: Task): boolean {
  return life === 'reaped' && usage === 0 && readers === 0;
}

/** delayed_put_task_struct(), with tsem_task_free(). @spec tsem/TrustRelease!Free */
export function free(kernel: KernelState, task: Task): void {
  task.life = 'freed';
  leaveContext(kernel, task);
}

/** The reference to its namespace is dropped. */
function leaveContext(kernel: KernelState, { blob }: Task): void {
  if (!blob.holdsContext) return;
  blob.holdsContext = false;
  kernel.putContext(blob.context);
}

/**
 * A task that nothing holds up ends and is gone at once: what is four steps elsewhere in this file is one in the module, which drops
 * the reference to the namespace even where somebody still holds the task's memory.
 *
 * @spec tsem/TaskKey!Exit
 * @spec tsem/TaskKey!Die
 */
export function exitAtOnce(kernel: KernelState, task: Task): void {
  die(kernel, task);
  reap(kernel, task);
  leaveContext(kernel, task);
  if (isFreeable(task)) free(kernel, task);
}
