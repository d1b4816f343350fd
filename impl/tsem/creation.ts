/** What a creation is asked for, and its local variables. */

import type { Context, NamespaceKind } from './context.js';
import type { Digest } from './digests.js';
import type { KernelState } from './kernel-state.js';
import type { Task } from './task.js';

export interface CreationRequest {
  readonly kind: NamespaceKind;
  /** Of the new namespace. */
  readonly digest: Digest;
  /** The orchestrator's half of the key, in hexadecimal; empty where the kind or the variant has no key. */
  readonly keyHalf: string;
}

/** The local variables of one creation. */
export class Creation {
  context: Context | undefined;
  id = 0;
  parent: Task | undefined;
  /** Failed after file and mark were made. */
  isLate = false;
  /** The internal model could not be allocated, and nobody noticed. */
  lacksModel = false;
  /** 0, an errno, or the 1 of a hash that failed. */
  error = 0;
  /** Candidates of a repaired search, which keeps them to itself. */
  readonly draft: { own: Uint8Array | undefined; key: Uint8Array | undefined } = { own: undefined, key: undefined };
  /** What a repaired kernel puts back on failure. */
  saved: SavedOrchestration | undefined;

  constructor(
    readonly kernel: KernelState,
    readonly task: Task,
    readonly request: CreationRequest,
  ) {}

  get hasKey(): boolean {
    return this.kernel.code.isKeyed && this.request.kind === 'external';
  }

  get hasFile(): boolean {
    return this.request.kind !== 'internal';
  }
}

export interface SavedOrchestration {
  readonly own: Uint8Array;
  readonly key: Uint8Array;
  readonly tmaForNs: number;
  readonly tmaContext: Context | undefined;
}
