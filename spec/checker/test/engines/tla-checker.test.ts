import test from 'ava';
import { InputError } from '../../../input-error.js';
import type { EngineProgress } from '../../engines/engine.js';
import { tlaChecker } from '../../engines/tla-checker/adapter.js';
import { readCheckAnswer, readTrace } from '../../engines/tla-checker/answers.js';
import { printValue } from '../../values/print-value.js';
import { fixtureModel, patientRun, summary, verdicts } from './models.js';

const settles = test.macro({
  exec: async (t, path: string, words: readonly string[], expected: readonly string[], states: number | null) => {
    const { outcome, lines } = await verdicts(tlaChecker, fixtureModel(path, words));
    t.deepEqual(lines, [...expected]);
    t.is(outcome.distinctStates, states);
    t.is(outcome.complete, states !== null);
  },
  title: (_, path: string, words: readonly string[]) => `${path}: ${words.join(', ')}`,
});

test(
  settles,
  'pass/Turnstile',
  ['Bounded', 'Implies', 'deadlock', 'assumption', 'action:GoesUp', 'liveness:ComesBack'],
  ['Bounded holds', 'Implies holds', 'deadlock holds', 'assumption holds', 'GoesUp unknown', 'ComesBack unknown'],
  3,
);
test(settles, 'pass/Finished', ['OnlyWorkers', 'deadlock'], ['OnlyWorkers holds', 'deadlock holds'], 4);
test(settles, 'pass/Division', ['Downwards', 'MinusOfPower'], ['Downwards holds', 'MinusOfPower holds'], 1);
test(settles, 'pass/Mailbox', ['NeverLong', 'NothingLost'], ['NeverLong holds', 'NothingLost holds'], 7);
test(
  settles,
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
  8,
);
test(settles, 'violate/HiddenDeadlock', ['NeverFar', 'deadlock'], ['NeverFar violated 4', 'deadlock violated 2'], 7);
test(settles, 'violate/HiddenDeadlock', ['NeverFar'], ['NeverFar violated 4'], 7);
test(settles, 'violate/HiddenDeadlock', ['deadlock'], ['deadlock violated 2'], 7);
test(
  settles,
  'violate/Fence',
  ['StaysInside', 'NeverFour', 'deadlock'],
  ['StaysInside violated 4', 'NeverFour holds', 'deadlock holds'],
  3,
);
test(
  settles,
  'violate/SharedNames',
  ['Never32', 'Known', 'SumsAreSums', 'deadlock'],
  ['Never32 violated 2', 'Known holds', 'SumsAreSums holds', 'deadlock holds'],
  5,
);
test(settles, 'violate/FalseAssume', ['Zero', 'assumption'], ['Zero unknown', 'assumption violated'], null);

test('each step of a counterexample is named with its arguments', async (t) => {
  const { outcome } = await verdicts(tlaChecker, fixtureModel('violate/Lights', ['NeverBlown']));
  const steps = outcome.properties[0]?.counterexample?.steps ?? [];
  t.deepEqual(
    steps.map(({ action, arguments: args }) => `${action}(${args.join(', ')})`),
    ['null()', 'Flip(left, "green")', 'Flip(right, "red")', 'Fuse()'],
  );
  t.deepEqual(
    steps.map(({ state }) => [...state].map(([name, value]) => `${name} = ${printValue(value)}`).join(', ')),
    [
      'up = {}, lamp = Off',
      'up = {left}, lamp = "green"',
      'up = {left, right}, lamp = "red"',
      'up = {left, right}, lamp = "blown"',
    ],
  );
});

const refuses = test.macro({
  exec: async (t, path: string, words: readonly string[], expected: readonly (RegExp | 'holds')[]) => {
    const { outcome } = await verdicts(tlaChecker, fixtureModel(path, words));
    for (const [index, { verdict, reason }] of outcome.properties.entries()) {
      const wanted = expected[index];
      if (wanted instanceof RegExp) {
        t.is(verdict, 'unknown');
        t.regex(reason ?? '', wanted);
      } else {
        t.true(verdict === wanted, `${verdict}: ${reason ?? ''}`);
      }
    }
    t.is(outcome.properties.length, expected.length);
  },
  title: (_, path: string) => `${path} is not given to the engine`,
});
test(refuses, 'refuse/UsesNat', ['Good', 'Doubtful'], ['holds', /Nat is a finite interval.*UsesNat\.tla:7:19/]);
test(refuses, 'refuse/UsesEnabled', ['Good', 'Doubtful'], ['holds', /ENABLED.*UsesEnabled\.tla:7:13/]);
test(refuses, 'refuse/UsesStrings', ['Good', 'Doubtful'], ['holds', /STRING/]);
test(refuses, 'refuse/Viewed', ['Good'], [/VIEW.*Viewed\.cfg:3:6/]);
test(refuses, 'refuse/ActionBound', ['Good'], [/ACTION_CONSTRAINT.*ActionBound\.cfg:3:19/]);
test(refuses, 'refuse/OddSpec', ['Good'], [/SPECIFICATION Spec is not of the form/]);

