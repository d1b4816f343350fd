// Builds dist anew. What does not wait for each other runs at the same time. A type that is wrong does not keep the code from being written, but is told, and
// the build ends as the compiler does.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = 'node_modules/typescript/bin/tsc';
const browser = 'reports/explorer/browser';

rmSync(`${root}dist`, { recursive: true, force: true });
const codes = await Promise.all([
  node(tsc, '-p', 'tsconfig.json'),
  node('scripts/compile-schemas.mjs'),
  node(tsc, '-p', browser),
  node('scripts/bundle-browser.mjs'),
]);
// Joins what the others have built.
codes.push(await node('scripts/bundle.mjs'));
process.exitCode = Math.max(...codes);

/** Resolves to the exit code. */
function node(...words) {
  const program = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => program.on('error', reject).on('exit', (code) => resolve(code ?? 2)));
}
