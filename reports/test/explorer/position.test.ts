/** Addresses of the explorer: what is printed is read back, and nothing that is read breaks it. */

import test from 'ava';
import fc from 'fast-check';
import { isExplorerFragment, type Position, parseFragment, printFragment, stepsMax } from '../../explorer/position.js';

const seed = 20_261_126;

const number = fc.nat(stepsMax);
const choices = fc.array(fc.nat(stepsMax - 1), { maxLength: 12 });
const name = fc.string({ unit: 'binary', minLength: 1 });

const position: fc.Arbitrary<Position> = fc.oneof(
  fc.record({
    model: fc.string({ unit: 'binary' }),
    origin: fc.record({ kind: fc.constant('initial' as const), index: fc.nat(stepsMax - 1) }),
    choices,
    at: number,
  }),
  fc.record({
    model: fc.string({ unit: 'binary' }),
    origin: fc.record({ kind: fc.constant('trace' as const), property: name, steps: number }),
    choices,
    at: number,
  }),
  fc.record({
    model: fc.string({ unit: 'binary' }),
    origin: fc.record({ kind: fc.constant('trace' as const), property: name }),
    choices: fc.constant([]),
    at: number,
  }),
);

test('a position is read back from its address', (t) => {
  fc.assert(
    fc.property(position, (printed) => {
      t.deepEqual(parseFragment(printFragment(printed)), printed);
    }),
    { seed },
  );
});

test('an address has no sign that a link or a browser would change', (t) => {
  fc.assert(
    fc.property(position, (printed) => {
      t.regex(printFragment(printed), /^#explore=[\w/:@.%!~*'()-]*$/);
    }),
    { seed },
  );
});

test('any text is an address or is not, and what is read is printed so that it is read again', (t) => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z%:@.0-9]{0,12}$/));
  fc.assert(
    fc.property(text, (after) => {
      const read = parseFragment(`#explore=${after}`);
      if (read !== undefined) t.deepEqual(parseFragment(printFragment(read)), read);
    }),
    { seed, numRuns: 1000 },
  );
  t.pass();
});

test('addresses are short and say what they mean', (t) => {
  const model = 'tsem/TrustRelease.v3-one-task';
  const printed = [
    printFragment({ model, origin: { kind: 'trace', property: 'WaitEnds' }, choices: [], at: 7 }),
    printFragment({ model, origin: { kind: 'trace', property: 'WaitEnds', steps: 3 }, choices: [0, 1], at: 5 }),
    printFragment({ model, origin: { kind: 'initial', index: 0 }, choices: [2], at: 1 }),
  ];
  t.deepEqual(printed, [
    `#explore=${model}:WaitEnds:7`,
    `#explore=${model}:WaitEnds@3.1.2:5`,
    `#explore=${model}:@1.3:1`,
  ]);
});

const refused = test.macro({
  exec: (t, fragment: string) => t.is(parseFragment(fragment), undefined),
  title: (_, fragment: string) => `no position is read from ${JSON.stringify(fragment)}`,
});
test(refused, '');
test(refused, '#claim-TSEM-I1');
test(refused, '#explore=');
test(refused, '#explore=m');
test(refused, '#explore=m:p');
test(refused, '#explore=m:p:');
test(refused, '#explore=m:p:-1');
test(refused, '#explore=m:p:1e3');
test(refused, '#explore=m:p:100000');
test(refused, '#explore=m::3');
test(refused, '#explore=m:@:3');
test(refused, '#explore=m:@0:3');
test(refused, '#explore=m:p@1.0:3');
test(refused, '#explore=m:p@1..2:3');
test(refused, '#explore=m:p@1@2:3');
test(refused, '#explore=m:p:3:4');
test(refused, '#explore=%E0%A4%A:p:3');

test('an address that is malformed is still the explorer’s', (t) => {
  t.true(isExplorerFragment('#explore=m:p:-1'));
  t.false(isExplorerFragment('#explorer'));
});
