/** Identifiers: which task has which, and what a number means in another process space. */

import type { Task } from './task.js';

/** The number by which a task with the global identifier `pid` goes; undefined where it cannot be seen. */
export type PidSpace = (pid: number) => number | undefined;

/** The space in which events name tasks. */
export const globalPids: PidSpace = (pid) => pid;

export class PidTable {
  readonly #tasks = new Map<number, Task>();
  #last = 0;

  isFree(pid: number): boolean {
    return !this.#tasks.has(pid);
  }

  /** alloc_pid(): the next number from 1 to `pidMax` that is free, after the one given last; undefined when none is. */
  next(pidMax: number): number | undefined {
    for (let tried = 0; tried < pidMax; tried++) {
      this.#last = (this.#last % pidMax) + 1;
      if (this.isFree(this.#last)) return this.#last;
    }
    return undefined;
  }

  attach(pid: number, task: Task): void {
    this.#tasks.set(pid, task);
    task.pid = pid;
  }

  /** free_pid(). */
  release(task: Task): void {
    if (task.pid !== undefined) this.#tasks.delete(task.pid);
    task.pid = undefined;
  }

  /** find_task_by_pid_ns(): the task that goes by `number` in `space`, dead or alive, until it is reaped. */
  find(number: number, space: PidSpace): Task | undefined {
    if (space === globalPids) return this.#tasks.get(number);
    for (const [pid, task] of this.#tasks) if (space(pid) === number) return task;
    return undefined;
  }
}
