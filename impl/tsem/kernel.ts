/** A kernel with one modeling namespace, to be used: tasks that raise events, an orchestrator that answers, and whoever interferes. */

import { createHash } from 'node:crypto';
import { Running } from '../scheduler/path.js';
import type { Move, Schedule } from '../scheduler/schedule.js';
import { Code, type Reading, type ReleaseRepair, type Variant } from './code.js';
import { controlCoe } from './control-coe.js';
import { beginExec } from './exec.js';
import type { HookCall } from './hook-call.js';
import { type Hash, KernelState, type TrustEvent } from './kernel-state.js';
import { die, fork, free, isDying, isFreeable, isReapable, reap } from './life.js';
import { ExportQueue } from './namespace.js';
import { type Judge, Orchestrator } from './orchestrator.js';
import { globalPids, type PidSpace } from './pid-table.js';
import { Refusal } from './refusal.js';
import { ReleaseCall, type ReleaseCommand } from './release-call.js';
import { handleSignal, isHandlingSignal, kill, sendSignal } from './signals.js';
import type { Task, ThreadGroup } from './task.js';
import { enterHook } from './trust-release.js';
import type { TsemEvent } from './tsem-event.js';
import type { Writer } from './writer.js';

/** What a line written to the control file says, or the errno of one that says nothing. */
export type ControlGrammar = (line: string) => ReleaseCommand | number;

export interface KernelOptions {
  readonly variant: Variant;
  /** `r1` unless given. */
  readonly reading?: Reading;
  /** None unless given. */
  readonly repairs?: ReadonlySet<ReleaseRepair>;
  /** `size` random bytes. */
  readonly random: (size: number) => Uint8Array;
  /** SHA-256 unless given. */
  readonly hash?: Hash;
  /** Whether the action for events of untrusted tasks is EPERM; true unless given. */
  readonly isEnforcing?: boolean;
  /** Whether the memory of reaped tasks is freed; true unless given. */
  readonly freesTasks?: boolean;
  /** Whether the callers of hooks have locked a directory that judging needs; false unless given. */
  readonly hooksHoldDirectory?: boolean;
  /** What the orchestrator's security model allows. */
  readonly judge: Judge;
  /** The process space that the orchestrator is in; the one that events name tasks in unless given. */
  readonly orchestratorPids?: PidSpace;
  /** Whether the orchestrator may repeat a command; never unless given. */
  readonly mayRepeat?: () => boolean;
  /** Refuses every line with a {@link Refusal} unless given. */
  readonly grammar?: ControlGrammar;
  readonly observe?: (event: TrustEvent) => void;
}

/** A step that somebody can take now. */
export interface KernelMove extends Move {
  /** Whose life it is a step of; undefined for the orchestrator's and for writers to the control file. */
  readonly task: Task | undefined;
  take(): void;
}

/** Bytes of a key's half. */
const keySize = 32;

export class Kernel {
  readonly state: KernelState;
  readonly orchestrator: Orchestrator;
  /** Commands of others than the orchestrator, under way. */
  readonly #writes = new Map<ReleaseCall, Running<void>>();
  readonly #awaited = new Map<HookCall, (error: number) => void>();

