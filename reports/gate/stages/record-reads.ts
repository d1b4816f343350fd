/**
 * Loaded into every process of the tests before anything else: notes which files of the project each test file reads, lists or
 * asks for, itself or in processes that it starts.
 *
 * Of the implementation it notes which functions ran. Code that is imported is noted by record-loads.ts.
 *
 * A line of the log is a letter, a tab and a word: `f` the test file, `p` a path, `c` a file that is loaded as code, `t` a folder of which everything counts, `m` the
 * built file that a process starts from, `x` why nothing is known (another program was started), `l` that the implementation is loaded, `r` the address of a
 * built file with the numbers of its functions that ran after another tab, `e` the end of these lines, `a` what was done aside.
 */

import childProcess from 'node:child_process';
import fs from 'node:fs';
import { register, syncBuiltinESMExports } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { RanFunctions } from '../../../conformance/coverage/marks.js';
import type { LoadsLog } from './record-loads.js';

const folder = process.env.LSM_VERIFY_READS;
const started = process.argv[1] ?? '';
// AVA's own process starts those of the test files, and reads nothing for them.
if (folder !== undefined && !/ava[\\/]entrypoints/.test(started)) record(folder);

function record(logFolder: string): void {
  const root = process.env.LSM_VERIFY_READS_ROOT ?? process.cwd();
  const isTestFile = /ava[\\/]lib[\\/]worker[\\/]base\.js$/.test(started);
  const owner = isTestFile ? String(process.pid) : (process.env.LSM_VERIFY_READS_OWNER ?? String(process.pid));
  process.env.LSM_VERIFY_READS_OWNER = owner;
  const log = fs.openSync(join(logFolder, `${owner}.${process.pid}.${threadId}.log`), 'a');
  const { writeSync } = fs;
  const noted = new Set<string>();
  const note = (kind: string, word: string): void => {
    const line = `${kind}\t${word}\n`;
    if (noted.has(line)) return;
    noted.add(line);
    writeSync(log, line);
  };
  const notePath = (kind: string, path: unknown): void => {
    const text = path instanceof URL ? fileURLToPath(path) : Buffer.isBuffer(path) ? path.toString() : path;
    if (typeof text !== 'string') return;
    const below = relative(root, resolve(text));
    if (below.startsWith('..')) return;
    note(kind, below);
  };
  // What the hooks load is not read in this thread.
  const loads: LoadsLog = { file: join(logFolder, `${owner}.${process.pid}.${threadId}.loads.log`), root };
  register('./record-loads.js', import.meta.url, { data: loads });
  const ran = new RanFunctions({ onLoad: () => note('l', 'impl'), onAside: (name) => note('a', name) });
  process.on('exit', () => {
    for (const [url, numbers] of ran.take())
      if (numbers.length > 0) writeSync(log, `r\t${url}\t${numbers.join(',')}\n`);
    writeSync(log, 'e\t\n');
  });

  const inRoot = relative(root, resolve(started));
  if (inRoot.startsWith('dist')) note('m', inRoot);
  // The listener is AVA's: one of ours would keep the process alive.
  const emit = process.emit;
  process.emit = function (this: unknown, ...words: unknown[]) {
    const [event, message] = words as [string, { ava?: { options?: { file?: string } } } | undefined];
    const file = event === 'message' ? message?.ava?.options?.file : undefined;
    if (file !== undefined) notePath('f', file.startsWith('file:') ? fileURLToPath(file) : file);
    return Reflect.apply(emit, this, words);
  } as typeof process.emit;

  const reads = ['readFile', 'open', 'readdir', 'stat', 'lstat', 'access', 'opendir', 'exists', 'createReadStream'];
  for (const host of [fs, fs.promises] as unknown as Record<string, unknown>[]) {
    for (const name of reads.flatMap((each) => [each, `${each}Sync`]))
      wrap(host, name, ([path]) => notePath('p', path));
    for (const name of ['cp', 'cpSync']) wrap(host, name, ([path]) => notePath('t', path));
    for (const name of ['copyFile', 'copyFileSync']) wrap(host, name, ([path]) => notePath('p', path));
  }
  const programs = childProcess as unknown as Record<string, unknown>;
  for (const name of ['exec', 'execSync']) wrap(programs, name, ([line]) => note('x', String(line)));
  for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync']) {
    wrap(programs, name, (words) => {
      const options = words.find((word) => word !== null && typeof word === 'object' && !Array.isArray(word));
      const { env, cwd } = (options ?? {}) as { env?: Record<string, string>; cwd?: unknown };
      // A process that does not load this file tells nothing.
      const isSilent =
        words[0] !== process.execPath || (env !== undefined && env.NODE_OPTIONS !== process.env.NODE_OPTIONS);
      if (isSilent && !readsElsewhere(String(words[0]), cwd)) note('x', String(words[0]));
    });
  }
  syncBuiltinESMExports();

  /** A browser reads the pages that a test has written; git, started outside the project, the repository that it is started in. */
  function readsElsewhere(program: string, cwd: unknown): boolean {
    const name = basename(program);
    if (/^(?:chromium|chromium-browser|google-chrome)$/.test(name)) return true;
    return name === 'git' && typeof cwd === 'string' && relative(root, resolve(cwd)).startsWith('..');
  }
}

/** Puts a function in the place of `host[name]` that tells `told` its arguments first. */
function wrap(host: Record<string, unknown>, name: string, told: (words: readonly unknown[]) => void): void {
  const original = host[name];
  if (typeof original !== 'function') return;
  const wrapped = function (this: unknown, ...words: unknown[]) {
    told(words);
    return Reflect.apply(original, this, words);
  };
  host[name] = Object.assign(wrapped, original);
}
