/** TaskKey driven on the implementation's namespaces: which step is which action, and what each needs from its surroundings. */

import type { Running } from '../../../impl/scheduler/path.js';
import { firstCheck } from '../../../impl/tsem/release-check.js';
import { killRefusal } from '../../../impl/tsem/signals.js';
import type { Value } from '../../../spec/checker/index.js';
import { actionOf, type Binding, type Declined, readOnce, type Step, type Subject } from '../binding.js';
import { integer, text } from '../values.js';
import { type TaskKeyArities, taskKeyVariables } from './task-key.types.js';
import { reaper, taskKeyModel } from './task-key-model.js';
import { projectTaskKey } from './task-key-projection.js';
import { asNumber, asText } from './task-key-values.js';
import { TaskKeyWorld } from './task-key-world.js';

/** Actions of the worker that removes a namespace: with the task that made it. */
const ofWorker = ['FreeInternal', 'LockForRemoval', 'ClearOrchestrator', 'RemoveKey', 'RemoveFile'];
const ofWriter = ['HashHalves', 'AcceptRelease', 'RefuseWrongKey'];

/** What {@link TaskKeySubject} takes. */
const arities: TaskKeyArities = {
  RefuseSecondRole: 1,
  LockContextIds: 4,
  DrawHalf: 2,
  TakeNewId: 1,
  LookUpParent: 1,
  RefuseParent: 1,
  HashIntoParent: 1,
  HashIntoBuffer: 1,
  RejectKey: 1,
  AcceptKey: 1,
  RegisterKey: 1,
  PublishOwnHalf: 1,
  PublishKey: 1,
  CreateFile: 1,
  MarkParent: 1,
  PublishId: 1,
  JoinNamespace: 1,
  Unlock: 1,
  FailExternal: 1,
  FailKeyEntry: 1,
  FailFile: 1,
  MeetExistingName: 1,
  FailMagazine: 1,
  UndoOwnKey: 1,
  UndoParentKey: 1,
  UndoMark: 1,
  UndoEntry: 1,
  UndoFile: 1,
  UnlockAfterFailure: 1,
  FreeInternal: 1,
  LockForRemoval: 1,
  ClearOrchestrator: 1,
  RemoveKey: 1,
  RemoveFile: 1,
  Fork: 3,
  Exit: 1,
  Kill: 1,
  Die: 1,
  NameTask: 2,
  FindTask: 3,
  RefuseForeignTask: 2,
  RefuseOtherTask: 2,
  FindNobody: 2,
  HashHalves: 1,
  AcceptRelease: 1,
  RefuseWrongKey: 1,
  Done: 0,
};

const modelOf = readOnce(taskKeyModel);

export const taskKey: Binding = {
  module: 'tsem/TaskKey',
  variables: taskKeyVariables,
  actions: new Map(Object.entries(arities)),
  create: (constants) => new TaskKeySubject(new TaskKeyWorld(modelOf(constants))),
};

const notEnabled: Declined = { reason: 'it is not enabled' };

type Add = (action: string, ...args: readonly Value[]) => void;

class TaskKeySubject implements Subject {
  constructor(private readonly world: TaskKeyWorld) {}

  enabled(): readonly Step[] {
    const steps: Step[] = [];
    const add: Add = (action, ...args) => {
      steps.push({ action, arguments: args });
    };
    this.#creations(add);
    this.#requests(add);
    this.#removals(add);
    this.#lives(add);
    this.#calls(add);
    if (this.world.isFinished) add('Done');
    return steps;
  }

  take(step: Step): Declined | undefined {
    const { world } = this;
    const [first, second, third, fourth] = step.arguments;
    const name = first === undefined ? '' : asText(first);
    const creator = world.creators.get(name);
    if (!this.#isTaken(step, name, second, third, fourth)) return notEnabled;
    world.settle(creator);
    return undefined;
  }

  project(): ReadonlyMap<string, Value> {
    return projectTaskKey(this.world);
  }

  #creations(add: Add): void {
    const { creators, model } = this.world;
    for (const [name, { asked }] of creators) {
      for (const step of asked?.running.steps() ?? []) {
        if (step !== 'drawHalf') add(actionOf(step), text(name));
        else for (const half of model.rand) add('DrawHalf', text(name), integer(half));
      }
    }
  }

