/**
 * A kernel to be used: tasks that fork, raise events, make namespaces and release each other through the control file, orchestrators,
 * and whoever interferes.
 */

import { Running } from '../scheduler/path.js';
import type { Move, Schedule } from '../scheduler/schedule.js';
import type { Context } from './context.js';
import { ControlCall, lineWrite, writeControl } from './control-file.js';
import type { ControlWrite } from './control-line.js';
import { beginExec } from './exec.js';
import { readExport } from './export-read.js';
import type { HookCall } from './hook-call.js';
import type { KernelEvent } from './kernel-events.js';
import { KernelState, type KernelStateOptions } from './kernel-state.js';
import { die, type ForkRequest, fork, free, isDying, isFreeable, isReapable, reap } from './life.js';
import { removeNamespace } from './namespace-removal.js';
import { Orchestrator, type OrchestratorOptions } from './orchestrator.js';
import { Refusal } from './refusal.js';
import { handleSignal, isHandlingSignal, kill, sendSignal } from './signals.js';
import type { Task } from './task.js';
import { enterHook } from './trust-release.js';

export interface KernelOptions extends KernelStateOptions {
  /** Whether the memory of reaped tasks is freed; true unless given. */
  readonly freesTasks?: boolean;
  /** Whether the callers of hooks have locked a directory that judging needs; false unless given. */
  readonly hooksHoldDirectory?: boolean;
}

/** A step that somebody can take now. */
export interface KernelMove extends Move {
  /** Whose life it is a step of; undefined for an orchestrator's and for the worker's. */
  readonly task: Task | undefined;
  take(): void;
}

export class Kernel {
  readonly state: KernelState;
  readonly orchestrators: Orchestrator[] = [];
  /** Namespaces that the worker is removing. */
  readonly #removals = new Map<Context, Running<void>>();
  /** Tasks that may still move, in the order of their birth: those that are freed do not, and a long run leaves many of them. */
  #lasting: Task[] = [];
  /** How many of all tasks have been among them. */
  #noticed = 0;
  readonly #awaited = new Map<HookCall | ControlCall, () => void>();

