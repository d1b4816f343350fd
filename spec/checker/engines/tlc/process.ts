/** One run of TLC as a child process, in a temporary folder that is gone afterwards. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaError } from './jar.js';
import { codes, readMessages, readStatistics } from './messages.js';

export interface TlcRun {
  readonly jar: string;
  /** Absolute. Modules it extends are found beside it. */
  readonly moduleFile: string;
  /** Text of the configuration of this run. */
  readonly configuration: string;
  readonly isDeadlockChecked: boolean;
  readonly signal: AbortSignal;
  readonly onStates: (distinct: number) => void;
}

export interface TlcResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs TLC to its end, breadth first with one worker, so that counterexamples are shortest.
 *
 * @throws {InputError} `no-java`; the signal's reason when it is aborted, after the child is gone.
 */
export async function runTlc(run: TlcRun): Promise<TlcResult> {
  run.signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-tlc-'));
  try {
    const config = join(folder, 'run.cfg');
    writeFileSync(config, run.configuration);
    return await spawnTlc(run, folder, config);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function spawnTlc(run: TlcRun, folder: string, config: string): Promise<TlcResult> {
  const tlcArguments = [
    ...['-XX:+UseParallelGC', `-Djava.io.tmpdir=${folder}`, '-cp', run.jar, 'tlc2.TLC'],
    ...['-tool', '-workers', '1', '-noGenerateSpecTE', '-lncheck', 'final', '-metadir', join(folder, 'states')],
    // The same run again gives the same counterexample.
    ...['-seed', '0', '-fp', '0'],
    ...(run.isDeadlockChecked ? [] : ['-deadlock']),
    ...['-config', config, run.moduleFile],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('java', tlcArguments, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const onAbort = (): void => {
      child.kill('SIGKILL');
    };
    run.signal.addEventListener('abort', onAbort, { once: true });
    let output = '';
    const collect = (chunk: string): void => {
      output += chunk;
      const progress = readMessages(chunk).findLast(({ code }) => code === codes.progress);
      const statistics = progress === undefined ? undefined : readStatistics(progress.text);
      if (statistics !== undefined) run.onStates(statistics.distinct);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      run.signal.removeEventListener('abort', onAbort);
      reject(javaError(error));
    });
    child.on('close', (exitCode) => {
      run.signal.removeEventListener('abort', onAbort);
      if (run.signal.aborted) reject(run.signal.reason);
      else resolve({ exitCode, output });
    });
  });
}
