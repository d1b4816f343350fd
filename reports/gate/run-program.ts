/** Runs a program of the project's own tools to its end and keeps what it says. */

import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Aborted: the program is ended by force, with all that it started. */
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

/** @param words the script that Node.js runs, from `cwd`, and its arguments. */
export function runNode(words: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  return runProgram(process.execPath, words, options);
}

export function runProgram(program: string, words: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  // A group of its own, so that nothing it has started is left when it is ended.
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  if (options.signal.aborted) end();
  options.signal.addEventListener('abort', end, { once: true });
  let [stdout, stderr, line] = ['', '', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    const lines = (line + chunk).split('\n');
    line = lines.pop() ?? '';
    for (const each of lines) options.onLine?.(each);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      options.signal.removeEventListener('abort', end);
      resolve({ code, stdout, stderr });
    });
  });
}
