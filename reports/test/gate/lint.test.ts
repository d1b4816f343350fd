/** What the gate lints: the files that changed, and all of them whenever more than files changed. */

import test from 'ava';
import { lintWords } from '../../gate/stages/static.js';

const last = (changed: readonly string[] | undefined) => lintWords(changed).slice(4);

test('after a run that found nothing the changed sources alone are linted', (t) => {
  t.deepEqual(last(['impl/tsem/exec.ts', 'conformance/bindings/tsem/task-key.types.ts']), [
    '--no-errors-on-unmatched',
    'impl/tsem/exec.ts',
    'conformance/bindings/tsem/task-key.types.ts',
  ]);
});

for (const [what, changed] of Object.entries({
  'no such run is known': undefined,
  'it is not known what changed': [],
  'files came or went': ['impl/tsem/exec.ts', '(list of files)'],
  'the rules changed': ['impl/tsem/exec.ts', 'biome.json'],
  'the linter may be another one': ['package-lock.json'],
  'Node.js is another one': ['node'],
})) {
  test(`everything is linted where ${what}`, (t) => t.deepEqual(last(changed), ['.']));
}
