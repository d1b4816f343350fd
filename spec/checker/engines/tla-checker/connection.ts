/** The main thread's side of one engine worker: calls that can be given up. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { EngineCall, EngineReply } from './worker.js';

/** The engine died in a call: out of memory, out of stack, or a defect of its own. */
export class EngineCrash extends Error {}

export interface Connection {
  /**
   * One call at a time.
   * @throws {EngineCrash} when the engine dies; the signal's reason when it is aborted, at once.
   */
  call(call: EngineCall): Promise<string>;
  /** Bytes of WebAssembly memory after the last answer; it never shrinks. */
  memoryBytes(): number;
  /** Ends the worker, whatever it is doing. */
  close(): Promise<void>;
}

/** Starts a worker with an engine of its own. Aborting `signal` ends it in the middle of a call. */
export function connect(signal: AbortSignal): Connection {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { name: 'tla-checker', workerData: engineCode() });
  let memoryBytes = 0;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= worker.terminate().then(() => undefined);
    return closed;
  };

  const call = (engineCall: EngineCall): Promise<string> =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        signal.removeEventListener('abort', onAbort);
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
        finish();
      };
      const onAbort = (): void => {
        settle(() => reject(signal.reason));
        void close();
      };
      const onMessage = (reply: EngineReply): void => {
        if ('crash' in reply) {
          settle(() => reject(new EngineCrash(reply.crash)));
          void close();
          return;
        }
        memoryBytes = reply.memoryBytes;
        settle(() => resolve(reply.answer));
      };
      const onError = (error: Error): void => settle(() => reject(new EngineCrash(error.message)));
      const onExit = (): void => settle(() => reject(new EngineCrash('the worker ended')));
      if (signal.aborted) {
        settle(() => reject(signal.reason));
        void close();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.on('exit', onExit);
      worker.postMessage(engineCall);
    });

  return { call, memoryBytes: () => memoryBytes, close };
}

/** Node has it; TypeScript knows it only among the browser's types. */
declare const WebAssembly: { readonly Module: new (code: Uint8Array) => object };

let compiled: object | undefined;

/** The engine's code, read once: workers share what was compiled of it. */
function engineCode(): object {
  const file = createRequire(import.meta.url).resolve('tla-checker/tla_checker_bg.wasm');
  compiled ??= new WebAssembly.Module(readFileSync(file));
  return compiled;
}
