/** Tasks and security modeling namespaces as the kernel holds them: blobs, contexts, the list of keys, the directory of files. */

import { type AddressSource, FreshAddresses } from './addresses.js';
import type { Variant } from './code.js';
import { type Digest, defaultDigestName, digestNamed, digestSizeMax } from './digests.js';
import type { KernelEvent } from './namespace-events.js';

export const keyRepairs = [
  'PrivateCandidate',
  'RestoreOnUnwind',
  'FileRemovedOnUnwind',
  'OneNamespacePerOrchestrator',
  'OneRolePerTask',
  'ParentHeld',
  'RefuseReparented',
  'RootRefused',
  'ClearedOnRemoval',
] as const;

export type KeyRepair = (typeof keyRepairs)[number];

export type NamespaceKind = 'external' | 'export' | 'internal';

/** Allocations of a creation. */
export type Allocation = 'external' | 'keyEntry' | 'file' | 'magazine' | 'model';

/** A line of `state`, `pseudonym` or `base`, kept as it came. */
export interface ModelPoint {
  readonly what: 'state' | 'pseudonym' | 'base';
  readonly value: Uint8Array;
}

/** struct tsem_context. */
export class Context {
  id = 0;
  /** Tasks in it. */
  references = 0;
  isFreed = false;
  /** The task marked as its orchestrator. */
  owner: Task | undefined;
  isSealed = false;
  isEnforcing = false;
  /** Its own model, as the points written to it; the pointer is NULL in external namespaces. */
  model: ModelPoint[] | undefined;

  constructor(
    readonly kind: NamespaceKind | 'root',
    readonly digest: Digest,
    /** Where it lies; used again once it is freed. */
    readonly address: number,
  ) {}
}

/** task_struct and its blob, struct tsem_task. */
export class Task {
  /** task_key: in a member the random half, in an orchestrator the hash of both halves. */
  readonly taskKey = new Uint8Array(digestSizeMax);
  /** tma_for_ns: id of the namespace that it orchestrates. */
  tmaForNs = 0;
  /** tma_context of the tree of 2025: the same as a pointer, which nobody clears. */
  tmaContext: Context | undefined;
  readonly children = new Set<Task>();
  hasExited = false;
  /** References that other tasks hold on its memory. */
  references = 0;

  constructor(
    readonly pid: number,
    /** tnum of the tree of 2025: never given twice. */
    readonly number: bigint,
    public realParent: Task | undefined,
    /** Who forked it: remembered by a repaired kernel only, and by observers. */
    readonly forker: Task | undefined,
    public context: Context,
  ) {}

  /** Whether its memory is gone: a zombie is reaped at once here. */
  get isFreed(): boolean {
    return this.hasExited && this.references === 0;
  }
}

/** An entry of context_id_list. */
export interface KeyEntry {
  readonly id: number;
  readonly key: Uint8Array;
}

export interface NamespaceOptions {
  readonly variant: Variant;
  readonly repairs?: ReadonlySet<KeyRepair>;
  /** Digest of the root namespace; SHA-256 unless given. */
  readonly digest?: Digest;
  /** `size` random bytes. */
  readonly random: (size: number) => Uint8Array;
  /** Addresses for contexts; never the same twice unless given. */
  readonly addresses?: AddressSource;
  /** Whether this allocation may fail now: the scheduler chooses, and where nobody does it fails. Never unless given. */
  readonly mayFail?: (what: Allocation) => boolean;
  /** False takes context_id_mutex away, to show what it guards. */
  readonly hasMutex?: boolean;
  /** Largest context id; 0 follows it. */
  readonly idMax?: number;
  readonly observe?: (event: KernelEvent) => void;
}

export class NamespaceKernel {
  readonly variant: Variant;
  readonly root: Context;
  /** Process 1, to which children of the dead go. */
  readonly reaper: Task;
  readonly addresses: AddressSource;
  readonly random: (size: number) => Uint8Array;
  readonly mayFail: (what: Allocation) => boolean;
  readonly observe: (event: KernelEvent) => void;
  /** The id given last. */
  contextId = 0;
  /** Holder of context_id_mutex. */
  holder: Task | 'worker' | undefined;
  readonly keyList: KeyEntry[] = [];
  /** Export files by name. */
  readonly files = new Set<number>();
  /** Contexts whose last reference is gone, for the worker. */
  readonly workqueue: Context[] = [];

  readonly #repairs: ReadonlySet<KeyRepair>;
  readonly #hasMutex: boolean;
  readonly #idMax: number;
  /** Contexts whose last reference is gone, until they are freed. */
  readonly #ending = new Set<Context>();
  readonly #tasks = new Map<number, Task>();
  #pidLast = 0;

  constructor(options: NamespaceOptions) {
    this.variant = options.variant;
    this.addresses = options.addresses ?? new FreshAddresses();
    this.random = options.random;
    this.mayFail = options.mayFail ?? (() => false);
    this.observe = options.observe ?? (() => undefined);
    this.#repairs = options.repairs ?? new Set();
    this.#hasMutex = options.hasMutex ?? true;
    this.#idMax = options.idMax ?? Number.MAX_SAFE_INTEGER;
    this.root = new Context('root', options.digest ?? (digestNamed(defaultDigestName) as Digest), 0);
    this.root.model = [];
    this.reaper = this.#newTask(undefined, this.root);
    this.reaper.realParent = this.reaper;
  }

  isRepaired(repair: KeyRepair): boolean {
    return this.#repairs.has(repair);
  }

  /** Whether releases rest on keys: the tree of 2025 has none. */
  get isKeyed(): boolean {
    return this.variant !== 'tnum';
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

  /**
   * A child of `parent`: in its namespace, with its key unless that is the root namespace, never with its mark.
   *
   * @spec tsem/TaskKey!Fork
   */
  fork(parent: Task): Task {
    const child = this.#newTask(parent, parent.context);
    parent.children.add(child);
    if (parent.context !== this.root) {
      child.taskKey.set(parent.taskKey);
      parent.context.references++;
    }
    return child;
  }

  /**
   * `task` ends and is reaped: its children go to the reaper, its reference to its namespace is dropped.
   *
   * @spec tsem/TaskKey!Exit
   */
  exit(task: Task): void {
    task.hasExited = true;
    this.#tasks.delete(task.pid);
    task.realParent?.children.delete(task);
    for (const child of task.children) {
      child.realParent = this.reaper;
      this.reaper.children.add(child);
    }
    task.children.clear();
    const { context } = task;
    if (context === this.root) return;
    context.references--;
    if (context.references > 0) return;
    this.#ending.add(context);
    this.workqueue.push(context);
  }

  /**
   * Whether the worker has nothing to do, and nobody is in the critical section.
   *
   * @spec tsem/TaskKey!Done
   */
  isAtRest(): boolean {
    return this.#ending.size === 0 && this.holder === undefined;
  }

  /** The task with this number that is not reaped. */
  find(pid: number): Task | undefined {
    return this.#tasks.get(pid);
  }

  /** Whether `task` is marked as the orchestrator of `context`. */
  marks(task: Task, context: Context): boolean {
    return this.isKeyed ? task.tmaForNs === context.id : task.tmaContext?.address === context.address;
  }

  isMarked(task: Task): boolean {
    return this.isKeyed ? task.tmaForNs !== 0 : task.tmaContext !== undefined;
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

  #newTask(parent: Task | undefined, context: Context): Task {
    const pid = ++this.#pidLast;
    const task = new Task(pid, BigInt(pid), parent, parent, context);
    this.#tasks.set(pid, task);
    return task;
  }
}
