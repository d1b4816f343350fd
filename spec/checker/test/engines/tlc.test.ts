import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../../input-error.js';
import { tlc } from '../../engines/tlc/adapter.js';
import { readAnswer } from '../../engines/tlc/answer.js';
import { tlcJar } from '../../engines/tlc/jar.js';
import { readMessages } from '../../engines/tlc/messages.js';
import { readTrace } from '../../engines/tlc/trace.js';
import { printValue } from '../../values/print-value.js';
import { fixtureModel, patientRun, verdicts } from './models.js';

const isPresent = (process.env.TLA2TOOLS_JAR ?? '') !== '';

test('TLC is absent when TLA2TOOLS_JAR is not set', (t) => {
  t.is(tlcJar({}), undefined);
  t.is(tlcJar({ TLA2TOOLS_JAR: '' }), undefined);
});

test('TLA2TOOLS_JAR that points nowhere, or to no jar, is named in one clear error', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tla2tools.jar');
  const missing = t.throws(() => tlcJar({ TLA2TOOLS_JAR: file }), { instanceOf: InputError });
  t.like(missing?.fault, { code: 'missing-file', field: 'TLA2TOOLS_JAR' });
  writeFileSync(file, 'no jar');
  const wrong = t.throws(() => tlcJar({ TLA2TOOLS_JAR: file }), { instanceOf: InputError });
  t.like(wrong?.fault, { code: 'no-jar', field: 'TLA2TOOLS_JAR' });
});

const message = (code: number, severity: number, text: string): string =>
  `@!@!@STARTMSG ${code}:${severity} @!@!@\n${text}\n@!@!@ENDMSG ${code} @!@!@\n`;

test('a trace is read with actions, arguments, values over several lines, and its loop', (t) => {
  const output = [
    message(2217, 4, '1: <Initial predicate>\n/\\ x = 1\n/\\ q = <<>>\n'),
    message(
      2217,
      4,
      '2: <Put(a,<<1, "b, c">>) line 7, col 1 to line 8, col 2 of module M>\n/\\ x = 2\n/\\ q = <<1,\n  2>>\n',
    ),
    message(2122, 4, '1: Back to state: <Next line 8, col 9 to line 8, col 61 of module M>'),
  ].join('');
  const { steps, loopStart } = readTrace(readMessages(output), ['x', 'q']);
  t.is(loopStart, 0);
  t.deepEqual(
    steps.map(({ action, arguments: args, state }) => [action, args, [...state.values()].map(printValue)]),
    [
      [null, [], ['1', '<<>>']],
      ['Put', ['a', '<<1, "b, c">>'], ['2', '<<1, 2>>']],
    ],
  );
});

test('an end of TLC that is not known is never a pass', (t) => {
  const success = message(2193, 0, 'Model checking completed. No error has been found.');
  const statistics = message(2199, 0, '4 states generated, 3 distinct states found, 0 states left on queue.');
  const unfinished = message(2199, 0, '4 states generated, 3 distinct states found, 1 states left on queue.');
  t.like(readAnswer({ exitCode: 0, output: success + statistics }, 'M.tla', 'M.cfg'), {
    kind: 'complete',
    distinct: 3,
  });
  for (const output of ['', success, statistics, success + unfinished]) {
    t.throws(() => readAnswer({ exitCode: 0, output }, 'M.tla', 'M.cfg'), { message: /not known/ });
  }
  t.throws(() => readAnswer({ exitCode: 1, output: success + statistics }, 'M.tla', 'M.cfg'), { message: /not known/ });
});

test('TLC names a part of a property by its place, or the property by a state it starts in', (t) => {
  for (const part of [
    message(2110, 1, 'Invariant line 9, col 19 to line 9, col 29 of module M is violated.'),
    message(
      2107,
      1,
      'Invariant line 9, col 19 to line 9, col 29 of module M is violated by the initial state:\nx = 0\n',
    ),
    message(2108, 1, 'Property P is violated by the initial state:\nx = 0\n'),
  ]) {
    t.like(readAnswer({ exitCode: 12, output: part }, 'M.tla', 'M.cfg'), { kind: 'property' });
  }
  t.throws(() => readAnswer({ exitCode: 12, output: message(2110, 1, 'Something else.') }, 'M.tla', 'M.cfg'));
});

