/** The tasks of a model of TaskKey and their identifiers, by the names that the module has for both. */

import type { KernelState } from '../../../impl/tsem/kernel-state.js';
import { fork } from '../../../impl/tsem/life.js';
import { Refusal } from '../../../impl/tsem/refusal.js';
import type { Task } from '../../../impl/tsem/task.js';
import { reaper } from './task-key-model.js';

/** An identifier has the name of the task that had it first. */
export class Population {
  /** Tasks that were born, by name. */
  readonly tasks = new Map<string, Task>();
  readonly #names = new Map<Task, string>();
  /** Names of identifiers, of the living and the dead. */
  readonly #identifiers = new Map<number, string>();
  /** Name of the identifier that each task has or had. */
  readonly #identifierOf = new Map<string, string>();

  /** Begins with the reaper alone. */
  constructor(private readonly kernel: KernelState) {
    this.#name(reaper, kernel.reaper, reaper);
  }

  /** @throws {Error} for one that is not born. */
  task(name: string): Task {
    const task = this.tasks.get(name);
    if (task === undefined) throw new Error(`${name} is not born`);
    return task;
  }

  nameOf(task: Task | undefined): string {
    return task === undefined ? 'nobody' : (this.#names.get(task) ?? 'nobody');
  }

  isAlive(name: string): boolean {
    return this.tasks.get(name)?.life === 'alive';
  }

  /** Whether a fatal signal has come for it, and it is not dead yet. */
  isKilled(name: string): boolean {
    const task = this.tasks.get(name);
    return task?.life === 'alive' && task.hasFatalSignal;
  }

  /** Whether it is alive and in user space: what it does next is its own to say. The reaper is not asked. */
  isIdle(name: string): boolean {
    return name !== reaper && this.tasks.get(name)?.isInUserSpace === true;
  }

  idle(): string[] {
    return [...this.tasks.keys()].filter((name) => this.isIdle(name));
  }

  /** `name` is forked by `parent`, with an identifier of its own unless it is given one again. */
  bear(name: string, parent: string, identifier = name): Refusal | undefined {
    const pid = identifier === name ? undefined : this.#numberOf(identifier);
    const child = fork(this.kernel, this.task(parent), { pid });
    if (child instanceof Refusal) return child;
    this.#name(name, child, identifier);
    return undefined;
  }

  /** The identifier of a task. The living are asked; of the dead the kernel knows none any more. */
  identifierOf(name: string): string {
    const task = this.tasks.get(name);
    const known = task?.life === 'alive' ? this.#identifiers.get(task.pid ?? 0) : this.#identifierOf.get(name);
    return known ?? 'nobody';
  }

  nameOfIdentifier(pid: number): string {
    return this.#identifiers.get(pid) ?? 'nobody';
  }

  /** Whether some task has or had it. */
  isIdentifier(name: string): boolean {
    return [...this.#identifiers.values()].includes(name);
  }

  /** Identifiers of the dead among `names` that nobody has now. */
  freedIdentifiers(names: readonly string[]): string[] {
    const gone = names.filter((name) => this.tasks.has(name) && !this.isAlive(name));
    const freed = new Set(gone.flatMap((name) => this.#identifierOf.get(name) ?? []));
    return [...freed].filter((name) => this.kernel.pids.isFree(this.#numberOf(name)));
  }

  #name(name: string, task: Task, identifier: string): void {
    this.tasks.set(name, task);
    this.#names.set(task, name);
    this.#identifierOf.set(name, identifier);
    if (task.pid !== undefined && !this.#identifiers.has(task.pid)) this.#identifiers.set(task.pid, identifier);
  }

  #numberOf(identifier: string): number {
    for (const [number, name] of this.#identifiers) if (name === identifier) return number;
    throw new Error(`nobody ever had the identifier ${identifier}`);
  }
}
