/** Whom control_COE lets release a task: the checks K1 to K4, each shared read a step of its own. */

import type { Path } from '../scheduler/path.js';
import { EINVAL } from './errno.js';
import type { Context, NamespaceKernel, Task } from './namespaces.js';
import { take } from './take.js';
import { namespaceKey, sameKey } from './task-key.js';

/** The local variables of one call. */
export class ReleaseCheck {
  /** The target's namespace when it was looked up. */
  context: Context | undefined;
  /** The target's half as it was hashed. */
  read: Uint8Array | undefined;
  digest: Uint8Array | undefined;
  error = 0;

  constructor(
    readonly kernel: NamespaceKernel,
    readonly writer: Task,
    readonly target: Task,
    /** The orchestrator's half of the key, in hexadecimal; unread where there are no keys. */
    readonly keyHalf: string,
  ) {}
}

/** Returns 0 when the release is accepted, else an errno, or 1 when the hash fails. */
export function* checkRelease(check: ReleaseCheck): Path<number> {
  const found = yield* take(check, 'none', () => [fits(check) ? findTask : refuseForeignTask]);
  if (found === refuseForeignTask || !check.kernel.isKeyed) return check.error;
  yield* take(check, 'found', () => [hashHalves]);
  if (check.error !== 0) return check.error;
  yield* take(check, 'hashed', () => [holdsKey(check) ? acceptRelease : refuseWrongKey]);
  return check.error;
}

function fits({ kernel, writer, target }: ReleaseCheck): boolean {
  if (kernel.isRepaired('RootRefused') && !kernel.isMarked(writer)) return false;
  return kernel.marks(writer, target.context);
}

function holdsKey({ writer, digest }: ReleaseCheck): boolean {
  return digest !== undefined && sameKey(writer.taskKey, digest, writer.context.digest);
}

/** @spec tsem/TaskKey!FindTask */
function findTask(check: ReleaseCheck): void {
  check.context = check.target.context;
}

/** @spec tsem/TaskKey!RefuseForeignTask */
function refuseForeignTask(check: ReleaseCheck): void {
  check.error = EINVAL;
}

/** @spec tsem/TaskKey!HashHalves */
function hashHalves(check: ReleaseCheck): void {
  check.read = check.target.taskKey.slice();
  const { key, error } = namespaceKey(check.writer.context.digest, check.read, check.keyHalf);
  check.digest = key;
  check.error = error;
}

/** @spec tsem/TaskKey!AcceptRelease */
function acceptRelease(): void {}

/** @spec tsem/TaskKey!RefuseWrongKey */
function refuseWrongKey(check: ReleaseCheck): void {
  check.error = EINVAL;
}