const rejects = test.macro({
  exec: async (t, path: string, words: readonly string[], fault: Partial<InputError['fault']>) => {
    const error = await t.throwsAsync(tlaChecker.settle(fixtureModel(path, words), patientRun()), {
      instanceOf: InputError,
    });
    const { file, ...rest } = fault;
    t.like(error?.fault, rest);
    t.true(error?.fault.file?.endsWith(file ?? ''), error?.fault.file);
  },
  title: (_, path: string) => `${path} is one clear error`,
});
test(rejects, 'reject/Unclosed', ['Good'], { code: 'syntax', file: 'Unclosed.tla', line: 4, column: 15 });
test(rejects, 'reject/Mixed', ['Good'], { code: 'syntax', file: 'Mixed.tla', line: 5, column: 16 });
test(rejects, 'reject/Misspelt', ['TypeOk'], {
  code: 'unknown-name',
  file: 'Misspelt.cfg',
  line: 5,
  column: 3,
  nearest: 'TypeOK',
});
test(rejects, 'reject/Unknown', ['Good'], {
  code: 'missing-module',
  file: 'Unknown.tla',
  line: 2,
  column: 9,
  found: '`Elsewhere`',
});
test(rejects, 'reject/Unbound', ['Good'], { code: 'missing-constant', file: 'Unbound.cfg', field: 'CONSTANT Tasks' });
test(rejects, 'reject/Renamed', ['Good'], { code: 'module-name', file: 'Renamed.tla', found: 'Renamd' });
test(rejects, 'reject/NotThere', ['Good'], { code: 'missing-file', file: 'NotThere.cfg' });
test(rejects, 'pass/Finished', ['Missing'], { code: 'unknown-name', file: 'Finished.cfg' });

test('a search that reaches its limit of states settles what it found and nothing else', async (t) => {
  const model = fixtureModel('violate/Endless', ['NeverOne', 'NeverNegative']);
  const outcome = await tlaChecker.settle(model, patientRun({ statesMax: 50 }));
  t.deepEqual(summary(outcome), ['NeverOne violated 2', 'NeverNegative unknown']);
  t.regex(outcome.properties[1]?.reason ?? '', /Max states exceeded/);
  t.false(outcome.complete);
});

test('time that runs out leaves the rest unknown, and progress is told while the engine is busy', async (t) => {
  const model = fixtureModel('violate/Endless', ['NeverNegative']);
  const seen: EngineProgress[] = [];
  const run = patientRun({ statesMax: 1e9, timeoutMs: 1500, onProgress: (progress) => seen.push(progress) });
  const outcome = await tlaChecker.settle(model, run);
  t.like(outcome.properties[0], { verdict: 'unknown', reason: 'timed out after 1.5 s' });
  t.is(outcome.distinctStates, null);
  t.true(seen.length > 1);
  t.is(seen[0]?.phase, 'run 1: 1 invariants left');
});

test('an aborted run ends with the reason it was aborted for', async (t) => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const onProgress = (): void => controller.abort(reason);
  const model = fixtureModel('violate/Endless', ['NeverNegative']);
  const run = patientRun({ statesMax: 1e9, signal: controller.signal, onProgress });
  t.is(await t.throwsAsync(tlaChecker.settle(model, run)), reason);
});

test('an answer of a shape that is not known is never a pass', (t) => {
  const answers = [
    '{"success":true,"error_type":"Surprise","states_explored":3}',
    '{"success":true,"error_type":null}',
    '{"success":true,"error_type":null,"states_explored":0}',
    '{"success":false,"error_type":"NewKind","error_message":""}',
    '{"success":false,"error_type":"InvariantViolation","error_message":"TypeOK violated","trace":[""]}',
    '{"success":false,"error_type":"Deadlock","error_message":"","trace":null}',
    '{"success":1}',
    '[]',
  ];
  for (const answer of answers) t.throws(() => readCheckAnswer(answer), { message: /unknown shape/ }, answer);
});

test('a trace with a state that lacks a variable is not read', (t) => {
  t.throws(() => readTrace('State 0\n  x = 1\nState 1\n  y = 2\n', ['x']), { message: /unknown shape/ });
  t.throws(() => readTrace('State 1\n  x = 1\n', ['x']), { message: /unknown shape/ });
});
