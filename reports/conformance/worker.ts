/** The blocking side of conformance: replays one model after another. Runs in a process of its own. */

import { type FunctionsRan, RanFunctions } from '../../conformance/coverage/marks.js';
import { InputError, type InputFault } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import type { ConformanceOfModel, Keeping } from './run.js';

export interface WorkerRequest {
  readonly root: string;
  readonly model: Model;
  readonly seed: number;
  readonly maxStates: number;
  readonly keeping?: Keeping;
  /** Whether it is told which functions of the implementation ran; the same in all requests to one process. */
  readonly marksFunctions: boolean;
}

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly found: ConformanceOfModel; readonly functions: readonly FunctionsRan[] }
  | { readonly kind: 'refused'; readonly fault: InputFault }
  /** A defect of ours, as text with its stack. */
  | { readonly kind: 'failed'; readonly text: string };

const say = (reply: WorkerReply): void => {
  process.send?.(reply);
};

let ran: RanFunctions | undefined;
let whileLoading: readonly FunctionsRan[] = [];

/** The implementation is loaded with marks in it: what ran by then is part of every model's run. */
async function loadRun(marksFunctions: boolean): Promise<typeof import('./run.js')> {
  if (!marksFunctions || ran !== undefined) return import('./run.js');
  ran = new RanFunctions();
  const run = await import('./run.js');
  await run.loadImplementation();
  whileLoading = [ran.take()];
  return run;
}

// Ctrl-C reaches every process of the terminal: the one that started this ends it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
  try {
    const { conformModel } = await loadRun(request.marksFunctions);
    const found = await conformModel({
      ...request,
      signal: new AbortController().signal,
      onProgress: (done, total) => say({ kind: 'progress', done, total }),
    });
    say({ kind: 'done', found, functions: ran === undefined ? [] : [...whileLoading, ran.take()] });
  } catch (error) {
    if (error instanceof InputError) say({ kind: 'refused', fault: error.fault });
    else say({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
say({ kind: 'ready' });
