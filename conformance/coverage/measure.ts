/** How many branches of each part were taken, which were not, and whether the exclusions are right. */

import { readdirSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Branch, branchesOf } from './branches.js';
import { type Exclusion, exclusions } from './exclusions.js';
import { leftOut, type Part, parts } from './parts.js';

const folder = 'impl/tsem';

/** What V8 counted, by the address of the compiled file. */
export type Counts = ReadonlyMap<string, Profiler.ScriptCoverage>;

export interface FileMeasure {
  /** From the root. */
  readonly file: string;
  readonly branches: number;
  readonly covered: number;
  readonly excluded: number;
  /** Neither taken nor excluded. */
  readonly open: readonly Branch[];
}

export interface PartMeasure {
  readonly name: string;
  readonly by: string;
  readonly files: readonly FileMeasure[];
}

export interface Measure {
  readonly parts: readonly PartMeasure[];
  /** What is wrong with the lists of parts and exclusions. */
  readonly faults: readonly string[];
}

/** @param counts of each part, by what has to cover it. */
export async function measure(root: string, counts: Readonly<Record<Part['by'], Counts>>): Promise<Measure> {
  const measured: PartMeasure[] = [];
  const faults = misplaced(root);
  for (const { name, by, files } of parts) {
    const found: FileMeasure[] = [];
    for (const file of files) {
      const branches = await readBranches(root, file, counts[by]);
      const own = exclusions.filter((exclusion) => exclusion.file === file);
      found.push(fileMeasure(file, branches, own));
      faults.push(...own.flatMap((exclusion) => exclusionFault(exclusion, branches)));
    }
    measured.push({ name, by, files: found });
  }
  const known = parts.flatMap(({ files }) => files);
  for (const { file, text } of exclusions) {
    if (!known.includes(file)) faults.push(`${folder}/${file} has an exclusion and is in no part: ${text}`);
  }
  return { parts: measured, faults };
}

function readBranches(root: string, file: string, counts: Counts): Promise<readonly Branch[]> {
  const built = join(root, 'dist', folder, file.replace(/\.ts$/, '.js'));
  return branchesOf({ built, source: join(root, folder, file) }, counts.get(pathToFileURL(built).href));
}

/** @param own exclusions of this file. */
export function fileMeasure(file: string, branches: readonly Branch[], own: readonly Exclusion[]): FileMeasure {
  const missed = branches.filter(({ isCovered }) => !isCovered);
  const open = missed.filter((branch) => !own.some((exclusion) => isMeant(exclusion, branch)));
  const covered = branches.length - missed.length;
  return { file: `${folder}/${file}`, branches: branches.length, covered, excluded: missed.length - open.length, open };
}

/** What is wrong with an exclusion, if anything. */
export function exclusionFault(exclusion: Exclusion, branches: readonly Branch[]): string[] {
  const { file, arm, text } = exclusion;
  const meant = branches.filter((branch) => isMeant(exclusion, branch));
  const where = `${folder}/${file}: ${arm} of "${text}"`;
  if (meant.length === 0) return [`${where} is excluded and does not exist`];
  return meant.some(({ isCovered }) => isCovered) ? [`${where} is excluded and is taken`] : [];
}

function isMeant(exclusion: Exclusion, { arm, text }: Branch): boolean {
  return exclusion.arm === arm && exclusion.text === text;
}

/** Files that are in no part and not left out, in two places, or not there. */
function misplaced(root: string): string[] {
  const placed = [...parts.flatMap(({ files }) => files), ...Object.keys(leftOut)];
  const present = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'));
  return [
    ...present.filter((name) => !placed.includes(name)).map((name) => `${folder}/${name} is in no part`),
    ...placed.filter((name) => !present.includes(name)).map((name) => `${folder}/${name} is not there`),
    ...placed
      .filter((name, index) => placed.indexOf(name) !== index)
      .map((name) => `${folder}/${name} is listed twice`),
  ];
}
