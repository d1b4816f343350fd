/**
 * Puts marks into the files of the implementation while Node.js loads them. Runs in the thread of the module hooks, and starts with
 * every process that is watched: what it needs to read code is loaded only where the marked file is not kept from before.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { LoadHook } from 'node:module';
import { dirname, join } from 'node:path';

/** Gives a file its marks. @param count of its functions. */
export type MarksOf = (url: string, count: number) => Uint8Array;

/** Where the marked code finds a {@link MarksOf}. */
export const marksGlobal = 'lsmVerifyMarksOf';

/** Names a folder where marked files are kept for other processes. */
export const marksFolder = 'LSM_VERIFY_MARKS';

const implementation = new URL('../../impl/', import.meta.url).href;

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  if (loaded.format !== 'module' || !url.startsWith(implementation)) return loaded;
  const code = String(loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : loaded.source);
  return { ...loaded, source: await marked(code, url) };
};

async function marked(code: string, url: string): Promise<string> {
  const folder = process.env[marksFolder];
  const kept = folder && join(folder, createHash('sha256').update(`${url}\n${code}`).digest('hex'));
  if (kept !== undefined && existsSync(kept)) return readFileSync(kept, 'utf8');
  const { functionsOf, isMarked, withMarks } = await import('./functions.js');
  // Whoever registers a second time finds it done.
  if (isMarked(code)) return code;
  const text = withMarks(code, `${marksGlobal}(${JSON.stringify(url)},${functionsOf(code).length})`);
  if (kept !== undefined) {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, text);
    renameSync(`${kept}.${process.pid}`, kept);
  }
  return text;
}
