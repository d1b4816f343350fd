/** What each test file depends on: gathered from the logs that record-reads.ts has written. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionsRan } from '../../../conformance/coverage/marks.js';
import { tablesAside } from '../../../conformance/tables/run-tables.js';
import type { CompiledFunctions } from '../compiled-functions.js';
import { always, everything, outcomeOf, tlcJar } from '../facts.js';
import { filesUnder } from '../file-digests.js';
import type { Imports } from '../imports.js';
import { isLoadedForTables } from './loaded-for-tables.js';
import { sourceOf, WrittenFiles } from './written-files.js';

interface Reads {
  testFile?: string;
  /** Which functions of the implementation ran, in each of its processes and threads. */
  readonly ran: FunctionsRan[];
  /** FALSE: a process or thread that had loaded the implementation ended without a word of what ran. */
  isKnown: boolean;
  readonly paths: Set<string>;
  /** Files that were loaded as code. */
  readonly code: Set<string>;
  readonly trees: Set<string>;
  readonly entries: Set<string>;
  readonly unknown: Set<string>;
  /** Outcomes of what was done aside. */
  readonly outcomes: Set<string>;
}

/** What notes the reads. */
const recorder = 'reports/gate/stages/record-reads.ts';

/** What is known of the code of the project. */
interface Code {
  readonly imports: Imports;
  readonly functions: CompiledFunctions;
  readonly written: WrittenFiles;
}

/** The names of what each test file depends on, by its source. @param folder with the logs. */
export function testDependencies(
  root: string,
  folder: string,
  code: Omit<Code, 'written'>,
): ReadonlyMap<string, readonly string[]> {
  const byOwner = new Map<string, Reads>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.log')) continue;
    const owner = name.split('.')[0] ?? '';
    const reads = byOwner.get(owner) ?? emptyReads();
    byOwner.set(owner, reads);
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    for (const line of lines) add(reads, line);
    addRan(reads, lines);
  }
  const written = new WrittenFiles(root);
  const found = new Map<string, readonly string[]>();
  for (const reads of byOwner.values()) {
    if (reads.testFile === undefined) continue;
    const source = sourceOf(reads.testFile);
    found.set(source, dependenciesOf(root, source, reads, { ...code, written }));
  }
  return found;
}

function emptyReads(): Reads {
  return {
    ran: [],
    isKnown: true,
    paths: new Set(),
    code: new Set(),
    trees: new Set(),
    entries: new Set(),
    unknown: new Set(),
    outcomes: new Set(),
  };
}

function add(reads: Reads, line: string): void {
  const [kind, word = ''] = line.split('\t');
  if (kind === 'f') reads.testFile = word;
  else if (kind === 'p') reads.paths.add(word);
  else if (kind === 'c') reads.code.add(word);
  else if (kind === 't') reads.trees.add(word);
  else if (kind === 'm') reads.entries.add(word);
  else if (kind === 'x') reads.unknown.add(word);
  else if (kind === 'a') reads.outcomes.add(word);
}

/** What ran in one thread, if the implementation was loaded there: all of it is written last, with an end. */
function addRan(reads: Reads, lines: readonly string[]): void {
  if (!lines.includes('l\timpl')) return;
  if (!lines.includes('e\t')) reads.isKnown = false;
  const ran = lines.flatMap((line): [string, readonly number[]][] => {
    const [kind, url = '', numbers = ''] = line.split('\t');
    return kind === 'r' ? [[url, numbers.split(',').map(Number)]] : [];
  });
  reads.ran.push(new Map(ran));
}

function dependenciesOf(
  root: string,
  source: string,
  reads: Reads,
  { imports, functions, written }: Code,
): readonly string[] {
  const names = new Set<string>([...always, 'package.json', 'tsconfig.json', tlcJar, source]);
  // What the recorder has loaded for itself is there when a test asks for it. And by another one something else would be noted.
  for (const file of imports.loadedAtOnce(recorder, 'reports/gate/stages/record-loads.ts')) names.add(file);
  for (const path of reads.paths) {
    for (const name of written.behind(path)) names.add(name);
  }
  const code = new Set([...reads.code].flatMap((path) => written.behind(path)));
  for (const tree of reads.trees) for (const file of filesUnder(root, tree, [''])) names.add(file);
  const entries = [source, ...[...reads.entries].map(sourceOf)];
  // Node.js may read the code it imports in a way that is not seen: then everything that might be imported counts.
  // What stands in a comment like an import is no file.
  const loaded = imports.loadedAtOnce(...entries).filter((file) => existsSync(join(root, file)));
  const isSeen = loaded.every((file) => file === source || names.has(file) || code.has(file));
  if (!isSeen) for (const file of imports.closure(...entries)) names.add(file);
  // What is read as a text counts as a whole, and so does all code but that of the implementation.
  const isNarrowed = (file: string): boolean => reads.isKnown && file.startsWith('impl/') && !names.has(file);
  const narrowed = [...code].filter(isNarrowed);
  for (const file of code) if (!narrowed.includes(file)) names.add(file);
  const ran = functions.factsThatRan(narrowed, reads.ran);
  if (isLoadedForTables(ran, [source, ...code], (file) => imports.direct(file))) names.add(outcomeOf(tablesAside));
  else for (const name of ran) names.add(name);
  for (const outcome of reads.outcomes) names.add(outcomeOf(outcome));
  if (reads.unknown.size > 0) names.add(everything);
  return [...names].sort();
}
