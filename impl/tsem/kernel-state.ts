/** The state that all paths of the kernel share. */

import { type AddressSource, FreshAddresses } from './addresses.js';
import { Code, type Reading, type Repair, type Variant } from './code.js';
import { Context } from './context.js';
import { type Digest, defaultDigestName, digestNamed } from './digests.js';
import type { Allocation, Fault, KernelEvent, StoredBy } from './kernel-events.js';
import { PidTable } from './pid-table.js';
import { Task } from './task.js';
import { PENDING, type TrustStatus } from './trust-status.js';

/** An entry of context_id_list. */
export interface KeyEntry {
  readonly id: number;
  readonly key: Uint8Array;
}

export interface KernelStateOptions {
  readonly variant: Variant;
  /** `r1` unless given. */
  readonly reading?: Reading;
  /** None unless given. */
  readonly repairs?: ReadonlySet<Repair>;
  /** `size` random bytes. */
  readonly random: (size: number) => Uint8Array;
  /** The hash functions of namespaces by name: SHA-256, 384 and 512 unless given. */
  readonly digests?: (name: string) => Digest | undefined;
  /** Digest of the root namespace; the one named `sha256` unless given. */
  readonly digest?: Digest;
  /** Addresses for contexts; never the same twice unless given. */
  readonly addresses?: AddressSource;
  /** Whether this allocation may fail now: the scheduler chooses, and where nobody does it fails. Never unless given. */
  readonly mayFail?: (what: Allocation) => boolean;
  /** False takes context_id_mutex away, to show what it guards. */
  readonly hasMutex?: boolean;
  /** Largest context id; 0 follows it. */
  readonly idMax?: number;
  /** Whether K1 to K4 of a release are one step, as tsem/TrustRelease has them; steps of their own, as in tsem/TaskKey, unless given. */
  readonly checksInOneStep?: boolean;
  readonly observe?: (event: KernelEvent) => void;
}

export class KernelState {
  readonly code: Code;
  readonly pids = new PidTable();
  /** All that were ever forked, in that order: also those whose memory is gone. */
  readonly tasks: Task[] = [];
  readonly faults: Fault[] = [];
  /** Tasks that hold a directory's lock. */
  readonly directoryHolders = new Set<Task>();
  /** Id of the event raised last. */
  eventLast = 0;

  readonly root: Context;
  /** Process 1, to which children of the dead go. */
  readonly reaper: Task;
  readonly addresses: AddressSource;
  readonly random: (size: number) => Uint8Array;
  readonly digests: (name: string) => Digest | undefined;
  readonly mayFail: (what: Allocation) => boolean;
  readonly observe: (event: KernelEvent) => void;
  readonly checksInOneStep: boolean;
  /** The id given last. */
  contextId = 0;
  /** Holder of context_id_mutex. */
  holder: Task | 'worker' | undefined;
  /** context_id_list. */
  readonly keyList: KeyEntry[] = [];
  /** Export files by name. */
  readonly files = new Set<number>();
  /** Contexts whose last reference is gone, for the worker. */
  readonly workqueue: Context[] = [];

  readonly #hasMutex: boolean;
  readonly #idMax: number;
  /** Contexts whose last reference is gone, until they are freed. */
  readonly #ending = new Set<Context>();

  constructor(options: KernelStateOptions) {
    this.code = new Code(options.variant, options.repairs, options.reading);
    this.addresses = options.addresses ?? new FreshAddresses();
    this.random = options.random;
    this.digests = options.digests ?? digestNamed;
    this.mayFail = options.mayFail ?? (() => false);
    this.observe = options.observe ?? (() => undefined);
    this.checksInOneStep = options.checksInOneStep ?? false;
    this.#hasMutex = options.hasMutex ?? true;
    this.#idMax = options.idMax ?? Number.MAX_SAFE_INTEGER;
    const digest = options.digest ?? this.digests(defaultDigestName);
    if (digest === undefined) throw new Error(`no digest ${defaultDigestName} for the root namespace`);
    this.root = new Context('root', digest, 0);
    this.root.model = [];
    const group = { leader: undefined, members: new Set<Task>(), executing: undefined };
    this.reaper = new Task(1, 1, group, undefined, undefined, this.root);
    this.reaper.realParent = this.reaper;
    this.tasks.push(this.reaper);
    this.pids.attach(this.pids.next(1) ?? 1, this.reaper);
  }

  /** Every use of a task struct that its user does not own goes through here. */
  touch(task: Task, where: string): Task {
    if (task.life === 'freed') this.fault(where, 'a freed task');
    return task;
  }

  fault(where: string, what: string): void {
    const fault = { where, what };
    this.faults.push(fault);
    this.observe({ kind: 'fault', fault });
  }

  /** A store to trust_status. */
  storeStatus(task: Task, status: TrustStatus, by: StoredBy): void {
    this.touch(task, 'storeStatus').blob.status = status;
    this.observe({ kind: 'status stored', task, status, by });
  }

  get isMutexFree(): boolean {
    return !this.#hasMutex || this.holder === undefined;
  }

  lock(holder: Task | 'worker'): void {
    if (this.#hasMutex) this.holder = holder;
  }

  unlock(): void {
    this.holder = undefined;
  }

  /** The id after the one given last. */
  get nextId(): number {
    return this.contextId === this.#idMax ? 0 : this.contextId + 1;
  }

  /** Whether `task` is marked as the orchestrator of `context`. */
  marks({ blob }: Task, context: Context): boolean {
    return this.code.isKeyed ? blob.tmaForNs === context.id : blob.tmaContext?.address === context.address;
  }

  isMarked({ blob }: Task): boolean {
    return this.code.isKeyed ? blob.tmaForNs !== 0 : blob.tmaContext !== undefined;
  }

  /** kref_put(): drops a reference to `context`; the worker removes it when that was the last. */
  putContext(context: Context): void {
    // The root namespace is never removed, and nobody counts.
    if (context === this.root) return;
    context.references--;
    if (context.references > 0) return;
    this.#ending.add(context);
    this.workqueue.push(context);
  }

  /** Ends the life of `context`: from here on its address may be somebody else's. */
  free(context: Context): void {
    context.isFreed = true;
    this.#ending.delete(context);
    this.addresses.giveBack(context.address);
  }

  /** remove_task_key: takes the first entry with this id off the list. */
  unlist(id: number, by: Task | 'worker'): void {
    const index = this.keyList.findIndex((entry) => entry.id === id);
    if (index < 0) return;
    this.keyList.splice(index, 1);
    this.observe({ kind: 'list changed', by, holder: this.holder });
  }

  /**
   * Whether no namespace is being removed, and nobody is in the critical section.
   *
   * @spec tsem/TaskKey!Done
   */
  areNamespacesAtRest(): boolean {
    return this.#ending.size === 0 && this.holder === undefined;
  }
}

/** Whether `task` waits for the answer to the event with the id `event`. */
export function waitsFor({ blob }: Task, event: number | undefined): boolean {
  return event !== undefined && blob.event?.id === event && (blob.status & PENDING) !== 0;
}
