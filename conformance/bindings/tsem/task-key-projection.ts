/** The state of the implementation as values of the variables of TaskKey. */

import type { Context } from '../../../impl/tsem/context.js';
import { ESRCH } from '../../../impl/tsem/errno.js';
import type { Task, TaskBlob } from '../../../impl/tsem/task.js';
import type { Value } from '../../../spec/checker/index.js';
import { integer, recordOf, setOfTexts, stateOf, text, truth, tuple } from '../values.js';
import { zeroKey } from './key-bytes.js';
import { type TaskKeyState, taskKeyVariables } from './task-key.types.js';
import { reaper } from './task-key-model.js';
import { functionOnTexts, setOfIntegers } from './task-key-values.js';
import type { Creator, TaskKeyWorld } from './task-key-world.js';

const noKeys = tuple(zeroKey, zeroKey);
const nothingSaved = tuple(zeroKey, zeroKey, integer(0));
const blobRecord = recordOf('ctx', 'key', 'mark');
const usedRecord = recordOf('calls', 'exits', 'faults', 'kills', 'reuses');
const madeRecord = recordOf('half', 'key', 'own');
const jobRecord = recordOf('at', 'draft', 'half', 'id', 'kind', 'late', 'par', 'saved', 'tries');
const spaceRecord = recordOf('address', 'id', 'kind', 'owner', 'phase', 'refs');
const callRecord = recordOf('by', 'digest', 'half', 'meant', 'ns', 'of', 'pid', 'read', 'result');
const unborn = blobRecord({ ctx: text('root'), key: zeroKey, mark: integer(0) });

export function projectTaskKey(world: TaskKeyWorld): ReadonlyMap<string, Value> {
  const { kernel, model, history, bytes } = world;
  const all = model.allNames;
  const tasks = all.map((name) => world.population.tasks.get(name));
  const ofTask = (of: (task: Task | undefined) => Value): Value => functionOnTexts(all, tasks.map(of));
  const ofCreator = (of: (creator: Creator, name: string) => Value): Value =>
    functionOnTexts(
      model.creators,
      model.creators.map((name) => of(world.creators.get(name) as Creator, name)),
    );
  return stateOf<TaskKeyState>(taskKeyVariables, {
    life: ofTask(lifeOf),
    pid: functionOnTexts(
      all,
      all.map((name) => text(world.population.identifierOf(name))),
    ),
    killed: setOfTexts(all.filter((name) => world.population.isKilled(name))),
    parent: ofTask((task) => text(parentOf(world, task))),
    forker: ofTask((task) => text(task?.forker === undefined ? reaper : world.population.nameOf(task.forker))),
    blob: ofTask((task) => (task === undefined ? unborn : blobOf(world, task))),
    contextId: integer(kernel.contextId),
    holder: text(kernel.holder === 'worker' ? 'worker' : world.population.nameOf(kernel.holder)),
    keyList: tuple(...kernel.keyList.map(({ id, key }) => tuple(integer(id), bytes.valueOf(key)))),
    files: setOfIntegers(kernel.files),
    job: ofCreator((creator) => jobOf(world, creator)),
    space: ofCreator(({ context }) => spaceOf(world, context)),
    call: callOf(world),
    used: usedRecord({
      calls: integer(world.calls),
      exits: integer(world.exits),
      faults: integer(world.faults),
      kills: integer(world.kills),
      reuses: integer(world.reuses),
    }),
    made: ofCreator((_, name) => {
      const { half, own, key } = history.madeBy(name);
      return madeRecord({ half: integer(half), key, own });
    }),
    issued: tuple(...history.issued.map(integer)),
    seen: setOfTexts(history.seen),
  });
}

function lifeOf(task: Task | undefined): Value {
  if (task === undefined) return text('unborn');
  return text(task.life === 'alive' ? 'alive' : 'gone');
}

/** A task that is reaped is nobody's child: if its parent goes too, nothing points there any more. */
function parentOf(world: TaskKeyWorld, task: Task | undefined): string {
  const parent = task?.realParent;
  if (task === undefined || parent === undefined) return reaper;
  return task.life !== 'alive' && parent.life !== 'alive' ? reaper : world.population.nameOf(parent);
}

function blobOf(world: TaskKeyWorld, { blob }: Task): Value {
  const ctx = text(world.creatorOf(blob.context));
  return blobRecord({ ctx, key: world.bytes.valueOf(blob.taskKey), mark: integer(markOf(world, blob)) });
}

function markOf(world: TaskKeyWorld, { tmaForNs, tmaContext }: Pick<TaskBlob, 'tmaForNs' | 'tmaContext'>): number {
  return world.isKeyed ? tmaForNs : (tmaContext?.address ?? 0);
}

function jobOf(world: TaskKeyWorld, { asked, half, tries, isOver }: Creator): Value {
  const creation = asked?.creation;
  const { bytes } = world;
  const draft = creation?.draft;
  const saved = creation?.saved;
  return jobRecord({
    at: text(asked?.running.label ?? (isOver ? 'over' : 'idle')),
    draft: draft === undefined ? noKeys : tuple(bytes.valueOf(draft.own), bytes.valueOf(draft.key)),
    half: integer(creation === undefined ? 0 : half),
    id: integer(creation?.id ?? 0),
    kind: text(creation?.request.kind ?? 'none'),
    late: truth(creation?.isLate ?? false),
    par: text(world.population.nameOf(creation?.parent)),
    saved:
      saved === undefined
        ? nothingSaved
        : tuple(bytes.valueOf(saved.own), bytes.valueOf(saved.key), integer(markOf(world, saved))),
    tries: integer(tries),
  });
}

function spaceOf(world: TaskKeyWorld, context: Context | undefined): Value {
  return spaceRecord({
    address: integer(context === undefined || context.isFreed ? 0 : context.address),
    id: integer(context?.id ?? 0),
    kind: text(context?.kind ?? 'none'),
    owner: text(world.population.nameOf(context?.owner)),
    phase: text(phaseOf(world, context)),
    refs: integer(context?.references ?? 0),
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
  return callRecord({
    by: text(command?.by ?? 'nobody'),
    digest: bytes.valueOf(check?.digest),
    half: integer(call?.half ?? 0),
    meant: text(command?.meant ?? 'nobody'),
    ns: text(check?.context === undefined ? 'root' : world.creatorOf(check.context)),
    of: text(world.population.nameOf(check?.coe)),
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
