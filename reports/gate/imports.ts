/** What code depends on: the files that a source imports, directly or not, read off its text. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';

/** `from './x.js'`, `import './x.js'`, `import('./x.js')`, `new URL('./x.js', import.meta.url)`: also in a comment, which does no harm. */
const relativeReference = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g;

export class Imports {
  private readonly direct = new Map<string, readonly string[]>();

  constructor(private readonly root: string) {}

  /**
   * `files` and everything that they import, directly or not, sorted: sources, JSON and other files named by their path.
   * @param files from the root.
   */
  closure(...files: readonly string[]): readonly string[] {
    const found = new Set<string>();
    const pending = [...files];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      pending.push(...this.importsOf(file));
    }
    return [...found].sort();
  }

  private importsOf(file: string): readonly string[] {
    const known = this.direct.get(file);
    if (known !== undefined) return known;
    const text =
      file.endsWith('.ts') && existsSync(join(this.root, file)) ? readFileSync(join(this.root, file), 'utf8') : '';
    const imports = [...text.matchAll(relativeReference)].map(([, path = '']) => {
      return normalize(join(dirname(file), path)).replace(/\.js$/, '.ts');
    });
    this.direct.set(file, imports);
    return imports;
  }
}
