/** What AVA's TAP output says: each test with its file, and what went wrong outside of tests. */

import { parse } from 'yaml';

/** How a test ended. */
export type TestEnding = 'passed' | 'failed' | 'skipped' | 'todo';

export interface TestResult {
  /** The built file, as AVA was told it. */
  readonly file: string;
  readonly title: string;
  readonly ending: TestEnding;
  /** Why it failed: the message, and what was compared. */
  readonly message?: string;
}

export interface TapReport {
  readonly tests: readonly TestResult[];
  /** Failures that belong to no test: a file that cannot be loaded, has no tests, or whose process ended. */
  readonly crashes: readonly { readonly text: string; readonly message?: string }[];
  /** FALSE: the output breaks off before its plan. */
  readonly isWhole: boolean;
}

/** @param files those that AVA was told to run, from the root: titles begin with what is left of their paths. */
export function readTap(text: string, files: readonly string[]): TapReport {
  const prefixes = titlePrefixes(files);
  const tests: TestResult[] = [];
  const crashes: { text: string; message?: string }[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const [, not, rest] = /^(not )?ok \d+(?: - (.*))?$/.exec(line) ?? [];
    if (rest === undefined) continue;
    const [, full = rest, directive] = /^(.*?)(?: # (SKIP|TODO)\b.*)?$/.exec(rest) ?? [];
    const shown = unescaped(full);
    const owner = files.length === 1 ? files[0] : ownerOf(shown, prefixes);
    const told = not === undefined ? {} : explained(lines, index + 1);
    if (owner === undefined) {
      crashes.push({ text: shown, ...(told.message === undefined ? {} : { message: told.message }) });
      continue;
    }
    const title = files.length === 1 ? shown : shown.slice((prefixes.get(owner) ?? '').length);
    const ending = directive === 'SKIP' ? 'skipped' : directive === 'TODO' ? 'todo' : not ? 'failed' : 'passed';
    tests.push({
      ...{ file: owner, title, ending },
      ...(told.message === undefined ? {} : { message: told.message }),
    });
  }
  return { tests, crashes, isWhole: /^1\.\.\d+$/m.test(text) };
}

const separator = ' › ';

/** As AVA makes them: the path without what all have in common, and without `.test` and the ending. */
function titlePrefixes(files: readonly string[]): ReadonlyMap<string, string> {
  const common = commonFolder(files);
  return new Map(
    files.map((file) => {
      const parts = file.slice(common.length).split('/');
      const name = (parts.pop() ?? '').replace('.test.', '.').replace(/\.js$/, '');
      return [file, [...parts, name].map((part) => `${part}${separator}`).join('')];
    }),
  );
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let common = first.slice(0, first.lastIndexOf('/') + 1);
  while (!others.every((file) => file.startsWith(common)))
    common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
}

/** The longest prefix wins: one may be the beginning of another. */
function ownerOf(title: string, prefixes: ReadonlyMap<string, string>): string | undefined {
  const fitting = [...prefixes].filter(([, prefix]) => title.startsWith(prefix));
  return fitting.sort(([, left], [, right]) => right.length - left.length)[0]?.[0];
}

/** TAP writes `#` and `\` with a backslash. */
function unescaped(text: string): string {
  return text.replace(/\\([\\#])/g, '$1');
}

function explained(lines: readonly string[], start: number): { readonly message?: string } {
  if (lines[start]?.trim() !== '---') return {};
  const end = lines.findIndex((line, index) => index > start && line.trim() === '...');
  if (end < 0) return {};
  const block = lines.slice(start + 1, end).join('\n');
  let content: unknown;
  try {
    content = parse(block);
  } catch {
    return { message: firstLine(block) };
  }
  const { message, name, details, assertion } = content as Record<string, unknown>;
  const compared = Object.entries((details ?? {}) as Record<string, unknown>).map(
    ([label, value]) => `${label} ${String(value)}`,
  );
  const text = [message ?? name ?? assertion, ...compared]
    .filter((each) => each !== undefined)
    .map(String)
    .join('; ');
  return text === '' ? {} : { message: text.replace(/\s+/g, ' ').slice(0, 600) };
}

function firstLine(block: string): string {
  return block.trim().split('\n')[0] ?? '';
}
