/** The door `export`: the last results in another format, without running anything again. */

import { resolve } from 'node:path';
import { type FormatName, formatNames, formatted } from '../reports/formats/formats.js';
import { type Door, doors, readDocument, readKept, staleModels, tell } from '../reports/formats/kept.js';
import { placesUnder } from '../reports/formats/places.js';
import { InputError, nearestName } from '../spec/input-error.js';
import { readProject } from '../spec/project.js';
import { projectRoot } from '../spec/project-root.js';
import { exitCodes, type World } from './terminal.js';
import { assertFolder, ownVersion, writeFormat } from './write-formats.js';

export interface ExportFlags {
  readonly format: string;
  readonly from?: string;
  readonly input?: string;
  readonly output: string;
  readonly root?: string;
}

const words = ['json', ...formatNames] as const;

/** Runs the door and resolves to the exit code, which is 0 whatever the results say. @throws {InputError} when it could not run. */
export async function exportDoor(flags: ExportFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const format = oneOf(flags.format, words, '--format');
  if (flags.output !== '-') assertFolder(flags.output, '--output');
  const { document, text } =
    flags.input === undefined
      ? readKept(root, oneOf<Door>(flags.from ?? 'verify', doors, '--from'))
      : readDocument(resolve(flags.input));
  if (format === 'json') {
    writeFormat(text, flags.output, world);
    return exitCodes.asExpected;
  }
  const stale = staleModels(document, readProject(root));
  if (stale.length > 0) {
    const count = `${stale.length} of the ${document.schema === 'lsm-verify/verify@1' ? document.results.length : 0} results`;
    world.stderr.write(
      `warning: ${count} speak of a module or configuration that has changed since (first ${stale[0]}): lines may be off\n`,
    );
  }
  writeFormat(
    formatted(format satisfies FormatName, tell(document, placesUnder(root)), ownVersion()),
    flags.output,
    world,
  );
  return exitCodes.asExpected;
}

function oneOf<Word extends string>(found: string, known: readonly Word[], field: string): Word {
  const word = known.find((each) => each === found);
  if (word !== undefined) return word;
  const nearest = nearestName(found, known);
  const expected = `one of ${known.join(', ')}`;
  throw new InputError({ code: 'unknown-name', field, expected, found, ...(nearest === undefined ? {} : { nearest }) });
}
