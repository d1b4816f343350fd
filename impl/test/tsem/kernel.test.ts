/** The kernel as a whole: events and their outcomes, lines of the control file, several namespaces at once. Exports are in exports.test.ts. */

import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { byTrace, inOrder } from '../../scheduler/schedule.js';
import { keyRepairs, releaseRepairs, type Variant } from '../../tsem/code.js';
import { ControlCall } from '../../tsem/control-file.js';
import { EINVAL, EPERM, ESRCH } from '../../tsem/errno.js';
import { Refusal } from '../../tsem/refusal.js';
import type { Task } from '../../tsem/task.js';
import { PENDING, TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';
import { half, kernelOf, servedKernel } from './served-kernel.js';
import { accepted, write } from './served-namespace.js';

test('in order, an event that the model allows takes place, and one that it forbids does not', async (t) => {
  const { kernel, task } = servedKernel();
  const permitted = accepted(kernel.raise(task, 'permitted'));
  kernel.run(inOrder());
  const outcome = kernel.outcome(accepted(kernel.raise(task, 'forbidden')));
  kernel.run(inOrder());
  t.is(await kernel.outcome(permitted), 0);
  t.is(await outcome, EPERM);
  t.is(task.blob.status, UNTRUSTED);
});

test('as posted, the verdict on a forbidden event comes too late for its caller', (t) => {
  const { kernel, task, orchestrator } = servedKernel([]);
  const call = accepted(kernel.raise(task, 'forbidden'));
  const steps = (actor: string, names: readonly string[]) => names.map((step) => ({ actor, step }));
  const own = `task ${task.number}`;
  const before = ['enqueueEvent', 'loadStatus', 'storePending', 'setEventFlag', 'wakeReaders'];
  const checks = ['findTask', 'hashHalves', 'acceptRelease'];
  const trace = [
    ...steps(own, [...before, 'testPending', 'setInterruptible', 'schedule']),
    ...steps(`orchestrator ${orchestrator.writer.number}`, ['readEvent', 'judgeEvent', ...checks]),
    ...steps(`orchestrator ${orchestrator.writer.number}`, ['storeUntrusted', 'wakeTask', 'takeResult']),
    ...steps(own, ['testFatalSignal', 'testPending', 'returnFromHook']),
  ];
  t.is(kernel.run(byTrace(trace)), trace.length);
  t.like(call, { isOver: true, error: 0 });
  t.is(task.blob.status, UNTRUSTED);
});

test('a freed task that is woken without a reference is a recorded fault', (t) => {
  const { kernel, task, orchestrator } = servedKernel([]);
  kernel.raise(task, 'permitted');
  const actorMoves = (actor: string, until: string) =>
    kernel.run((moves) => moves.find((move) => move.actor === actor && move.step !== until));
  actorMoves(`task ${task.number}`, 'loadStatus');
  actorMoves(`orchestrator ${orchestrator.writer.number}`, 'wakeTask');
  kernel.kill(task);
  actorMoves(`task ${task.number}`, '');
  t.is(task.life, 'freed');
  actorMoves(`orchestrator ${orchestrator.writer.number}`, '');
  t.deepEqual(
    kernel.state.faults.map(({ where }) => where),
    ['wakeTask'],
  );
});

/** A line about a task, by the orchestrator of its namespace. */
const writes = test.macro({
  exec(t, variant: Variant, line: string, result: number | 'written', status: number) {
    const kernel = kernelOf([], { variant });
    const writer = accepted(kernel.fork(kernel.init));
    const monitor = accepted(kernel.fork(writer));
    write(kernel, monitor, variant === 'tnum' ? 'external cache=1\n' : `external key=${half}\n`);
    const task = accepted(kernel.fork(monitor, { pid: 77 }));
    const call = write(kernel, writer, line);
    t.is(call.result, result === 'written' ? line.length : result);
    t.is(task.blob.status, status);
  },
  title: (title = '', variant) => `${variant}: ${title}`,
});

for (const variant of ['email', 'v3'] as const) {
  test('the key marks its task untrusted', writes, variant, `untrusted pid=77 key=${half}\n`, 'written', UNTRUSTED);
  test('another key does not', writes, variant, `untrusted pid=77 key=${'03'.repeat(32)}\n`, EINVAL, TRUSTED);
  test('a task that is not there is not found', writes, variant, `untrusted pid=78 key=${half}\n`, ESRCH, TRUSTED);
  test('a line without newline changes nothing', writes, variant, `untrusted pid=77 key=${half}`, EINVAL, TRUSTED);
  test('an event is named in vain', writes, variant, `untrusted pid=77 key=${half} event=9\n`, 'written', UNTRUSTED);
}
test('the number marks its task untrusted', writes, 'tnum', 'untrusted pid=77 tnum=4\n', 'written', UNTRUSTED);
test('another number does not', writes, 'tnum', 'untrusted pid=77 tnum=5\n', EINVAL, TRUSTED);

test('repaired, a release names its event, and is for a task that waits for it', (t) => {
  for (const repairs of [releaseRepairs, ['BindToEvent']] as const) {
    const kernel = kernelOf(repairs);
    const writer = accepted(kernel.fork(kernel.init));
    const monitor = accepted(kernel.fork(writer));
    write(kernel, monitor, `external key=${half}\n`);
    const task = accepted(kernel.fork(monitor));
    const call = accepted(kernel.raise(task, 'open'));
    kernel.run(inOrder());
    const answer = (event: string) => write(kernel, writer, `trusted pid=${task.pid} key=${half}${event}\n`).result;
    t.is(answer(''), EINVAL);
    t.is(answer(' event=0'), EINVAL);
    t.is(answer(' event=2'), EINVAL);
    t.false(call.isOver);
    t.true(Number(answer(' event=1')) > 0);
    kernel.run(inOrder());
    t.like(call, { isOver: true, error: 0 });
    t.is(answer(' event=1'), EINVAL);
    t.is(task.readers, 0);
  }
});

test('each orchestrator releases the tasks of its own namespace and no others', (t) => {
  const kernel = kernelOf([]);
  const namespaces = ['aa', 'bb', 'cc'].map((digits) => {
    const writer = accepted(kernel.fork(kernel.init));
    const monitor = accepted(kernel.fork(writer));
    const key = digits.repeat(32);
    return { writer, monitor, key, call: accepted(kernel.writeControl(monitor, `external key=${key}\n`)) };
  });
  kernel.run(inOrder());
  t.deepEqual(
    namespaces.map(({ monitor }) => monitor.blob.context.id),
    [1, 2, 3],
  );
  for (const { monitor } of namespaces) {
    const task = accepted(kernel.fork(monitor));
    kernel.raise(task, 'open');
    kernel.run(inOrder());
    t.is(monitor.blob.context.exports?.records.length, 2);
    for (const { writer, monitor: own, key } of namespaces) {
      const { result } = write(kernel, writer, `trusted pid=${task.pid} key=${key}\n`);
      t.is(Number(result) > 0, own === monitor);
    }
    kernel.run(inOrder());
    t.true(task.hook?.isOver);
  }
});

test('an internal namespace learns until it is sealed; who leaves its model then is untrusted', (t) => {
  for (const [repairs, error] of [
    [[], 0],
    [['CheckAfterWait'], EPERM],
  ] as const) {
    const kernel = kernelOf(repairs);
    const task = accepted(kernel.fork(kernel.init));
    const point = kernel.state.root.digest.hash(Buffer.from('mount')) as Uint8Array;
    for (const line of ['internal\n', 'enforce\n']) write(kernel, task, line);
    kernel.raise(task, 'open');
    for (const line of [`state value=${Buffer.from(point).toString('hex')}\n`, 'seal\n']) write(kernel, task, line);
    t.like(kernel.raise(task, 'open'), { error: 0 });
    t.like(kernel.raise(task, 'mount'), { error: 0 });
    t.is(task.blob.status, TRUSTED);
    t.like(kernel.raise(task, 'reboot'), { isOver: true, error });
    t.is(task.blob.status, UNTRUSTED);
    t.like(kernel.raise(task, 'open'), { error: EPERM });
  }
});

test('a creation can be interleaved: another waits for the mutex, and a kill comes after it', (t) => {
  const kernel = kernelOf([]);
  const [first, second] = [1, 2].map(() => accepted(kernel.fork(accepted(kernel.fork(kernel.init))))) as [Task, Task];
  const calls = [first, second].map((task) => accepted(kernel.writeControl(task, `external key=${half}\n`)));
  const step = ({ number }: Task, count: number) =>
    kernel.run((moves) => moves.find(({ actor }) => actor === `task ${number}`), count);
  step(first, 3);
  t.is(kernel.state.holder, first);
  t.is(step(second, 1), 0);
  kernel.kill(first);
  t.true(kernel.raise(first, 'open') instanceof Refusal);
  t.true(kernel.writeControl(first, 'seal\n') instanceof Refusal);
  t.true(kernel.fork(first) instanceof Refusal);
  kernel.run(inOrder());
  t.deepEqual(
    calls.map(({ result }) => result),
    [78, 78],
  );
  t.is(first.life, 'freed');
  t.deepEqual([...kernel.state.files], [2]);
  t.deepEqual(
    kernel.state.keyList.map(({ id }) => id),
    [2],
  );
});

test('a line can be awaited, and one that kills the kernel ends its writer', async (t) => {
  const { kernel, task, monitor } = servedKernel(keyRepairs);
  const seal = accepted(kernel.writeControl(monitor, 'seal\n'));
  const release = kernel.writeControl(monitor, 'trusted pid=1 key=00\n');
  t.is(await kernel.written(seal), 5);
  t.true(release instanceof ControlCall);
  const dying = accepted(kernel.writeControl(task, 'trusted\n'));
  t.is(await kernel.written(dying), undefined);
  t.deepEqual(kernel.state.faults, [{ where: 'config_COE', what: 'NULL argument' }]);
  kernel.run(inOrder());
  t.is(task.life, 'freed');
});

test('what a hook returns is there when it has returned, not before', async (t) => {
  const { kernel, task } = servedKernel();
  const call = accepted(kernel.raise(task, 'permitted'));
  let returned: number | undefined;
  const outcome = kernel.outcome(call).then((error) => {
    returned = error;
  });
  await setImmediate();
  t.is(returned, undefined);
  kernel.run(inOrder());
  await outcome;
  t.is(returned, 0);
  t.is(await kernel.outcome(call), 0);
});

test('an orchestrator does not send a release again unless it may', (t) => {
  const { kernel, task } = servedKernel();
  kernel.raise(task, 'permitted');
  const steps = new Set<string>();
  kernel.run((moves) => {
    for (const { step } of moves) steps.add(step);
    return moves[0];
  });
  t.true(steps.has('takeResult'));
  t.false(steps.has('repeatRelease'));
});

test('an orchestrator that is killed in a system call comes to its end', (t) => {
  const { kernel, task, orchestrator } = servedKernel([]);
  const call = accepted(kernel.raise(task, 'permitted'));
  kernel.run((moves) => (orchestrator.isInKernel ? undefined : moves[0]));
  t.true(orchestrator.isInKernel);
  t.regex(orchestrator.deathRefusal()?.reason ?? '', /in a system call/);
  kernel.kill(orchestrator.writer);
  kernel.run(inOrder());
  t.like(call, { isOver: true, error: 0 });
  t.true(orchestrator.isDead);
  t.regex(orchestrator.dieAsOrchestrator()?.reason ?? '', /is dead/);
});

test('a namespace that is made leaves no reference to who orchestrates it', (t) => {
  const kernel = kernelOf(keyRepairs);
  const writer = accepted(kernel.fork(kernel.init));
  const monitor = accepted(kernel.fork(writer));
  const call = accepted(kernel.writeControl(monitor, `external key=${half}\n`));
  const most = { usage: 0 };
  kernel.run((moves) => {
    most.usage = Math.max(most.usage, writer.usage);
    return moves[0];
  });
  t.true(call.isOver);
  t.is(most.usage, 2);
  t.is(writer.usage, 1);
});

test('a child has the name of its parent, and process 1 is the first', (t) => {
  const kernel = kernelOf();
  t.like(kernel.init, { number: 1, pid: 1, comm: 'init' });
  const shell = accepted(kernel.fork(kernel.init));
  shell.comm = 'sh';
  t.like(accepted(kernel.fork(shell)), { number: 3, pid: 3, comm: 'sh' });
});

test('an orchestrator that is killed leaves its tasks waiting, and process 1 cannot be killed', (t) => {
  const { kernel, task, orchestrator } = servedKernel();
  kernel.kill(orchestrator.writer);
  const call = accepted(kernel.raise(task, 'open'));
  kernel.run(inOrder());
  t.true(orchestrator.isDead);
  t.is(orchestrator.writer.life, 'freed');
  t.false(call.isOver);
  t.is(task.blob.status, TRUSTED | PENDING);
  t.true(kernel.kill(kernel.init) instanceof Refusal);
});

test('a child of a task that dies goes to process 1, a thread’s to another thread', (t) => {
  const kernel = kernelOf();
  const leader = accepted(kernel.fork(kernel.init));
  const thread = accepted(kernel.fork(leader, { group: leader.group }));
  t.is(thread.realParent, kernel.init);
  const child = accepted(kernel.fork(thread));
  for (const [dead, heir] of [
    [thread, leader],
    [leader, kernel.init],
  ] as const) {
    kernel.kill(dead);
    kernel.run(inOrder());
    t.is(child.realParent, heir);
    t.true(heir.children.has(child));
  }
});

test('who executes a program wakes its siblings, those as well for whom a fatal signal is pending', (t) => {
  const { kernel, monitor, task } = servedKernel([]);
  const sibling = accepted(kernel.fork(monitor, { group: task.group }));
  kernel.raise(task, 'permitted');
  kernel.run((moves) => moves.find(({ step }) => step !== 'setInterruptible' && step !== 'readEvent'));
  kernel.kill(task);
  kernel.run((moves) => moves.find(({ step }) => step === 'setInterruptible'), 1);
  t.is(task.state, 'interruptible');
  t.is(kernel.exec(sibling), undefined);
  t.is(task.state, 'running');
});

test('a namespace enforces from its beginning where the one that it was made in does', (t) => {
  for (const before of [[], ['enforce\n']]) {
    const kernel = kernelOf([]);
    const writer = accepted(kernel.fork(kernel.init));
    for (const line of [`external key=${half}\n`, ...before, 'internal\n']) write(kernel, writer, line);
    t.is(writer.blob.context.kind, 'internal');
    t.is(writer.blob.context.isEnforcing, before.length > 0);
  }
});

test('hash functions are given from outside', (t) => {
  const seen: string[] = [];
  const short = { name: 'short', size: 2, hash: () => Uint8Array.of(1, 2) };
  const digests = (name: string) => {
    seen.push(name);
    return name === 'sha256' || name === 'short' ? short : undefined;
  };
  const kernel = kernelOf([], { digests });
  const orchestrator = accepted(kernel.fork(kernel.init));
  const task = accepted(kernel.fork(orchestrator));
  t.is(write(kernel, task, 'external digest=sha512 key=abcd\n').result, EINVAL);
  t.is(write(kernel, task, 'external digest=short key=abcd\n').result, 31);
  t.deepEqual(new Set(seen), new Set(['sha256', 'sha512', 'short']));
  t.deepEqual([...orchestrator.blob.taskKey.subarray(0, 3)], [1, 2, 0]);
});
