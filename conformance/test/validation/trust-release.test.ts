/** Runs of the real implementation, spoilt on purpose: each must be rejected, with the conjunct that tells. */

import { join } from 'node:path';
import test from 'ava';
import { type ModelSteps, openModel, type Value } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import type { Binding, Step, Subject } from '../../bindings/binding.js';
import { trustRelease } from '../../bindings/tsem/trust-release.js';
import { judgeOf } from '../../validation/judge.js';
import { allSchedules, type OwnRuns, ownRuns } from '../../validation/own-runs.js';

function steps(model: string): Promise<ModelSteps> {
  const files = ['tla', `${model}.cfg`].map((end) => join(projectRoot(), `spec/tsem/TrustRelease.${end}`));
  const [moduleFile = '', configFile = ''] = files;
  return openModel({ moduleFile, configFile }).then((open) => open.steps());
}

async function runs(model: string, binding: Binding): Promise<OwnRuns> {
  const { signal } = new AbortController();
  const own = await steps(model);
  const judge = judgeOf(own, { signal, statesMax: 10_000, file: 'run.ndjson' });
  return ownRuns(own, binding, judge, {
    seed: 1,
    signal,
    model: `tsem/TrustRelease.${model}`,
    schedules: allSchedules,
  });
}

/** The implementation behind somebody who spoils what it does or shows. */
function spoilt(spoil: (subject: Subject) => Partial<Subject>): Binding {
  return {
    ...trustRelease,
    create(constants, initial) {
      const subject = trustRelease.create(constants, initial);
      const own = {
        enabled: () => subject.enabled(),
        take: (step: Step) => subject.take(step),
        project: () => subject.project(),
      };
      return { ...own, ...spoil(subject) };
    },
  };
}

/** `step` is taken and leaves `variable` as it was: a store that was left out. */
function forgetting(action: string, variable: string): Binding {
  return spoilt((subject) => {
    let kept: Value | undefined;
    return {
      take(step) {
        const before = subject.project().get(variable);
        const declined = subject.take(step);
        kept = step.action === action ? before : undefined;
        return declined;
      },
      project() {
        const state = subject.project();
        return kept === undefined ? state : new Map([...state, [variable, kept]]);
      },
    };
  });
}

async function rejectedBy(model: string, binding: Binding) {
  const { rejected, validated, recorded } = await runs(model, binding);
  const [first] = rejected;
  if (first?.kind !== 'rejected') return undefined;
  const { recorded: step, conjunct, kind } = first.rejection;
  return { whole: recorded - validated, action: step.action, kind, conjunct: conjunct?.text };
}

test('the implementation as it is passes: whole runs and partial ones', async (t) => {
  const { recorded, validated, partial, explainingMax } = await runs('v3-killed', trustRelease);
  t.deepEqual({ recorded, validated, partial }, { recorded: 6, validated: 6, partial: 3 });
  t.true(explainingMax > 1);
});

test('PENDING that is not stored is found at StorePending', async (t) => {
  t.deepEqual(await rejectedBy('v3-killed', forgetting('StorePending', 'status')), {
    whole: 1,
    action: 'StorePending',
    kind: 'differs',
    conjunct: 'status\' = [status EXCEPT ![a] = reg[a] \\cup {"PENDING"}]',
  });
});

test('an event that is not put on the queue is found at EnqueueEvent', async (t) => {
  t.deepEqual(await rejectedBy('v3-killed', forgetting('EnqueueEvent', 'queue')), {
    whole: 1,
    action: 'EnqueueEvent',
    kind: 'differs',
    conjunct: "queue' = Append(queue, current[a])",
  });
});

test('a step that is taken without doing anything is found where it should have moved on', async (t) => {
  const lazy = spoilt((subject) => {
    let left = 1;
    return { take: (step) => (step.action === 'SetEventFlag' && left-- > 0 ? undefined : subject.take(step)) };
  });
  t.deepEqual(await rejectedBy('v3-killed', lazy), {
    whole: 1,
    action: 'SetEventFlag',
    kind: 'differs',
    conjunct: 'pc\' = [pc EXCEPT ![a] = "wakeReaders"]',
  });
});

test('a step recorded under the name of another is found by its guard', async (t) => {
  const misnaming = spoilt((subject) => ({
    enabled: () => subject.enabled().map((step) => (step.action === 'WakeReaders' ? { ...step, action: 'Die' } : step)),
    take: (step) =>
      subject.take(
        subject.enabled().some(({ action }) => action === step.action) ? step : { ...step, action: 'WakeReaders' },
      ),
  }));
  t.deepEqual(await rejectedBy('v3-killed', misnaming), {
    whole: 1,
    action: 'Die',
    kind: 'not possible',
    conjunct: 'pc[a] = "idle"',
  });
});

test('an implementation that fails on its own schedule is told as such', async (t) => {
  const failing = spoilt((subject) => ({
    take(step) {
      if (step.action === 'WakeTask') throw new RangeError('no such task');
      return subject.take(step);
    },
  }));
  const { rejected } = await runs('v3-one-task', failing);
  t.deepEqual(rejected, [{ kind: 'fault', text: undefined, message: 'no such task' }]);
});
