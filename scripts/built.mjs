// Builds `dist` where there is none; with `--current` also where it was built from other sources than those there are now. With `--types` it
// builds nothing, and ends with 0 if `dist` was built from the sources that there are now and the compiler found no fault with them.
// Install scripts are switched off (see .npmrc), our own `prepare` with them.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const binary = new URL('dist/scripts/lsm-verify.js', root);
const mark = new URL('dist/.sources', root);
const isCurrentAsked = process.argv.includes('--current');

if (process.argv.includes('--types')) {
  process.exitCode = existsSync(mark) && readFileSync(mark, 'utf8') === markOf(digestOfSources(), true) ? 0 : 1;
} else if (!existsSync(binary) || (isCurrentAsked && digestOfBuild() !== digestOfSources())) {
  // Before: what is changed while it builds is not built.
  const digest = digestOfSources();
  // What it says goes to stderr: stdout is the door's.
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  // A type that is wrong does not keep the code from being written: the gate itself tells of it.
  const isWritten = isCurrentAsked && existsSync(binary);
  if (isWritten) writeFileSync(mark, markOf(digest, status === 0));
  process.exitCode = isWritten ? 0 : (status ?? 2);
}

function digestOfBuild() {
  return existsSync(mark) ? readFileSync(mark, 'utf8').split('\n')[0] : '';
}

function markOf(digest, areTypesRight) {
  return areTypesRight ? `${digest}\ntypes\n` : digest;
}

function digestOfSources() {
  const hash = createHash('sha256');
  const files = ['spec', 'impl', 'conformance', 'reports', 'scripts'].flatMap((room) => sourcesIn(`${room}/`));
  for (const file of [...files, 'tsconfig.json', 'package-lock.json'].sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(new URL(file, root)));
  }
  return hash.digest('hex');
}

function sourcesIn(folder) {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'results' ? [] : sourcesIn(`${folder}${entry.name}/`);
    // Of JSON only schemas are built in.
    return /\.[cm]?[jt]s$|\.schema\.json$/.test(entry.name) ? [`${folder}${entry.name}`] : [];
  });
}