  constructor(private readonly options: KernelOptions) {
    this.state = new KernelState({ ...options, observe: (event) => this.#observe(event) });
  }

  /** Process 1: the ancestor of all, in the root namespace. */
  get init(): Task {
    return this.state.reaper;
  }

  /** A child of `parent`, as {@link fork} says. */
  fork(parent: Task, request?: ForkRequest): Task | Refusal {
    return fork(this.state, parent, request);
  }

  /** `task` is about to do `operation`, and its hook is called: see {@link enterHook}. */
  raise(task: Task, operation: string): HookCall | Refusal {
    return enterHook(this.state, task, operation, this.options.hooksHoldDirectory ?? false);
  }

  /** What the hook returns: 0 or an errno. Somebody has to run the kernel meanwhile. */
  async outcome(call: HookCall): Promise<number> {
    await this.#end(call);
    return call.error;
  }

  /**
   * `writer` writes a line, its newline included, to the control file: the system call that it is in from now on, as
   * {@link writeControl} says. Whoever may: rights are checked when the file is opened, see control-file.ts.
   *
   * @spec tsem/TrustRelease!TryForeignRelease
   */
  writeControl(writer: Task, line: string | ControlWrite): ControlCall | Refusal {
    if (!writer.isInUserSpace) return new Refusal('the task is not in user space');
    if (writer.hasFatalSignal) return new Refusal('the task dies of a fatal signal before it does anything else');
    const call = new ControlCall(this.state, writer, typeof line === 'string' ? lineWrite(line) : line);
    writer.path = new Running(writeControl(call));
    return call;
  }

  /** The same from beginning to end, nobody else moving meanwhile: not over only where it must wait for somebody. */
  writeControlAlone(writer: Task, line: string | ControlWrite): ControlCall | Refusal {
    const call = this.writeControl(writer, line);
    if (call instanceof ControlCall) writer.path?.runAlone();
    return call;
  }

  /** What write returns: see {@link ControlCall.result}. Somebody has to run the kernel meanwhile. */
  async written(call: ControlCall): Promise<number | undefined> {
    await this.#end(call);
    return call.result;
  }

  /** `reader` reads an export file: see {@link readExport}. */
  readExport(reader: Task): string | number | undefined {
    return readExport(this.state, reader);
  }

  /** From now on a task serves a namespace as its orchestrator: see {@link Orchestrator}. */
  orchestrate(options: OrchestratorOptions): Orchestrator {
    const orchestrator = new Orchestrator(this.state, options);
    this.orchestrators.push(orchestrator);
    return orchestrator;
  }

  /** `task` executes a program; it is a thread that does not lead its process. */
  exec(task: Task): Refusal | undefined {
    return beginExec(this.state, task);
  }

  signal(task: Task): Refusal | undefined {
    return sendSignal(task);
  }

  kill(task: Task): Refusal | undefined {
    return task === this.init ? new Refusal('process 1 takes no fatal signal') : kill(task);
  }

  /** Every step that can be taken now. */
  moves(): KernelMove[] {
    const moves: KernelMove[] = [];
    for (const task of this.#lastingTasks()) this.#movesOf(task, moves);
    for (const { path, writer, isInKernel } of this.orchestrators) {
      // A task with a fatal signal never runs in user space again.
      if (writer.hasFatalSignal && !isInKernel) continue;
      this.#movesAlong(path, `orchestrator ${writer.number}`, undefined, moves);
    }
    this.#beginRemovals();
    for (const [context, path] of this.#removals) {
      if (path.label === undefined) this.#removals.delete(context);
      else this.#movesAlong(path, `worker ${context.id}`, undefined, moves);
    }
    return moves;
  }

  /**
   * Takes steps as `schedule` says, until none can be taken, it ends the run, or `stepsMax` are taken.
   *
   * @returns how many were taken.
   */
  run(schedule: Schedule, stepsMax = Number.POSITIVE_INFINITY): number {
    for (let taken = 0; taken < stepsMax; taken++) {
      const moves = this.moves();
      const move = moves.length === 0 ? undefined : schedule(moves);
      if (move === undefined) return taken;
      move.take();
    }
    return stepsMax;
  }

  /**
   * Whether everything that can come to rest has: no task is in a system call, no namespace is being made or removed, and each
   * orchestrator is dead or has nothing to read.
   *
   * @spec tsem/TrustRelease!Rest
   */
  isAtRest(): boolean {
    if (this.state.tasks.some((task) => task.path?.label !== undefined)) return false;
    return this.state.areNamespacesAtRest() && this.orchestrators.every(({ isIdle }) => isIdle);
  }

  #lastingTasks(): readonly Task[] {
    const { tasks } = this.state;
    for (; this.#noticed < tasks.length; this.#noticed++) this.#lasting.push(tasks[this.#noticed] as Task);
    const isFreed = ({ life }: Task) => life === 'freed';
    if (this.#lasting.some(isFreed)) this.#lasting = this.#lasting.filter((task) => !isFreed(task));
    return this.#lasting;
  }

  #movesOf(task: Task, moves: KernelMove[]): void {
    const { life, path } = task;
    const isInPath = path?.label !== undefined;
    // Most tasks sit in user space at most times, and have nothing to do but what somebody else decides.
    if (life === 'alive' && !isInPath && !task.isSignalled) return;
    const actor = `task ${task.number}`;
    const add = (step: string, take: () => void) => moves.push({ actor, step, task, take });
    if (isInPath && life === 'alive') this.#movesAlong(path, actor, task, moves);
    if (isHandlingSignal(task)) add(handleSignal.name, () => handleSignal(task));
    if (isDying(task)) add(die.name, () => die(this.state, task));
    if (isReapable(task)) add(reap.name, () => reap(this.state, task));
    if (this.options.freesTasks !== false && isFreeable(task)) add(free.name, () => free(this.state, task));
  }

  #movesAlong(path: Running<unknown>, actor: string, task: Task | undefined, moves: KernelMove[]): void {
    for (const step of path.steps()) moves.push({ actor, step, task, take: () => path.take(step) });
  }

  #beginRemovals(): void {
    for (const context of this.state.workqueue.splice(0)) {
      this.#removals.set(context, new Running(removeNamespace({ kernel: this.state, context })));
    }
  }

  #end(call: HookCall | ControlCall): Promise<void> {
    if (call.isOver) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.set(call, resolve));
  }

  #observe(event: KernelEvent): void {
    this.options.observe?.(event);
    if (this.#awaited.size === 0 || (event.kind !== 'hook returned' && event.kind !== 'write returned')) return;
    this.#awaited.get(event.call)?.();
    this.#awaited.delete(event.call);
  }
}
