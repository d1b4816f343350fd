/** A thousand events with kills, and namespaces that come and go: how it ends, and that it can be repeated. */

import test from 'ava';
import { busyRun } from './busy-kernel.js';
import { facts, inconsistencies } from './consistency.js';

test('ten tasks, a thousand events and random kills end in a consistent state, for 100 seeds', (t) => {
  let kills = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const run = busyRun({ seed });
    const at = `seed ${seed}`;
    t.deepEqual(inconsistencies(run), [], at);
    t.is(run.calls.length, 1000, at);
    t.deepEqual(
      run.namespaces.map(({ context }) => [context.id, context.isFreed]),
      [
        [1, false],
        [2, true],
        [3, false],
      ],
      at,
    );
    t.true(run.disciplined.size > 0 && run.judged.size > 500, at);
    kills += run.killed.size;
  }
  t.true(kills > 1000);
});

for (const [fact, { holds, spoil }] of Object.entries(facts)) {
  test(`a run in which it is not so is seen: ${fact}`, (t) => {
    const run = busyRun({ seed: 3, eventMax: 200 });
    t.deepEqual(inconsistencies(run), []);
    spoil(run);
    t.false(holds(run));
  });
}

test('under tnum the same program ends in a consistent state', (t) => {
  for (let seed = 1; seed <= 5; seed++) t.deepEqual(inconsistencies(busyRun({ seed, variant: 'tnum' })), [], `${seed}`);
});

test('as posted, the same program breaks what the catalogue says is broken, and nothing of keys and references', (t) => {
  const found = new Set<string>();
  for (let seed = 1; seed <= 8; seed++) {
    const broken = inconsistencies(busyRun({ seed, repairs: new Set() }));
    for (const fact of broken) found.add(fact);
    t.true(broken.includes('what took place was judged before, and allowed'), `seed ${seed}`);
    t.true(broken.includes('nothing freed was touched'), `seed ${seed}`);
  }
  t.deepEqual([...found].sort(), [
    'a living task is untrusted if and only if it did what is forbidden',
    'each status is trusted or untrusted, and nobody waits',
    'every hook has returned',
    'nobody is in a system call, no namespace is half made or half removed, and nothing is left to read',
    'nothing freed was touched',
    'what took place was judged before, and allowed',
    'who was untrusted once was never trusted again',
  ]);
});

test('a seed repeats exactly', (t) => {
  const [first, second] = [busyRun({ seed: 7, eventMax: 200 }), busyRun({ seed: 7, eventMax: 200 })];
  t.true(first.moves.length > 1000);
  t.deepEqual(first.moves, second.moves);
  const outcomes = ({ calls }: typeof first) => calls.map(({ event, error }) => [event, error]);
  t.deepEqual(outcomes(first), outcomes(second));
  const keys = ({ kernel }: typeof first) => kernel.state.keyList;
  t.deepEqual(keys(first), keys(second));
  t.notDeepEqual(first.moves, busyRun({ seed: 8, eventMax: 200 }).moves);
});
