/** KTAP: fits the grammar of the kernel's documentation, and what is read back is what was told. */

import test from 'ava';
import fc from 'fast-check';
import { fromKtapName, ktapText } from '../../formats/ktap.js';
import { bySystem, type Check } from '../../formats/telling.js';
import { wellFormed } from '../../formats/text.js';
import { hostileTelling, longNames, tellingOf } from './hostile.js';
import { type KtapTest, readKtap } from './ktap-reader.js';

const endings: Readonly<Record<Check['outcome'], readonly [ok: boolean, directive: string | undefined]>> = {
  passed: [true, undefined],
  refuted: [true, 'XFAIL'],
  noted: [true, undefined],
  open: [true, 'SKIP'],
  skipped: [true, 'SKIP'],
  failed: [false, undefined],
};

test('law: any name comes back, nested by system and model, with the outcome it had', (t) => {
  fc.assert(
    fc.property(hostileTelling, (telling) => {
      const read = readKtap(ktapText(telling));
      const names = (tests: readonly KtapTest[]) =>
        tests.map(({ name, ok, directive }) => [fromKtapName(name), ok, directive]);
      const expected = bySystem(telling);
      t.deepEqual(
        read.tests.map(({ name }) => fromKtapName(name)),
        expected.map(([system]) => wellFormed(system)),
      );
      for (const [at, [, groups]] of expected.entries()) {
        const models = read.tests[at]?.tests ?? [];
        t.deepEqual(
          models.map(({ name }) => fromKtapName(name)),
          groups.map(({ name }) => wellFormed(name)),
        );
        for (const [index, { checks }] of groups.entries()) {
          t.deepEqual(
            names(models[index]?.tests ?? []),
            checks.map(({ name, outcome }) => [wellFormed(name), ...endings[outcome]]),
          );
        }
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a name of 4095 bytes comes back', (t) => {
  for (const name of longNames) {
    t.is(fromKtapName(readKtap(ktapText(tellingOf({ name }))).tests[0]?.tests[0]?.tests[0]?.name ?? ''), name);
  }
});

test('a schedule stands before its result, and the bounds before the first', (t) => {
  const place = { file: 'spec/toy/Latch.tla', line: 20 };
  const flow = [
    { step: 'initial state', text: '' },
    { step: 'SetFlag', text: 'It sets the flag.', spec: place },
  ];
  const text = ktapText(tellingOf({ flow, place, message: 'It is 100% broken.\nReally.' }));
  t.is(
    text,
    `KTAP version 1
1..1
# One model.
  KTAP version 1
  1..1
    KTAP version 1
    1..1
    # bounds: none
    # It is 100% broken.
    # Really.
    # at spec/toy/Latch.tla:20
    # 0. initial state
    # 1. SetFlag: It sets the flag. [spec/toy/Latch.tla:20]
    not ok 1 Safe
  not ok 1 toy/M.one
not ok 1 toy
`,
  );
});

test('a check that is called what its group is called does not end it', (t) => {
  const read = readKtap(ktapText(tellingOf({ name: 'toy/M.one', outcome: 'passed' })));
  t.is(read.tests[0]?.tests[0]?.tests[0]?.name, 'toy/M.one');
});

test('a group without checks is skipped, never passed', (t) => {
  const groups = [{ system: 'toy', name: 'toy/M.one', seconds: 0, notes: [], checks: [] }];
  const read = readKtap(ktapText(tellingOf({ outcome: 'passed' }, { groups })));
  t.is(read.tests[0]?.directive, 'SKIP');
});

const refuses = test.macro((t, change: (text: string) => string, message: RegExp) => {
  const text = ktapText(tellingOf({}));
  t.notThrows(() => readKtap(text));
  t.throws(() => readKtap(change(text)), { message });
});
test(
  'the reader refuses a missing result',
  refuses,
  (text) => text.replace('    not ok 1 Safe\n', ''),
  /line 10: expected the result/,
);
test(
  'the reader refuses a wrong number',
  refuses,
  (text) => text.replace('not ok 1 Safe', 'not ok 2 Safe'),
  /number 2/,
);
test(
  'the reader refuses a parent that passes',
  refuses,
  (text) => text.replace('not ok 1 toy\n', 'ok 1 toy\n'),
  /subtests/,
);
test('the reader refuses a stray line', refuses, (text) => text.replace('1..1\n', '1..1\nhello\n'), /line 3/);
