/** Everything that results depend on, as it was when the gate started: files, and what else there is, by name. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runTables, tablesAside } from '../../conformance/tables/run-tables.js';
import { CompiledFunctions, fileOfFact } from './compiled-functions.js';
import { digestOf, FileDigests, filesUnder, rooms } from './file-digests.js';

/** Not a file: the content of every file that is written by hand. */
export const everything = 'everything';
/** Not a file: the version of Node.js, of which the first number counts. */
export const node = 'node';
/** Not a file: where TLC is. */
export const tlcJar = 'TLA2TOOLS_JAR';

/** Not a file: what came of work that was done aside, see conformance/coverage/asides.ts. */
export function outcomeOf(aside: string): string {
  return `(outcome of ${aside})`;
}

/** Files above the rooms that tools read. */
const topFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', '.npmrc', 'README.md'];
/** What every result depends on that our own code computes. */
export const always = [node, 'package-lock.json'] as const;

export class Facts {
  private readonly files: FileDigests;
  /** Every file written by hand, sorted. */
  readonly all: readonly string[];
  /** As they were when they were asked for first: `isStill` tells whether their sources still are. */
  readonly functions: CompiledFunctions;
  private whole: string | undefined;

  /** @param startedMs when the gate started: of files written since it is looked what they are now. */
  constructor(
    readonly root: string,
    private readonly startedMs: number,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.files = new FileDigests(root);
    this.functions = new CompiledFunctions(root);
    const written = [...topFiles, ...rooms.flatMap((room) => filesUnder(root, room, ['']))];
    // What is compared with is no part of what is compared.
    this.all = written.filter((file) => file !== 'reports/baseline.json');
    this.others = new Map([
      [node, process.versions.node.split('.')[0] ?? ''],
      [tlcJar, digestOf(env[tlcJar] ?? '')],
      [outcomeOf(tablesAside), tablesDigest()],
    ]);
    for (const file of this.all) this.files.of(file);
  }

  private readonly others: Map<string, string>;

  /** What `name` is: a path from the root, a function of a source file, or one of the names above. */
  of = (name: string): string => {
    if (name !== everything) return this.others.get(name) ?? this.functions.digestOf(name) ?? this.files.of(name);
    this.whole ??= digestOf(this.all.map((file) => `${file} ${this.files.of(file)}`).join('\n'));
    return this.whole;
  };

  /** The names with what they are; `extra` are facts that are known already. */
  record(names: Iterable<string>, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { ...Object.fromEntries([...names].map((name) => [name, this.of(name)])), ...extra };
  }

  /** FALSE: one of the files is another one than when the gate started, and a result may speak of either text. */
  isStill(names: Iterable<string>): boolean {
    const now = new FileDigests(this.root);
    for (const name of new Set([...names].map(fileOfFact))) {
      if (this.others.has(name)) continue;
      for (const file of name === everything ? this.all : [name]) {
        const stats = statSync(join(this.root, file), { throwIfNoEntry: false });
        // The clock of files is a coarse one.
        const isOld = stats !== undefined && stats.ctimeMs < this.startedMs - 100;
        if (!isOld && now.of(file) !== this.files.of(file)) return false;
      }
    }
    return true;
  }
}

/** By the implementation that was built: where its source has changed since, the other facts say so. */
function tablesDigest(): string {
  try {
    return digestOf(JSON.stringify(runTables()));
  } catch (error) {
    return digestOf(String(error));
  }
}
