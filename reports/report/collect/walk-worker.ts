/** The thread that walks graphs, one model after another. */

import { parentPort, workerData } from 'node:worker_threads';
import { Modules } from '../../explorer/modules.js';
import { type Walk, type WalkedProject, type WalkTask, walkModel } from './walk-model.js';

/** `failed` is a defect of ours, with its stack. */
export type WalkReply =
  | { readonly kind: 'walked'; readonly walk: Walk }
  | { readonly kind: 'failed'; readonly text: string };

/** After the last task: the thread ends by itself. */
export type NoMore = 'no more';

const { root, links } = workerData as WalkedProject;
const modules = new Modules(root, links);

parentPort?.on('message', async (task: WalkTask | NoMore) => {
  if (task === 'no more') {
    parentPort?.close();
    return;
  }
  try {
    const walk = await walkModel(root, task, modules);
    parentPort?.postMessage({ kind: 'walked', walk } satisfies WalkReply);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ kind: 'failed', text } satisfies WalkReply);
  }
});
