/** Reads a text file that a user named. */

import { readFileSync } from 'node:fs';
import { InputError } from './input-error.js';
import { shownPath } from './project-root.js';

/** @throws {InputError} `missing-file` when `file` cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const found = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : code;
    throw new InputError({ code: 'missing-file', file: shownPath(file), expected: 'a file that can be read', found });
  }
}
