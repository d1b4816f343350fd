/** Writes what a door found in the formats asked for. */

import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type FormatName, formatted } from '../reports/formats/formats.js';
import { type Document, tell } from '../reports/formats/kept.js';
import { placesUnder } from '../reports/formats/places.js';
import { writeWhole } from '../reports/verify/store.js';
import { InputError } from '../spec/input-error.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import type { FormatFlags } from './format-options.js';
import type { World } from './terminal.js';

const fileFormats = ['junit', 'sarif', 'ktap', 'markdown'] as const satisfies readonly FormatName[];
const onStdout = '-';

/**
 * Refuses what could not be written before any work is done for it. Whether something other than the page goes to stdout.
 * @throws {InputError} for a folder that is not there, and two documents for one stdout.
 */
export function takesStdout(flags: FormatFlags & { readonly json?: boolean }): boolean {
  const asked = fileFormats.filter((format) => flags[format] === onStdout).map((format) => `--${format} -`);
  const all = flags.json === true ? ['--json', ...asked] : asked;
  if (all.length > 1) {
    const expected = 'one document for stdout';
    throw new InputError({ code: 'usage', field: all[1] ?? '', expected, found: all.join(' and ') });
  }
  for (const format of fileFormats) {
    const file = flags[format];
    if (file !== undefined && file !== onStdout) assertFolder(file, `--${format}`);
  }
  return all.length > 0;
}

/** @throws {InputError} unless the folder of `file` is there. */
export function assertFolder(file: string, field: string): void {
  const folder = dirname(resolve(file));
  if (existsSync(folder)) return;
  const expected = `the folder of ${field}`;
  throw new InputError({ code: 'missing-file', file: shownPath(folder), expected, found: 'no such folder' });
}

/**
 * Writes the document in the formats asked for; and annotations where the run is one of GitHub Actions, to stderr when stdout is
 * taken, since the runner reads both.
 */
export function writeFormats(
  document: Document,
  root: string,
  flags: FormatFlags & { json?: boolean },
  world: World,
): void {
  const asked = fileFormats.filter((format) => flags[format] !== undefined);
  const annotates = world.env.GITHUB_ACTIONS === 'true';
  if (asked.length === 0 && !annotates) return;
  const telling = tell(document, placesUnder(root));
  for (const format of asked) {
    writeFormat(formatted(format, telling, ownVersion()), flags[format] ?? onStdout, world);
  }
  if (annotates) (takesStdout(flags) ? world.stderr : world.stdout).write(formatted('github', telling, ownVersion()));
}

/**
 * Writes one file, or to stdout. The summary of a GitHub step is added to, as other commands of the step may have written there.
 * @throws {InputError} where it cannot be written.
 */
export function writeFormat(text: string, file: string, { stdout, env }: World): void {
  if (file === onStdout) {
    stdout.write(text);
    return;
  }
  try {
    if (file === env.GITHUB_STEP_SUMMARY) appendFileSync(file, text);
    else if (isSpecial(file)) writeFileSync(file, text);
    else writeWhole(resolve(file), text);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const found = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError({ code: 'unwritable', file: shownPath(file), expected: 'a file that can be written', found });
  }
}

/** A pipe, a device, /dev/stdout: written to, never replaced by a file. */
function isSpecial(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}

/** The version of lsm-verify, from its package. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