/** One Java at a time. */
const settles = (isPresent ? test.serial : test.serial.skip) as typeof test.serial;
const settled = test.macro({
  exec: async (
    t,
    path: string,
    words: readonly string[],
    expected: readonly string[],
    graph: readonly number[] | null,
  ) => {
    const { outcome, lines } = await verdicts(tlc, fixtureModel(path, words));
    t.deepEqual(lines, [...expected]);
    t.deepEqual(
      graph === null ? null : [outcome.distinctStates, outcome.generatedStates, outcome.depth],
      graph === null ? null : [...graph],
    );
    t.is(outcome.complete, graph !== null);
  },
  title: (_, path: string, words: readonly string[]) => `TLC on ${path}: ${words.join(', ')}`,
});
settles(
  settled,
  'pass/Turnstile',
  ['Bounded', 'Implies', 'deadlock', 'assumption', 'action:GoesUp', 'liveness:ComesBack'],
  ['Bounded holds', 'Implies holds', 'deadlock holds', 'assumption holds', 'GoesUp holds', 'ComesBack holds'],
  [3, 4, 3],
);
settles(settled, 'pass/Mailbox', ['NeverLong', 'NothingLost'], ['NeverLong holds', 'NothingLost holds'], [7, 13, 3]);
settles(
  settled,
  'violate/Lights',
  ['TypeOK', 'NeverBlown', 'NeverUp', 'AlwaysOff', 'RedIsUp', 'deadlock'],
  [
    'TypeOK holds',
    'NeverBlown violated 4',
    'NeverUp violated 2',
    'AlwaysOff violated 2',
    'RedIsUp violated 2',
    'deadlock violated 3',
  ],
  // Generated: 1 initial, 4 first flips, 4 * 2 second flips, 1 fuse.
  [8, 14, 4],
);
settles(
  settled,
  'violate/HiddenDeadlock',
  ['NeverFar', 'deadlock'],
  ['NeverFar violated 4', 'deadlock violated 2'],
  [7, 8, 5],
);
settles(
  settled,
  'violate/Fence',
  ['StaysInside', 'NeverFour', 'deadlock'],
  ['StaysInside violated 4', 'NeverFour holds', 'deadlock holds'],
  [3, 4, 3],
);
settles(
  settled,
  'violate/SharedNames',
  ['Never32', 'Known', 'SumsAreSums'],
  ['Never32 violated 2', 'Known holds', 'SumsAreSums holds'],
  [5, 9, 2],
);
settles(settled, 'violate/FalseAssume', ['Zero', 'assumption'], ['Zero unknown', 'assumption violated'], null);
settles(
  settled,
  'violate/Looping',
  ['liveness:Rests', 'action:NeverBack'],
  ['Rests violated 3', 'NeverBack violated 4'],
  [3, 4, 3],
);

settles(
  settled,
  'violate/Conjuncts',
  [
    'liveness:StartsAtOne',
    'liveness:StartsAtOneAndComesToTwo',
    'liveness:NeverTwoYetTwo',
    'liveness:NeverZeroYetTwo',
    'liveness:GrowsAndComesToTwo',
  ],
  [
    'StartsAtOne violated 1',
    'StartsAtOneAndComesToTwo violated 1',
    'NeverTwoYetTwo violated 3',
    'NeverZeroYetTwo violated 1',
    'GrowsAndComesToTwo violated 4',
  ],
  [3, 4, 3],
);

settles('TLC names each step with its arguments', async (t) => {
  const { outcome } = await verdicts(tlc, fixtureModel('violate/Lights', ['NeverBlown']));
  t.deepEqual(
    outcome.properties[0]?.counterexample?.steps.map(({ action, arguments: args }) => `${action}(${args.join(', ')})`),
    ['null()', 'Flip(left, "red")', 'Flip(right, "red")', 'Fuse()'],
  );
});

settles('TLC tells a syntax error with its place', async (t) => {
  const error = await t.throwsAsync(tlc.settle(fixtureModel('reject/Unclosed', ['Good']), patientRun()), {
    instanceOf: InputError,
  });
  t.like(error?.fault, { code: 'syntax' });
  t.regex(error?.message ?? '', /Unclosed\.tla:5:1/);
});

settles('TLC that runs out of time leaves the rest unknown', async (t) => {
  const model = fixtureModel('violate/Endless', ['NeverNegative']);
  const outcome = await tlc.settle(model, patientRun({ timeoutMs: 3000 }));
  t.like(outcome.properties[0], { verdict: 'unknown', reason: 'timed out after 3 s' });
});

settles('TLC that is aborted ends with the reason it was aborted for', async (t) => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const model = fixtureModel('violate/Endless', ['NeverNegative']);
  const run = patientRun({
    signal: controller.signal,
    onProgress: () => setTimeout(() => controller.abort(reason), 200),
  });
  t.is(await t.throwsAsync(tlc.settle(model, run)), reason);
});
