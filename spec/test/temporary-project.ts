/** Copies the toy project into a temporary folder, with some of its texts changed: what the tests break on purpose. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { projectRoot } from '../project-root.js';

/** The toy project as it is: two variants of a latch, one finding, one claim. */
export const toyProject = join(projectRoot(), 'spec/test/fixtures/project');

export interface Edit {
  /** From the project root. */
  readonly file: string;
  /** The text that must be there, and what is put in its place. Null: the file is taken away. */
  readonly replace: readonly [from: string | RegExp, to: string] | null;
}

/** The root of a copy with `edits` made to it; removed when the test ends. */
export function temporaryProject(t: ExecutionContext, ...edits: readonly Edit[]): string {
  const root = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  cpSync(toyProject, root, { recursive: true });
  for (const { file, replace } of edits) {
    const path = join(root, file);
    if (replace === null) {
      rmSync(path);
      continue;
    }
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(replace[0], () => replace[1]);
    if (changed === text) throw new Error(`nothing to replace in ${file}: ${replace[0]}`);
    writeFileSync(path, changed);
  }
  return root;
}

/** 1-based line of the first place in `file` where `text` stands. */
export function lineOf(root: string, file: string, text: string): number {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} does not contain ${text}`);
  return index + 1;
}
