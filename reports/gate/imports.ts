/** What code depends on: the files that a source imports, directly or not, read off its text. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';

/** Statements of which nothing is left when the code runs. */
const typeOnly = /\b(?:import|export)\s+type\b[^;]*;/g;
/** `from './x.js'`, `import './x.js'`: also in a comment, which does no harm. */
const atOnce = /\b(?:from\s*|import\s*)['"](\.{1,2}\/[^'"]+)['"]/g;
/** `import('./x.js')`, `new URL('./x.js', import.meta.url)`, `register('./x.js', import.meta.url)`. */
const later = /\b(?:import\(\s*|new URL\(\s*|register\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g;

/** The file written by hand that code is compiled from: a source, or a schema (scripts/compile-schemas.mjs). */
export function writtenFor(code: string): string {
  return code.replace(/\.schema\.js$/, '.schema.json').replace(/\.js$/, '.ts');
}

export class Imports {
  private readonly read = new Map<string, { readonly atOnce: readonly string[]; readonly later: readonly string[] }>();

  constructor(private readonly root: string) {}

  /**
   * `files` and everything that they import, directly or not, sorted: sources, JSON and other files named by their path.
   * @param files from the root.
   */
  closure(...files: readonly string[]): readonly string[] {
    return this.reach(files, (file) => this.direct(file));
  }

  /** As `closure`, where some files import only what is said here. */
  closureThrough(instead: ReadonlyMap<string, readonly string[]>, ...files: readonly string[]): readonly string[] {
    return this.reach(files, (file) => {
      return instead.get(file) ?? this.direct(file);
    });
  }

  /** As `closure`, without what is imported only when it is needed. */
  loadedAtOnce(...files: readonly string[]): readonly string[] {
    return this.reach(files, (file) => this.importsOf(file).atOnce);
  }

  /** What `file` itself imports, at once or when it is needed. */
  direct(file: string): readonly string[] {
    const { atOnce, later } = this.importsOf(file);
    return [...atOnce, ...later];
  }

  private reach(files: readonly string[], next: (file: string) => readonly string[]): readonly string[] {
    const found = new Set<string>();
    const pending = [...files];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      pending.push(...next(file));
    }
    return [...found].sort();
  }

  private importsOf(file: string) {
    const known = this.read.get(file);
    if (known !== undefined) return known;
    const isThere = file.endsWith('.ts') && existsSync(join(this.root, file));
    const text = isThere ? readFileSync(join(this.root, file), 'utf8').replace(typeOnly, '') : '';
    const named = (expression: RegExp) =>
      [...text.matchAll(expression)].map(([, path = '']) => {
        return writtenFor(normalize(join(dirname(file), path)));
      });
    const imports = { atOnce: named(atOnce), later: named(later) };
    this.read.set(file, imports);
    return imports;
  }
}
