/** Identifiers: given in turn, no number twice at once, and looked up in the space of who asks. */

import test from 'ava';
import { PidTable } from '../../tsem/pid-table.js';
import { kernelOf } from './served-kernel.js';
import { accepted } from './served-namespace.js';

/** A table with a task for each number of `given`, and those tasks. */
function tableOf(given: readonly number[]) {
  const kernel = kernelOf();
  const table = new PidTable();
  const tasks = given.map((pid) => {
    const task = accepted(kernel.fork(kernel.init));
    table.attach(pid, task);
    return task;
  });
  return { table, tasks };
}

test('numbers are given in turn, and after the largest from 1 again', (t) => {
  const { table } = tableOf([]);
  t.deepEqual(
    [1, 2, 3, 4].map(() => table.next(3)),
    [1, 2, 3, 1],
  );
});

test('a number that somebody has is passed over until it is given back', (t) => {
  const { table, tasks } = tableOf([1, 3]);
  t.deepEqual([table.next(4), table.next(4), table.next(4)], [2, 4, 2]);
  for (const task of tasks) table.release(task);
  t.deepEqual([table.next(4), table.next(4), table.next(4)], [3, 4, 1]);
});

test('where all numbers are taken there is none, and the last one to be free is found', (t) => {
  const { table, tasks } = tableOf([1, 2, 3]);
  t.is(table.next(3), undefined);
  const [first] = tasks;
  if (first !== undefined) table.release(first);
  t.is(table.next(3), 1);
});

test('a number is looked up in the space of who asks', (t) => {
  const { table, tasks } = tableOf([1, 2, 12]);
  const inside = (pid: number) => (pid > 10 ? pid - 10 : undefined);
  t.is(table.find(2, inside), tasks[2]);
  t.is(table.find(12, inside), undefined);
  t.is(
    table.find(2, (pid) => pid),
    tasks[1],
  );
});
