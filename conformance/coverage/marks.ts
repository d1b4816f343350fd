/** Which functions of the implementation ran in this thread: each sets a mark, put into its code while it is loaded. */

import { register } from 'node:module';
import { type MarksOf, marksGlobal } from './marks-hook.js';

/** The address of each file that was loaded, with the numbers of its functions that ran, as functions.ts counts them. */
export type FunctionsRan = ReadonlyMap<string, readonly number[]>;

/** Marks of the files that are loaded from now on, by their addresses. */
const marks = new Map<string, Uint8Array>();
const readers = new Set<Reader>();
let isRegistered = false;

interface Reader {
  readonly ran: Map<string, Set<number>>;
  readonly onLoad: (url: string) => void;
}

/** Tells what ran. Several may ask, each for itself. */
export class RanFunctions {
  readonly #ran = new Map<string, Set<number>>();

  /**
   * From now on: files of the implementation that were loaded before are not seen.
   * @param onLoad told the address of each file that is loaded.
   */
  constructor(onLoad: (url: string) => void = () => undefined) {
    readers.add({ ran: this.#ran, onLoad });
    if (isRegistered) return;
    isRegistered = true;
    const marksOf: MarksOf = (url, count) => {
      const known = marks.get(url) ?? new Uint8Array(count);
      marks.set(url, known);
      for (const reader of readers) reader.onLoad(url);
      return known;
    };
    Object.assign(globalThis, { [marksGlobal]: marksOf });
    register('./marks-hook.js', import.meta.url);
  }

  /** What ran since this was asked last, or since the making. */
  take(): FunctionsRan {
    for (const [url, ran] of marks) {
      for (const reader of readers) {
        const known = reader.ran.get(url) ?? new Set();
        reader.ran.set(url, known);
        for (const [number, isSet] of ran.entries()) if (isSet === 1) known.add(number);
      }
      ran.fill(0);
    }
    const taken = new Map([...this.#ran].map(([url, numbers]) => [url, [...numbers]]));
    this.#ran.clear();
    return taken;
  }
}
