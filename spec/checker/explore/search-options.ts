/** What a breadth-first search is asked to do, and where it shall give up. */

import type { OnTheFly } from './property-checks.js';

export interface SearchLimits {
  /** Distinct states to store at most; the search gives up when it finds one more. */
  readonly statesMax?: number;
  /** Steps from an initial state to take at most. */
  readonly depthMax?: number;
  /** Memory at which to give up, in bytes, as `memoryUsed` measures it. */
  readonly bytesMax?: number;
  /** What counts as memory; without it, the search's own tables. Asked by every `advance`, and now and then. */
  readonly memoryUsed?: () => number;
  /**
   * True when the search shall end at once: asked by every `advance` and every
   * thousand generated states, also while Init is enumerated.
   */
  readonly isInterrupted?: () => boolean;
}

export interface SearchOptions {
  readonly properties: OnTheFly;
  readonly checkDeadlock: boolean;
  /** Whether to go on to the end and find the first violation of each property, or to stop at the first of all. */
  readonly continueAfterViolation: boolean;
  /** What to record of the graph. Arguments of actions cost time. */
  readonly record?: 'nothing' | 'edges' | 'edges with arguments';
  readonly limits?: SearchLimits;
  /** Milliseconds, for the budget of `advance`. */
  readonly now?: () => number;
}
