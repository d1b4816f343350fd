// Builds dist anew; with `--current` it goes on from what is there where that is as good. What does not wait for each other runs at the same time. A type that
// is wrong does not keep the code from being written, but is told, and the build ends as the compiler does.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMark, removeMark, sources, writeMark } from './sources.mjs';
import { whatToBuild } from './what-to-build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = 'node_modules/typescript/bin/tsc';

// Before: what is changed while it builds is not built.
const files = sources();
const goesOn = process.argv.includes('--current') ? whatToBuild(readMark(), files, inputsOfChecker()) : undefined;
removeMark();
if (goesOn === undefined) rmSync(`${root}dist`, { recursive: true, force: true });
const codes = await Promise.all([
  compile('tsconfig.json', 'sources'),
  goesOn?.schemas === false ? 0 : node('scripts/compile-schemas.mjs'),
  compile('reports/explorer/browser', 'browser'),
  node('scripts/bundle-browser.mjs'),
]);
// These join or read what the others have built.
codes.push(
  ...(await Promise.all([
    node('scripts/bundle-door.mjs'),
    goesOn?.checker === false ? 0 : node('scripts/bundle-checker.mjs'),
    node('scripts/index-steps.mjs'),
  ])),
);
writeMark(files, Math.max(...codes) === 0);
process.exitCode = Math.max(...codes);

/** The built files, below dist, that the bundled checker is made of; undefined where there is none. */
function inputsOfChecker() {
  const file = `${root}dist/quick/checker/inputs.json`;
  return existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8'))).flat() : undefined;
}

/** The compiler keeps what it found, and compiles what that does not hold for. */
function compile(config, name) {
  return node(tsc, '-p', config, '--incremental', '--tsBuildInfoFile', `dist/.${name}.tsbuildinfo`);
}

/** Resolves to the exit code. */
function node(...words) {
  const program = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => program.on('error', reject).on('exit', (code) => resolve(code ?? 2)));
}
