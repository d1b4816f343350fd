/** The baseline in its file: what was accepted last, one line an entry, sorted, so that its history can be read. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { readPositioned } from '../../spec/positioned-file.js';
import { shownPath } from '../../spec/project-root.js';
import { document as isBaseline } from '../schema/baseline.schema.js';
import { type Entries, type EntryValue, entryName } from './entries.js';

/** From the project root. */
export const baselinePath = 'reports/baseline.json';

interface BaselineFile {
  readonly schema: 'lsm-verify/baseline@1';
  readonly entries: Readonly<Record<string, EntryValue>>;
}

export interface Baseline {
  readonly entries: Entries;
  /** 1-based line of an entry in the file; 1 where it is not there. */
  readonly lineOf: (key: string) => number;
}

/** @throws {InputError} `missing-file`, `syntax` or `shape` with file, line and what can be done. */
export function readBaseline(root: string): Baseline {
  const file = join(root, baselinePath);
  if (!existsSync(file)) {
    throw new InputError({
      code: 'missing-file',
      file: shownPath(file),
      line: 1,
      expected: 'a baseline to compare with; `npm run gate -- --accept` makes one of what is there now',
      found: 'no such file',
    });
  }
  const text = readFileSync(file, 'utf8');
  const content = parsed(text) ?? damaged(file);
  const entries = new Map(Object.entries(content.entries));
  for (const key of entries.keys()) if (entryName(key) === undefined) unknownEntry(file, text, key);
  return { entries, lineOf: (key) => lineIn(text, key) };
}

/** An empty one, for the first `--accept`. */
export const noBaseline: Baseline = { entries: new Map(), lineOf: () => 1 };

/** The text of the file. */
export function baselineText(entries: Entries): string {
  const sorted = [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
  const lines = sorted.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n"schema": "lsm-verify/baseline@1",\n"entries": {\n${lines.join(',\n')}\n}\n}\n`;
}

function parsed(text: string): BaselineFile | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isBaseline(content) ? (content as BaselineFile) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads it again where positions are known: slower, and only for the error. */
function damaged(file: string): never {
  try {
    readPositioned(file, isBaseline);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { expected, ...fault } = error.fault;
    throw new InputError({ ...fault, expected: `${expected} (the baseline is damaged: restore it from the history)` });
  }
  throw new Error('a baseline that is damaged in one reading and whole in the other');
}

function unknownEntry(file: string, text: string, key: string): never {
  throw new InputError({
    code: 'unknown-name',
    file: shownPath(file),
    line: lineIn(text, key),
    expected: 'an entry of a kind that this version knows',
    found: key,
  });
}

function lineIn(text: string, key: string): number {
  const at = text.indexOf(`${JSON.stringify(key)}:`);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
