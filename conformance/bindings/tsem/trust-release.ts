/** The implementation of trust pending and release, driven through the actions of tsem/TrustRelease. */

import { execRefusal } from '../../../impl/tsem/exec.js';
import type { ExportRecord } from '../../../impl/tsem/export-queue.js';
import { Kernel, type KernelMove } from '../../../impl/tsem/kernel.js';
import type { Orchestrator } from '../../../impl/tsem/orchestrator.js';
import { globalPids } from '../../../impl/tsem/pid-table.js';
import { Refusal } from '../../../impl/tsem/refusal.js';
import { killRefusal, signalRefusal } from '../../../impl/tsem/signals.js';
import type { Task } from '../../../impl/tsem/task.js';
import { hookStep } from '../../../impl/tsem/trust-release.js';
import type { TsemEvent } from '../../../impl/tsem/tsem-event.js';
import type { Value } from '../../../spec/checker/index.js';
import { actionOf, type Binding, type Declined, readOnce, type Step, type Subject } from '../binding.js';
import { type ModelValue, no, text, yes } from '../values.js';
import { rememberedDigests } from './remembered-digest.js';
import { type TrustReleaseArities, trustReleaseVariables } from './trust-release.types.js';
import { TrustReleaseHistory } from './trust-release-history.js';
import { type Budgets, firstPid, type TrustReleaseModel, trustReleaseModel } from './trust-release-model.js';
import { type Projected, Projection } from './trust-release-projection.js';
import { refusalOf, refusedInput } from './trust-release-refusals.js';

/** What {@link TrustReleaseSubject} takes. */
const arities: TrustReleaseArities = {
  RaiseEvent: 2,
  BeDisciplined: 1,
  EnqueueEvent: 1,
  LoadStatus: 1,
  StorePending: 1,
  SetPending: 1,
  SetEventFlag: 1,
  WakeReaders: 1,
  TestPending: 1,
  SetInterruptible: 1,
  Schedule: 1,
  TestFatalSignal: 1,
  AbandonOnFatalSignal: 1,
  CheckResult: 1,
  ReturnFromHook: 1,
  HandleSignal: 1,
  Die: 1,
  BeginExec: 1,
  TakeOverPid: 1,
  SendSignal: 1,
  Kill: 1,
  Reap: 1,
  Free: 1,
  Fork: 2,
  ReadEvent: 0,
  JudgeEvent: 0,
  LookUpTask: 0,
  TestTrusted: 0,
  StoreTrusted: 0,
  StoreUntrusted: 0,
  LoadForClear: 0,
  StoreCleared: 0,
  UpdateAtomically: 0,
  RefuseUnboundRelease: 0,
  WakeTask: 0,
  TakeResult: 0,
  RepeatRelease: 0,
  DieAsOrchestrator: 0,
  TryForeignRelease: 3,
  Rest: 0,
};

const modelOf = readOnce(trustReleaseModel);

/** Actions that the kernel does not take by itself. */
const inputs: ReadonlySet<string> = new Set<keyof TrustReleaseArities>([
  ...(['RaiseEvent', 'BeDisciplined', 'BeginExec', 'SendSignal', 'Kill', 'Fork'] as const),
  ...(['TryForeignRelease', 'DieAsOrchestrator', 'Rest'] as const),
]);

export const trustRelease: Binding = {
  module: 'tsem/TrustRelease',
  variables: trustReleaseVariables,
  actions: new Map(Object.entries(arities)),
  create: (constants, initial) => new TrustReleaseSubject(modelOf(constants), initial),
};

/** Operations that the orchestrator's security model allows, and those that it does not. */
const permitted = 'permitted';
const forbidden = 'forbidden';

const callers = ['foreign', 'keyless'];

/** The orchestrator's half of the key: what it is does not matter here. */
const half = 'c0ffee00'.repeat(8);

const notNow: Declined = { reason: 'the implementation cannot take it now' };

const digests = rememberedDigests();

/** An external input, or a step of the kernel's own. */
interface Possible extends Step {
  /** Undefined when it was done. */
  perform(): Refusal | undefined;
}

export class TrustReleaseSubject implements Subject, Projected {
  readonly history = new TrustReleaseHistory();
  readonly born = new Map<string, Task>();
  readonly intruders = new Set<string>();
  readonly spent = { bad: 0, kills: 0, signals: 0, execs: 0, intruders: 0, repeats: 0, deaths: 0 };
  readonly kernel: Kernel;
  readonly orchestrator: Orchestrator;
  readonly records: readonly ExportRecord[];
  readonly names = new Map<Task, ModelValue>();
  /** The task that made the namespace and reads what it exports. */
  readonly #monitor: Task;
  readonly #callers = new Map<string, Task>();
  readonly #projection: Projection;
  /** What can be done now, from inside and from outside; undefined since something was. */
  #ownSteps: readonly Possible[] | undefined;
  #inputs: readonly Possible[] | undefined;

