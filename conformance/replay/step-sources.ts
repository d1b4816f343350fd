/** Where an implementation says which action each of its steps is: the `@spec module!Action` in the comments of its files. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface StepSource {
  /** For example `tsem/TrustRelease`. */
  readonly module: string;
  readonly action: string;
  /** From the root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A link with what it stands above. */
export interface NamedStepSource extends StepSource {
  /** What the comment stands above; empty where nothing is near. */
  readonly step: string;
  /** 1-based line of that; the comment's own where nothing is near. */
  readonly stepLine: number;
}

/** Where the build writes down the links of the implementation that it builds, from the root. */
export const stepIndex = 'dist/impl/steps.json';

/** Every link from a step of the implementation to an action, as it was built; none where the project has no implementation. */
export function stepSources(root: string): readonly NamedStepSource[] {
  const index = join(root, stepIndex);
  if (existsSync(index)) return JSON.parse(readFileSync(index, 'utf8'));
  return existsSync(join(root, 'impl')) ? readStepSources(root, 'impl') : [];
}

/** Every link in the TypeScript files of `folder`, a path from `root`; tests are left out. */
export function readStepSources(root: string, folder: string): readonly NamedStepSource[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'test' ? [] : readStepSources(root, file);
      return entry.name.endsWith('.ts') ? sourcesIn(readFileSync(join(root, file), 'utf8'), file) : [];
    });
}

/** The links in the text of one file. One `@spec` may name several actions, separated by commas. */
export function sourcesIn(text: string, file: string): readonly NamedStepSource[] {
  const lines = text.split('\n');
  return lines.flatMap((content, index) =>
    [...content.matchAll(/@spec\s+((?:[\w/-]+![\w]+)(?:\s*,\s*[\w/-]+![\w]+)*)/g)].flatMap(([, links = '']) => {
      const line = index + 1;
      const below = nameBelow(lines, line);
      return links.split(/\s*,\s*/).map((link) => {
        const [module = '', action = ''] = link.split('!');
        return { module, action, file, line, step: below.name, stepLine: below.line };
      });
    }),
  );
}

/** The name that the comment with the link stands above, and its line; the comment's own line where none is near. */
function nameBelow(lines: readonly string[], line: number): { readonly name: string; readonly line: number } {
  for (let number = line; number < line + 8; number++) {
    const text = lines[number] ?? '';
    const declared = /^\s*(?:export\s+)?(?:async\s+)?function\*?\s+(\w+)|^\s*(?:export\s+)?const\s+(\w+)/.exec(text);
    const method = /^\s+(?:async\s+|static\s+|\*\s*)*(\w+)\s*\(.*\{\s*$/.exec(text);
    const name = declared?.[1] ?? declared?.[2] ?? method?.[1];
    if (name !== undefined) return { name, line: number + 1 };
  }
  return { name: '', line };
}
