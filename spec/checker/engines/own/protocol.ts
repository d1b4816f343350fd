/** What the main thread and a worker of our own checker say to each other. */

import type { InputFault } from '../../../input-error.js';
import type { EngineLimits, EngineModel, EngineOutcome, RunOptions } from '../engine.js';

export interface RunRequest {
  readonly model: EngineModel;
  readonly limits: EngineLimits;
  readonly options: RunOptions;
  /** One word, not 0 when the run shall end; shared with the main thread. */
  readonly stop: Int32Array;
}

export type RunReply =
  | { readonly kind: 'progress'; readonly phase: string; readonly states?: number }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'done'; readonly outcome: EngineOutcome }
  | { readonly kind: 'refused'; readonly fault: InputFault }
  /** A defect of ours, as text with its stack. */
  | { readonly kind: 'failed'; readonly text: string };
