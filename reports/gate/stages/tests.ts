/** The stage that runs the tests: the files that read or import something that changed since they last passed. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { marksFolder } from '../../../conformance/coverage/marks-hook.js';
import { type GateContext, isInShard, isTouched, type StageRun } from '../context.js';
import type { GateChange, GatePlace } from '../document.js';
import { type EntryValue, entryKey } from '../entries.js';
import { Reruns } from '../reruns.js';
import { runNode } from '../run-program.js';
import { summaryOf } from '../summary.js';
import { readTap, type TapReport, type TestEnding } from './tap.js';
import { testDependencies } from './test-reads.js';
import { builtOf, sourceOf } from './written-files.js';

/** What is kept of one file of tests. */
interface FileResult {
  readonly tests: readonly { readonly title: string; readonly ending: TestEnding; readonly message?: string }[];
}

export async function runTests(context: GateContext): Promise<StageRun> {
  const { facts, cache, shard, signal } = context;
  const all = facts.all.filter((file) => file.endsWith('.test.ts') && !file.includes('/fixtures/'));
  const chosen = all
    .filter((_, index) => isInShard(shard, index))
    .filter((file) => {
      const known = cache.dependencies(unitOf(file));
      return isTouched(context, known === undefined ? undefined : Object.keys(known));
    });
  const reruns = new Reruns();
  const results = new Map<string, FileResult>();
  const queue: string[] = [];
  for (const file of chosen) {
    const known = reruns.note(cache.recall<FileResult>(unitOf(file), facts.of));
    if (known === undefined) queue.push(file);
    else results.set(file, known);
  }
  const failures: GateChange[] = [];
  if (queue.length > 0) {
    const run = await runAva(context, queue);
    if (!signal.aborted) failures.push(...failuresOf(context, run, queue));
    for (const [file, result] of run.files) results.set(file, result);
  }
  const entries = new Map<string, EntryValue>();
  for (const [file, { tests }] of results) {
    if (tests.length === 0) continue;
    entries.set(entryKey('test', file), 'runs');
    for (const { title, ending } of tests) entries.set(entryKey('test', file, title), ending);
  }
  const known = new Set(all);
  return {
    stage: {
      name: 'tests',
      ok: failures.length === 0,
      skipped: false,
      cached: chosen.length === 0 ? true : reruns.cached,
      summary: summaryOf('tests', entries, reruns.counts),
      reruns: reruns.counts,
    },
    failures,
    entries,
    // A file that ended by itself is told as such, not once more for each of its tests.
    covers: ({ kind, subject }) =>
      kind === 'test' && ((results.get(subject)?.tests.length ?? 0) > 0 || !known.has(subject)),
    notes: [],
  };
}

function unitOf(file: string): string {
  return `test ${file}`;
}

interface AvaRun {
  readonly report: TapReport;
  readonly files: ReadonlyMap<string, FileResult>;
  readonly code: number | null;
  readonly stderr: string;
}

async function runAva(context: GateContext, queue: readonly string[]): Promise<AvaRun> {
  const { root, signal, workers } = context;
  const logs = mkdtempSync(join(tmpdir(), 'lsm-verify-reads-'));
  try {
    const recorder = pathToFileURL(join(root, 'dist/reports/gate/stages/record-reads.js')).href;
    const built = queue.map(builtOf);
    let ended = 0;
    const { stdout, stderr, code } = await runNode(
      ['node_modules/ava/entrypoints/cli.mjs', '--tap', '--concurrency', String(workers), ...built],
      {
        ...{ cwd: root, signal },
        env: {
          NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${recorder}`.trim(),
          LSM_VERIFY_READS: logs,
          [marksFolder]: join(logs, 'marked'),
          LSM_VERIFY_READS_ROOT: root,
        },
        onLine(line) {
          if (/^(not )?ok /.test(line)) context.onProgress(`tests: ${++ended} ended, in ${queue.length} files`);
        },
      },
    );
    const report = readTap(stdout, built);
    const files = new Map(
      queue.map((file) => {
        const tests = report.tests.filter((test) => sourceOf(test.file) === file);
        return [
          file,
          {
            tests: tests.map(({ title, ending, message }) => ({
              title,
              ending,
              ...(message === undefined ? {} : { message }),
            })),
          },
        ];
      }),
    );
    if (!signal.aborted && report.isWhole) keep(context, files, report, logs);
    return { report, files, code, stderr };
  } finally {
    rmSync(logs, { recursive: true, force: true });
  }
}

/** Files in which all is well, and only if it is known which files went wrong. */
function keep(context: GateContext, files: ReadonlyMap<string, FileResult>, report: TapReport, logs: string): void {
  const { facts, cache, imports, root } = context;
  const crashed = report.crashes.map(({ text }) => [...files.keys()].find((file) => text.includes(builtOf(file))));
  const isKnown = report.crashes.length === 0 || crashed.some((file) => file !== undefined);
  if (!isKnown) return;
  const dependencies = testDependencies(root, logs, { imports, functions: facts.functions });
  for (const [file, result] of files) {
    const names = dependencies.get(file);
    const isGood = result.tests.length > 0 && result.tests.every(({ ending }) => ending !== 'failed');
    if (names === undefined || !isGood || crashed.includes(file) || !facts.isStill(names)) continue;
    cache.keep(unitOf(file), facts.record(names), result);
  }
}

function failuresOf({ root }: GateContext, run: AvaRun, queue: readonly string[]): readonly GateChange[] {
  const { report, files } = run;
  const failed = { subject: 'test', kind: 'failed', direction: 'worse', fails: true } as const;
  const found: GateChange[] = [];
  for (const [file, { tests }] of files) {
    for (const { title, message } of tests.filter(({ ending }) => ending === 'failed')) {
      const why = message === undefined ? '' : ` ${message}.`;
      const place = placeOf(root, file, title);
      found.push({
        ...failed,
        name: `${file} ${title}`,
        message: `The test "${title}" of ${file} fails.${why}`,
        place,
      });
    }
  }
  for (const { text, message } of report.crashes) {
    const file = queue.find((each) => text.includes(builtOf(each)));
    const at = file === undefined ? {} : { place: { file, line: 1 } };
    const why = message === undefined ? '' : ` ${message}.`;
    found.push({ ...failed, subject: 'test file', name: file ?? 'tests', message: `${text}.${why}`, ...at });
  }
  if (found.length === 0 && (run.code !== 0 || !report.isWhole)) {
    const told = run.stderr.trim().split('\n').slice(-3).join(' ');
    const message = `The tests ended with exit ${run.code} and told of no failure: ${told}`;
    found.push({ ...failed, subject: 'test file', name: 'tests', message });
  }
  return found;
}

/** The line where the title stands; titles that are made of parts are looked for by their longest part. */
function placeOf(root: string, file: string, title: string): GatePlace {
  const path = join(root, file);
  if (!existsSync(path)) return { file, line: 1 };
  const lines = readFileSync(path, 'utf8').split('\n');
  const parts = [title, ...title.split(/[:,(]\s*/).sort((left, right) => right.length - left.length)];
  for (const part of parts) {
    const line = part.length < 8 ? -1 : lines.findIndex((each) => each.includes(part));
    if (line >= 0) return { file, line: line + 1 };
  }
  return { file, line: 1 };
}
