/** The door `export`: the last results in another format, without running anything again; and the automata for the kernel. */

import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type FormatName, formatNames, formatted } from '../reports/formats/formats.js';
import { type Door, doors, readDocument, readKept, staleModels, tell } from '../reports/formats/kept.js';
import { placesUnder } from '../reports/formats/places.js';
import { InputError, nearestName } from '../spec/input-error.js';
import { readProject } from '../spec/project.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import { exitCodes, type World } from './terminal.js';
import { assertFolder, ownVersion, writeFormat } from './write-formats.js';

export interface ExportFlags {
  readonly format: string;
  readonly from?: string;
  readonly input?: string;
  /** A file, or `-` for stdout; of `rv` a folder. */
  readonly output?: string;
  readonly root?: string;
}

const words = ['json', ...formatNames, 'rv'] as const;

/** Where the automata are written unless told otherwise, from the project root. */
export const monitorsFolder = 'reports/output/rv';

/** Runs the door and resolves to the exit code, which is 0 whatever the results say. @throws {InputError} when it could not run. */
export async function exportDoor(flags: ExportFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const format = oneOf(flags.format, words, '--format');
  if (format === 'rv') return exportMonitors(root, flags, world);
  const output = flags.output ?? '-';
  if (output !== '-') assertFolder(output, '--output');
  const { document, text } =
    flags.input === undefined
      ? readKept(root, oneOf<Door>(flags.from ?? 'verify', doors, '--from'))
      : readDocument(resolve(flags.input));
  if (format === 'json') {
    writeFormat(text, output, world);
    return exitCodes.asExpected;
  }
  const stale = staleModels(document, readProject(root));
  if (stale.length > 0) {
    const count = `${stale.length} of the ${document.schema === 'lsm-verify/verify@1' ? document.results.length : 0} results`;
    world.stderr.write(
      `warning: ${count} speak of a module or configuration that has changed since (first ${stale[0]}): lines may be off\n`,
    );
  }
  writeFormat(formatted(format satisfies FormatName, tell(document, placesUnder(root)), ownVersion()), output, world);
  return exitCodes.asExpected;
}

/** Explores the two small models, which takes seconds, and writes their projections with a note. */
async function exportMonitors(root: string, flags: ExportFlags, world: World): Promise<number> {
  const asked = flags.input === undefined ? (flags.from === undefined ? undefined : '--from') : '--input';
  if (asked !== undefined) {
    const found = 'the automata come from models';
    throw new InputError({ code: 'usage', field: asked, expected: 'a format of results beside it', found });
  }
  if (flags.output === '-') {
    throw new InputError({ code: 'usage', field: '--output', expected: 'a folder, for several files', found: '-' });
  }
  const folder = flags.output === undefined ? join(root, monitorsFolder) : resolve(flags.output);
  if (flags.output !== undefined) makeFolder(folder);
  const { monitorFiles } = await import('../reports/rv/monitors.js');
  const files = await monitorFiles(root);
  if (world.signal.aborted) throw new Error('interrupted');
  for (const { name, text } of files) writeFormat(text, join(folder, name), world);
  world.stdout.write(`${files.map(({ name }) => shownPath(join(folder, name))).join('\n')}\n`);
  return exitCodes.asExpected;
}

/** The folder itself and none above it: Node makes whole paths too, but never ends where the system will not have one, as in /proc. */
function makeFolder(folder: string): void {
  assertFolder(folder, '--output');
  if (existsSync(folder)) return;
  try {
    mkdirSync(folder);
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError({ code: 'unwritable', file: shownPath(folder), expected: 'a folder that can be made', found });
  }
}

function oneOf<Word extends string>(found: string, known: readonly Word[], field: string): Word {
  const word = known.find((each) => each === found);
  if (word !== undefined) return word;
  const nearest = nearestName(found, known);
  const expected = `one of ${known.join(', ')}`;
  throw new InputError({ code: 'unknown-name', field, expected, found, ...(nearest === undefined ? {} : { nearest }) });
}
