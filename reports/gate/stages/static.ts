/** The stages that read the sources only: types and lint. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GateContext, StageRun } from '../context.js';
import type { GateChange } from '../document.js';
import { always } from '../facts.js';
import { type ProgramRun, runNode } from '../run-program.js';

interface Tool {
  readonly name: 'types' | 'lint';
  /** @param changed names of what differs from when nothing was found; undefined where that is not known. */
  readonly words: (changed: readonly string[] | undefined) => readonly string[];
  /** A script of the project, with its words, that ends with 0 where nothing is found for sure: the tool need not run then. */
  readonly shortcut?: readonly [string, ...string[]];
  /** What the tool found. */
  readonly read: (run: ProgramRun) => readonly GateChange[];
  /** Whether a file counts. */
  readonly reads: (file: string) => boolean;
  readonly ok: string;
}

const types: Tool = {
  name: 'types',
  // What has just been built of the same sources was checked by the same compiler.
  shortcut: ['scripts/built.mjs', '--types'],
  words: () => ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'],
  read: ({ stdout }) =>
    [...stdout.matchAll(/^(?:(.+?)\((\d+),\d+\): )?error (TS\d+): (.*)$/gm)].map(([, file, line, code, text]) =>
      fault('types', file, Number(line), `${code}: ${text}`),
    ),
  reads: (file) => /\.(ts|json)$/.test(file),
  ok: 'no errors',
};

const lint: Tool = {
  name: 'lint',
  words: lintWords,
  read: ({ stdout }) => {
    const { diagnostics } = readReport(stdout);
    return diagnostics
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ location, message, category }) =>
        fault('lint', location?.path, location?.start?.line ?? 1, `${message} (${category})`),
      );
  },
  reads: (file) => /\.(ts|json)$/.test(file),
  ok: 'nothing to mend',
};

/** Each file is judged by itself: after a run that found nothing, those that changed are enough. */
export function lintWords(changed: readonly string[] | undefined): readonly string[] {
  const words = ['node_modules/@biomejs/biome/bin/biome', 'ci', '--reporter=json', '--colors=off'];
  const isSource = (name: string) => /^\w+\/.*\.ts$/.test(name);
  if (changed === undefined || changed.length === 0 || !changed.every(isSource)) return [...words, '.'];
  // What is not linted at all may be among them.
  return [...words, '--no-errors-on-unmatched', ...changed];
}

export const runTypes = (context: GateContext): Promise<StageRun> => runTool(context, types);
export const runLint = (context: GateContext): Promise<StageRun> => runTool(context, lint);

async function runTool(context: GateContext, tool: Tool): Promise<StageRun> {
  const { facts, cache, root, signal } = context;
  const files = [...always, 'tsconfig.json', 'biome.json', ...facts.all.filter(tool.reads)];
  const digestOfList = facts.record(files);
  // Files that were added or taken away count too: the list itself is a fact.
  const extra = { '(list of files)': files.join('\n') };
  const now = (name: string) => extra[name as keyof typeof extra] ?? facts.of(name);
  const recalled = cache.recall<null>(tool.name, now);
  const empty = { entries: new Map(), covers: () => false, notes: [] };
  const stage = { name: tool.name, skipped: false };
  if (recalled.kind === 'same') {
    return {
      stage: { ...stage, ok: true, cached: true, summary: `${tool.ok}; no file changed` },
      failures: [],
      ...empty,
    };
  }
  context.onProgress(tool.name);
  if (await isSettled(tool, context)) {
    if (facts.isStill(files)) cache.keep(tool.name, { ...digestOfList, ...extra }, null);
    return {
      stage: { ...stage, ok: true, cached: false, summary: `${tool.ok}, by the build` },
      failures: [],
      ...empty,
    };
  }
  const changed = recalled.kind === 'changed' ? recalled.because : undefined;
  const run = await runNode(tool.words(changed), { cwd: root, signal });
  const failures = [...tool.read(run)];
  if (run.code !== 0 && failures.length === 0 && !signal.aborted) {
    const told = (run.stderr || run.stdout).trim().split('\n').slice(0, 3).join(' ');
    failures.push(fault(tool.name, undefined, 1, `ended with exit ${run.code}: ${told}`));
  }
  const ok = run.code === 0 && failures.length === 0;
  if (ok && facts.isStill(files)) cache.keep(tool.name, { ...digestOfList, ...extra }, null);
  const summary = ok ? tool.ok : `${failures.length} error${failures.length === 1 ? '' : 's'}`;
  return { stage: { ...stage, ok, cached: false, summary }, failures, ...empty };
}

async function isSettled({ shortcut }: Tool, { root, signal }: GateContext): Promise<boolean> {
  if (shortcut === undefined || !existsSync(join(root, shortcut[0]))) return false;
  return (await runNode(shortcut, { cwd: root, signal })).code === 0;
}

function fault(subject: 'types' | 'lint', file: string | undefined, line: number, text: string): GateChange {
  return {
    subject,
    name: file ?? subject,
    kind: 'failed',
    direction: 'worse',
    fails: true,
    message: text,
    ...(file === undefined ? {} : { place: { file, line: Math.max(1, line) } }),
  };
}

interface LintReport {
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly message: string;
    readonly category: string;
    readonly location?: { readonly path?: string; readonly start?: { readonly line: number } };
  }[];
}

function readReport(text: string): LintReport {
  // Colours are reset before and after it, whatever is asked for.
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return { diagnostics: [] };
  }
}
