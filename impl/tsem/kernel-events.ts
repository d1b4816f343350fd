/** What observers of the kernel are told. They change nothing. */

import type { ControlCall } from './control-file.js';
import type { HookCall } from './hook-call.js';
import type { ReleaseCall } from './release-call.js';
import type { Task } from './task.js';
import type { TrustStatus } from './trust-status.js';
import type { TsemEvent } from './tsem-event.js';

/** Allocations that can fail. */
export type Allocation = 'external' | 'keyEntry' | 'file' | 'magazine' | 'model' | 'exportRecord';

/** Of events, their tasks and their releases. */
export type TrustEvent =
  | { readonly kind: 'hook entered'; readonly call: HookCall }
  /** Only of hooks that exported their event. */
  | { readonly kind: 'hook returned'; readonly call: HookCall }
  | { readonly kind: 'wait given up'; readonly call: HookCall }
  | {
      readonly kind: 'status stored';
      readonly task: Task;
      readonly status: TrustStatus;
      readonly by: StoredBy;
    }
  | { readonly kind: 'task looked up'; readonly call: ReleaseCall }
  | { readonly kind: 'event judged'; readonly event: TsemEvent };

/** Whose store to trust_status it was. */
export type StoredBy = 'its hook' | 'fatal signal' | ReleaseCall;

/** Of namespaces and their keys. */
export type NamespaceEvent =
  | { readonly kind: 'parent written'; readonly by: Task; readonly parent: Task }
  | { readonly kind: 'list changed'; readonly by: Task | 'worker'; readonly holder: Task | 'worker' | undefined }
  | { readonly kind: 'key registered'; readonly by: Task; readonly own: Uint8Array; readonly key: Uint8Array }
  | { readonly kind: 'id given'; readonly id: number }
  | { readonly kind: 'name exists'; readonly id: number }
  | { readonly kind: 'allocation failed'; readonly what: Allocation };

/** Memory touched that is freed, or a pointer followed that leads nowhere. */
export interface Fault {
  /** The function that did. */
  readonly where: string;
  readonly what: string;
}

export type KernelEvent =
  | TrustEvent
  | NamespaceEvent
  | { readonly kind: 'write returned'; readonly call: ControlCall }
  | { readonly kind: 'fault'; readonly fault: Fault };
