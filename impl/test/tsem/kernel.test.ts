/** The kernel put to use: ten tasks, a thousand events, an orchestrator, and kills at random. */

import test from 'ava';
import { type Random, randomFrom } from '../../scheduler/random.js';
import { bySeed, byTrace, inOrder, type Move } from '../../scheduler/schedule.js';
import { releaseRepairs } from '../../tsem/code.js';
import { EPERM } from '../../tsem/errno.js';
import type { HookCall } from '../../tsem/hook-call.js';
import { Kernel, type KernelOptions } from '../../tsem/kernel.js';
import { Refusal } from '../../tsem/refusal.js';
import type { Task } from '../../tsem/task.js';
import { TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';

const allRepairs = new Set(releaseRepairs);

function bytesFrom(random: Random): (size: number) => Uint8Array {
  return (size) => Uint8Array.from({ length: size }, () => random(256));
}

function kernelOf(options: Partial<KernelOptions> = {}): Kernel {
  return new Kernel({
    variant: 'v3',
    repairs: allRepairs,
    random: bytesFrom(randomFrom(1)),
    judge: ({ operation }) => operation !== 'forbidden',
    ...options,
  });
}

function forked(kernel: Kernel): Task {
  const task = kernel.fork();
  if (task instanceof Refusal) throw new Error(task.reason);
  return task;
}

interface Run {
  readonly kernel: Kernel;
  readonly moves: readonly Move[];
  readonly calls: readonly HookCall[];
}

/** Tasks, so many at a time, raise `eventMax` events between them; one input in a hundred is a kill, and the dead are replaced. */
function busyRun(seed: number, eventMax = 1000, taskCount = 10): Run {
  const random = randomFrom(seed);
  const kernel = kernelOf({ random: bytesFrom(random) });
  const moves: Move[] = [];
  const calls: HookCall[] = [];
  const schedule = bySeed(random);
  const living = () => kernel.state.tasks.filter(({ life }) => life === 'alive');
  while (calls.length < eventMax) {
    while (living().length < taskCount) forked(kernel);
    const task = living()[random(taskCount)] as Task;
    if (random(100) === 0) kernel.kill(task);
    const call = kernel.raise(task, random(50) === 0 ? 'forbidden' : 'permitted');
    if (!(call instanceof Refusal)) calls.push(call);
    const recorded = bySeedRecorded(schedule, moves);
    kernel.run(recorded, random(20));
  }
  kernel.run(bySeedRecorded(schedule, moves));
  return { kernel, moves, calls };
}

function bySeedRecorded(schedule: ReturnType<typeof bySeed>, moves: Move[]): ReturnType<typeof bySeed> {
  return (possible) => {
    const move = schedule(possible);
    if (move !== undefined) moves.push({ actor: move.actor, step: move.step });
    return move;
  };
}

test('ten tasks, a thousand events and random kills end in a consistent state, for 100 seeds', (t) => {
  for (let seed = 1; seed <= 100; seed++) {
    const { kernel, calls } = busyRun(seed);
    const at = `seed ${seed}`;
    t.true(kernel.isAtRest(), at);
    t.true(calls.length === 1000 && calls.every(({ isOver }) => isOver), at);
    t.deepEqual(kernel.state.namespace.exports.records, [], at);
    t.deepEqual(kernel.state.faults, [], at);
    t.true(
      kernel.state.tasks.every(({ blob }) => blob.status === TRUSTED || blob.status === UNTRUSTED),
      at,
    );
    const allowed = calls.filter(({ error }) => error === 0);
    t.true(
      allowed.every(({ event }) => event.operation !== 'forbidden'),
      at,
    );
    t.true(allowed.length > 0 && allowed.length < calls.length, at);
    t.true(
      kernel.state.tasks.every(({ life }) => life === 'alive' || life === 'freed'),
      at,
    );
  }
});

test('a seed repeats exactly', (t) => {
  const [first, second] = [busyRun(7, 200), busyRun(7, 200)];
  t.true(first.moves.length > 1000);
  t.deepEqual(first.moves, second.moves);
  const outcomes = ({ calls }: Run) => calls.map(({ event, error }) => [event.id, error]);
  t.deepEqual(outcomes(first), outcomes(second));
  t.notDeepEqual(first.moves, busyRun(8, 200).moves);
});

test('in order, an event that the model allows takes place, and one that it forbids does not', async (t) => {
  const kernel = kernelOf();
  const task = forked(kernel);
  const permitted = kernel.raise(task, 'permitted');
  kernel.run(inOrder());
  const forbidden = kernel.raise(task, 'forbidden');
  const outcome = forbidden instanceof Refusal ? forbidden : kernel.outcome(forbidden);
  kernel.run(inOrder());
  t.is(permitted instanceof Refusal ? permitted : await kernel.outcome(permitted), 0);
  t.is(await outcome, EPERM);
  t.is(task.blob.status, UNTRUSTED);
});

test('as posted, the verdict on a forbidden event comes too late for its caller', (t) => {
  const kernel = kernelOf({ repairs: new Set() });
  const task = forked(kernel);
  const call = kernel.raise(task, 'forbidden');
  const orchestrator = ['readEvent', 'judgeEvent', 'lookUpTask', 'storeUntrusted', 'wakeTask', 'takeResult'];
  const steps = (actor: string, names: readonly string[]) => names.map((step) => ({ actor, step }));
  const before = ['enqueueEvent', 'loadStatus', 'storePending', 'setEventFlag', 'wakeReaders'];
  const wait = ['testPending', 'setInterruptible', 'schedule'];
  const after = ['testFatalSignal', 'testPending', 'returnFromHook'];
  const trace = [
    ...steps('task 1', [...before, ...wait]),
    ...steps('orchestrator', orchestrator),
    ...steps('task 1', after),
  ];
  t.is(kernel.run(byTrace(trace)), trace.length);
  t.like(call, { isOver: true, error: 0 });
  t.is(task.blob.status, UNTRUSTED);
});

test('a process without the key releases nobody, and a line needs a grammar', (t) => {
  const kernel = kernelOf({ repairs: new Set() });
  const task = forked(kernel);
  kernel.raise(task, 'permitted');
  const stranger = { ...kernel.orchestrator.writer, taskKey: new Uint8Array(32) };
  const command = { command: 'trusted', pid: 1, tnum: 1, event: 1, key: new Uint8Array(32) } as const;
  const call = kernel.release(stranger, command);
  kernel.run((moves) => moves.find(({ actor }) => actor === 'writer'));
  t.is(call.result, -22);
  t.true(kernel.writeControl(stranger, 'trusted pid=1 key=00') instanceof Refusal);
  t.is(kernelOf({ grammar: () => -22 }).writeControl(stranger, ''), -22);
});

test('a freed task that is woken without a reference is a recorded fault', (t) => {
  const kernel = kernelOf({ repairs: new Set() });
  const task = forked(kernel);
  kernel.raise(task, 'permitted');
  const actorMoves = (actor: string, until: string) =>
    kernel.run((moves) => moves.find((move) => move.actor === actor && move.step !== until));
  actorMoves('task 1', 'loadStatus');
  actorMoves('orchestrator', 'wakeTask');
  kernel.kill(task);
  actorMoves('task 1', '');
  t.is(task.life, 'freed');
  actorMoves('orchestrator', '');
  t.deepEqual(
    kernel.state.faults.map(({ where }) => where),
    ['wakeTask'],
  );
});
