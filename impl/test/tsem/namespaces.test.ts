/** Namespaces and their keys in use: real hashes, creations that interleave at random, real removals. */

import { createHash } from 'node:crypto';
import test from 'ava';
import { randomFrom } from '../../scheduler/random.js';
import { bySeed } from '../../scheduler/schedule.js';
import { digestNamed } from '../../tsem/digests.js';
import { Kernel } from '../../tsem/kernel.js';
import { namespaceKey } from '../../tsem/task-key.js';
import { accepted, bytesFrom } from './served-namespace.js';

const half = '0123456789abcdef'.repeat(4);

test('a key is the hash of the random half and the half given, in this order', (t) => {
  for (const [name, size] of [
    ['sha256', 32],
    ['sha384', 48],
    ['sha512', 64],
  ] as const) {
    const digest = digestNamed(name);
    if (digest === undefined) return t.fail(name);
    const field = new Uint8Array(64).fill(7);
    const given = 'ab'.repeat(size);
    const expected = createHash(name).update(field.subarray(0, size)).update(Buffer.from(given, 'hex')).digest();
    t.deepEqual(Buffer.from(namespaceKey(digest, field, given).key ?? []), expected, name);
  }
  return undefined;
});

/** Ten orchestrators, a creator each, everything interleaved by `seed`: namespaces made, released, left and removed. */
function story(seed: number) {
  const below = randomFrom(seed);
  const schedule = bySeed(below);
  const kernel = new Kernel({
    variant: 'v3',
    random: bytesFrom(below),
    mayFail: (what) => what === 'keyEntry',
  });
  const pairs = Array.from({ length: 10 }, () => {
    const orchestrator = accepted(kernel.fork(kernel.init));
    return { orchestrator, creator: accepted(kernel.fork(orchestrator)) };
  });
  for (const { creator } of pairs) kernel.writeControl(creator, `external key=${half}\n`);
  kernel.run(schedule);
  const { state } = kernel;
  const keys = state.keyList.map(({ key }) => Buffer.from(key).toString('hex'));
  const members = pairs.filter(({ creator }) => creator.blob.context !== state.root);
  const releases = members.map(({ orchestrator, creator }) =>
    accepted(kernel.writeControl(orchestrator, `trusted pid=${creator.pid} key=${half}\n`)),
  );
  kernel.run(schedule);
  for (const { creator } of pairs) kernel.kill(creator);
  kernel.run(schedule);
  const released = releases.map(({ release }) => release?.result);
  return { made: members.length, keys, released, left: state.keyList.length + state.files.size, kernel };
}

test('creations in any order make namespaces with keys of their own, which release and go without a trace', (t) => {
  let failures = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const { made, keys, released, left, kernel } = story(seed);
    t.is(new Set(keys).size, made, `seed ${seed}`);
    t.deepEqual(released, new Array(made).fill(0), `seed ${seed}`);
    t.is(left, 0, `seed ${seed}`);
    t.true(kernel.isAtRest(), `seed ${seed}`);
    failures += 10 - made;
  }
  t.true(failures > 0);
});

test('a seed repeats exactly', (t) => {
  const { kernel: _, ...first } = story(5);
  const { kernel: __, ...second } = story(5);
  t.deepEqual(first, second);
});
