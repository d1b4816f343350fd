/** Which functions of the implementation ran in this thread: each sets a mark, put into its code while it is loaded. */

import { register } from 'node:module';
import { asideGlobal, type DoAside } from './asides.js';
import { type MarksOf, marksGlobal } from './marks-hook.js';

/** The address of each file that was loaded, with the numbers of its functions that ran, as functions.ts counts them. */
export type FunctionsRan = ReadonlyMap<string, readonly number[]>;

/** Marks of the files that are loaded from now on, by their addresses. */
const marks = new Map<string, Uint8Array>();
const readers = new Set<Reader>();
let isRegistered = false;

export interface RanListener {
  /** Told the address of each file that is loaded. */
  readonly onLoad?: (url: string) => void;
  /** Told the name of what was done aside: its functions are not among those that ran. */
  readonly onAside?: (name: string) => void;
}

interface Reader extends RanListener {
  readonly ran: Map<string, Set<number>>;
}

/** Tells what ran. Several may ask, each for itself. */
export class RanFunctions {
  readonly #ran = new Map<string, Set<number>>();

  /** From now on: files of the implementation that were loaded before are not seen. */
  constructor(listener: RanListener = {}) {
    readers.add({ ...listener, ran: this.#ran });
    if (isRegistered) return;
    isRegistered = true;
    const marksOf: MarksOf = (url, count) => {
      const known = marks.get(url) ?? new Uint8Array(count);
      marks.set(url, known);
      for (const reader of readers) reader.onLoad?.(url);
      return known;
    };
    Object.assign(globalThis, { [marksGlobal]: marksOf, [asideGlobal]: doAside });
    register('./marks-hook.js', import.meta.url);
  }

  /** What ran since this was asked last, or since the making. */
  take(): FunctionsRan {
    gather();
    const taken = new Map([...this.#ran].map(([url, numbers]) => [url, [...numbers]]));
    this.#ran.clear();
    return taken;
  }
}

/** Gives every reader what ran since the last time. */
function gather(): void {
  for (const [url, ran] of marks) {
    for (const reader of readers) {
      const known = reader.ran.get(url) ?? new Set();
      reader.ran.set(url, known);
      for (const [number, isSet] of ran.entries()) if (isSet === 1) known.add(number);
    }
    ran.fill(0);
  }
}

const doAside: DoAside = (name, work) => {
  gather();
  for (const reader of readers) reader.onAside?.(name);
  try {
    return work();
  } finally {
    for (const ran of marks.values()) ran.fill(0);
  }
};
