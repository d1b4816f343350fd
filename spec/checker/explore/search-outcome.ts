/** How a breadth-first search ends, and what it counts. */

import type { BrokenOff } from './finding.js';

export type SearchLimit = 'states' | 'depth' | 'memory' | 'interrupted';

/** How a search ended. What it had found by then stays known in each case. */
export type SearchOutcome =
  /** Every state within the constraints was found and gone on from. */
  | { readonly kind: 'complete' }
  /** Stopped at a violation, as asked. */
  | { readonly kind: 'violated' }
  | { readonly kind: 'limit'; readonly limit: SearchLimit }
  | ({ readonly kind: 'error' } & BrokenOff);

export interface SearchCounts {
  /** States stored: within the constraints, each once (up to SYMMETRY and VIEW). */
  readonly distinct: number;
  /** Initial states and successors as often as they were enumerated, also those outside the constraints. */
  readonly generated: number;
  /** States on the longest shortest path, the initial state counted 1; 0 when Init has no state. */
  readonly depth: number;
  /** States stored but not, or not wholly, gone on from. */
  readonly frontier: number;
}
