/**
 * Creation of a security modeling namespace, tsem_ns_create and allocate_external: one path under context_id_mutex, with the
 * unwind of every failure. What it does with keys is in task-key.ts.
 */

import type { Path } from '../scheduler/path.js';
import { Context } from './context.js';
import type { Creation } from './creation.js';
import { EBUSY, EEXIST, ENOMEM, EPERM, ESRCH } from './errno.js';
import { type Step, take } from './take.js';
import type { Task } from './task.js';
import { generateTaskKey, undoEntry, undoOwnKey, undoParentKey, writableParent } from './task-key.js';

/** Returns 0, an errno, or undefined when the kernel dies of a bad pointer on the way, the mutex still held. */
export function* createNamespace(creation: Creation): Path<number | undefined> {
  const { kernel } = creation;
  const entered = yield* take(creation, 'idle', () => {
    if (hasRole(creation)) return [refuseSecondRole];
    return kernel.isMutexFree && kernel.addresses.has() ? [lockContextIds] : [];
  });
  if (entered === refuseSecondRole) return EPERM;
  yield* take(creation, 'id', () => [takeNewId]);
  if (!(yield* allocateAll(creation))) {
    // The 1 of a failed hash passes for the address of the external structure, and is followed.
    if (creation.error === 1) return die(creation);
    yield* take(creation, 'unlockFailed', () => [unlockAfterFailure]);
    return creation.error;
  }
  yield* take(creation, 'join', () => [joinNamespace]);
  if (!kernel.code.isKeyed) {
    if (creation.parent === undefined) yield* take(creation, 'parent', () => [lookUpParent]);
    yield* take(creation, 'mark', () => [markParent]);
  }
  yield* take(creation, 'unlock', () => [unlock]);
  return 0;
}

/** Everything that can fail, to the giving of the id. False when something did, and is undone. */
function* allocateAll(creation: Creation): Path<boolean> {
  const { kernel, hasKey, hasFile } = creation;
  if (looksFirst(creation)) {
    const found = yield* take(creation, 'parent', () => [refusal(creation) === 0 ? lookUpParent : refuseParent]);
    if (found === refuseParent) return false;
  }
  if (hasKey && !(yield* generateTaskKey(creation))) return yield* undoKeys(creation);
  if (hasFile) {
    const made = yield* take(creation, 'file', () => [
      ...(kernel.mayFail('file') ? [failFile] : []),
      kernel.files.has(creation.id) ? meetExistingName : createFile,
    ]);
    if (made !== createFile) return hasKey ? yield* undoKeys(creation) : false;
    if (hasKey) yield* take(creation, 'mark', () => [markParent]);
  }
  let step = yield* take(creation, 'magazine', () => [...failuresAtTheEnd(creation), publishId]);
  if (step === failModel) step = yield* take(creation, 'magazine', () => [publishId]);
  return step === failMagazine ? yield* undoLate(creation) : true;
}

function failuresAtTheEnd({ kernel, hasFile }: Creation): Step<Creation>[] {
  if (hasFile) return kernel.mayFail('magazine') ? [failMagazine] : [];
  return kernel.mayFail('model') ? [failModel] : [];
}

/** The unwind of allocate_external, and, repaired, of all that comes after it. */
function* undoKeys(creation: Creation): Path<false> {
  yield* take(creation, 'undoOwn', () => [undoOwnKey]);
  yield* take(creation, 'undoKey', () => [undoParentKey]);
  if (creation.isLate) yield* take(creation, 'undoMark', () => [undoMark]);
  return yield* undoRest(creation);
}

/** The unwind of tsem_ns_create: as it stands, key, mark and file stay. */
function* undoLate(creation: Creation): Path<false> {
  const { kernel, hasKey } = creation;
  return yield* hasKey && kernel.code.has('RestoreOnUnwind') ? undoKeys(creation) : undoRest(creation);
}

function* undoRest(creation: Creation): Path<false> {
  if (creation.hasKey) yield* take(creation, 'undoEntry', () => [undoEntry]);
  if (creation.isLate && creation.kernel.code.has('FileRemovedOnUnwind')) {
    yield* take(creation, 'undoFile', () => [undoFile]);
  }
  return false;
}

/** A repaired kernel lets nobody create who has a role in a namespace already. */
function hasRole({ kernel, task }: Creation): boolean {
  return kernel.code.has('OneRolePerTask') && (task.blob.context !== kernel.root || kernel.isMarked(task));
}

/** The parent is needed first for a key, or for a repair that may refuse it. */
function looksFirst({ kernel, hasKey }: Creation): boolean {
  if (kernel.code.isKeyed) return hasKey;
  const refusing = ['OneNamespacePerOrchestrator', 'OneRolePerTask', 'RefuseReparented'] as const;
  return refusing.some((repair) => kernel.code.has(repair));
}

/** Why a repaired kernel refuses the parent: 0 when it does not. */
function refusal({ kernel, task }: Creation): number {
  const parent = task.realParent as Task;
  if (kernel.code.has('RefuseReparented') && parent !== task.forker) return ESRCH;
  if (kernel.code.has('OneNamespacePerOrchestrator') && kernel.isMarked(parent)) return EBUSY;
  return kernel.code.has('OneRolePerTask') && parent.blob.context !== kernel.root ? EPERM : 0;
}

