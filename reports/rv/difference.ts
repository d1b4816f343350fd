/** What one automaton accepts and another does not, by examples. */

import type { Automaton } from './automaton.js';

/**
 * For each event that comes last in a sequence that `left` accepts and `right` refuses at that event: a shortest such sequence, in
 * the order of their lengths. None when `right` accepts all that `left` does.
 */
export function refused(left: Automaton, right: Automaton): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const seen = new Set(['0 0']);
  const todo: { readonly at: readonly [number, number]; readonly word: readonly string[] }[] = [
    { at: [0, 0], word: [] },
  ];
  for (const { at, word } of todo) {
    for (const [event, ofLeft] of left[at[0]]?.next ?? []) {
      const longer = [...word, event];
      const ofRight = right[at[1]]?.next.get(event);
      if (ofRight === undefined) {
        if (!found.has(event)) found.set(event, longer);
        continue;
      }
      const key = `${ofLeft} ${ofRight}`;
      if (seen.has(key)) continue;
      seen.add(key);
      todo.push({ at: [ofLeft, ofRight], word: longer });
    }
  }
  return [...found.values()];
}
