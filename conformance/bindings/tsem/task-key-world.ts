/** What surrounds the implementation in a model of TaskKey: what its tasks are about, budgets, observers. */

import { Running } from '../../../impl/scheduler/path.js';
import type { Context, NamespaceKind } from '../../../impl/tsem/context.js';
import { Creation } from '../../../impl/tsem/creation.js';
import { KernelState } from '../../../impl/tsem/kernel-state.js';
import { exitAtOnce, isDying } from '../../../impl/tsem/life.js';
import { createNamespace } from '../../../impl/tsem/namespace-creation.js';
import { type Removal, removeNamespace } from '../../../impl/tsem/namespace-removal.js';
import { ReleaseCall } from '../../../impl/tsem/release-call.js';
import { checkRelease, endReading } from '../../../impl/tsem/release-check.js';
import { kill, killRefusal } from '../../../impl/tsem/signals.js';
import type { Task } from '../../../impl/tsem/task.js';
import { newEvent } from '../../../impl/tsem/trust-release.js';
import type { TsemEvent } from '../../../impl/tsem/tsem-event.js';
import { KeyBytes } from './key-bytes.js';
import { TaskKeyHistory } from './task-key-history.js';
import { reaper, type TaskKeyModel } from './task-key-model.js';
import { Population } from './task-key-population.js';

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

/** A command that is about to be written, but for the half of the key. */
export interface Prepared {
  readonly by: string;
  /** Name of the identifier in it: of the task that had it first. */
  readonly identifier: string;
  /** Name of the task that the writer means. */
  readonly meant: string;
  /** What tells the task in an event. */
  readonly event: Pick<TsemEvent, 'pid' | 'tnum'>;
}

export interface Call extends Prepared {
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
  readonly population: Population;
  readonly creators = new Map<string, Creator>();
  readonly removals = new Map<Context, Running<void>>();
  /** What somebody has read and is going to write; the call before it is forgotten. */
  named: Prepared | undefined;
  call: Call | undefined;
  exits = 0;
  kills = 0;
  faults = 0;
  /** Release calls begun. */
  calls = 0;
  /** Identifiers given again. */
  reuses = 0;
  /** Addresses that no context has; 0 alone where nothing compares them. */
  freeAddresses: readonly number[];
  /** What the next draw gives, and where the next context goes: the scheduler's choice. */
  nextHalf = 0;
  nextAddress = 0;
  /** Tasks that a release may name at all. */
  readonly #named: readonly string[];