  #requests(add: Add): void {
    const { world } = this;
    for (const [name, creator] of world.creators) {
      if (creator.isOver || !world.population.isIdle(name)) continue;
      let isRefused = false;
      for (const kind of world.model.kinds) {
        for (const half of world.halvesFor(kind)) {
          for (const step of world.request(name, kind, half).running.steps()) {
            isRefused ||= step === 'refuseSecondRole';
            if (step !== 'lockContextIds') continue;
            for (const at of world.freeAddresses)
              add('LockContextIds', text(name), text(kind), integer(half), integer(at));
          }
        }
      }
      if (isRefused) add('RefuseSecondRole', text(name));
    }
  }

  #removals(add: Add): void {
    for (const [context, running] of this.world.removals) {
      for (const step of running.steps()) add(actionOf(step), text(this.world.creatorOf(context)));
    }
  }

  #lives(add: Add): void {
    const { world } = this;
    const { model } = world;
    const idle = world.population.idle();
    const unborn = model.spares.filter((name) => !world.population.tasks.has(name));
    const forks = unborn.flatMap((spare) =>
      world.identifiersFor(spare).map((identifier) => [spare, identifier] as const),
    );
    for (const name of idle) {
      if (world.population.isKilled(name)) {
        add('Die', text(name));
        continue;
      }
      for (const [spare, identifier] of forks) add('Fork', text(name), text(spare), text(identifier));
      if (world.exits < model.exits) add('Exit', text(name));
    }
    if (world.kills >= model.kills) return;
    for (const [name, task] of world.population.tasks) {
      if (name !== reaper && killRefusal(task) === undefined) add('Kill', text(name));
    }
  }

  #calls(add: Add): void {
    const { world } = this;
    const { call } = world;
    for (const step of call?.running.steps() ?? []) add(actionOf(step), text(call?.by ?? ''));
    for (const prepared of world.prepared()) {
      const { by, identifier } = prepared;
      const { name } = firstCheck(world.release(prepared, 0));
      if (name !== 'findTask') add(actionOf(name), text(by), text(identifier));
      else for (const half of world.halvesGiven) add('FindTask', text(by), text(identifier), integer(half));
    }
    if (world.model.pidReuses === 0 || !world.mayCall) return;
    const exporting = world.exporting();
    if (exporting.length === 0) return;
    for (const by of world.population.idle()) {
      if (!world.population.isKilled(by)) for (const of of exporting) add('NameTask', text(by), text(of));
    }
  }

  #isTaken({ action }: Step, name: string, second?: Value, third?: Value, fourth?: Value): boolean {
    const { world } = this;
    const creator = world.creators.get(name);
    switch (action) {
      case 'Done':
        return world.isFinished;
      case 'LockContextIds':
        return world.begin(name, asText(second), asNumber(third), asNumber(fourth));
      case 'RefuseSecondRole':
        return world.beRefused(name);
      case 'DrawHalf':
        world.nextHalf = asNumber(second);
        return world.model.rand.includes(world.nextHalf) && goOn(creator?.asked?.running, action);
      case 'Fork':
        return world.fork(name, asText(second), asText(third));
      case 'Exit':
        return world.exit(name);
      case 'Kill':
        return world.kill(name);
      case 'Die':
        return world.die(name);
      case 'NameTask':
        return world.nameTask(name, asText(second));
      case 'FindTask':
        return (
          world.halvesGiven.includes(asNumber(third)) && world.ask(name, asText(second), asNumber(third), 'findTask')
        );
      case 'RefuseForeignTask':
      case 'RefuseOtherTask':
      case 'FindNobody':
        return world.ask(name, asText(second), 0, stepOf(action));
      default:
        if (ofWriter.includes(action)) return world.call?.by === name && goOn(world.call.running, action);
        if (ofWorker.includes(action)) return goOn(world.removalOf(name), action);
        return goOn(creator?.asked?.running, action);
    }
  }
}

/** Lets a path take the step that `action` is. False when there is none, or it does not take that step now. */
function goOn<Result>(running: Running<Result> | undefined, action: string): boolean {
  const step = running?.steps().find((other) => actionOf(other) === action);
  if (running === undefined || step === undefined) return false;
  running.take(step);
  return true;
}

function stepOf(action: string): string {
  return action.charAt(0).toLowerCase() + action.slice(1);
}
