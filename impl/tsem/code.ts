/** Whose code runs, with which repairs. */

/** The mail of 19 February 2024, the third posting of the series, the tree of 2025 with task numbers. */
export type Variant = 'email' | 'v3' | 'tnum';

/** How the mail's unbalanced braces are read; `r1` for code that has none. */
export type Reading = 'r1' | 'r2' | 'r3';

export type ReleaseRepair =
  /** PENDING is set before the record can be read. */
  | 'PendingBeforeAppend'
  /** The task state is set before the status is tested, as wait_event() does. */
  | 'StateBeforeTest'
  /** Every change of the status is one critical section. */
  | 'AtomicUpdate'
  /** A release names its event; a task that does not wait for it refuses. */
  | 'BindToEvent'
  /** A reference is held on the task until it is woken. */
  | 'HoldTaskReference'
  /** The hook returns -EPERM after a fatal signal. */
  | 'ErrorOnFatal'
  /** The hook looks at the status after the wait. */
  | 'CheckAfterWait';

export const releaseRepairs: readonly ReleaseRepair[] = [
  'PendingBeforeAppend',
  'StateBeforeTest',
  'AtomicUpdate',
  'BindToEvent',
  'HoldTaskReference',
  'ErrorOnFatal',
  'CheckAfterWait',
];

/** Those of keys and namespaces. */
export const keyRepairs = [
  'PrivateCandidate',
  'RestoreOnUnwind',
  'FileRemovedOnUnwind',
  'OneNamespacePerOrchestrator',
  'OneRolePerTask',
  'ParentHeld',
  'RefuseReparented',
  'RootRefused',
  'TaskNumberCompared',
  'ClearedOnRemoval',
] as const;

export type KeyRepair = (typeof keyRepairs)[number];

export type Repair = ReleaseRepair | KeyRepair;

export class Code {
  readonly #repairs: ReadonlySet<Repair>;

  constructor(
    readonly variant: Variant,
    repairs: ReadonlySet<Repair> = new Set(),
    readonly reading: Reading = 'r1',
  ) {
    this.#repairs = repairs;
  }

  has(repair: Repair): boolean {
    return this.#repairs.has(repair);
  }

  /** Whether releases rest on keys: the tree of 2025 has none. */
  get isKeyed(): boolean {
    return this.variant !== 'tnum';
  }

  /** Whether a release names the number of its task beside the identifier. */
  get comparesTaskNumbers(): boolean {
    return this.variant === 'tnum' || this.has('TaskNumberCompared');
  }
}
