/** Compares what a run saw with the baseline: what changed, what disappeared, and which of that a gate is there to stop. */

import { differences } from './difference.js';
import type { GateChange } from './document.js';
import { type EntryKind, type EntryName, entryKey, entryName, fieldOf, sameValue } from './entries.js';
import type { Comparison } from './told.js';

/** Every difference, the ones that explain others first. An entry that is part of something lost or new is not told on its own. */
export function compareEntries(comparison: Comparison): readonly GateChange[] {
  const { before, after } = comparison;
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const found = keys.flatMap((key): readonly Ranked[] => {
    const name = entryName(key);
    if (name === undefined) return [];
    const [was, is] = [before.get(key), after.get(key)];
    if (was !== undefined && is !== undefined && sameValue(was, is)) return [];
    if (isPartOfAnother(name, comparison)) return [];
    return differences({ name, was, is, comparison }).map((change) => ({ change, rank: ranks.indexOf(name.kind) }));
  });
  return found
    .sort((left, right) => Number(right.change.fails) - Number(left.change.fails) || left.rank - right.rank)
    .map(({ change }) => change);
}

interface Ranked {
  readonly change: GateChange;
  readonly rank: number;
}

/** Causes before effects. */
const ranks: readonly EntryKind[] = [
  ...(['model', 'bounds', 'definition', 'property', 'claim', 'table', 'traces', 'reached', 'test'] as const),
  ...(['fails', 'fires', 'condition', 'edges', 'graph', 'counts'] as const),
];

const ofModels = new Set<EntryKind>(['bounds', 'counts', 'graph', 'edges', 'property', 'traces', 'reached']);

function isPartOfAnother({ kind, subject, part }: EntryName, { before, after }: Comparison): boolean {
  if (ofModels.has(kind)) {
    const key = entryKey('model', subject);
    const [was, is] = [before.get(key), after.get(key)];
    if ((was === undefined) !== (is === undefined)) return true;
    // A model that became deep, or is no longer, is told once.
    if (kind !== 'bounds' && fieldOf(was, 'deep') !== fieldOf(is, 'deep')) return true;
  }
  if (kind === 'test' && part !== '') {
    const key = entryKey('test', subject);
    return before.has(key) !== after.has(key);
  }
  if (kind === 'reached') {
    const key = entryKey('traces', subject);
    return before.has(key) !== after.has(key);
  }
  // An action or property that is no longer there is told where it went, not once more for its ledger.
  return false;
}