  constructor(
    readonly model: TrustReleaseModel,
    initial: ReadonlyMap<string, Value> | undefined,
    /** The module has K1 to K4 in one step. Otherwise they are steps that are no actions of it. */
    checksInOneStep = true,
  ) {
    this.kernel = new Kernel({
      ...model.code,
      random: countedBytes(),
      digests,
      checksInOneStep,
      observe: (event) => this.history.observe(event, this.orchestrator),
    });
    const writer = forked(this.kernel.fork(this.kernel.init));
    writer.pidSpace = model.orchestratorPids;
    this.#monitor = forked(this.kernel.fork(writer));
    this.#monitor.pidSpace = globalPids;
    const { isKeyed } = this.kernel.state.code;
    this.kernel.writeControlAlone(this.#monitor, isKeyed ? `external key=${half}\n` : 'external cache=32\n');
    if (model.isEnforcing) this.kernel.writeControlAlone(this.#monitor, 'enforce\n');
    this.records = this.#monitor.blob.context.exports?.records ?? [];
    this.orchestrator = this.kernel.orchestrate({
      writer,
      reader: isKeyed ? this.#monitor : writer,
      key: half,
      judge: (event) => this.isPermitted(event),
      mayRepeat: () => this.#has('repeats'),
    });
    this.#projection = new Projection(this);
    const leaderFirst = [...model.initialTasks].sort((a, b) => Number(b === model.leader) - Number(a === model.leader));
    for (const task of leaderFirst) this.#fork(task, this.#initialPid(task, initial));
  }

  isPermitted(event: TsemEvent): boolean {
    return event.operation === permitted;
  }

  enabled(): readonly Step[] {
    const possible = [...this.#ownStepsNow(), ...this.#inputsNow()];
    return possible.map(({ action, arguments: given }) => ({ action, arguments: given }));
  }

  take(step: Step): Declined | undefined {
    // On the way to a state nobody asks for all that is possible.
    const alike = inputs.has(step.action) ? this.#inputsNow() : this.#ownStepsNow();
    const possible = alike.find((each) => isSameStep(each, step));
    const attempt = possible?.perform ?? refusedInput(this, step);
    if (attempt === undefined) return notNow;
    this.#ownSteps = undefined;
    this.#inputs = undefined;
    return attempt();
  }

  project(): ReadonlyMap<string, Value> {
    return this.#projection.state();
  }

  #ownStepsNow(): readonly Possible[] {
    this.#ownSteps ??= this.kernel.moves().map((move) => this.#ownStep(move));
    return this.#ownSteps;
  }

  #inputsNow(): readonly Possible[] {
    this.#inputs ??= this.#findInputs();
    return this.#inputs;
  }

  /** What comes from outside, and the rest when nothing is left to do. */
  #findInputs(): Possible[] {
    const possible: Possible[] = [];
    for (const [task, name] of this.names) if (task.life === 'alive') this.#addInputs(task, name, possible);
    this.#addForks(possible);
    this.#addForeignReleases(possible);
    const { orchestrator } = this;
    if (this.#has('deaths') && orchestrator.deathRefusal() === undefined) {
      const perform = () => this.#spending('deaths', () => orchestrator.dieAsOrchestrator());
      possible.push({ action: 'DieAsOrchestrator', arguments: [], perform });
    }
    if (this.kernel.isAtRest()) possible.push({ action: 'Rest', arguments: [], perform: () => undefined });
    return possible;
  }

