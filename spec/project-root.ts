/** Where the project's own files are, and how a path is shown to the user. */

import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The absolute path of the folder that holds our package.json, found by walking up from this file:
 * the same answer for the sources and for the built code under dist.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('no package.json above the code of lsm-verify');
    folder = above;
  }
  return folder;
}

/** `file` relative to the working directory where that is shorter, otherwise absolute. */
export function shownPath(file: string): string {
  const absolute = resolve(file);
  const fromHere = relative(process.cwd(), absolute);
  return fromHere !== '' && fromHere.length < absolute.length ? fromHere : absolute;
}
