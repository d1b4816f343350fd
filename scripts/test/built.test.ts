/** What is built is built of the sources that there are: and whether the compiler found fault with them is known of those alone. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { projectRoot } from '../../spec/project-root.js';

/** A project whose build writes a door and ends with `code`. */
function project(t: ExecutionContext, code: number) {
  const root = mkdtempSync(join(tmpdir(), 'lsm-verify-built-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['spec', 'impl', 'conformance', 'reports', 'scripts', 'dist/scripts']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const name of ['built', 'sources']) {
    copyFileSync(join(projectRoot(), `scripts/${name}.mjs`), join(root, `scripts/${name}.mjs`));
  }
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  write(
    'scripts/build.mjs',
    `import { writeFileSync } from 'node:fs';
import { sources, writeMark } from './sources.mjs';
writeFileSync('dist/scripts/lsm-verify.js', '');
writeMark(sources(), ${code} === 0);
process.exit(${code});`,
  );
  for (const file of ['tsconfig.json', 'package-lock.json']) write(file, '{}');
  write('impl/a.ts', 'export const a = 1;');
  const built = (word: string) => spawnSync(process.execPath, ['scripts/built.mjs', word], { cwd: root }).status;
  return { write, built };
}

test('types are right where the sources that there are were built without a fault', (t) => {
  const { built, write } = project(t, 0);
  t.is(built('--types'), 1, 'nothing was built yet');
  t.is(built('--current'), 0);
  t.is(built('--types'), 0);
  write('impl/a.ts', 'export const a = 2;');
  t.is(built('--types'), 1);
  t.is(built('--current'), 0);
  t.is(built('--types'), 0);
  write('impl/b.ts', '');
  t.is(built('--types'), 1);
});

test('they are not known to be right where the compiler found a fault, though all was written', (t) => {
  const { built } = project(t, 1);
  t.is(built('--current'), 0);
  t.is(built('--types'), 1);
});

test('a mark that is none says nothing', (t) => {
  const { built, write } = project(t, 0);
  t.is(built('--current'), 0);
  write('dist/.sources', '{"files"');
  t.is(built('--types'), 1);
  t.is(built('--current'), 0);
  t.is(built('--types'), 0);
});
