/** Releases written as lines, from the grammar to the task that wakes. */

import { createHash } from 'node:crypto';
import test from 'ava';
import { inOrder } from '../../scheduler/schedule.js';
import { EINVAL, ESRCH } from '../../tsem/errno.js';
import { Kernel } from '../../tsem/kernel.js';
import { Refusal } from '../../tsem/refusal.js';
import { ReleaseCall } from '../../tsem/release-call.js';
import { releaseLines } from '../../tsem/release-line.js';
import { TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';

/** The second half that this kernel draws is the orchestrator's. */
const key = '02'.repeat(32);

function kernelWithTask() {
  let drawn = 0;
  const kernel = new Kernel({
    variant: 'v3',
    random: (size) => new Uint8Array(size).fill(++drawn),
    hash: (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest(),
    judge: () => true,
    grammar: releaseLines('v3', 32),
  });
  const task = kernel.fork(7);
  if (task instanceof Refusal) throw new Error(task.reason);
  return { kernel, task };
}

const writes = test.macro({
  exec(t, line: string, result: number, status: number) {
    const { kernel, task } = kernelWithTask();
    const written = kernel.writeControl(kernel.orchestrator.writer, line);
    kernel.run(inOrder());
    t.is(written instanceof ReleaseCall ? written.result : written, result);
    t.is(task.blob.status, status);
  },
  title: (title = '') => title,
});

test('a line with the key marks its task untrusted', writes, `untrusted pid=7 key=${key}\n`, 0, UNTRUSTED);
test('a line with another key does not', writes, `untrusted pid=7 key=${'03'.repeat(32)}\n`, EINVAL, TRUSTED);
test('a line for a task that is not there finds none', writes, `untrusted pid=8 key=${key}\n`, ESRCH, TRUSTED);
test(
  'a line without a newline is refused before it is looked at',
  writes,
  `untrusted pid=7 key=${key}`,
  EINVAL,
  TRUSTED,
);
test('a line with another command is not for a release', writes, 'seal\n', EINVAL, TRUSTED);
