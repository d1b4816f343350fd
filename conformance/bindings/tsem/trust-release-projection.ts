/** The implementation's state as a state of tsem/TrustRelease. */

import { EINVAL, EPERM, ESRCH } from '../../../impl/tsem/errno.js';
import type { ExportRecord } from '../../../impl/tsem/export-queue.js';
import type { Kernel } from '../../../impl/tsem/kernel.js';
import type { Orchestrator } from '../../../impl/tsem/orchestrator.js';
import type { Task } from '../../../impl/tsem/task.js';
import { PENDING, TRUSTED, type TrustStatus, UNTRUSTED } from '../../../impl/tsem/trust-status.js';
import type { TsemEvent } from '../../../impl/tsem/tsem-event.js';
import type { Value } from '../../../spec/checker/index.js';
import {
  emptySet,
  functionOn,
  integer,
  no,
  recordBuild,
  recordOf,
  setOf,
  setOfTexts,
  stateOf,
  text,
  truth,
  tuple,
} from '../values.js';
import { type TrustReleaseState, trustReleaseVariables } from './trust-release.types.js';
import type { TrustReleaseHistory } from './trust-release-history.js';
import { type Budgets, firstPid, type TrustReleaseModel } from './trust-release-model.js';

export interface Projected {
  readonly model: TrustReleaseModel;
  readonly kernel: Kernel;
  readonly orchestrator: Orchestrator;
  /** The queue of the namespace. */
  readonly records: readonly ExportRecord[];
  readonly history: TrustReleaseHistory;
  readonly spent: Budgets;
  /** Callers other than the orchestrator whose release was accepted. */
  readonly intruders: ReadonlySet<string>;
  /** The task of the implementation that each of the module's is, by its name; those that were born. */
  readonly born: ReadonlyMap<string, Task>;
  /** The other way. */
  readonly names: ReadonlyMap<Task, Value>;
  isPermitted(event: TsemEvent): boolean;
}

const statuses: readonly Value[] = Array.from({ length: 8 }, (_, status: TrustStatus) =>
  setOfTexts([
    ...((status & TRUSTED) !== 0 ? ['TRUSTED'] : []),
    ...((status & UNTRUSTED) !== 0 ? ['UNTRUSTED'] : []),
    ...((status & PENDING) !== 0 ? ['PENDING'] : []),
  ]),
);

const errors: ReadonlyMap<number | undefined, Value> = new Map([
  [undefined, text('none')],
  [0, text('ok')],
  [EPERM, text('EPERM')],
  [ESRCH, text('ESRCH')],
  [EINVAL, text('EINVAL')],
]);

const eventRecord = recordOf('good', 'number', 'pid', 'task');
const lookupRecord = recordOf('abandoned', 'untrusted', 'waited');
const nothing = lookupRecord({ untrusted: text('no'), abandoned: no, waited: no });

const budgets = ['bad', 'deaths', 'execs', 'intruders', 'kills', 'repeats', 'signals'] as const;
const spentBuild = recordBuild(budgets);

/** Keeps the values of events, which do not change. */
export class Projection {
  readonly #known = new Map<TsemEvent, Value>();
  readonly #noEvent: Value;

  constructor(private readonly subject: Projected) {
    const { noTask, noPid } = subject.model;
    this.#noEvent = eventRecord({ task: noTask, number: integer(0), pid: noPid, good: no });
  }

  state(): ReadonlyMap<string, Value> {
    const { kernel, history, orchestrator } = this.subject;
    const { call, event } = orchestrator;
    return stateOf<TrustReleaseState>(trustReleaseVariables, {
      pc: this.#each(place, 'unborn'),
      status: this.#eachValue(({ blob }) => statusOf(blob.status), statusOf(TRUSTED)),
      reg: this.#eachValue(({ hook }) => statusOf(hook?.loaded ?? 0), emptySet),
      cpu: this.#each(({ state }) => state, 'running'),
      sig: this.#each(gravestSignal, 'none'),
      pidOf: this.#eachValue(({ pid }) => this.#pid(pid), this.subject.model.noPid),
      current: this.#eachValue(({ blob }) => this.#event(blob.event), this.#noEvent),
      retn: this.#eachValue(({ hook }) => errorOf(hook?.error ?? 0), errorOf(0)),
      queue: this.#queue(),
      oPc: text(orchestrator.isDead ? 'dead' : (orchestrator.path.label ?? 'none')),
      oEvent: this.#event(event),
      oTask: this.#task(call?.coe),
      oReg: statusOf(call?.loaded ?? 0),
      oResult: errorOf(call?.result),
      spent: spentBuild(budgets.map((name) => integer(this.subject.spent[name]))),
      judged: this.#events(history.judged),
      passed: this.#events(history.passed),
      abandoned: this.#events(history.abandoned),
      everUntrusted: this.#tasks(history.everUntrusted),
      clearedBy: this.#each((task) => history.clearedBy.get(task) ?? 'nobody', 'nobody'),
      atLookup: this.#atLookup(),
      intruders: setOfTexts(this.subject.intruders),
      touchedFreed: truth(kernel.state.faults.length > 0),
    });
  }

