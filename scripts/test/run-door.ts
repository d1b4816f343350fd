/** Runs the built binary as a user does: a child process with its own streams and exit code. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../spec/project-root.js';

export interface DoorRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DoorOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** SIGINT is sent after this time. */
  readonly interruptAfterMs?: number;
}

/** Resolves when the process has ended. The engine TLC is switched off, whatever the environment says. */
export function runDoor(words: readonly string[], options: DoorOptions = {}): Promise<DoorRun> {
  const { TLA2TOOLS_JAR: _, DEBUG: __, ...env } = process.env;
  const binary = join(projectRoot(), 'dist/scripts/lsm-verify.js');
  const child = spawn(process.execPath, [binary, ...words], {
    cwd: options.cwd ?? projectRoot(),
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  if (options.interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), options.interruptAfterMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
