/** Names of tsem/TaskKey. Made from spec/tsem/TaskKey.tla by `npm run types`; not to be edited. */
import type { Value } from '../../../spec/checker/index.js';

/** A state: every variable with its value. */
export interface TaskKeyState {
  readonly life: Value;
  readonly pid: Value;
  readonly killed: Value;
  readonly parent: Value;
  readonly forker: Value;
  readonly blob: Value;
  readonly contextId: Value;
  readonly holder: Value;
  readonly keyList: Value;
  readonly files: Value;
  readonly job: Value;
  readonly space: Value;
  readonly call: Value;
  readonly used: Value;
  readonly made: Value;
  readonly issued: Value;
  readonly seen: Value;
}

/** The arguments of each action, in the order of its parameters. */
export interface TaskKeyArguments {
  readonly RefuseSecondRole: readonly [c: Value];
  readonly LockContextIds: readonly [c: Value, k: Value, h: Value, a: Value];
  readonly DrawHalf: readonly [c: Value, r: Value];
  readonly TakeNewId: readonly [c: Value];
  readonly LookUpParent: readonly [c: Value];
  readonly RefuseParent: readonly [c: Value];
  readonly HashIntoParent: readonly [c: Value];
  readonly HashIntoBuffer: readonly [c: Value];
  readonly RejectKey: readonly [c: Value];
  readonly AcceptKey: readonly [c: Value];
  readonly RegisterKey: readonly [c: Value];
  readonly PublishOwnHalf: readonly [c: Value];
  readonly PublishKey: readonly [c: Value];
  readonly CreateFile: readonly [c: Value];
  readonly MarkParent: readonly [c: Value];
  readonly PublishId: readonly [c: Value];
  readonly JoinNamespace: readonly [c: Value];
  readonly Unlock: readonly [c: Value];
  readonly FailExternal: readonly [c: Value];
  readonly FailKeyEntry: readonly [c: Value];
  readonly FailFile: readonly [c: Value];
  readonly MeetExistingName: readonly [c: Value];
  readonly FailMagazine: readonly [c: Value];
  readonly UndoOwnKey: readonly [c: Value];
  readonly UndoParentKey: readonly [c: Value];
  readonly UndoMark: readonly [c: Value];
  readonly UndoEntry: readonly [c: Value];
  readonly UndoFile: readonly [c: Value];
  readonly UnlockAfterFailure: readonly [c: Value];
  readonly FreeInternal: readonly [c: Value];
  readonly LockForRemoval: readonly [c: Value];
  readonly ClearOrchestrator: readonly [c: Value];
  readonly RemoveKey: readonly [c: Value];
  readonly RemoveFile: readonly [c: Value];
  readonly Fork: readonly [p: Value, m: Value, i: Value];
  readonly Exit: readonly [t: Value];
  readonly Kill: readonly [t: Value];
  readonly Die: readonly [t: Value];
  readonly NameTask: readonly [w: Value, t: Value];
  readonly FindTask: readonly [w: Value, i: Value, h: Value];
  readonly RefuseForeignTask: readonly [w: Value, i: Value];
  readonly RefuseOtherTask: readonly [w: Value, i: Value];
  readonly FindNobody: readonly [w: Value, i: Value];
  readonly HashHalves: readonly [w: Value];
  readonly AcceptRelease: readonly [w: Value];
  readonly RefuseWrongKey: readonly [w: Value];
  readonly Done: readonly [];
}

/** The number of arguments of each action. */
export type TaskKeyArities = { readonly [A in keyof TaskKeyArguments]: TaskKeyArguments[A]['length'] };

/** In the order of VARIABLES. */
export const taskKeyVariables = ['life', 'pid', 'killed', 'parent', 'forker', 'blob', 'contextId', 'holder', 'keyList', 'files', 'job', 'space', 'call', 'used', 'made', 'issued', 'seen'] as const satisfies readonly (keyof TaskKeyState)[];
