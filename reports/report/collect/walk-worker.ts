/** The thread that walks graphs, one model after another. */

import { parentPort } from 'node:worker_threads';
import { Modules } from '../../explorer/modules.js';
import { type Walk, type WalkTask, walkModel } from './walk-model.js';

/** `failed` is a defect of ours, with its stack. */
export type WalkReply =
  | { readonly kind: 'walked'; readonly walk: Walk }
  | { readonly kind: 'failed'; readonly text: string };

/** After the last task: the thread ends by itself. */
export type NoMore = 'no more';

let modules: { readonly root: string; readonly of: Modules } | undefined;

parentPort?.on('message', async (task: WalkTask | NoMore) => {
  if (task === 'no more') {
    parentPort?.close();
    return;
  }
  try {
    if (modules?.root !== task.root) modules = { root: task.root, of: new Modules(task.root) };
    const walk = await walkModel(task, modules.of);
    parentPort?.postMessage({ kind: 'walked', walk } satisfies WalkReply);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ kind: 'failed', text } satisfies WalkReply);
  }
});
