/** Names for the states of a projected automaton: what the task is doing there, and a number where several do the same. */

import type { Automaton } from './automaton.js';
import type { Projection } from './trust-release.js';

type Sight = Projection['sights'][number];

/** One name a state: a C identifier, since the generator makes one of it. The first of a kind has no number. */
export function namesOf(automaton: Automaton, sights: readonly Sight[]): readonly string[] {
  const counts = new Map<string, number>();
  return automaton.map(({ places }) => {
    const word = wordOf([...places].map((place) => sights[place] as Sight));
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    return count === 1 ? word : `${word}_${count}`;
  });
}

function wordOf(sights: readonly Sight[]): string {
  const all = (holds: (sight: Sight) => boolean) => sights.every(holds);
  if (all(({ pc }) => pc === 'zombie' || pc === 'reaped')) return 'gone';
  const killed = all(({ sig }) => sig === 'kill') ? 'killed_' : '';
  if (all(({ pc }) => pc === 'idle')) return `${killed}idle`;
  if (all(({ pc, cpu }) => pc === 'signalTest' && cpu === 'interruptible')) return `${killed}asleep`;
  if (all(({ status }) => status.includes('UNTRUSTED'))) return `${killed}untrusted`;
  if (all(({ status }) => status.includes('PENDING'))) return `${killed}pending`;
  return `${killed}in_hook`;
}