/** @spec tsem/TaskKey!RefuseSecondRole */
function refuseSecondRole(creation: Creation): void {
  creation.error = EPERM;
}

/** @spec tsem/TaskKey!LockContextIds */
function lockContextIds(creation: Creation): void {
  const { kernel, task, request } = creation;
  kernel.lock(task);
  creation.context = new Context(request.kind, request.digest, kernel.addresses.take());
}

/** @spec tsem/TaskKey!TakeNewId */
function takeNewId(creation: Creation): void {
  creation.id = creation.kernel.nextId;
}

/**
 * Reads real_parent and keeps the pointer; a repaired kernel also keeps a reference, and what a failure must put back.
 *
 * @spec tsem/TaskKey!LookUpParent
 */
function lookUpParent(creation: Creation): void {
  const { kernel, task } = creation;
  const parent = task.realParent as Task;
  creation.parent = parent;
  if (kernel.code.has('ParentHeld')) parent.usage++;
  if (kernel.code.has('RestoreOnUnwind')) {
    const { tmaForNs, tmaContext, taskKey } = parent.blob;
    creation.saved = { own: task.blob.taskKey.slice(), key: taskKey.slice(), tmaForNs, tmaContext };
  }
}

/** @spec tsem/TaskKey!RefuseParent */
function refuseParent(creation: Creation): void {
  creation.error = refusal(creation);
}

/** @spec tsem/TaskKey!CreateFile */
function createFile({ kernel, id }: Creation): void {
  kernel.files.add(id);
}

/** @spec tsem/TaskKey!MarkParent */
function markParent(creation: Creation): void {
  const { kernel, id } = creation;
  const context = contextOf(creation);
  const parent = writableParent(creation, 'the mark of a new namespace');
  if (kernel.code.isKeyed) parent.blob.tmaForNs = id;
  else parent.blob.tmaContext = context;
  context.owner = parent;
}

/** @spec tsem/TaskKey!PublishId */
function publishId({ kernel, id }: Creation): void {
  kernel.contextId = id;
  kernel.observe({ kind: 'id given', id });
}

/**
 * Moves into the new namespace: the reference to the one left is not dropped. Without its model the context gets neither
 * id nor reference count.
 *
 * @spec tsem/TaskKey!JoinNamespace
 */
function joinNamespace(creation: Creation): void {
  const { task, id, lacksModel } = creation;
  const context = contextOf(creation);
  context.isEnforcing = task.blob.context.isEnforcing;
  task.blob.context = context;
  if (lacksModel) return;
  context.id = id;
  context.references = 1;
  if (context.kind === 'internal') context.model = [];
  if (context.kind === 'external') context.exports?.records.push({ kind: 'aggregate', value: aggregate(context) });
}

/** The platform has no measurements here. */
function aggregate({ digest }: Context): Uint8Array {
  return new Uint8Array(digest.size);
}

/** @spec tsem/TaskKey!Unlock */
function unlock(creation: Creation): void {
  dropParent(creation);
  creation.kernel.unlock();
}

/** @spec tsem/TaskKey!FailFile */
function failFile(creation: Creation): void {
  creation.error = ENOMEM;
  creation.kernel.observe({ kind: 'allocation failed', what: 'file' });
}

/** @spec tsem/TaskKey!MeetExistingName */
function meetExistingName(creation: Creation): void {
  creation.error = EEXIST;
  creation.kernel.observe({ kind: 'name exists', id: creation.id });
}

/** @spec tsem/TaskKey!FailMagazine */
function failMagazine(creation: Creation): void {
  creation.error = ENOMEM;
  creation.isLate = true;
  creation.kernel.observe({ kind: 'allocation failed', what: 'magazine' });
}

/** The result variable stays 0. No action of the module: a table settles it. */
function failModel(creation: Creation): void {
  creation.lacksModel = true;
  creation.kernel.observe({ kind: 'allocation failed', what: 'model' });
}

/** @spec tsem/TaskKey!UndoMark */
function undoMark(creation: Creation): void {
  const parent = writableParent(creation, 'the mark put back');
  parent.blob.tmaForNs = creation.saved?.tmaForNs ?? 0;
  parent.blob.tmaContext = creation.saved?.tmaContext;
}

/** @spec tsem/TaskKey!UndoFile */
function undoFile({ kernel, id }: Creation): void {
  kernel.files.delete(id);
}

/** @spec tsem/TaskKey!UnlockAfterFailure */
function unlockAfterFailure(creation: Creation): void {
  creation.kernel.free(contextOf(creation));
  dropParent(creation);
  creation.kernel.unlock();
}

function dropParent({ kernel, parent }: Creation): void {
  if (parent !== undefined && kernel.code.has('ParentHeld')) parent.usage--;
}

function die({ kernel }: Creation): undefined {
  kernel.fault('tsem_ns_create', 'external structure at address 1');
  return undefined;
}

function contextOf({ context }: Creation): Context {
  if (context === undefined) throw new Error('a creation reaches for its context before it has one');
  return context;
}
