/** What differences are told with: the two runs, where things stand, and sentences with a direction. */

import type { GateChange, GatePlace } from './document.js';
import type { Entries, EntryName, EntryValue } from './entries.js';

/** Where things stand, for messages; each may be undefined where that is not known. */
export interface Places {
  readonly of: (name: EntryName) => GatePlace | undefined;
  /** A constant or keyword in the configuration of a model. */
  readonly ofBound: (model: string, name: string) => GatePlace | undefined;
  /** Properties that rest on a definition. */
  readonly restingOn: (module: string, definition: string) => readonly string[];
}

export interface Comparison {
  readonly before: Entries;
  readonly after: Entries;
  readonly places: Places;
}

/** One entry that is not the same in both runs. */
export interface Difference {
  readonly name: EntryName;
  readonly was: EntryValue | undefined;
  readonly is: EntryValue | undefined;
  readonly comparison: Comparison;
}

/** A difference in a sentence; its name and place where they are not those of the entry. */
export type Told = Pick<GateChange, 'direction' | 'fails' | 'message'> & {
  readonly name?: string;
  readonly place?: GatePlace;
};

/** What a gate exists to stop. */
export function worse(message: string): Told {
  return { direction: 'worse', fails: true, message };
}

/** Names, the first few of many. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

/** With a capital. */
export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
