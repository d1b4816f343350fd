/** What the main thread and a worker of our own checker say to each other. */

import type { InputFault } from '../../../input-error.js';
import type { EngineLimits, EngineModel, EngineOutcome, RunOptions } from '../engine.js';

export interface RunRequest {
  readonly model: EngineModel;
  readonly limits: EngineLimits;
  readonly options: RunOptions;
  /** One word, shared with the main thread: one of {@link stopWords}. */
  readonly stop: Int32Array;
}

/** Why the run shall end. */
export const stopWords = { goOn: 0, interrupted: 1, outOfTime: 2 } as const;

export type RunReply =
  /** The checker is loaded, and looks at the word from now on. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'progress'; readonly phase: string; readonly states?: number }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'done'; readonly outcome: EngineOutcome }
  | { readonly kind: 'refused'; readonly fault: InputFault }
  /** A defect of ours, as text with its stack. */
  | { readonly kind: 'failed'; readonly text: string };
