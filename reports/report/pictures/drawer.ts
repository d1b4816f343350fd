/** Places graphs and makes PNG on a thread of its own, and gives up on what takes too long. */

import { Worker } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './draw-worker.js';

export interface Drawer {
  /** What Graphviz answers, in its format `json0`; or why there is none. */
  place(dot: string): Promise<{ readonly json: string } | { readonly reason: string }>;
  png(svg: string): Promise<{ readonly bytes: Uint8Array } | { readonly reason: string }>;
  /** What was asked for and is not there yet is given up. */
  close(): Promise<void>;
}

const closed = 'the drawer was closed';

/** @param timeoutMs for one drawing. */
export function createDrawer(timeoutMs: number): Drawer {
  let worker: Worker | undefined;
  let count = 0;
  // One after the other: the time of one is not to be counted as that of the next.
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let giveUp: (() => void) | undefined;

  const stop = async () => {
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };
  const ask = (request: DrawRequest) => {
    const now = turn.then(
      () =>
        new Promise<DrawAnswer>((resolve) => {
          const failed = (reason: string) => ({ id: request.id, kind: 'failed' as const, reason });
          if (isClosed) return resolve(failed(closed));
          worker ??= new Worker(new URL('./draw-worker.js', import.meta.url));
          const current = worker;
          const end = (answer: DrawAnswer) => {
            isAnswered = true;
            clearTimeout(timer);
            giveUp = undefined;
            current.off('message', end);
            current.off('error', fail);
            resolve(answer);
          };
          const fail = (error: Error) => {
            void stop();
            end(failed(error.message));
          };
          let isAnswered = false;
          const late = () => {
            if (isAnswered) return;
            void stop();
            end(failed(`it took more than ${timeoutMs / 1000} seconds`));
          };
          // An answer that came while this thread was busy is read before it counts as late.
          const timer = setTimeout(() => setImmediate(() => setImmediate(late)), timeoutMs);
          giveUp = () => end(failed(closed));
          current.on('message', end);
          current.on('error', fail);
          current.postMessage(request);
        }),
    );
    turn = now;
    return now;
  };
  return {
    async place(dot) {
      const answer = await ask({ kind: 'place', id: count++, dot });
      return answer.kind === 'placed' ? { json: answer.json } : { reason: reasonOf(answer) };
    },
    async png(svg) {
      const answer = await ask({ kind: 'png', id: count++, svg });
      return answer.kind === 'png' ? { bytes: answer.bytes } : { reason: reasonOf(answer) };
    },
    async close() {
      isClosed = true;
      giveUp?.();
      await stop();
    },
  };
}

function reasonOf(answer: DrawAnswer): string {
  return answer.kind === 'failed' ? answer.reason : 'the drawer gave another answer than it was asked for';
}
