/** Runs the built binary as a user does: a child process with its own streams and exit code. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../spec/project-root.js';

export interface DoorRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DoorOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Press Ctrl-C this long after the door is ready for it. */
  readonly interruptAfterMs?: number;
  /** End the process by force this long after it was started. */
  readonly killAfterMs?: number;
}

/** Resolves when the process has ended. The engine TLC is switched off unless `env` names it. */
export function runDoor(words: readonly string[], options: DoorOptions = {}): Promise<DoorRun> {
  const { TLA2TOOLS_JAR: _, DEBUG: __, ...env } = process.env;
  const { interruptAfterMs } = options;
  const built = join(projectRoot(), 'dist/scripts');
  const announce = pathToFileURL(join(built, 'test/announce-interruptible.js')).href;
  const before = interruptAfterMs === undefined ? [] : ['--import', announce];
  const child = spawn(process.execPath, [...before, join(built, 'lsm-verify.js'), ...words], {
    cwd: options.cwd ?? projectRoot(),
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(interruptAfterMs === undefined ? [] : ['ipc' as const])],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const killing = options.killAfterMs;
  if (killing !== undefined) setTimeout(() => child.kill('SIGKILL'), killing);
  child.once('message', () => {
    setTimeout(() => {
      // As under npm, where one Ctrl-C comes from the terminal and again from npm.
      const pressed = Date.now();
      child.kill('SIGINT');
      // On a busy machine this comes late, and would be a second Ctrl-C of somebody who is tired of waiting.
      setTimeout(() => Date.now() - pressed < 500 && child.kill('SIGINT'), 20);
    }, interruptAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
