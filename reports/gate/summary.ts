/** How much a stage saw, in numbers, counted from its entries: the same for a whole and for shards that were joined. */

import type { StageName } from './context.js';
import type { GateReruns } from './document.js';
import { type Entries, entryName } from './entries.js';
import { rerunText } from './reruns.js';

/** What the parts of a stage are called. */
const partsOf: Readonly<Record<string, string>> = { verify: 'models', conformance: 'models', tests: 'files' };

/** What a stage with parts saw, and how much of it was run again. */
export function summaryOf(stage: StageName, entries: Entries, reruns: GateReruns): string {
  return `${countsOf(stage, entries) ?? ''}${rerunText(reruns, partsOf[stage] ?? 'parts')}`;
}

/** For example `272 models, 248 claims settled`; undefined for stages that have no entries. */
export function countsOf(stage: StageName, entries: Entries): string | undefined {
  const names = [...entries.keys()].flatMap((key) => entryName(key) ?? []);
  const count = (kind: string, isCounted = (_: string): boolean => true) =>
    names.filter((name) => name.kind === kind && isCounted(name.part)).length;
  switch (stage) {
    case 'verify':
      return `${count('counts')} models, ${count('claim')} claims settled`;
    case 'conformance':
      return `${count('traces')} models, ${transitionsIn(entries)} transitions replayed`;
    case 'tests':
      return `${count('test', (title) => title !== '')} tests in ${count('test', (title) => title === '')} files`;
    default:
      return undefined;
  }
}

function transitionsIn(entries: Entries): number {
  let sum = 0;
  for (const [key, value] of entries) {
    if (!key.startsWith('traces ') || value === null || typeof value !== 'object') continue;
    sum += Number(value.transitions ?? 0);
  }
  return sum;
}
