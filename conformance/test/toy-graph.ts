/** Graphs by their edges. */

import type { Graph } from '../traces/path.js';

/** State 0 is initial unless said otherwise; edges are sorted by where they start. */
export function graphOf(states: number, edges: readonly (readonly [number, number])[], initial = [0]): Graph {
  const sorted = [...edges].sort((left, right) => left[0] - right[0]);
  const offsets = new Int32Array(states + 1);
  for (const [from] of sorted) for (let state = from + 1; state <= states; state++) (offsets[state] as number)++;
  return { states, initial, offsets, to: Int32Array.from(sorted, ([, to]) => to) };
}
