/** What a task cannot do now, and why: the kernel is as it was then. */

import test, { type ExecutionContext } from 'ava';
import { inOrder } from '../../scheduler/schedule.js';
import { Refusal } from '../../tsem/refusal.js';
import { kernelOf } from './served-kernel.js';
import { accepted } from './served-namespace.js';

function refused(t: ExecutionContext, outcome: unknown, reason: RegExp): void {
  t.true(outcome instanceof Refusal);
  t.regex(outcome instanceof Refusal ? outcome.reason : '', reason);
}

/** A process of three threads. */
function process() {
  const kernel = kernelOf();
  const leader = accepted(kernel.fork(kernel.init));
  const thread = accepted(kernel.fork(leader, { group: leader.group }));
  const other = accepted(kernel.fork(leader, { group: leader.group }));
  return { kernel, leader, thread, other };
}

test('a leader executes a program by itself, and of the others one at a time', (t) => {
  const { kernel, leader, thread, other } = process();
  refused(t, kernel.exec(leader), /leads its process/);
  t.is(kernel.exec(thread), undefined);
  refused(t, kernel.exec(thread), /not in user space/);
  other.hasFatalSignal = false;
  refused(t, kernel.exec(other), /another thread/);
  t.is(leader.group.executing, thread);
});

test('once a program is executed its thread leads, and can be reaped', (t) => {
  const { kernel, leader, thread } = process();
  const { pid } = leader;
  t.is(kernel.exec(thread), undefined);
  kernel.run(inOrder());
  t.is(thread.group.leader, thread);
  t.is(thread.pid, pid);
  kernel.kill(thread);
  kernel.run(inOrder());
  t.is(thread.life, 'freed');
});

test('who is about to die neither executes a program, nor forks, nor writes', (t) => {
  const { kernel, thread } = process();
  t.is(kernel.kill(thread), undefined);
  refused(t, kernel.exec(thread), /dies of a fatal signal/);
  refused(t, kernel.fork(thread), /dies of a fatal signal/);
  refused(t, kernel.writeControl(thread, 'enforce\n'), /dies of a fatal signal/);
  t.is(thread.group.executing, undefined);
});

test('a thread whose leader has given its identifier back does not execute a program', (t) => {
  const { kernel, leader, thread } = process();
  kernel.kill(leader);
  while (leader.life !== 'reaped')
    kernel.run((moves) => moves.find(({ actor }) => actor === `task ${leader.number}`), 1);
  refused(t, kernel.exec(thread), /no identifier any more/);
});

test('signals are for the living, and each is pending once', (t) => {
  const { kernel, leader, thread } = process();
  t.is(kernel.signal(thread), undefined);
  refused(t, kernel.signal(thread), /pending already/);
  t.is(kernel.kill(leader), undefined);
  refused(t, kernel.signal(leader), /pending already/);
  refused(t, kernel.kill(leader), /pending already/);
  thread.life = 'zombie';
  thread.hasSignal = false;
  refused(t, kernel.signal(thread), /is dead/);
  refused(t, kernel.kill(thread), /is dead/);
  refused(t, kernel.kill(kernel.init), /process 1/);
});

test('a signal is handled in user space by who has one and does not die', (t) => {
  const { kernel, thread } = process();
  const handlers = () => kernel.moves().filter(({ step }) => step === 'handleSignal');
  t.deepEqual(handlers(), []);
  kernel.signal(thread);
  t.deepEqual(
    handlers().map(({ task }) => task),
    [thread],
  );
  kernel.kill(thread);
  t.deepEqual(handlers(), []);
});

test('an identifier that somebody has is not given again', (t) => {
  const { kernel, leader, thread } = process();
  refused(t, kernel.fork(kernel.init, { pid: thread.pid }), /is taken/);
  t.is(accepted(kernel.fork(leader)).pid, 5);
});
