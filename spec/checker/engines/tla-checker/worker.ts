/** The blocking side: an instance of the engine's WebAssembly that answers one call after another. Runs in a worker thread. */

import { parentPort, workerData } from 'node:worker_threads';
import { check_spec_with_options, explore_init, explore_invariants, explore_next, initSync } from 'tla-checker';

/** One call into the engine; `options`, `state` and the answers are JSON text as the engine has it. */
export type EngineCall =
  | { readonly kind: 'check'; readonly module: string; readonly options: string }
  | { readonly kind: 'init'; readonly module: string; readonly config: string }
  | { readonly kind: 'next'; readonly module: string; readonly config: string; readonly state: string }
  | { readonly kind: 'invariants'; readonly module: string; readonly config: string; readonly state: string };

/** `crash` is what the engine died of: after that its memory is not to be trusted and the worker must be ended. */
export type EngineReply = { readonly answer: string; readonly memoryBytes: number } | { readonly crash: string };

function answer(call: EngineCall): string {
  switch (call.kind) {
    case 'check':
      return check_spec_with_options(call.module, call.options);
    case 'init':
      return explore_init(call.module, call.config, '{}');
    case 'next':
      return explore_next(call.module, call.config, '{}', call.state);
    case 'invariants':
      return explore_invariants(call.module, call.config, '{}', call.state);
  }
}

const port = parentPort;
if (port !== null) {
  const { memory } = initSync({ module: workerData });
  port.on('message', (call: EngineCall) => {
    let reply: EngineReply;
    try {
      reply = { answer: answer(call), memoryBytes: memory.buffer.byteLength };
    } catch (error) {
      reply = { crash: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(reply);
  });
}
