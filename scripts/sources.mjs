// What dist is built of, and the mark that a build leaves there: of which sources, and whether the compiler found fault with them.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const mark = new URL('dist/.sources', root);

/** The SHA-256 of each source, by its path from the root; sorted. */
export function sources() {
  const files = ['spec', 'impl', 'conformance', 'reports', 'scripts'].flatMap((room) => sourcesIn(`${room}/`));
  const digest = (file) => createHash('sha256').update(readFileSync(new URL(file, root))).digest('hex');
  return Object.fromEntries([...files, 'tsconfig.json', 'package-lock.json'].sort().map((file) => [file, digest(file)]));
}

/** The mark of what is built; undefined where no build has ended or the mark is none. */
export function readMark() {
  if (!existsSync(mark)) return undefined;
  try {
    const { files, areTypesRight } = JSON.parse(readFileSync(mark, 'utf8'));
    return { files: { ...files }, areTypesRight: areTypesRight === true };
  } catch {
    return undefined;
  }
}

export function writeMark(files, areTypesRight) {
  writeFileSync(mark, JSON.stringify({ areTypesRight, files }));
}

/** Until the next one is written, nothing is known of what is built. */
export function removeMark() {
  rmSync(mark, { force: true });
}

/** The paths that are new, gone or other in `after`. */
export function changedBetween(before, after) {
  return Object.keys({ ...before, ...after }).filter((file) => before[file] !== after[file]);
}

function sourcesIn(folder) {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'results' ? [] : sourcesIn(`${folder}${entry.name}/`);
    // Of JSON only schemas are built in.
    return /\.[cm]?[jt]s$|\.schema\.json$|^tsconfig\.json$/.test(entry.name) ? [`${folder}${entry.name}`] : [];
  });
}
