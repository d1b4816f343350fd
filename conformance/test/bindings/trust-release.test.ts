/** The harms of trust pending and release, looked for in the implementation by its own steps alone. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Task } from '../../../impl/tsem/task.js';
import { PENDING, TRUSTED } from '../../../impl/tsem/trust-status.js';
import type { TsemEvent } from '../../../impl/tsem/tsem-event.js';
import { readConfiguration, type Value } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import { TrustReleaseSubject, trustRelease } from '../../bindings/tsem/trust-release.js';
import { trustReleaseModel } from '../../bindings/tsem/trust-release-model.js';
import { explore } from '../../replay/explore.js';

type Harm = (subject: TrustReleaseSubject) => boolean;

function isAsleep({ path, state }: Task): boolean {
  return path?.label === 'signalTest' && state === 'interruptible';
}

function isInFlight({ orchestrator, records }: TrustReleaseSubject, event: TsemEvent | undefined): boolean {
  if (event === undefined) return false;
  if (records.some((record) => record.kind === 'event' && record.event === event)) return true;
  return orchestrator.event === event && orchestrator.call?.phase !== 'over';
}

/** Each as a fact about the implementation's own state, by the catalogue's name. */
const harms = {
  'I-1': ({ kernel, orchestrator }) =>
    kernel.state.tasks.some((task) => {
      const { call } = orchestrator;
      const isBeingWoken = call?.coe === task && call.phase !== 'over';
      return isAsleep(task) && (task.blob.status & PENDING) === 0 && !isBeingWoken;
    }),
  'I-2': (subject) =>
    subject.kernel.state.tasks.some(
      (task) => isAsleep(task) && (task.blob.status & PENDING) !== 0 && !isInFlight(subject, task.blob.event),
    ),
  'I-3': passesUnjudged,
  'I-4': passesUnjudged,
  'I-4a': passesUnjudged,
  'I-5': ({ history }) => [...history.everUntrusted].some((task) => (task.blob.status & TRUSTED) !== 0),
  'I-6': ({ history }) =>
    [...history.passed].some((event) => history.judged.has(event) && event.operation === 'forbidden'),
  'I-7': ({ history }) => [...history.abandoned].some((event) => history.passed.has(event)),
} satisfies Record<string, Harm>;

function passesUnjudged({ history }: TrustReleaseSubject): boolean {
  return [...history.passed].some((event) => !history.judged.has(event) && !history.abandoned.has(event));
}

function constantsOf(model: string): ReadonlyMap<string, Value> {
  const file = join('spec', 'tsem', `TrustRelease.${model}.cfg`);
  const { constants } = readConfiguration(readFileSync(join(projectRoot(), file), 'utf8'), file);
  return new Map(constants.flatMap((constant) => (constant.kind === 'value' ? [[constant.name, constant.value]] : [])));
}

function subjectOf(constants: ReadonlyMap<string, Value>): TrustReleaseSubject {
  const subject = trustRelease.create(constants);
  if (!(subject instanceof TrustReleaseSubject)) throw new Error('the binding creates something else');
  return subject;
}

const suffers = test.macro({
  exec(t, harm: keyof typeof harms, model: string) {
    const constants = constantsOf(model);
    const { found } = explore(() => subjectOf(constants), harms[harm]);
    t.truthy(found);
  },
  title: (_, harm, model) => `${harm} happens in the implementation of ${model}`,
});

for (const variant of ['email', 'v3', 'tnum']) {
  test(suffers, 'I-1', `${variant}-one-task`);
  test(suffers, 'I-2', `${variant}-one-task`);
  test(suffers, 'I-3', `${variant}-one-task`);
  test(suffers, 'I-5', `${variant}-killed`);
  test(suffers, 'I-6', `${variant}-one-task`);
}
for (const variant of ['email', 'v3']) {
  test(suffers, 'I-4', `${variant}-pid-reuse`);
  test(suffers, 'I-4a', `${variant}-exec`);
}
for (const variant of ['v3', 'tnum']) test(suffers, 'I-7', `${variant}-killed`);

const isFree = test.macro({
  exec(t, model: string, states: number, looked: readonly (keyof typeof harms)[]) {
    const constants = constantsOf(model);
    const explored = explore(
      () => subjectOf(constants),
      (subject) => looked.some((harm) => harms[harm](subject)),
    );
    t.is(explored.found, undefined);
    t.is(explored.states, states);
  },
  title: (_, model) =>
    `none of these harms happens in the implementation of ${model}, which has the states of the model`,
});

const all = Object.keys(harms) as (keyof typeof harms)[];
test(isFree, 'fixed-one-task', 292, all);
test(isFree, 'fixed-three-events', 476, all);
test(isFree, 'fixed-killed', 437, all);
test(isFree, 'fixed-pid-reuse', 504, all);
test(isFree, 'fixed-forbidden-reuse', 1225, all);

/** The kernel's own grain: between finding a task and accepting its release others move. */
function inSteps(model: string): () => TrustReleaseSubject {
  const read = trustReleaseModel(constantsOf(model));
  return () => new TrustReleaseSubject(read, undefined, false);
}

const isFreeInSteps = test.macro({
  exec(t, model: string, inOneStep: number) {
    const explored = explore(inSteps(model), (subject) => all.some((harm) => harms[harm](subject)));
    t.is(explored.found, undefined);
    t.true(explored.states > inOneStep);
  },
  title: (_, model) => `nor in that of ${model} with the checks of a release taken one by one`,
});

test(isFreeInSteps, 'fixed-one-task', 292);
test(isFreeInSteps, 'fixed-killed', 437);
test(isFreeInSteps, 'fixed-pid-reuse', 504);

test('with the checks of a release taken one by one the harms of the code as posted are found as well', (t) => {
  t.truthy(explore(inSteps('v3-one-task'), harms['I-2']).found);
  t.truthy(explore(inSteps('v3-killed'), harms['I-7']).found);
});

test('a step that it cannot take is refused, and changes nothing', (t) => {
  const subject = subjectOf(constantsOf('v3-one-task'));
  const before = subject.project();
  for (const action of ['ReadEvent', 'WakeTask', 'Reap', 'NoSuchStep']) {
    t.truthy(subject.take({ action, arguments: [] })?.reason, action);
  }
  t.deepEqual(subject.project(), before);
});

test('constants that it cannot stand for are refused', (t) => {
  t.throws(() => trustRelease.create(constantsOf('v3-defect-pid-freed')), { message: /on purpose/ });
  const twoExecs = new Map([...constantsOf('v3-exec'), ['ExecMax', { kind: 'integer', value: 2n }] as const]);
  t.throws(() => trustRelease.create(twoExecs), { message: /one exec/ });
});
