/** What a namespace exports: its records as lines, and whose events are exported. */

import test from 'ava';
import { inOrder } from '../../scheduler/schedule.js';
import { releaseRepairs } from '../../tsem/code.js';
import { ENODATA, ENOMEM, EPERM } from '../../tsem/errno.js';
import { TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';
import { half, kernelOf, servedKernel } from './served-kernel.js';
import { accepted, write } from './served-namespace.js';

test('an untrusted task leaves a log record, and is refused where its namespace enforces', (t) => {
  const kernel = kernelOf([]);
  const writer = accepted(kernel.fork(kernel.init));
  const monitor = accepted(kernel.fork(writer));
  write(kernel, monitor, `external key=${half}\n`);
  const task = accepted(kernel.fork(monitor));
  task.comm = 'sh';
  write(kernel, writer, `untrusted pid=${task.pid} key=${half}\n`);
  t.like(kernel.raise(task, 'open'), { isOver: true, error: 0 });
  write(kernel, monitor, 'enforce\n');
  t.like(kernel.raise(task, 'open'), { isOver: true, error: EPERM });
  const lines = [kernel.readExport(monitor), kernel.readExport(monitor), kernel.readExport(monitor)];
  t.deepEqual(lines, [
    `{"export": {"type": "aggregate"}, "aggregate": {"value": "${'00'.repeat(32)}"}}\n`,
    '{"export": {"type": "log"}, "log": {"process": "sh", "event": "open", "action": "LOG"}}\n',
    '{"export": {"type": "log"}, "log": {"process": "sh", "event": "open", "action": "DENY"}}\n',
  ]);
  t.is(kernel.readExport(monitor), ENODATA);
  t.is(kernel.readExport(kernel.init), ENODATA);
});

test('who polls the queue is woken for every record, when the flag is set and the record is there', (t) => {
  const { kernel, task, context, monitor } = servedKernel([]);
  const { exports } = context;
  if (exports === undefined) return t.fail('no queue');
  kernel.readExport(monitor);
  t.is(exports.records.length, 0);
  const seen: string[] = [];
  exports.pollers.add(() => seen.push(`${exports.haveEvent} ${exports.records.map(({ kind }) => kind).join()}`));
  t.false(exports.haveEvent);
  kernel.raise(task, 'open');
  kernel.run((moves) => moves.find(({ actor }) => actor === `task ${task.number}`));
  t.deepEqual(seen, ['true event']);
  exports.haveEvent = false;
  const other = accepted(kernel.fork(monitor));
  other.blob.status = UNTRUSTED;
  kernel.raise(other, 'open');
  t.deepEqual(seen, ['true event', 'true event,log']);
  return undefined;
});

test('without memory for a record nothing is queued, and the hook says so', (t) => {
  let isFull = false;
  const { kernel, task, context } = servedKernel([], { mayFail: (what) => isFull && what === 'exportRecord' });
  isFull = true;
  const queued = context.exports?.records.length;
  t.like(kernel.raise(task, 'open'), { isOver: true, error: ENOMEM });
  task.blob.status = UNTRUSTED;
  t.like(kernel.raise(task, 'open'), { isOver: true, error: ENOMEM });
  t.is(context.exports?.records.length, queued);
});

test('an export line has what the release names', (t) => {
  for (const [variant, repairs, expected] of [
    ['v3', [], '"pid": "4", "process": "init", "type": "open"'],
    ['v3', ['BindToEvent'], '"pid": "4", "number": "1", "process": "init", "type": "open"'],
    ['tnum', [], '"pid": "4", "tnum": "4", "context": "1", "number": "1", "process": "init", "type": "open"'],
  ] as const) {
    const { kernel, task, monitor, orchestrator } = servedKernel(repairs, { variant });
    const reader = variant === 'tnum' ? orchestrator.writer : monitor;
    kernel.readExport(reader);
    kernel.raise(task, 'open');
    kernel.run((moves) => moves.find(({ actor }) => actor === `task ${task.number}`));
    t.is(kernel.readExport(reader), `{"export": {"type": "event"}, "event": {${expected}}, "open": {}}\n`);
  }
});

test('nobody waits in a namespace that only exports', (t) => {
  for (const repairs of [[], releaseRepairs]) {
    const kernel = kernelOf(repairs);
    const monitor = accepted(kernel.fork(kernel.init));
    write(kernel, monitor, 'export\n');
    const call = accepted(kernel.raise(monitor, 'open'));
    kernel.run(inOrder());
    t.like(call, { isOver: true, error: 0 });
    t.is(monitor.blob.status, TRUSTED);
    t.is(monitor.blob.context.exports?.records.length, 1);
  }
});

test('events of the root namespace are nobody’s business', (t) => {
  const kernel = kernelOf();
  t.like(kernel.raise(accepted(kernel.fork(kernel.init)), 'open'), { isOver: true, error: 0 });
});

test('reading where there is no queue kills the kernel, and an orchestrator is not made there', (t) => {
  const kernel = kernelOf();
  const task = accepted(kernel.fork(kernel.init));
  write(kernel, task, 'internal\n');
  t.throws(() => kernel.orchestrate({ writer: task, reader: task, key: half, judge: () => true }), {
    message: /queue to read/,
  });
  t.is(kernel.readExport(task), undefined);
  t.is(kernel.state.faults.length, 1);
  t.true(task.hasFatalSignal);
});
