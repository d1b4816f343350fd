/** What files are now: a digest of each, computed once; and of folders, which files are in them. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Digest of something that is not there. */
export const absent = 'absent';

/** Names that are made, not written: nothing that is kept depends on them. */
const made = new Set(['node_modules', 'dist', '.git', 'results', 'output', 'states']);

export class FileDigests {
  private readonly known = new Map<string, string>();

  constructor(readonly root: string) {}

  /** Digest of a file's content, or of a folder's list of names; `absent` where there is neither. @param path from the root. */
  of(path: string): string {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const digest = this.compute(path);
    this.known.set(path, digest);
    return digest;
  }

  private compute(path: string): string {
    const file = join(this.root, path);
    try {
      if (statSync(file).isDirectory()) return digestOf(namesIn(file).join('\n'));
      return digestOf(readFileSync(file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
      throw error;
    }
  }
}

/** 128 bits of SHA-256, hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !made.has(name))
    .sort();
}

/** Every file below `folder` whose name ends in one of `endings`, as paths from `root`, sorted; none where there is no folder. */
export function filesUnder(root: string, folder: string, endings: readonly string[]): readonly string[] {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(join(root, folder));
  } catch {
    return [];
  }
  return entries
    .filter(({ name }) => !made.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(root, path, endings);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
    })
    .sort();
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** The rooms that hold code. */
export const rooms = ['spec', 'impl', 'conformance', 'reports', 'scripts'] as const;

/** Every TypeScript source, as a path from the root. */
export function sourceFiles(root: string): readonly string[] {
  return rooms.flatMap((room) => filesUnder(root, room, ['.ts'])).filter((file) => !file.includes('/fixtures/'));
}
