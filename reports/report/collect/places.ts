/** Where the implementation takes each action: file, line and name of the step. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepSources } from '../../../conformance/replay/step-sources.js';
import type { ImplementationPlace } from '../document.js';

/** None where the project has no implementation. By `module!Action`, for example `tsem/TrustRelease!LoadStatus`. */
export function implementationPlaces(root: string): ReadonlyMap<string, readonly ImplementationPlace[]> {
  if (!existsSync(join(root, 'impl'))) return new Map();
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const lines = texts.get(file) ?? readFileSync(join(root, file), 'utf8').split('\n');
    texts.set(file, lines);
    return lines;
  };
  const places = new Map<string, ImplementationPlace[]>();
  for (const { module, action, file, line } of stepSources(root, 'impl')) {
    const key = `${module}!${action}`;
    const at = nameBelow(linesOf(file), line);
    places.set(key, [...(places.get(key) ?? []), { step: at.name, file, line: at.line }]);
  }
  return places;
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
