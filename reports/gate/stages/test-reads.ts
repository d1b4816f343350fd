/** What each test file depends on: gathered from the logs that record-reads.ts has written. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { always, everything, tlcJar } from '../facts.js';
import { filesUnder } from '../file-digests.js';
import type { Imports } from '../imports.js';

interface Reads {
  testFile?: string;
  readonly paths: Set<string>;
  readonly trees: Set<string>;
  readonly entries: Set<string>;
  readonly unknown: Set<string>;
}

/** The names of what each test file depends on, by its source. @param folder with the logs. */
export function testDependencies(
  root: string,
  folder: string,
  imports: Imports,
): ReadonlyMap<string, readonly string[]> {
  const byOwner = new Map<string, Reads>();
  for (const name of readdirSync(folder)) {
    const owner = name.split('.')[0] ?? '';
    const reads = byOwner.get(owner) ?? emptyReads();
    byOwner.set(owner, reads);
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) add(reads, line);
  }
  const found = new Map<string, readonly string[]>();
  for (const reads of byOwner.values()) {
    if (reads.testFile === undefined) continue;
    const source = sourceOf(reads.testFile);
    found.set(source, dependenciesOf(root, source, reads, imports));
  }
  return found;
}

function emptyReads(): Reads {
  return { paths: new Set(), trees: new Set(), entries: new Set(), unknown: new Set() };
}

function add(reads: Reads, line: string): void {
  const [kind, word = ''] = line.split('\t');
  if (kind === 'f') reads.testFile = word;
  else if (kind === 'p') reads.paths.add(word);
  else if (kind === 't') reads.trees.add(word);
  else if (kind === 'm') reads.entries.add(word);
  else if (kind === 'x') reads.unknown.add(word);
}

function dependenciesOf(root: string, source: string, reads: Reads, imports: Imports): readonly string[] {
  const names = new Set<string>([...always, 'package.json', 'tsconfig.json', tlcJar, source]);
  for (const path of reads.paths) {
    const name = written(path);
    if (name !== undefined) names.add(name);
  }
  for (const tree of reads.trees) for (const file of filesUnder(root, tree, [''])) names.add(file);
  const entries = [source, ...[...reads.entries].map(sourceOf)];
  // Node.js may read the code it imports in a way that is not seen: then everything that might be imported counts.
  const isSeen = imports.loadedAtOnce(...entries).every((file) => file === source || names.has(file));
  if (!isSeen) for (const file of imports.closure(...entries)) names.add(file);
  if (reads.unknown.size > 0) names.add(everything);
  return [...names].sort();
}

/** The file written by hand that stands behind a path; undefined for what is made, installed or outside. */
function written(path: string): string | undefined {
  if (/^(?:node_modules|\.git|reports\/(?:results|output))(?:\/|$)/.test(path)) return undefined;
  if (!/^dist(?:\/|$)/.test(path)) return path;
  if (path.endsWith('.js')) return sourceOf(path);
  return path.endsWith('.json') && !path.endsWith('package.json') ? path.slice('dist/'.length) : undefined;
}

/** The source of a built file. */
export function sourceOf(built: string): string {
  return built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

/** The built file of a source. */
export function builtOf(source: string): string {
  return `dist/${source.replace(/\.ts$/, '.js')}`;
}
