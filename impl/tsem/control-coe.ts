/** How a release reaches the task that waits: control_COE(). Whom it lets through is in release-check.ts. */

import { at, choosing, type Path, Running } from '../scheduler/path.js';
import { EINVAL } from './errno.js';
import { type KernelState, waitsFor } from './kernel-state.js';
import type { ReleaseCall } from './release-call.js';
import { checkRelease, endReading } from './release-check.js';
import { type Task, wake } from './task.js';
import { PENDING, TRUSTED, UNTRUSTED } from './trust-status.js';

/** Returns what it leaves in `call.result`: 0, an errno, or the 1 of a hash that failed. */
export function* controlCoe(call: ReleaseCall): Path<number> {
  const { kernel } = call;
  if (kernel.checksInOneStep) {
    yield at('lookup', lookUpTask);
    lookUpTask(call);
  }
  if (!kernel.checksInOneStep) yield* lookUp(call);
  const { coe } = call;
  if (coe === undefined) return end(call, call.error);
  const isUpdated = yield* updateStatus(kernel, call, coe);
  const isHeld = isUpdated && kernel.code.has('HoldTaskReference');
  if (isHeld) coe.usage++;
  endReading(call);
  if (!isUpdated) return end(call, call.error);
  yield at('wake', wakeTask);
  wakeTask(kernel, call, coe);
  if (isHeld) coe.usage--;
  return call.error;
}

/** K1 to K4, and the event where the repaired release names it. */
function* lookUp(call: ReleaseCall): Path<void> {
  const { code } = call.kernel;
  const error = yield* checkRelease(call);
  // Where the update is one critical section, it compares the event itself.
  if (error === 0 && call.coe !== undefined && code.has('BindToEvent') && !code.has('AtomicUpdate')) {
    yield at('compare', compareEvent);
    compareEvent(call, call.coe);
  }
  if (call.error !== 0) {
    endReading(call);
    call.coe = undefined;
  }
  call.kernel.observe({ kind: 'task looked up', call });
}

/** Whether the command was carried out, and not refused. */
function* updateStatus(kernel: KernelState, call: ReleaseCall, coe: Task): Path<boolean> {
  if (kernel.code.has('AtomicUpdate')) return yield* updateInOne(kernel, call, coe);
  const { variant, reading } = kernel.code;
  if (call.command.verdict === 'untrusted') {
    yield at('storeUntrusted', storeUntrusted);
    storeUntrusted(kernel, call, coe);
    if (variant === 'email' && reading !== 'r3') yield* clearPending(kernel, call, coe);
  } else if (variant === 'email') {
    yield* renewTrust(kernel, call, coe);
    yield* clearPending(kernel, call, coe);
  } else {
    yield* clearPending(kernel, call, coe);
    yield* renewTrust(kernel, call, coe);
  }
  return true;
}

/** The repaired update. */
function* updateInOne(kernel: KernelState, call: ReleaseCall, coe: Task): Path<boolean> {
  const isBound = () => !kernel.code.has('BindToEvent') || waitsFor(coe, call.command.event);
  yield choosing('update', () => (isBound() ? updateAtomically : refuseUnboundRelease));
  const isAccepted = isBound();
  if (isAccepted) updateAtomically(kernel, call, coe);
  else refuseUnboundRelease(call);
  return isAccepted;
}

/** if (status & TRUSTED) status = TRUSTED. */
function* renewTrust(kernel: KernelState, call: ReleaseCall, coe: Task): Path<void> {
  yield at('testTrusted', testTrusted);
  if (!testTrusted(kernel, coe)) return;
  yield at('storeTrusted', storeTrusted);
  storeTrusted(kernel, call, coe);
}

/** status &= ~PENDING: a load and a store. */
function* clearPending(kernel: KernelState, call: ReleaseCall, coe: Task): Path<void> {
  yield at('clearLoad', loadForClear);
  loadForClear(kernel, call, coe);
  yield at('clearStore', storeCleared);
  storeCleared(kernel, call, coe);
}

/** {@link lookUp} with nobody in between, for a kernel whose checks are one step. @spec tsem/TrustRelease!LookUpTask */
function lookUpTask(call: ReleaseCall): void {
  new Running(lookUp(call)).runAlone();
}

/** No action of its own: the module has it in its look-up. */
function compareEvent(call: ReleaseCall, coe: Task): void {
  if (!waitsFor(coe, call.command.event)) call.error = EINVAL;
}

/** @spec tsem/TrustRelease!TestTrusted */
function testTrusted(kernel: KernelState, coe: Task): boolean {
  return (kernel.touch(coe, 'testTrusted').blob.status & TRUSTED) !== 0;
}

/** @spec tsem/TrustRelease!StoreTrusted */
function storeTrusted(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  kernel.storeStatus(coe, TRUSTED, call);
}

/** @spec tsem/TrustRelease!StoreUntrusted */
function storeUntrusted(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  kernel.storeStatus(coe, UNTRUSTED, call);
}

/** @spec tsem/TrustRelease!LoadForClear */
function loadForClear(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  call.loaded = kernel.touch(coe, 'loadForClear').blob.status;
}

/** @spec tsem/TrustRelease!StoreCleared */
function storeCleared(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  kernel.storeStatus(coe, call.loaded & ~PENDING, call);
  call.loaded = 0;
}

/** Tests, stores and clears with nothing in between. @spec tsem/TrustRelease!UpdateAtomically */
function updateAtomically(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  const { status } = coe.blob;
  if (call.command.verdict === 'untrusted') kernel.storeStatus(coe, UNTRUSTED, call);
  else kernel.storeStatus(coe, (status & TRUSTED) !== 0 ? TRUSTED : status & ~PENDING, call);
}

/** @spec tsem/TrustRelease!RefuseUnboundRelease */
function refuseUnboundRelease(call: ReleaseCall): void {
  call.error = EINVAL;
  end(call, EINVAL);
}

/** wake_up_process(), after the read-side section. @spec tsem/TrustRelease!WakeTask */
function wakeTask(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  wake(kernel.touch(coe, 'wakeTask'));
  end(call, 0);
}

function end(call: ReleaseCall, result: number): number {
  call.result = result;
  call.phase = 'over';
  return result;
}
