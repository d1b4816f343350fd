/** AVA's TAP output read back: each test with its file, and what belongs to none. */

import test from 'ava';
import { readTap } from '../../gate/stages/tap.js';

const files = [
  'dist/spec/test/actions.test.js',
  'dist/spec/checker/test/laws/set.test.js',
  'dist/spec/test/actions-more.test.js',
];

const output = [
  'TAP version 13',
  'ok 1 - test › actions › a title with \\# and › in it',
  'ok 2 - checker › test › laws › set › is skipped # SKIP',
  'not ok 3 - checker › test › laws › set › is to do # TODO',
  'not ok 4 - test › actions-more › fails',
  '  ---',
  '    name: AssertionError',
  '    assertion: t.deepEqual()',
  '    details:',
  "      'Difference (- actual, + expected):': |2-",
  '        - 1',
  '        + 2',
  '    message: Two values are not the same',
  '    at: somewhere',
  '  ...',
  "not ok 5 - Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/x/dist/nowhere.js'",
  '  ---',
  '    name: Error',
  '    message: Cannot find module',
  '  ...',
  'not ok 6 - dist/spec/test/actions.test.js exited with a non-zero exit code: 1',
  '',
  '1..5',
  '# tests 4',
].join('\n');

test('tests are told with their file, their title as it stands there, and how they ended', (t) => {
  const { tests, crashes, isWhole } = readTap(output, files);
  t.deepEqual(tests, [
    { file: files[0], title: 'a title with # and › in it', ending: 'passed' },
    { file: files[1], title: 'is skipped', ending: 'skipped' },
    { file: files[1], title: 'is to do', ending: 'todo' },
    {
      file: files[2],
      title: 'fails',
      ending: 'failed',
      message: 'Two values are not the same; Difference (- actual, + expected): - 1 + 2',
    },
  ] as typeof tests);
  t.deepEqual(
    crashes.map(({ text }) => text),
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/x/dist/nowhere.js'",
      'dist/spec/test/actions.test.js exited with a non-zero exit code: 1',
    ],
  );
  t.true(isWhole);
});

test('of one file alone titles stand without a path', (t) => {
  const { tests } = readTap('TAP version 13\nok 1 - a › b\n\n1..1\n', [files[0] ?? '']);
  t.deepEqual(tests, [{ file: files[0], title: 'a › b', ending: 'passed' }] as typeof tests);
});

test('an output that breaks off is not whole', (t) => {
  t.false(readTap('TAP version 13\nok 1 - test › actions › one\n', files).isWhole);
});
