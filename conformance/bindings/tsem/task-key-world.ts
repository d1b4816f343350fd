/** What surrounds the implementation in a model of TaskKey: its tasks by name, what they are about, budgets, observers. */

import { Running } from '../../../impl/scheduler/path.js';
import type { Context, NamespaceKind } from '../../../impl/tsem/context.js';
import { Creation } from '../../../impl/tsem/creation.js';
import { KernelState } from '../../../impl/tsem/kernel-state.js';
import { exitAtOnce, fork } from '../../../impl/tsem/life.js';
import { createNamespace } from '../../../impl/tsem/namespace-creation.js';
import { type Removal, removeNamespace } from '../../../impl/tsem/namespace-removal.js';
import { Refusal } from '../../../impl/tsem/refusal.js';
import { ReleaseCall } from '../../../impl/tsem/release-call.js';
import { checkRelease, endReading } from '../../../impl/tsem/release-check.js';
import type { Task } from '../../../impl/tsem/task.js';
import { KeyBytes } from './key-bytes.js';
import { TaskKeyHistory } from './task-key-history.js';
import type { TaskKeyModel } from './task-key-model.js';

export const reaper = 'reaper';

export interface Asked {
  readonly creation: Creation;
  readonly running: Running<number | undefined>;
}

/** A task that may ask for a namespace. */
export interface Creator {
  /** What it asks for: under way, or refused for good. */
  asked: Asked | undefined;
  /** The context that it allocated last. */
  context: Context | undefined;
  /** The half that it gave. */
  half: number;
  /** How often it asked in vain. */
  tries: number;
  /** It asks no more. */
  isOver: boolean;
}

export interface Call {
  readonly by: string;
  readonly of: string;
  readonly half: number;
  readonly release: ReleaseCall;
  readonly running: Running<number>;
  /** Whether its read-side section is left. */
  isOver: boolean;
}

export class TaskKeyWorld {
  readonly kernel: KernelState;
  readonly bytes: KeyBytes;
  readonly history: TaskKeyHistory;
  /** Tasks that were born, by name. */
  readonly tasks = new Map<string, Task>();
  readonly names = new Map<Task, string>();
  /** All names of the model, in order. */
  readonly allNames: readonly string[];
  readonly creators = new Map<string, Creator>();
  readonly removals = new Map<Context, Running<void>>();
  call: Call | undefined;
  exits = 0;
  faults = 0;
  /** Addresses that no context has; 0 alone where nothing compares them. */
  freeAddresses: readonly number[];
  /** What the next draw gives, and where the next context goes: the scheduler's choice. */
  nextHalf = 0;
  nextAddress = 0;

  constructor(readonly model: TaskKeyModel) {
    const { variant, repairs, idMax, hasMutex, addressMax, orchestrators, bystanders, creators, spares } = model;
    this.allNames = [...new Set([...orchestrators, ...creators, ...spares, ...bystanders, reaper])].sort();
    this.bytes = new KeyBytes(model.hashKind);
    this.history = new TaskKeyHistory(this);
    this.freeAddresses = variant === 'tnum' ? Array.from({ length: addressMax }, (_, index) => index + 1) : [0];
    this.kernel = new KernelState({
      ...{ variant, repairs, idMax, hasMutex },
      digest: this.bytes.digest,
      random: () => this.bytes.memberHalf(this.nextHalf),
      mayFail: (what) => model.faults.has(what) && this.faults < model.faultMax,
      addresses: this.#addresses(),
      observe: (event) => {
        if (event.kind === 'allocation failed') this.faults++;
        this.history.note(event);
      },
    });
    this.#name(reaper, this.kernel.reaper);
    for (const name of [...orchestrators, ...bystanders]) this.#bear(name, reaper);
    for (const [name, head] of model.heads) this.#bear(name, head);
    for (const name of creators) {
      if (!this.tasks.has(name) && !spares.includes(name)) this.#bear(name, reaper);
      this.creators.set(name, { asked: undefined, context: undefined, half: 0, tries: 0, isOver: false });
    }
  }

  get isKeyed(): boolean {
    return this.kernel.code.isKeyed;
  }

  /** Halves that a creation of `kind` may be given. */
  halvesFor(kind: NamespaceKind): readonly number[] {
    return this.isKeyed && kind === 'external' ? this.model.halves : [0];
  }

  /** Halves that a release may be given. */
  get halvesGiven(): readonly number[] {
    return this.isKeyed ? this.model.halves : [0];
  }

  /** Living tasks in no kernel path: what they do next is theirs to say. The reaper is not asked. */
  idle(): string[] {
    return [...this.tasks.keys()].filter((name) => this.isIdle(name));
  }

  isIdle(name: string): boolean {
    const task = this.tasks.get(name);
    if (task === undefined || task.life !== 'alive' || name === reaper) return false;
    if (this.creators.get(name)?.asked?.running.label !== undefined) return false;
    return this.call?.by !== name || this.call.running.label === undefined;
  }

  /** Every living creator has its answer, no removal is under way, and no call. */
  get isFinished(): boolean {
    const isAnswered = ([name, creator]: [string, Creator]): boolean =>
      creator.isOver || this.tasks.get(name)?.life !== 'alive';
    const isCalling = this.call?.running.label !== undefined;
    return this.kernel.areNamespacesAtRest() && !isCalling && [...this.creators].every(isAnswered);
  }

