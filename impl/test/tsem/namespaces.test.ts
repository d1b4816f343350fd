/** Namespaces and their keys in use: real hashes, creations that interleave at random, real removals. */

import { createHash } from 'node:crypto';
import test from 'ava';
import { Running } from '../../scheduler/path.js';
import { randomFrom } from '../../scheduler/random.js';
import { Creation } from '../../tsem/creation.js';
import { digestNamed } from '../../tsem/digests.js';
import { createNamespace } from '../../tsem/namespace-creation.js';
import { removeNamespace } from '../../tsem/namespace-removal.js';
import { NamespaceKernel, type Task } from '../../tsem/namespaces.js';
import { checkRelease, ReleaseCheck } from '../../tsem/release-check.js';
import { namespaceKey } from '../../tsem/task-key.js';

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
  const kernel = new NamespaceKernel({
    variant: 'v3',
    random: (size) => Uint8Array.from({ length: size }, () => below(256)),
    mayFail: (what) => what === 'keyEntry',
  });
  const pairs = Array.from({ length: 10 }, () => {
    const orchestrator = kernel.fork(kernel.reaper);
    return { orchestrator, creator: kernel.fork(orchestrator) };
  });
  const create = (task: Task) => {
    const digest = digestNamed('sha256');
    if (digest === undefined) throw new Error('no SHA-256');
    return new Running(createNamespace(new Creation(kernel, task, { kind: 'external', digest, keyHalf: half })));
  };
  runAll(pairs.map(({ creator }) => create(creator)));
  const keys = kernel.keyList.map(({ key }) => Buffer.from(key).toString('hex'));
  const members = pairs.filter(({ creator }) => creator.context !== kernel.root);
  const released = members.map(({ orchestrator, creator }) =>
    new Running(checkRelease(new ReleaseCheck(kernel, orchestrator, creator, half))).runAlone(),
  );
  for (const { creator } of pairs) kernel.exit(creator);
  runAll(kernel.workqueue.splice(0).map((context) => new Running(removeNamespace({ kernel, context }))));
  return { made: members.length, keys, released, left: kernel.keyList.length + kernel.files.size, kernel };

  function runAll(paths: readonly Running<unknown>[]): void {
    for (;;) {
      const ready = paths.filter((path) => path.steps().length > 0);
      const path = ready[below(ready.length)];
      if (path === undefined) return;
      const steps = path.steps();
      path.take(steps[below(steps.length)] as string);
    }
  }
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
