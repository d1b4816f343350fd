/** The state of the implementation as values of the variables of TaskKey. */

import type { Context } from '../../../impl/tsem/context.js';
import { ESRCH } from '../../../impl/tsem/errno.js';
import type { Task, TaskBlob } from '../../../impl/tsem/task.js';
import type { Value } from '../../../spec/checker/index.js';
import { record, setOfTexts, stateOf, text, truth } from '../values.js';
import { zeroKey } from './key-bytes.js';
import { type TaskKeyState, taskKeyVariables } from './task-key.types.js';
import { functionOn, number, numberSet, tuple } from './task-key-values.js';
import { type Creator, reaper, type TaskKeyWorld } from './task-key-world.js';

const noKeys = tuple(zeroKey, zeroKey);
const nothingSaved = tuple(zeroKey, zeroKey, number(0));
const unborn = record({ ctx: text('root'), key: zeroKey, mark: number(0) });

export function projectTaskKey(world: TaskKeyWorld): ReadonlyMap<string, Value> {
  const { kernel, model, history, bytes } = world;
  const all = world.allNames;
  const ofTask = (of: (task: Task | undefined) => Value): Value => functionOn(all, (name) => of(world.tasks.get(name)));
  const ofCreator = (of: (creator: Creator, name: string) => Value): Value =>
    functionOn(model.creators, (name) => of(world.creators.get(name) as Creator, name));
  return stateOf<TaskKeyState>(taskKeyVariables, {
    life: ofTask(lifeOf),
    pid: functionOn(all, (name) => text(identifierOf(world, name))),
    killed: setOfTexts(all.filter((name) => world.isKilled(name))),
    parent: ofTask((task) => text(parentOf(world, task))),
    forker: ofTask((task) => text(task?.forker === undefined ? reaper : world.nameOf(task.forker))),
    blob: ofTask((task) => (task === undefined ? unborn : blobOf(world, task))),
    contextId: number(kernel.contextId),
    holder: text(kernel.holder === 'worker' ? 'worker' : world.nameOf(kernel.holder)),
    keyList: tuple(...kernel.keyList.map(({ id, key }) => tuple(number(id), bytes.valueOf(key)))),
    files: numberSet(kernel.files),
    job: ofCreator((creator) => jobOf(world, creator)),
    space: ofCreator(({ context }) => spaceOf(world, context)),
    call: callOf(world),
    used: record({
      calls: number(world.calls),
      exits: number(world.exits),
      faults: number(world.faults),
      kills: number(world.kills),
      reuses: number(world.reuses),
    }),
    made: ofCreator((_, name) => {
      const { half, own, key } = history.madeBy(name);
      return record({ half: number(half), key, own });
    }),
    issued: tuple(...history.issued.map(number)),
    seen: setOfTexts(history.seen),
  });
}

function lifeOf(task: Task | undefined): Value {
  if (task === undefined) return text('unborn');
  return text(task.life === 'alive' ? 'alive' : 'gone');
}

/** The living are asked; of the dead the kernel knows no identifier any more. */
function identifierOf({ tasks, identifiers, identifierOf: remembered }: TaskKeyWorld, name: string): string {
  const task = tasks.get(name);
  const known = task?.life === 'alive' ? identifiers.get(task.pid ?? 0) : remembered.get(name);
  return known ?? 'nobody';
}

/** A task that is reaped is nobody's child: if its parent goes too, nothing points there any more. */
function parentOf(world: TaskKeyWorld, task: Task | undefined): string {
  const parent = task?.realParent;
  if (task === undefined || parent === undefined) return reaper;
  return task.life !== 'alive' && parent.life !== 'alive' ? reaper : world.nameOf(parent);
}

function blobOf(world: TaskKeyWorld, { blob }: Task): Value {
  const ctx = text(world.creatorOf(blob.context));
  return record({ ctx, key: world.bytes.valueOf(blob.taskKey), mark: number(markOf(world, blob)) });
}

function markOf(world: TaskKeyWorld, { tmaForNs, tmaContext }: Pick<TaskBlob, 'tmaForNs' | 'tmaContext'>): number {
  return world.isKeyed ? tmaForNs : (tmaContext?.address ?? 0);
}

function jobOf(world: TaskKeyWorld, { asked, half, tries, isOver }: Creator): Value {
  const creation = asked?.creation;
  const { bytes } = world;
  const draft = creation?.draft;
  const saved = creation?.saved;
  return record({
    at: text(asked?.running.label ?? (isOver ? 'over' : 'idle')),
    draft: draft === undefined ? noKeys : tuple(bytes.valueOf(draft.own), bytes.valueOf(draft.key)),
    half: number(creation === undefined ? 0 : half),
    id: number(creation?.id ?? 0),
    kind: text(creation?.request.kind ?? 'none'),
    late: truth(creation?.isLate ?? false),
    par: text(world.nameOf(creation?.parent)),
    saved:
      saved === undefined
        ? nothingSaved
        : tuple(bytes.valueOf(saved.own), bytes.valueOf(saved.key), number(markOf(world, saved))),
    tries: number(tries),
  });
}

function spaceOf(world: TaskKeyWorld, context: Context | undefined): Value {
  return record({
    address: number(context === undefined || context.isFreed ? 0 : context.address),
    id: number(context?.id ?? 0),
    kind: text(context?.kind ?? 'none'),
    owner: text(world.nameOf(context?.owner)),
    phase: text(phaseOf(world, context)),
    refs: number(context?.references ?? 0),
  });
}

function phaseOf(world: TaskKeyWorld, context: Context | undefined): string {
  if (context === undefined) return 'none';
  if (context.references > 0) return 'live';
  const removal = world.removals.get(context);
  return removal === undefined ? 'none' : (removal.label ?? 'freed');
}

function callOf(world: TaskKeyWorld): Value {
  const { named, bytes } = world;
  const result = callResult(world);
  const call = result === 'refused' || result === 'vanished' ? undefined : world.call;
  const check = call?.release;
  const command = named ?? call;
  return record({
    by: text(command?.by ?? 'nobody'),
    digest: bytes.valueOf(check?.digest),
    half: number(call?.half ?? 0),
    meant: text(command?.meant ?? 'nobody'),
    ns: text(check?.context === undefined ? 'root' : world.creatorOf(check.context)),
    of: text(world.nameOf(check?.coe)),
    pid: text(command?.identifier ?? 'nobody'),
    read: bytes.valueOf(check?.read),
    result: text(result),
  });
}

function callResult({ named, call }: TaskKeyWorld): string {
  if (named !== undefined) return 'named';
  if (call === undefined) return 'none';
  const { label, result } = call.running;
  if (label !== undefined) return label;
  if (result === 0) return 'accepted';
  return result === ESRCH ? 'vanished' : 'refused';
}
