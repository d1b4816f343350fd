/** What the build bundles for the door `check` on our own engine. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import test from 'ava';
import { projectRoot } from '../../spec/project-root.js';

const quick = join(projectRoot(), 'dist/quick');

test('the bundled door and its worker are where they are looked for', (t) => {
  t.true(existsSync(join(quick, 'door/quick-check.js')));
  for (const name of ['worker.cjs', 'checker.js', 'web-tree-sitter.wasm']) {
    t.true(existsSync(join(quick, 'checker', name)), name);
  }
});

test("V8 takes the code that it made of the checker's worker", (t) => {
  const text = readFileSync(join(quick, 'checker/checker.js'), 'utf8');
  const cachedData = readFileSync(join(quick, 'checker/checker.code'));
  t.false(new Script(text, { cachedData }).cachedDataRejected);
  t.true(new Script(`${text};`, { cachedData }).cachedDataRejected);
});

const inputs = (bundle: string): Readonly<Record<string, readonly string[]>> =>
  JSON.parse(readFileSync(join(quick, bundle, 'inputs.json'), 'utf8'));

test('the bundled files tell which built files they are made of', (t) => {
  t.true(inputs('checker')['quick/checker/checker.js']?.includes('spec/checker/engines/own/run-model.js'));
  t.true(inputs('door')['quick/door/quick-check.js']?.includes('spec/checker/expect-own.js'));
});

test('the bundled door starts the bundled worker', (t) => {
  const isOfPool = ([, made]: readonly [string, readonly string[]]) =>
    made.includes('spec/checker/engines/own/pool.js');
  const files = Object.entries(inputs('door')).filter(isOfPool);
  t.is(files.length, 1);
  for (const [file] of files) {
    t.true(readFileSync(join(projectRoot(), 'dist', file), 'utf8').includes('../checker/worker.cjs'), file);
  }
});
