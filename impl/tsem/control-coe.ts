/** How a release reaches the task that waits: control_COE(). */

import { at, choosing, type Path } from '../scheduler/path.js';
import { EINVAL, ESRCH } from './errno.js';
import { type KernelState, waitsFor } from './kernel-state.js';
import type { ReleaseCall } from './release-call.js';
import { type Task, wake } from './task.js';
import { PENDING, TRUSTED, UNTRUSTED } from './trust-status.js';

/** The result is in `call` at the end. */
export function* controlCoe(kernel: KernelState, call: ReleaseCall): Path<void> {
  yield at('lookup', lookUpTask);
  const coe = lookUpTask(kernel, call);
  if (coe === undefined) return;
  coe.readers++;
  const isUpdated = yield* updateStatus(kernel, call, coe);
  const isHeld = isUpdated && kernel.code.has('HoldTaskReference');
  if (isHeld) coe.usage++;
  coe.readers--;
  if (!isUpdated) return;
  yield at('wake', wakeTask);
  wakeTask(kernel, call, coe);
  if (isHeld) coe.usage--;
}

/** Whether the command was carried out, and not refused. */
function* updateStatus(kernel: KernelState, call: ReleaseCall, coe: Task): Path<boolean> {
  if (kernel.code.has('AtomicUpdate')) return yield* updateInOne(kernel, call, coe);
  const { variant, reading } = kernel.code;
  if (call.command.command === 'untrusted') {
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

/**
 * K1 to K4: the identifier, whoever has it now; the namespace; the key, or the task's number. Undefined when the call is over
 * already; else it is in a read-side section from here on.
 *
 * @spec tsem/TrustRelease!LookUpTask
 */
function lookUpTask(kernel: KernelState, call: ReleaseCall): Task | undefined {
  const { command, writer } = call;
  call.phase = 'in the kernel';
  const coe = kernel.pids.find(command.pid, writer.pids);
  const error = coe === undefined ? missing(kernel) : refusalOf(kernel, call, coe);
  if (coe !== undefined && error === 0) call.coe = coe;
  else end(call, error);
  kernel.observe({ kind: 'task looked up', call });
  return call.coe;
}

/** Reading r2 of the mail returns 0 for a task that is not there. */
function missing({ code }: KernelState): number {
  return code.reading === 'r2' ? 0 : ESRCH;
}

function refusalOf(kernel: KernelState, { command, writer }: ReleaseCall, coe: Task): number {
  const { code } = kernel;
  const { blob } = kernel.touch(coe, 'lookUpTask');
  if (code.variant === 'tnum') {
    if (blob.namespace !== writer.tmaContext || command.tnum !== coe.number) return EINVAL;
  } else {
    if (blob.namespace.id !== writer.tmaForNs) return EINVAL;
    if (Buffer.compare(kernel.hash(blob.taskKey, command.key), writer.taskKey) !== 0) return EINVAL;
  }
  // Where the update is one critical section, it compares the event itself.
  const isComparedHere = code.has('BindToEvent') && !code.has('AtomicUpdate');
  return isComparedHere && !waitsFor(coe, command.event) ? EINVAL : 0;
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
  if (call.command.command === 'untrusted') kernel.storeStatus(coe, UNTRUSTED, call);
  else kernel.storeStatus(coe, (status & TRUSTED) !== 0 ? TRUSTED : status & ~PENDING, call);
}

/** @spec tsem/TrustRelease!RefuseUnboundRelease */
function refuseUnboundRelease(call: ReleaseCall): void {
  end(call, EINVAL);
}

/** wake_up_process(), after the read-side section. @spec tsem/TrustRelease!WakeTask */
function wakeTask(kernel: KernelState, call: ReleaseCall, coe: Task): void {
  wake(kernel.touch(coe, 'wakeTask'));
  end(call, 0);
}

function end(call: ReleaseCall, result: number): void {
  call.result = result;
  call.phase = 'over';
}
