/** A model of tsem/TrustRelease: its constants, read into what the implementation takes. */

import { type ReleaseRepair, releaseRepairs } from '../../../impl/tsem/code.js';
import type { KernelOptions } from '../../../impl/tsem/kernel.js';
import { globalPids, type PidSpace } from '../../../impl/tsem/pid-table.js';
import type { Value } from '../../../spec/checker/index.js';
import { type ModelValue, modelValue, modelValues } from '../values.js';

/** How much of each kind of trouble there may be. */
export interface Budgets {
  readonly bad: number;
  readonly kills: number;
  readonly signals: number;
  readonly execs: number;
  readonly intruders: number;
  readonly repeats: number;
  readonly deaths: number;
}

export interface TrustReleaseModel {
  /** Sorted by name, as all sets here. */
  readonly tasks: readonly ModelValue[];
  readonly pids: readonly ModelValue[];
  readonly initialTasks: readonly ModelValue[];
  readonly noTask: ModelValue;
  readonly noPid: ModelValue;
  readonly leader: ModelValue;
  /** Events that each task raises. */
  readonly eventMax: number;
  readonly budgets: Budgets;
  readonly isEnforcing: boolean;
  /** The process space that the orchestrator is in. */
  readonly orchestratorPids: PidSpace;
  readonly code: Pick<KernelOptions, 'variant' | 'reading' | 'repairs' | 'freesTasks' | 'hooksHoldDirectory'>;
}

/** @throws {Error} for constants that the implementation cannot stand for. */
export function trustReleaseModel(constants: ReadonlyMap<string, Value>): TrustReleaseModel {
  const read = new ConstantReader(constants);
  if (!read.isText('Defect', 'none')) throw new Error('faults put in on purpose are not implemented');
  const budgets: Budgets = {
    bad: read.count('BadMax'),
    kills: read.count('KillMax'),
    signals: read.count('SignalMax'),
    execs: read.count('ExecMax'),
    intruders: read.count('IntruderMax'),
    repeats: read.count('RepeatMax'),
    deaths: read.count('DeathMax'),
  };
  // In the module a sibling may execute again, or after the leader was freed; in the kernel it may not: see execRefusal.
  if (budgets.execs > 1 || (budgets.execs === 1 && budgets.kills > 0 && read.truth('FreesTasks'))) {
    throw new Error('one exec at most is implemented, and together with kills only where no task is freed');
  }
  const pids = modelValues(constants.get('Pid'), 'Pid');
  return {
    tasks: modelValues(constants.get('Task'), 'Task'),
    pids,
    initialTasks: modelValues(constants.get('InitialTask'), 'InitialTask'),
    noTask: read.model('NoTask'),
    noPid: read.model('NoPid'),
    leader: read.model('Leader'),
    eventMax: read.count('EventMax'),
    budgets,
    isEnforcing: read.truth('Enforce'),
    orchestratorPids: read.truth('SamePidSpace') ? globalPids : otherSpace(pids.length),
    code: {
      variant: read.text('Variant', ['email', 'v3', 'tnum']),
      reading: read.text('Reading', ['r1', 'r2', 'r3']),
      repairs: read.repairs(),
      freesTasks: read.truth('FreesTasks'),
      hooksHoldDirectory: read.truth('HooksHoldDirectory'),
    },
  };
}

/** What the model's first identifier is: before it are those of tasks that the module does not have, or has without identifier. */
export const firstPid = 11;

/** The space in which each of the model's two identifiers means the other one. */
function otherSpace(pids: number): PidSpace {
  if (pids > 2) throw new Error('a second process space is implemented for two identifiers');
  return pids === 1 ? globalPids : (pid) => 2 * firstPid + 1 - pid;
}

class ConstantReader {
  constructor(private readonly constants: ReadonlyMap<string, Value>) {}

  count(name: string): number {
    const value = this.constants.get(name);
    if (value?.kind !== 'integer') throw new Error(`${name} is no integer`);
    return Number(value.value);
  }

  truth(name: string): boolean {
    const value = this.constants.get(name);
    if (value?.kind !== 'boolean') throw new Error(`${name} is neither TRUE nor FALSE`);
    return value.value;
  }

  model(name: string): ModelValue {
    const value = this.constants.get(name);
    if (value?.kind !== 'model') throw new Error(`${name} is no model value`);
    return modelValue(value.name);
  }

  isText(name: string, word: string): boolean {
    const value = this.constants.get(name);
    return value?.kind === 'string' && value.value === word;
  }

  text<Word extends string>(name: string, words: readonly Word[]): Word {
    const word = words.find((known) => this.isText(name, known));
    if (word === undefined) throw new Error(`${name} is none of ${words.join(', ')}`);
    return word;
  }

  repairs(): ReadonlySet<ReleaseRepair> {
    const value = this.constants.get('Repairs');
    if (value?.kind !== 'set') throw new Error('Repairs is not a set');
    return new Set(
      value.elements.map((element) => {
        const repair = releaseRepairs.find((known) => element.kind === 'string' && element.value === known);
        if (repair === undefined) throw new Error('Repairs has an element that is no repair');
        return repair;
      }),
    );
  }
}
