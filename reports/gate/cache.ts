/** Results kept from earlier runs, each with all that it depends on: taken again only while none of that has changed. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { writeWhole } from '../verify/store.js';
import { digestOf } from './file-digests.js';

/** Everything a result depends on, by name (most are files), with what each of them is. */
export type Dependencies = Readonly<Record<string, string>>;

/** What the cache says of a result. */
export type Recalled<Result> =
  | { readonly kind: 'same'; readonly result: Result }
  /** Names of dependencies that differ from then; empty where they are not known. */
  | { readonly kind: 'changed'; readonly because: readonly string[] }
  | { readonly kind: 'nothing' };

/** Where the cache is, from the project root: made, ignored by git. */
export const cacheFolder = 'reports/results/cache';

interface Entry {
  readonly unit: string;
  readonly dependencies: Dependencies;
  readonly result: unknown;
}

const magic = 'lsm-verify cache 1\n';

export class Cache {
  /** What was found damaged, as sentences. */
  readonly notes: string[] = [];

  /** @param folder absolute. @param isRead FALSE: nothing is taken from earlier runs; results are kept all the same. */
  constructor(
    private readonly folder: string,
    readonly isRead = true,
  ) {}

  /** What is kept of `unit`, a name of any letters, if `now` gives the same digests for all that it depended on. */
  recall<Result>(unit: string, now: (dependency: string) => string): Recalled<Result> {
    const entry = this.isRead ? this.read(unit) : undefined;
    if (entry === undefined) return { kind: 'nothing' };
    const because = Object.entries(entry.dependencies).flatMap(([name, digest]) =>
      now(name) === digest ? [] : [name],
    );
    // The only place where a result gets its type back: `keep` of the same unit has written it.
    return because.length === 0 ? { kind: 'same', result: entry.result as Result } : { kind: 'changed', because };
  }

  /** What `unit` depended on when it was last kept; undefined where nothing is kept. */
  dependencies(unit: string): Dependencies | undefined {
    return this.read(unit)?.dependencies;
  }

  /** @param result plain values, maps, big integers: what a structured clone takes. */
  keep(unit: string, dependencies: Dependencies, result: unknown): void {
    const content = serialize({ unit, dependencies, result } satisfies Entry);
    const checksum = createHash('sha256').update(content).digest();
    writeWhole(this.fileOf(unit), Buffer.concat([Buffer.from(magic), checksum, content]));
  }

  private read(unit: string): Entry | undefined {
    const file = this.fileOf(unit);
    if (!existsSync(file)) return undefined;
    try {
      const bytes = readFileSync(file);
      const start = magic.length + 32;
      const content = bytes.subarray(start);
      const checksum = createHash('sha256').update(content).digest();
      if (
        bytes.subarray(0, magic.length).toString() === magic &&
        bytes.subarray(magic.length, start).equals(checksum)
      ) {
        const entry = deserialize(content) as Entry;
        if (entry.unit === unit) return entry;
      }
    } catch {
      // Told below, as a damaged entry is.
    }
    this.noteDamage(unit);
    return undefined;
  }

  noteDamage(unit: string): void {
    this.notes.push(`the cache entry of ${unit} is damaged: it is computed again`);
  }

  /** Absolute. Of a unit of which no entry is kept the file may be anything that checks itself. */
  fileOf(unit: string): string {
    return join(this.folder, `${unit.replace(/[^\w.-]+/g, '_').slice(0, 80)}.${digestOf(unit).slice(0, 12)}`);
  }
}
