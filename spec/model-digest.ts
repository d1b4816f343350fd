/** Whether the text of a model is still the one that a result speaks of. */

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readText } from './read-text.js';

/**
 * SHA-256 (hexadecimal) of everything an engine reads for a model: the configuration, the module, and the modules beside it
 * that its text names. Equal digests mean that an earlier result still speaks of this text.
 */
export function modelDigest(moduleFile: string, configFile: string): string {
  const hash = createHash('sha256').update(readText(configFile));
  for (const [name, text] of [...moduleTexts(moduleFile)].sort(([left], [right]) => (left < right ? -1 : 1))) {
    hash.update(`\0${name}\0`).update(text);
  }
  return hash.digest('hex');
}

/** The texts of a module and of the modules beside it that its text names, by file name. */
export function moduleTexts(moduleFile: string): ReadonlyMap<string, string> {
  const folder = dirname(moduleFile);
  const beside = readdirSync(folder).filter((name) => name.endsWith('.tla'));
  const texts = new Map<string, string>();
  const pending = [basename(moduleFile)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (texts.has(name)) continue;
    const text = readText(join(folder, name));
    texts.set(name, text);
    const words = new Set(text.match(/\w+/g));
    pending.push(...beside.filter((other) => words.has(other.slice(0, -'.tla'.length))));
  }
  return texts;
}
