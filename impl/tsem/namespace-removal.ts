/** What the kernel worker does with a namespace whose last reference is gone, wq_put. */

import type { Path } from '../scheduler/path.js';
import type { Context } from './context.js';
import type { KernelState } from './kernel-state.js';
import { take } from './take.js';

export interface Removal {
  readonly kernel: KernelState;
  readonly context: Context;
}

export function* removeNamespace(removal: Removal): Path<void> {
  const { kernel, context } = removal;
  const hasFile = context.kind !== 'internal';
  const isCleared = kernel.code.has('ClearedOnRemoval') && (hasFile || !kernel.code.isKeyed);
  const isListed = hasFile && kernel.code.isKeyed;
  let label = 'dying';
  if (isListed) {
    yield* take(removal, label, () => (kernel.isMutexFree ? [lockForRemoval] : []));
    label = 'removing';
  }
  if (isCleared) {
    yield* take(removal, label, () => [clearOrchestrator]);
    label = 'cleared';
  }
  if (isListed) {
    yield* take(removal, label, () => [removeKey]);
    label = 'unlisted';
  }
  yield* take(removal, label, () => [hasFile ? removeFile : freeInternal]);
}

/** @spec tsem/TaskKey!LockForRemoval */
function lockForRemoval({ kernel }: Removal): void {
  kernel.lock('worker');
}

/**
 * Only a repaired kernel does this, and only while key and mark are still of that namespace.
 *
 * @spec tsem/TaskKey!ClearOrchestrator
 */
function clearOrchestrator({ kernel, context }: Removal): void {
  const { owner } = context;
  if (owner === undefined || owner.life !== 'alive' || !kernel.marks(owner, context)) return;
  owner.blob.taskKey.fill(0);
  owner.blob.tmaForNs = 0;
  owner.blob.tmaContext = undefined;
}

/** @spec tsem/TaskKey!RemoveKey */
function removeKey({ kernel, context }: Removal): void {
  kernel.unlist(context.id, 'worker');
  kernel.unlock();
}

/** @spec tsem/TaskKey!RemoveFile */
function removeFile({ kernel, context }: Removal): void {
  kernel.files.delete(context.id);
  kernel.free(context);
}

/** @spec tsem/TaskKey!FreeInternal */
function freeInternal({ kernel, context }: Removal): void {
  kernel.free(context);
}
