/** The blocking side of conformance: replays one model after another. Runs in a process of its own. */

import { InputError, type InputFault } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { type ConformanceOfModel, conformModel } from './run.js';

export interface WorkerRequest {
  readonly root: string;
  readonly model: Model;
  readonly seed: number;
  readonly maxStates: number;
}

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly found: ConformanceOfModel }
  | { readonly kind: 'refused'; readonly fault: InputFault }
  /** A defect of ours, as text with its stack. */
  | { readonly kind: 'failed'; readonly text: string };

const say = (reply: WorkerReply): void => {
  process.send?.(reply);
};

// Ctrl-C reaches every process of the terminal: the one that started this ends it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
  try {
    const found = await conformModel({
      ...request,
      signal: new AbortController().signal,
      onProgress: (done, total) => say({ kind: 'progress', done, total }),
    });
    say({ kind: 'done', found });
  } catch (error) {
    if (error instanceof InputError) say({ kind: 'refused', fault: error.fault });
    else say({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
say({ kind: 'ready' });