  /** A request that is not made yet: its first point says what would become of it. */
  request(name: string, kind: NamespaceKind, half: number): Asked {
    const keyHalf = this.bytes.orchestratorHalf(half);
    const creation = new Creation(this.kernel, this.task(name), { kind, digest: this.bytes.digest, keyHalf });
    return { creation, running: new Running(createNamespace(creation)) };
  }

  /** A release that is not asked for yet. */
  release(by: string, of: string, half: number): ReleaseCall {
    const { pid = 0, number } = this.task(of);
    const credential = this.isKeyed ? { key: this.bytes.orchestratorHalf(half) } : { taskNumber: BigInt(number) };
    return new ReleaseCall(this.kernel, this.task(by), { verdict: 'trusted', pid, credential, event: undefined });
  }

  /** Whether a release may still be asked for. */
  get mayCall(): boolean {
    return this.call === undefined && this.model.releases > 0;
  }

  /** Living tasks that a release may name. */
  targets(): string[] {
    const names = new Set([...this.model.creators, ...this.model.spares]);
    return [...names].filter((name) => this.tasks.get(name)?.life === 'alive');
  }

  /** `name` asks for a namespace, whose context goes to `address`. False when that must wait or is refused. */
  begin(name: string, kind: string, half: number, address: number): boolean {
    const creator = this.creators.get(name);
    const known = this.model.kinds.find((other) => other === kind);
    if (creator === undefined || known === undefined || creator.isOver || !this.isIdle(name)) return false;
    if (!this.halvesFor(known).includes(half)) return false;
    const asked = this.request(name, known, half);
    if (!asked.running.steps().includes('lockContextIds') || !this.freeAddresses.includes(address)) return false;
    this.nextAddress = address;
    this.history.begin(name, half);
    asked.running.take('lockContextIds');
    Object.assign(creator, { asked, context: asked.creation.context, half });
    return true;
  }

  /** `name` asks for a namespace and is told that it has a role already. False when it is not. */
  beRefused(name: string): boolean {
    const creator = this.creators.get(name);
    const kind = this.model.kinds[0];
    if (creator === undefined || kind === undefined || creator.isOver || !this.isIdle(name)) return false;
    const asked = this.request(name, kind, 0);
    if (!asked.running.steps().includes('refuseSecondRole')) return false;
    asked.running.take('refuseSecondRole');
    creator.asked = asked;
    return true;
  }

  /** `by` asks to release `of`. False when the first check does not end in `step`. */
  ask(by: string, of: string, half: number, step: string): boolean {
    if (!this.mayCall || !this.isIdle(by) || !this.targets().includes(of)) return false;
    const release = this.release(by, of, half);
    const running = new Running(checkRelease(release));
    if (!running.steps().includes(step)) return false;
    running.take(step);
    this.call = { by, of, half, release, running, isOver: false };
    return true;
  }

  fork(parent: string, child: string): boolean {
    if (!this.isIdle(parent) || this.tasks.has(child) || !this.model.spares.includes(child)) return false;
    this.#bear(child, parent);
    return true;
  }

  exit(name: string): boolean {
    if (!this.isIdle(name) || this.exits >= this.model.exits) return false;
    exitAtOnce(this.kernel, this.task(name));
    this.exits++;
    return true;
  }

  /** The removal of the namespace that `name` made. */
  removalOf(name: string): Running<void> | undefined {
    const context = this.creators.get(name)?.context;
    return context === undefined ? undefined : this.removals.get(context);
  }

  /** After each step: contexts without references go to the worker; a call ends; a creation that failed is asked for again. */
  settle(creator: Creator | undefined): void {
    for (const context of this.kernel.workqueue.splice(0)) {
      const removal: Removal = { kernel: this.kernel, context };
      this.removals.set(context, new Running(removeNamespace(removal)));
    }
    const { call } = this;
    if (call !== undefined && !call.isOver && call.running.label === undefined) {
      call.isOver = true;
      endReading(call.release);
    }
    const ended = creator?.asked;
    if (creator === undefined || ended === undefined || ended.running.label !== undefined || creator.isOver) return;
    const asksAgain =
      ended.running.result !== 0 && ended.creation.context !== undefined && creator.tries < this.model.retryMax;
    creator.tries = asksAgain ? creator.tries + 1 : 0;
    creator.isOver = !asksAgain;
    creator.asked = undefined;
  }

  task(name: string): Task {
    const task = this.tasks.get(name);
    if (task === undefined) throw new Error(`${name} is not born`);
    return task;
  }

  nameOf(task: Task | undefined): string {
    return task === undefined ? 'nobody' : (this.names.get(task) ?? 'nobody');
  }

  /** The task that made `context`, or the word for the root namespace. */
  creatorOf(context: Context): string {
    for (const [name, creator] of this.creators) if (creator.context === context) return name;
    return 'root';
  }

  #bear(name: string, parent: string): void {
    const child = fork(this.kernel, this.task(parent));
    if (child instanceof Refusal) throw new Error(child.reason);
    this.#name(name, child);
  }

  #name(name: string, task: Task): void {
    this.tasks.set(name, task);
    this.names.set(task, name);
  }

  #addresses() {
    if (this.model.variant !== 'tnum') return { has: () => true, take: () => 0, giveBack: () => undefined };
    return {
      has: () => this.freeAddresses.length > 0,
      take: () => {
        this.freeAddresses = this.freeAddresses.filter((address) => address !== this.nextAddress);
        return this.nextAddress;
      },
      giveBack: (address: number) => {
        this.freeAddresses = [...this.freeAddresses, address].sort((left, right) => left - right);
      },
    };
  }
}
