/** Where an implementation says which action each of its steps is: the `@spec module!Action` in the comments of its files. */

import { readdirSync, readFileSync } from 'node:fs';
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

/** Every link from a step to an action in the TypeScript files of `folder`, a path from `root`; tests are left out. */
export function stepSources(root: string, folder: string): readonly StepSource[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'test' ? [] : stepSources(root, file);
      return entry.name.endsWith('.ts') ? sourcesIn(readFileSync(join(root, file), 'utf8'), file) : [];
    });
}

/** The links in the text of one file. One `@spec` may name several actions, separated by commas. */
export function sourcesIn(text: string, file: string): readonly StepSource[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/@spec\s+((?:[\w/-]+![\w]+)(?:\s*,\s*[\w/-]+![\w]+)*)/g)].flatMap(([, links = '']) =>
      links.split(/\s*,\s*/).map((link) => {
        const [module = '', action = ''] = link.split('!');
        return { module, action, file, line: index + 1 };
      }),
    ),
  );
}
