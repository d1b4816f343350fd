/**
 * The key of an external namespace, generate_task_key: half of it random and kept by the members, half given by the
 * orchestrator, and the hash of both in the blob of the orchestrator.
 */

import type { Path } from '../scheduler/path.js';
import type { Creation } from './creation.js';
import type { Digest } from './digests.js';
import { EINVAL, ENOMEM } from './errno.js';
import { take } from './take.js';
import type { Task } from './task.js';

/**
 * Searches a key that no namespace has and registers it. False when memory, the orchestrator's half or the hash fails; the
 * caller then undoes what was written. There is no bound on the search.
 */
export function* generateTaskKey(creation: Creation): Path<boolean> {
  const { kernel } = creation;
  const isPrivate = kernel.code.has('PrivateCandidate');
  const entered = yield* take(creation, 'external', () => [
    ...(kernel.mayFail('external') ? [failExternal] : []),
    drawHalf,
  ]);
  if (entered === failExternal) return false;
  for (;;) {
    yield* take(creation, 'hash', () => [isPrivate ? hashIntoBuffer : hashIntoParent]);
    if (creation.error !== 0) return false;
    const found = yield* take(creation, 'compare', () => [isListed(creation) ? rejectKey : acceptKey]);
    if (found === acceptKey) break;
    yield* take(creation, 'draw', () => [drawHalf]);
  }
  const listed = yield* take(creation, 'list', () => [
    ...(kernel.mayFail('keyEntry') ? [failKeyEntry] : []),
    registerKey,
  ]);
  if (listed === failKeyEntry) return false;
  if (!isPrivate) return true;
  yield* take(creation, 'publishOwn', () => [publishOwnHalf]);
  yield* take(creation, 'publishKey', () => [publishKey]);
  return true;
}

/** A key, or the errno or 1 that the kernel returns in its place. */
export type KeyOrError =
  | { readonly key: Uint8Array; readonly error: 0 }
  | { readonly key: undefined; readonly error: number };

/**
 * tsem_ns_event_key: hash of a member's half and the orchestrator's. Of `keyHalf` as many bytes are read as the digest has:
 * a longer one is cut, in a shorter one a digit is missing. An error of the hash collapses to 1.
 */
export function namespaceKey(digest: Digest, memberHalf: Uint8Array, keyHalf: string): KeyOrError {
  const digits = keyHalf.slice(0, 2 * digest.size);
  if (digits.length < 2 * digest.size || !/^[0-9a-fA-F]*$/.test(digits)) return { key: undefined, error: EINVAL };
  const key = digest.hash(memberHalf.subarray(0, digest.size), Buffer.from(digits, 'hex'));
  return key === undefined ? { key: undefined, error: 1 } : { key, error: 0 };
}

/** Whether two key fields agree in the bytes that a digest fills. */
export function sameKey(left: Uint8Array, right: Uint8Array, digest: Digest): boolean {
  for (let i = 0; i < digest.size; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** The parent, to be written into: nothing keeps it from being gone. `what` is written. */
export function writableParent({ kernel, task, parent }: Creation, what: string): Task {
  if (parent === undefined) throw new Error('a creation writes into a parent that it has not looked up');
  kernel.observe({ kind: 'parent written', by: task, parent });
  if (parent.life === 'freed') kernel.fault('generate_task_key', `freed parent: ${what}`);
  return parent;
}

/** The digest of the namespace that the creator is still in, whatever the new one will have. */
function digestOf({ task }: Creation): Digest {
  return task.blob.context.digest;
}

/** Where the two halves of the candidate lie: in private buffers, or in the blobs themselves. */
function candidate({ kernel, task, parent, draft }: Creation): { own: Uint8Array; key: Uint8Array } {
  const isPrivate = kernel.code.has('PrivateCandidate');
  const own = isPrivate ? draft.own : task.blob.taskKey;
  const key = isPrivate ? draft.key : parent?.blob.taskKey;
  if (own === undefined || key === undefined) throw new Error('a creation reads a candidate before it is made');
  return { own, key };
}

function isListed(creation: Creation): boolean {
  const { key } = candidate(creation);
  return creation.kernel.keyList.some((entry) => sameKey(entry.key, key, digestOf(creation)));
}

/** @spec tsem/TaskKey!DrawHalf */
function drawHalf(creation: Creation): void {
  const { kernel, task, draft } = creation;
  const half = kernel.random(digestOf(creation).size);
  if (kernel.code.has('PrivateCandidate')) draft.own = half;
  else task.blob.taskKey.set(half);
}

/**
 * In place, before the key is known to be unique.
 *
 * @spec tsem/TaskKey!HashIntoParent
 */
function hashIntoParent(creation: Creation): void {
  const { key, error } = namespaceKey(digestOf(creation), creation.task.blob.taskKey, creation.request.keyHalf);
  creation.error = error;
  if (key !== undefined) writableParent(creation, 'a candidate').blob.taskKey.set(key);
}

/** @spec tsem/TaskKey!HashIntoBuffer */
function hashIntoBuffer(creation: Creation): void {
  const { draft, request } = creation;
  if (draft.own === undefined) throw new Error('a half is hashed before it is drawn');
  const { key, error } = namespaceKey(digestOf(creation), draft.own, request.keyHalf);
  creation.error = error;
  draft.key = key;
}

/** @spec tsem/TaskKey!RejectKey */
function rejectKey(): void {}

/** @spec tsem/TaskKey!AcceptKey */
function acceptKey(): void {}

/**
 * What is appended is read where the candidate lies, which is not where it was compared if somebody wrote there since.
 *
 * @spec tsem/TaskKey!RegisterKey
 */
function registerKey(creation: Creation): void {
  const { kernel, task, id } = creation;
  const { own, key } = candidate(creation);
  kernel.keyList.push({ id, key: key.slice() });
  kernel.observe({ kind: 'list changed', by: task, holder: kernel.holder });
  kernel.observe({ kind: 'key registered', by: task, own: own.slice(), key: key.slice() });
}

/** @spec tsem/TaskKey!PublishOwnHalf */
function publishOwnHalf(creation: Creation): void {
  creation.task.blob.taskKey.set(candidate(creation).own);
}

/** @spec tsem/TaskKey!PublishKey */
function publishKey(creation: Creation): void {
  writableParent(creation, 'the accepted key').blob.taskKey.set(candidate(creation).key);
}

/** @spec tsem/TaskKey!FailExternal */
function failExternal(creation: Creation): void {
  creation.error = ENOMEM;
  creation.kernel.observe({ kind: 'allocation failed', what: 'external' });
}

/** @spec tsem/TaskKey!FailKeyEntry */
function failKeyEntry(creation: Creation): void {
  creation.error = ENOMEM;
  creation.kernel.observe({ kind: 'allocation failed', what: 'keyEntry' });
}

/**
 * Wiped, or, repaired, put back.
 *
 * @spec tsem/TaskKey!UndoOwnKey
 */
export function undoOwnKey({ task, saved }: Creation): void {
  restore(task.blob.taskKey, saved?.own);
}

/**
 * Wiped whatever it was good for before, or, repaired, put back.
 *
 * @spec tsem/TaskKey!UndoParentKey
 */
export function undoParentKey(creation: Creation): void {
  restore(writableParent(creation, 'the key undone').blob.taskKey, creation.saved?.key);
}

/** @spec tsem/TaskKey!UndoEntry */
export function undoEntry({ kernel, task, id }: Creation): void {
  kernel.unlist(id, task);
}

function restore(field: Uint8Array, saved: Uint8Array | undefined): void {
  if (saved === undefined) field.fill(0);
  else field.set(saved);
}
