/** What the build bundles for the door `check` on our own engine. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import test from 'ava';
import { projectRoot } from '../../spec/project-root.js';

const quick = join(projectRoot(), 'dist/quick');

test('the bundled door and its worker are where they are looked for', (t) => {
  for (const name of [
    'door/quick-check.js',
    'checker/worker.cjs',
    'checker/checker.js',
    'checker/web-tree-sitter.wasm',
  ]) {
    t.true(existsSync(join(quick, name)), name);
  }
  const door = readdirSync(join(quick, 'door')).filter((name) => name.endsWith('.js'));
  t.is(
    door.filter((name) => readFileSync(join(quick, 'door', name), 'utf8').includes('../checker/worker.cjs')).length,
    1,
  );
});

test("V8 takes the code that it made of the checker's worker", (t) => {
  const text = readFileSync(join(quick, 'checker/checker.js'), 'utf8');
  const cachedData = readFileSync(join(quick, 'checker/checker.code'));
  t.false(new Script(text, { cachedData }).cachedDataRejected);
  t.true(new Script(`${text};`, { cachedData }).cachedDataRejected);
});

test('the bundled files tell which built files they are made of', (t) => {
  const inputs = (bundle: string): Readonly<Record<string, readonly string[]>> =>
    JSON.parse(readFileSync(join(quick, bundle, 'inputs.json'), 'utf8'));
  t.true(inputs('checker')['quick/checker/checker.js']?.includes('spec/checker/engines/own/run-model.js'));
  t.true(inputs('door')['quick/door/quick-check.js']?.includes('spec/checker/expect-own.js'));
});