  #ownStep(move: KernelMove): Possible {
    const action = actionOf(move.step);
    const name = move.task && this.names.get(move.task);
    const perform = () => {
      move.take();
      if (action === 'RepeatRelease') this.spent.repeats++;
      return undefined;
    };
    return { action, arguments: name === undefined ? [] : [name], perform };
  }

  #addInputs(task: Task, name: ModelValue, possible: Possible[]): void {
    const { kernel } = this;
    const add = (action: string, rest: readonly Value[], perform: () => Refusal | undefined) =>
      possible.push({ action, arguments: [name, ...rest], perform });
    if ((this.history.raised.get(task) ?? 0) < this.model.eventMax) {
      const step = hookStep(task);
      if (step === 'beDisciplined') add('BeDisciplined', [], () => refusalOf(kernel.raise(task, forbidden)));
      if (step === 'raiseEvent') {
        add('RaiseEvent', [yes], () => refusalOf(kernel.raise(task, permitted)));
        const raiseBad = () => this.#spending('bad', () => refusalOf(kernel.raise(task, forbidden)));
        if (this.#has('bad')) add('RaiseEvent', [no], raiseBad);
      }
    }
    if (this.#has('execs') && execRefusal(task) === undefined) {
      add('BeginExec', [], () => this.#spending('execs', () => kernel.exec(task)));
    }
    if (this.#has('signals') && signalRefusal(task) === undefined) {
      add('SendSignal', [], () => this.#spending('signals', () => kernel.signal(task)));
    }
    if (this.#has('kills') && killRefusal(task) === undefined) {
      add('Kill', [], () => this.#spending('kills', () => kernel.kill(task)));
    }
  }

  #addForks(possible: Possible[]): void {
    for (const task of this.model.tasks) {
      if (this.born.has(task.name)) continue;
      for (const [index, pid] of this.model.pids.entries()) {
        if (!this.kernel.state.pids.isFree(firstPid + index)) continue;
        possible.push({ action: 'Fork', arguments: [task, pid], perform: () => this.#fork(task, firstPid + index) });
      }
    }
  }

  #addForeignReleases(possible: Possible[]): void {
    if (!this.#has('intruders')) return;
    for (const caller of callers) {
      for (const [index, pid] of this.model.pids.entries()) {
        for (const good of [yes, no]) {
          const perform = () =>
            this.#spending('intruders', () => this.#tryForeignRelease(caller, firstPid + index, good === yes));
          possible.push({ action: 'TryForeignRelease', arguments: [text(caller), pid, good], perform });
        }
      }
    }
  }

  /** What a caller that is let through does is one step in the module: the command runs to its end. */
  #tryForeignRelease(caller: string, pid: number, good: boolean): undefined {
    const { state } = this.kernel;
    const number = state.pids.find(pid, globalPids)?.number ?? 0;
    const credential = state.code.isKeyed ? `key=${half}` : `tnum=${number}`;
    const line = `${good ? 'trusted' : 'untrusted'} pid=${pid} ${credential} event=1\n`;
    const call = this.kernel.writeControlAlone(this.#caller(caller), line);
    if (call instanceof Refusal || !call.isOver) throw new Error('the command of a caller is not over');
    if (call.release?.result === 0) this.intruders.add(caller);
  }

  /** The orchestrator of another namespace, whom K2 refuses; or one who is marked for this one but has no key, whom K4 does. */
  #caller(caller: string): Task {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const task = forked(this.kernel.fork(this.kernel.init));
    const own = this.#monitor.blob.context.id;
    if (caller === 'foreign') task.blob.taskKey.fill(1);
    task.blob.tmaForNs = caller === 'foreign' ? own + 1 : own;
    this.#callers.set(caller, task);
    return task;
  }

  #fork(name: ModelValue, pid: number): Refusal | undefined {
    const isThread = this.model.budgets.execs > 0;
    const [leader] = this.born.values();
    const task = this.kernel.fork(this.#monitor, { pid, group: isThread ? leader?.group : undefined });
    if (task instanceof Refusal) return task;
    this.born.set(name.name, task);
    this.names.set(task, name);
    return undefined;
  }

  /** The first tasks have the first identifiers, unless the initial state says otherwise. */
  #initialPid(task: ModelValue, initial: ReadonlyMap<string, Value> | undefined): number {
    const pids = initial?.get('pidOf');
    if (pids?.kind !== 'function') return firstPid + this.model.initialTasks.indexOf(task);
    const [, given] = pids.pairs.find(([key]) => key.kind === 'model' && key.name === task.name) ?? [];
    return firstPid + this.model.pids.findIndex((pid) => given?.kind === 'model' && given.name === pid.name);
  }

  #has(budget: keyof Budgets): boolean {
    return this.spent[budget] < this.model.budgets[budget];
  }

  #spending(budget: keyof Budgets, perform: () => Refusal | undefined): Refusal | undefined {
    const refusal = perform();
    if (refusal === undefined) this.spent[budget]++;
    return refusal;
  }
}

/** Bytes that are never the same twice: what they are does not matter here. */
function countedBytes(): (size: number) => Uint8Array {
  let given = 0;
  return (size) => new Uint8Array(size).fill(++given);
}

function forked(task: Task | Refusal): Task {
  if (task instanceof Refusal) throw new Error(task.reason);
  return task;
}

function isSameStep(left: Step, right: Step): boolean {
  return (
    left.action === right.action &&
    left.arguments.length === right.arguments.length &&
    left.arguments.every((given, index) => isSameArgument(given, right.arguments[index]))
  );
}

/** Arguments are model values, strings and truth values. */
function isSameArgument(left: Value, right: Value | undefined): boolean {
  if (left.kind === 'model') return right?.kind === 'model' && left.name === right.name;
  if (left.kind !== 'string' && left.kind !== 'boolean') return false;
  return right?.kind === left.kind && left.value === right.value;
}