  constructor(readonly model: TaskKeyModel) {
    const { variant, repairs, idMax, hasMutex, addressMax, orchestrators, bystanders, creators, spares } = model;
    this.#named = [...new Set([...creators, ...spares])];
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
    this.population = new Population(this.kernel);
    for (const name of [...orchestrators, ...bystanders]) this.population.bear(name, reaper);
    for (const [name, head] of model.heads) this.population.bear(name, head);
    for (const name of creators) {
      if (!this.population.tasks.has(name) && !spares.includes(name)) this.population.bear(name, reaper);
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

  /** Every living creator has its answer, no removal and no call is under way, and nobody is about to die. */
  get isFinished(): boolean {
    const isAnswered = ([name, creator]: [string, Creator]): boolean =>
      creator.isOver || !this.population.isAlive(name);
    if (!this.kernel.areNamespacesAtRest() || !this.isCallOver) return false;
    return (
      [...this.creators].every(isAnswered) &&
      ![...this.population.tasks.keys()].some((name) => this.population.isKilled(name))
    );
  }

  /** A request that is not made yet: its first point says what would become of it. */
  request(name: string, kind: NamespaceKind, half: number): Asked {
    const keyHalf = this.bytes.orchestratorHalf(half);
    const creation = new Creation(this.kernel, this.population.task(name), {
      kind,
      digest: this.bytes.digest,
      keyHalf,
    });
    return { creation, running: new Running(createNamespace(creation)) };
  }

  /** A release that is not asked for yet. */
  release({ by, event: { pid, tnum } }: Prepared, half: number): ReleaseCall {
    const { code } = this.kernel;
    const key = code.isKeyed ? this.bytes.orchestratorHalf(half) : undefined;
    const taskNumber = code.comparesTaskNumbers ? BigInt(tnum) : undefined;
    const command = { verdict: 'trusted', pid, key, taskNumber, event: undefined } as const;
    return new ReleaseCall(this.kernel, this.population.task(by), command);
  }

  /** Whether no release is read, asked for or under way. */
  get isCallOver(): boolean {
    return this.named === undefined && this.call?.running.label === undefined;
  }

  /** Whether a release may still be asked for. */
  get mayCall(): boolean {
    return this.isCallOver && this.calls < this.model.releases;
  }

  /** Living tasks that a release may name. */
  targets(): string[] {
    return this.#named.filter((name) => this.population.isAlive(name));
  }

  /** Those whose events somebody reads. */
  exporting(): string[] {
    return this.targets().filter((name) => this.population.task(name).blob.context !== this.kernel.root);
  }

  /**
   * Commands that can be written now. Where identifiers are given again the one is that whose identifier was read before; elsewhere
   * it is read on the spot.
   */
  prepared(): readonly Prepared[] {
    return this.population.idle().flatMap((by) => this.#preparedBy(by));
  }

  #preparedBy(by: string): readonly Prepared[] {
    const { named } = this;
    if (!this.population.isIdle(by)) return [];
    if (named !== undefined) return named.by === by ? [named] : [];
    if (this.model.pidReuses > 0 || !this.mayCall) return [];
    return this.targets().map((meant) => this.#prepare(by, meant, this.population.task(meant)));
  }

  #prepare(by: string, meant: string, { pid = 0, number }: Pick<Task, 'pid' | 'number'>): Prepared {
    return { by, meant, identifier: this.population.nameOfIdentifier(pid), event: { pid, tnum: number } };
  }

  /** `name` asks for a namespace, whose context goes to `address`. False when that must wait or is refused. */
  begin(name: string, kind: string, half: number, address: number): boolean {
    const creator = this.creators.get(name);
    const known = this.model.kinds.find((other) => other === kind);
    if (creator === undefined || known === undefined || creator.isOver || !this.population.isIdle(name)) return false;
    if (!this.halvesFor(known).includes(half)) return false;
    const asked = this.request(name, known, half);
    if (!asked.running.steps().includes('lockContextIds') || !this.freeAddresses.includes(address)) return false;
    this.nextAddress = address;
    this.history.begin(name, half);
    asked.running.take('lockContextIds');
    this.population.task(name).path = asked.running;
    Object.assign(creator, { asked, context: asked.creation.context, half });
    return true;
  }

  /** `name` asks for a namespace and is told that it has a role already. False when it is not. */
  beRefused(name: string): boolean {
    const creator = this.creators.get(name);
    const kind = this.model.kinds[0];
    if (creator === undefined || kind === undefined || creator.isOver || !this.population.isIdle(name)) return false;
    const asked = this.request(name, kind, 0);
    if (!asked.running.steps().includes('refuseSecondRole')) return false;
    asked.running.take('refuseSecondRole');
    creator.asked = asked;
    return true;
  }

  /** `by` reads an event of `of`. */
  nameTask(by: string, of: string): boolean {
    if (this.model.pidReuses === 0 || !this.mayCall || !this.population.isIdle(by) || this.population.isKilled(by))
      return false;
    if (!this.exporting().includes(of)) return false;
    const { pid, tnum } = newEvent(this.kernel, this.population.task(of), 'file_open');
    this.named = this.#prepare(by, of, { pid, number: tnum });
    this.call = undefined;
    this.calls++;
    return true;
  }

  /** `by` asks to release whoever has `identifier`. False when the first check does not end in `step`. */
  ask(by: string, identifier: string, half: number, step: string): boolean {
    const prepared = this.#preparedBy(by).find((each) => each.identifier === identifier);
    if (prepared === undefined) return false;
    const release = this.release(prepared, half);
    const running = new Running(checkRelease(release));
    if (!running.steps().includes(step)) return false;
    running.take(step);
    this.population.task(by).path = running;
    this.call = { ...prepared, half, release, running, isOver: false };
    if (this.named === undefined) this.calls++;
    this.named = undefined;
    return true;
  }

  /** What a child can get as its identifier: a new one, written with its own name, or on budget a freed one. */
  identifiersFor(child: string): string[] {
    return [child, ...(this.reuses < this.model.pidReuses ? this.population.freedIdentifiers(this.#named) : [])];
  }

  fork(parent: string, child: string, identifier: string): boolean {
    if (parent === reaper || !this.population.tasks.has(parent) || this.population.tasks.has(child)) return false;
    if (!this.model.spares.includes(child)) return false;
    if (identifier !== child && !this.#isGivenAgain(identifier)) return false;
    if (this.population.bear(child, parent, identifier) !== undefined) return false;
    if (identifier !== child) this.reuses++;
    return true;
  }

  /** Whether a fork may ask for it: that somebody has it is for the kernel to say. */
  #isGivenAgain(identifier: string): boolean {
    return this.reuses < this.model.pidReuses && this.population.isIdentifier(identifier);
  }

  exit(name: string): boolean {
    if (!this.population.isIdle(name) || this.population.isKilled(name) || this.exits >= this.model.exits) return false;
    this.#end(name);
    this.exits++;
    return true;
  }

  kill(name: string): boolean {
    const task = this.population.tasks.get(name);
    if (task === undefined || name === reaper) return false;
    // The budget is the model's: what the kernel refuses it refuses without it.
    if (this.kills >= this.model.kills && killRefusal(task) === undefined) return false;
    if (kill(task) !== undefined) return false;
    this.kills++;
    return true;
  }

  die(name: string): boolean {
    const task = this.population.tasks.get(name);
    if (task === undefined || !isDying(task)) return false;
    this.#end(name);
    return true;
  }

  /** What it has read and not written yet is never written. */
  #end(name: string): void {
    exitAtOnce(this.kernel, this.population.task(name));
    if (this.named?.by === name) this.named = undefined;
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
    const { task, context } = ended.creation;
    const mayAsk = context !== undefined && !task.hasFatalSignal && creator.tries < this.model.retryMax;
    const asksAgain = mayAsk && ended.running.result !== 0;
    creator.tries = asksAgain ? creator.tries + 1 : 0;
    creator.isOver = !asksAgain;
    creator.asked = undefined;
  }

  /** The task that made `context`, or the word for the root namespace. */
  creatorOf(context: Context): string {
    for (const [name, creator] of this.creators) if (creator.context === context) return name;
    return 'root';
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
