/** How much of a stage was taken from earlier runs, how much was run, and why: counted, joined over shards, told. */

import type { Recalled } from './cache.js';
import { fileOfFact } from './compiled-functions.js';
import type { GateReruns, GateStage } from './document.js';

/** Counts what was taken from the cache and what was not. */
export class Reruns {
  readonly #causes = new Map<string, number>();
  #again = 0;
  #fresh = 0;
  #same = 0;

  /** @returns the result that may be taken. */
  note<Result>(recalled: Recalled<Result>): Result | undefined {
    if (recalled.kind === 'same') {
      this.#same++;
      return recalled.result;
    }
    if (recalled.kind === 'nothing') this.#fresh++;
    else this.#again++;
    if (recalled.kind === 'changed') {
      // Names in brackets are no files and speak only where no file does.
      const files = recalled.because.filter((name) => !name.startsWith('('));
      for (const cause of new Set(files.length > 0 ? files.map(fileOfFact) : recalled.because)) {
        this.#causes.set(cause, (this.#causes.get(cause) ?? 0) + 1);
      }
    }
    return undefined;
  }

  get counts(): GateReruns {
    return { same: this.#same, again: this.#again, fresh: this.#fresh, causes: Object.fromEntries(this.#causes) };
  }

  get cached(): GateStage['cached'] {
    return cachedOf(this.counts);
  }
}

export function cachedOf({ same, again, fresh }: GateReruns): GateStage['cached'] {
  return again + fresh === 0 ? true : same > 0 ? 'partly' : false;
}

/** The counts of shards as those of the whole. */
export function joinedReruns(parts: readonly GateReruns[]): GateReruns {
  const sum = (count: (part: GateReruns) => number) => parts.reduce((total, part) => total + count(part), 0);
  const causes = new Map<string, number>();
  for (const [cause, count] of parts.flatMap((part) => Object.entries(part.causes))) {
    causes.set(cause, (causes.get(cause) ?? 0) + count);
  }
  return {
    ...{ same: sum(({ same }) => same), again: sum(({ again }) => again), fresh: sum(({ fresh }) => fresh) },
    causes: Object.fromEntries(causes),
  };
}

/** What was run again and why, for example `; 3 of 272 models run again because spec/tsem/TaskKey.tla changed`. */
export function rerunText({ same, again, fresh, causes }: GateReruns, what: string): string {
  const all = same + again + fresh;
  const names = Object.entries(causes)
    .sort(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
    .map(([name]) => name);
  const shown = names.slice(0, 2).join(', ');
  const rest = names.length > 2 ? ` and ${names.length - 2} more` : '';
  const parts = [
    ...(again > 0 ? [`${again} of ${all} ${what} run again because ${shown}${rest} changed`] : []),
    ...(fresh > 0 && same + again > 0 ? [`${fresh} of ${all} ${what} run for the first time`] : []),
    ...(same === all && all > 0 ? ['nothing that they depend on changed'] : []),
  ];
  return parts.map((part) => `; ${part}`).join('');
}
