/** Whom control_COE lets release a task: the checks K1 to K4, each shared read a step of its own. */

import type { Path } from '../scheduler/path.js';
import { EINVAL, ESRCH } from './errno.js';
import type { ReleaseCall } from './release-call.js';
import { type Step, take } from './take.js';
import type { Task } from './task.js';
import { namespaceKey, sameKey } from './task-key.js';

/**
 * Returns 0 when the release is accepted, else an errno, or 1 when the hash fails. From the moment it is found until
 * {@link endReading} the task is in a read-side section of the call.
 */
export function* checkRelease(call: ReleaseCall): Path<number> {
  const found = yield* take(call, 'lookup', () => [firstCheck(call)]);
  if (found !== findTask || !call.kernel.code.isKeyed) return call.error;
  yield* take(call, 'found', () => [hashHalves]);
  if (call.error !== 0) return call.error;
  yield* take(call, 'hashed', () => [holdsKey(call) ? acceptRelease : refuseWrongKey]);
  return call.error;
}

/** rcu_read_unlock(). */
export function endReading({ coe }: ReleaseCall): void {
  if (coe !== undefined) coe.readers--;
}

/** What the first check of `call` would come to now. */
export function firstCheck(call: ReleaseCall): Step<ReleaseCall> {
  const task = named(call);
  if (task === undefined) return findNobody;
  if (!fits(call, task)) return refuseForeignTask;
  return isMeant(call, task) ? findTask : refuseOtherTask;
}

/** K1: the identifier, whoever has it now, in the writer's own process space. */
function named({ kernel, writer, command }: ReleaseCall): Task | undefined {
  return kernel.pids.find(command.pid, writer.pidSpace);
}

/** K2: the namespace. */
function fits({ kernel, writer }: ReleaseCall, task: Task): boolean {
  if (kernel.code.has('RootRefused') && !kernel.isMarked(writer)) return false;
  return kernel.marks(writer, kernel.touch(task, 'control_COE').blob.context);
}

/** The task's number, where releases name it. */
function isMeant({ kernel, command }: ReleaseCall, task: Task): boolean {
  return !kernel.code.comparesTaskNumbers || command.taskNumber === BigInt(task.number);
}

function holdsKey({ writer, digest }: ReleaseCall): boolean {
  return digest !== undefined && sameKey(writer.blob.taskKey, digest, writer.blob.context.digest);
}

/** Nobody has the identifier. Reading r2 of the mail returns 0 then. @spec tsem/TaskKey!FindNobody */
function findNobody(call: ReleaseCall): void {
  call.phase = 'in the kernel';
  call.error = call.kernel.code.reading === 'r2' ? 0 : ESRCH;
}

/** @spec tsem/TaskKey!FindTask */
function findTask(call: ReleaseCall): void {
  call.phase = 'in the kernel';
  const task = named(call);
  if (task === undefined) throw new Error('a task is found that is not there');
  task.readers++;
  call.coe = task;
  call.context = task.blob.context;
}

/** @spec tsem/TaskKey!RefuseForeignTask */
function refuseForeignTask(call: ReleaseCall): void {
  call.phase = 'in the kernel';
  call.error = EINVAL;
}

/** @spec tsem/TaskKey!RefuseOtherTask */
function refuseOtherTask(call: ReleaseCall): void {
  call.phase = 'in the kernel';
  call.error = EINVAL;
}

/** K3. @spec tsem/TaskKey!HashHalves */
function hashHalves(call: ReleaseCall): void {
  const { kernel, coe, writer, command } = call;
  if (coe === undefined) throw new Error('a half is hashed of a task that was not found');
  call.read = kernel.touch(coe, 'control_COE').blob.taskKey.slice();
  const { key, error } = namespaceKey(writer.blob.context.digest, call.read, command.key ?? '');
  call.digest = key;
  call.error = error;
}

/** K4. @spec tsem/TaskKey!AcceptRelease */
function acceptRelease(): void {}

/** K4. @spec tsem/TaskKey!RefuseWrongKey */
function refuseWrongKey(call: ReleaseCall): void {
  call.error = EINVAL;
}
