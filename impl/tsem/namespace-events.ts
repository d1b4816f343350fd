/** What observers of namespaces are told. */

import type { Allocation, Task } from './namespaces.js';

/** Observers change nothing. */
export type KernelEvent =
  | { readonly kind: 'parent written'; readonly by: Task; readonly parent: Task }
  | { readonly kind: 'list changed'; readonly by: Task | 'worker'; readonly holder: Task | 'worker' | undefined }
  | { readonly kind: 'key registered'; readonly by: Task; readonly own: Uint8Array; readonly key: Uint8Array }
  | { readonly kind: 'id given'; readonly id: number }
  | { readonly kind: 'name exists'; readonly id: number }
  | { readonly kind: 'allocation failed'; readonly what: Allocation }
  /** Memory touched that is freed, or a pointer followed that leads nowhere. */
  | { readonly kind: 'fault'; readonly where: string; readonly what: string };
