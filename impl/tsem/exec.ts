/** How a thread that is not the leader of its process executes a program: de_thread(). */

import { type Path, Running, waiting } from '../scheduler/path.js';
import type { KernelState } from './kernel-state.js';
import { leave } from './life.js';
import { Refusal } from './refusal.js';
import { strike } from './signals.js';
import type { Task } from './task.js';

/** Why `task` cannot begin; undefined when it can. A leader's exec changes no identifier, so there is nothing to model in it. */
export function execRefusal(task: Task): Refusal | undefined {
  if (!task.isInUserSpace) return new Refusal('the task is not in user space');
  if (task.hasFatalSignal) return new Refusal('the task dies of a fatal signal before it does anything else');
  const { leader, executing } = task.group;
  if (task === leader) return new Refusal('the task leads its process');
  if (executing !== undefined) return new Refusal('another thread is executing a program');
  return leader?.pid === undefined ? new Refusal('the leader has no identifier any more') : undefined;
}

/** Kills the other threads; goes on as the only one. @spec tsem/TrustRelease!BeginExec */
export function beginExec(kernel: KernelState, task: Task): Refusal | undefined {
  const refusal = execRefusal(task);
  if (refusal !== undefined) return refusal;
  task.group.executing = task;
  for (const other of othersAlive(task)) strike(other);
  task.path = new Running(deThread(kernel, task));
  return undefined;
}

function* deThread(kernel: KernelState, task: Task): Path<number> {
  yield waiting('exec', () => othersAlive(task).length === 0, takeOverPid);
  takeOverPid(kernel, task);
  return 0;
}

/** exchange_tids(): the leader's identifier is `task`'s, the other threads are gone. @spec tsem/TrustRelease!TakeOverPid */
function takeOverPid(kernel: KernelState, task: Task): void {
  const { group } = task;
  const pid = group.leader?.pid;
  for (const thread of group.members) kernel.pids.release(thread);
  for (const thread of group.members) if (thread !== task) leave(thread);
  if (pid !== undefined) kernel.pids.attach(pid, task);
  group.leader = task;
  group.executing = undefined;
}

function othersAlive(task: Task): Task[] {
  return [...task.group.members].filter((other) => other !== task && other.life === 'alive');
}
