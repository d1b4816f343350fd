/** Security modeling namespaces as the kernel holds them: struct tsem_context. */

import type { Digest } from './digests.js';
import { ExportQueue } from './export-queue.js';
import type { Task } from './task.js';

export type NamespaceKind = 'external' | 'export' | 'internal';

/** A line of `state`, `pseudonym` or `base`, kept as it came. */
export interface ModelPoint {
  readonly what: 'state' | 'pseudonym' | 'base';
  readonly value: Uint8Array;
}

export class Context {
  /** 0 is the root namespace's, which exports nothing. */
  id = 0;
  /** Tasks in it. */
  references = 0;
  isFreed = false;
  /** The task marked as its orchestrator. */
  owner: Task | undefined;
  isSealed = false;
  /** Whether the action for events of untrusted tasks is EPERM. */
  isEnforcing = false;
  /** Its own model, as the points written to it; the pointer is NULL in namespaces whose events are exported. */
  model: ModelPoint[] | undefined;
  /** Of its external structure; there is none in namespaces that have their own model. */
  readonly exports: ExportQueue | undefined;

  constructor(
    readonly kind: NamespaceKind | 'root',
    readonly digest: Digest,
    /** Where it lies; used again once it is freed. */
    readonly address: number,
  ) {
    this.exports = kind === 'external' || kind === 'export' ? new ExportQueue() : undefined;
  }
}