  /** The module's queue has events alone. */
  #queue(): Value {
    const elements: Value[] = [];
    for (const record of this.subject.records) if (record.kind === 'event') elements.push(this.#event(record.event));
    return tuple(...elements);
  }

  /** The function that gives each task of the module `of` it, or `unborn`. */
  #eachValue(of: (task: Task) => Value, unborn: Value): Value {
    const { model, born } = this.subject;
    const values = model.tasks.map(({ name }) => {
      const task = born.get(name);
      return task === undefined ? unborn : of(task);
    });
    return functionOn(model.tasks, values);
  }

  #each(of: (task: Task) => string, unborn: string): Value {
    return this.#eachValue((task) => text(of(task)), text(unborn));
  }

  #task(task: Task | undefined): Value {
    return (task && this.subject.names.get(task)) ?? this.subject.model.noTask;
  }

  /** Identifiers are numbered in the order of their names. */
  #pid(pid: number | undefined): Value {
    const { pids, noPid } = this.subject.model;
    return (pid === undefined ? undefined : pids[pid - firstPid]) ?? noPid;
  }

  #event(event: TsemEvent | undefined): Value {
    if (event === undefined) return this.#noEvent;
    const known = this.#known.get(event);
    if (known !== undefined) return known;
    const value = eventRecord({
      task: this.#raiser(event),
      number: integer(this.subject.history.numbers.get(event) ?? 0),
      pid: this.#pid(event.pid),
      good: truth(this.subject.isPermitted(event)),
    });
    this.#known.set(event, value);
    return value;
  }

  #raiser(event: TsemEvent): Value {
    return this.#task(this.subject.kernel.state.tasks[event.tnum - 1]);
  }

  /** In the order of their fields' names: good, number, pid, task. */
  #events(events: ReadonlySet<TsemEvent>): Value {
    if (events.size === 0) return emptySet;
    if (events.size === 1) return setOf([...events].map((event) => this.#event(event)));
    const key = (event: TsemEvent): (number | string)[] => {
      const task = this.#raiser(event);
      const number = this.subject.history.numbers.get(event) ?? 0;
      return [Number(this.subject.isPermitted(event)), number, event.pid, task.kind === 'model' ? task.name : ''];
    };
    return setOf([...events].sort((a, b) => compare(key(a), key(b))).map((event) => this.#event(event)));
  }

  #tasks(tasks: ReadonlySet<Task>): Value {
    const { model, born } = this.subject;
    if (tasks.size === 0) return emptySet;
    const isAmong = (task: Task | undefined) => task !== undefined && tasks.has(task);
    return setOf(model.tasks.filter(({ name }) => isAmong(born.get(name))));
  }

  #atLookup(): Value {
    const { call } = this.subject.orchestrator;
    const lookup = call && this.subject.history.atLookup.get(call);
    if (lookup === undefined) return nothing;
    const { untrusted, abandoned, waited } = lookup;
    return lookupRecord({ untrusted: text(untrusted), abandoned: truth(abandoned), waited: truth(waited) });
  }
}

function place({ life, path }: Task): string {
  return life === 'alive' ? (path?.label ?? 'idle') : life;
}

function gravestSignal({ hasSignal, hasFatalSignal }: Task): string {
  if (hasFatalSignal) return 'kill';
  return hasSignal ? 'soft' : 'none';
}

function statusOf(status: TrustStatus): Value {
  return statuses[status] ?? emptySet;
}

/** @throws {Error} for an errno that the module has no word for. */
function errorOf(error: number | undefined): Value {
  const word = errors.get(error);
  if (word === undefined) throw new Error(`the module has no word for the errno ${error}`);
  return word;
}

function compare(left: readonly (number | string)[], right: readonly (number | string)[]): number {
  for (const [index, element] of left.entries()) {
    const other = right[index] as number | string;
    if (element !== other) return element < other ? -1 : 1;
  }
  return 0;
}
