#!/usr/bin/env node
/** Does what a newcomer does: clones the last commit into a temporary folder, runs the README's two commands there, tells how long they took. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { $, fs } from 'zx';
import { projectRoot } from '../spec/project-root.js';

const commands = ['npm ci && npm run verify', 'npm ci && npm test'];

const folder = await fs.mkdtemp(join(tmpdir(), 'lsm-verify-fresh-'));
const inClone = $({ cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], nothrow: true });
try {
  await $({ quiet: true })`git clone --quiet --no-hardlinks ${projectRoot()} ${folder}`;
  const took: string[] = [];
  for (const command of commands) {
    const started = performance.now();
    const { exitCode } = await inClone`bash -c ${command}`;
    took.push(`${command}: exit ${exitCode} after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    process.exitCode = process.exitCode === undefined || process.exitCode === 0 ? (exitCode ?? 2) : process.exitCode;
  }
  process.stdout.write(`\n${took.join('\n')}\n`);
} finally {
  await fs.remove(folder);
}
