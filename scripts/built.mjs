// Builds `dist` where there is none; with `--current` also where it was built from other sources than those there are now. With `--types` it
// builds nothing, and ends with 0 if `dist` was built from the sources that there are now and the compiler found no fault with them.
// Install scripts are switched off (see .npmrc), our own `prepare` with them.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { changedBetween, readMark, sources } from './sources.mjs';

const root = new URL('../', import.meta.url);
const binary = new URL('dist/scripts/lsm-verify.js', root);
const isCurrentAsked = process.argv.includes('--current');

if (process.argv.includes('--types')) {
  process.exitCode = isCurrent() && readMark().areTypesRight ? 0 : 1;
} else if (!existsSync(binary) || (isCurrentAsked && !isCurrent())) {
  const words = ['scripts/build.mjs', ...(isCurrentAsked ? ['--current'] : [])];
  // What it says goes to stderr: stdout is the door's.
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 2, 2] });
  // A type that is wrong does not keep the code from being written: the gate itself tells of it.
  process.exitCode = isCurrentAsked && existsSync(binary) ? 0 : (status ?? 2);
}

function isCurrent() {
  const mark = readMark();
  return mark !== undefined && changedBetween(mark.files, sources()).length === 0;
}