  constructor(private readonly options: KernelOptions) {
    const hash = options.hash ?? sha256;
    const memberKey = options.random(keySize);
    const orchestratorKey = options.random(keySize);
    const namespace = { id: 1, isEnforcing: options.isEnforcing ?? true, exports: new ExportQueue() };
    const code = new Code(options.variant, options.repairs, options.reading);
    this.state = new KernelState(code, namespace, hash, memberKey, (event) => this.#observe(event));
    const writer: Writer = {
      pids: options.orchestratorPids ?? globalPids,
      tmaForNs: namespace.id,
      tmaContext: namespace,
      taskKey: hash(memberKey, orchestratorKey),
    };
    const mayRepeat = options.mayRepeat ?? (() => false);
    this.orchestrator = new Orchestrator(this.state, writer, orchestratorKey, options.judge, mayRepeat);
  }

  /** A new task, as {@link fork} says. */
  fork(pid?: number, group?: ThreadGroup): Task | Refusal {
    return fork(this.state, pid, group);
  }

  /** `task` is about to do `operation`, and its hook is called: see {@link enterHook}. */
  raise(task: Task, operation: string): HookCall | Refusal {
    return enterHook(this.state, task, operation, this.options.hooksHoldDirectory ?? false);
  }

  /** What the hook returns: 0 or an errno. Somebody has to run the kernel meanwhile. */
  outcome(call: HookCall): Promise<number> {
    if (call.isOver) return Promise.resolve(call.error);
    return new Promise((resolve) => this.#awaited.set(call, resolve));
  }

  /** `task` executes a program; it is a thread that does not lead its process. */
  exec(task: Task): Refusal | undefined {
    return beginExec(this.state, task);
  }

  signal(task: Task): Refusal | undefined {
    return sendSignal(task);
  }

  kill(task: Task): Refusal | undefined {
    return kill(task);
  }

  /** Reads the export file as a member of the namespace: the oldest event, undefined where the kernel says -ENODATA. */
  readExport(): TsemEvent | undefined {
    return this.state.namespace.exports.records.shift();
  }

  /**
   * A process writes a line to the control file. Returns the command under way, or an errno; the command's result is there when
   * the kernel has run on.
   */
  writeControl(writer: Writer, line: string): ReleaseCall | number | Refusal {
    if (this.options.grammar === undefined) return new Refusal('no grammar was given');
    const command = this.options.grammar(line);
    return typeof command === 'number' ? command : this.release(writer, command);
  }

  /** The same with the line parsed, by any process, with or without the right to. @spec tsem/TrustRelease!TryForeignRelease */
  release(writer: Writer, command: ReleaseCommand): ReleaseCall {
    const call = new ReleaseCall(writer, command);
    this.#writes.set(call, new Running(controlCoe(this.state, call)));
    return call;
  }

  /** Every step that can be taken now. */
  moves(): KernelMove[] {
    const moves: KernelMove[] = [];
    for (const task of this.state.tasks) this.#movesOf(task, moves);
    this.#movesAlong(this.orchestrator.path, 'orchestrator', undefined, moves);
    for (const [call, path] of this.#writes) {
      if (path.label === undefined) this.#writes.delete(call);
      else this.#movesAlong(path, 'writer', undefined, moves);
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
   * Whether everything that can come to rest has: no task is in a hook or an exec, and the orchestrator is dead or has nothing
   * to read.
   *
   * @spec tsem/TrustRelease!Rest
   */
  isAtRest(): boolean {
    const { path, isDead } = this.orchestrator;
    if (this.state.tasks.some((task) => task.path?.label !== undefined)) return false;
    return isDead || (path.label === 'read' && path.steps().length === 0);
  }

  #movesOf(task: Task, moves: KernelMove[]): void {
    const actor = `task ${task.number}`;
    const add = (step: string, take: () => void) => moves.push({ actor, step, task, take });
    if (task.path !== undefined && task.life === 'alive') this.#movesAlong(task.path, actor, task, moves);
    if (isHandlingSignal(task)) add(handleSignal.name, () => handleSignal(task));
    if (isDying(task)) add(die.name, () => die(task));
    if (isReapable(task)) add(reap.name, () => reap(this.state, task));
    if (this.options.freesTasks !== false && isFreeable(task)) add(free.name, () => free(task));
  }

  #movesAlong(path: Running<unknown>, actor: string, task: Task | undefined, moves: KernelMove[]): void {
    for (const step of path.steps()) moves.push({ actor, step, task, take: () => path.take(step) });
  }

  #observe(event: TrustEvent): void {
    this.options.observe?.(event);
    if (event.kind !== 'hook returned') return;
    this.#awaited.get(event.call)?.(event.call.error);
    this.#awaited.delete(event.call);
  }
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
