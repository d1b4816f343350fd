/** Puts marks into the files of the implementation while Node.js loads them. Runs in the thread of the module hooks. */

import type { LoadHook } from 'node:module';
import { functionsOf, isMarked, withMarks } from './functions.js';

/** Gives a file its marks. @param count of its functions. */
export type MarksOf = (url: string, count: number) => Uint8Array;

/** Where the marked code finds a {@link MarksOf}. */
export const marksGlobal = 'lsmVerifyMarksOf';

const implementation = new URL('../../impl/', import.meta.url).href;

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  if (loaded.format !== 'module' || !url.startsWith(implementation)) return loaded;
  const code = String(loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : loaded.source);
  // Whoever registers a second time finds it done.
  if (isMarked(code)) return loaded;
  const count = functionsOf(code).length;
  return { ...loaded, source: withMarks(code, `${marksGlobal}(${JSON.stringify(url)},${count})`) };
};
