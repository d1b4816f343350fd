/** What changed between two states, part by part. */

import test from 'ava';
import type { ItfValue } from '../../../spec/checker/index.js';
import { changes, plainValue } from '../../render/changes.js';

const set = (...elements: ItfValue[]): ItfValue => ({ '#set': elements });
const tuple = (...elements: ItfValue[]): ItfValue => ({ '#tup': elements });
const map = (...pairs: [ItfValue, ItfValue][]): ItfValue => ({ '#map': pairs });

const says = test.macro((t, before: ItfValue, after: ItfValue, expected: readonly string[]) => {
  t.deepEqual(changes(new Map([['v', before]]), new Map([['v', after]])), expected);
});

test('nothing is said of what stays', says, map(['a', 1]), map(['a', 1]), []);
test('a plain value', says, 'idle', 'ready', ['v: idle -> ready']);
test('one value of a function', says, map(['a', 1], ['b', 1]), map(['a', 5], ['b', 1]), ['v[a]: 1 -> 5']);
test('several values of a function', says, map(['a', 1], ['b', 1]), map(['a', 5], ['b', 6]), [
  'v[a]: 1 -> 5',
  'v[b]: 1 -> 6',
]);
test('a part of a part', says, map(['a', { x: 1, y: 2, z: 3 }]), map(['a', { x: 1, y: 4, z: 3 }]), ['v[a].y: 2 -> 4']);
test('a record that is another one', says, { x: 1, y: 2 }, { x: 3, y: 4 }, ['v: [x: 1, y: 2] -> [x: 3, y: 4]']);
const long = (n: number) => ({ task: `task number ${n}`, event: `event number ${n}` });
test('a long value that is another one', says, long(1), long(2), [
  'v becomes [task: task number 2, event: event number 2]',
]);
test('a set that grows', says, set(1), set(1, 2), ['v gains 2']);
test('a set that shrinks', says, set(1, 2), set(2), ['v loses 1']);
test('a set that does both', says, set('PENDING'), set('TRUSTED'), ['v: {PENDING} -> {TRUSTED}']);
test('a queue that grows', says, tuple(1), tuple(1, { n: 2 }), ['v gains [n: 2] at its end']);
test('a queue that is read', says, tuple(1, 2), tuple(2), ['v loses its head 1']);
test('an element of a sequence', says, tuple(1, 2), tuple(1, 3), ['v[2]: 2 -> 3']);
test('a sequence that is another one', says, tuple(1, 2, 3), tuple(3), ['v: <<1, 2, 3>> -> <<3>>']);
test('a function of another domain', says, map(['a', 1]), map(['b', 1]), ['v: (a: 1) -> (b: 1)']);
test('a value of another kind', says, 'none', { n: 1 }, ['v: none -> [n: 1]']);

test('values are written plainly, big numbers in full', (t) => {
  t.is(plainValue({ '#bigint': '12345678901234567890' }), '12345678901234567890');
  t.is(plainValue(set(true, tuple())), '{TRUE, <<>>}');
  t.is(plainValue(''), '""');
});
