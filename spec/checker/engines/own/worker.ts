/** The blocking side: checks one model after another. Runs in a worker thread. */

import { parentPort } from 'node:worker_threads';
import { InputError } from '../../../input-error.js';
import { loadGrammar } from '../../syntax/grammar.js';
import type { RunReply, RunRequest } from './protocol.js';
import { runModel } from './run-model.js';

const port = parentPort;
if (port !== null) {
  // Before it is needed; a run awaits it again, and is told if it fails.
  loadGrammar().catch(() => undefined);
  const say = (reply: RunReply): void => port.postMessage(reply);
  port.on('message', (request: RunRequest) => {
    runModel(request, say).then(
      (outcome) => say({ kind: 'done', outcome }),
      (error: unknown) => {
        if (error instanceof InputError) say({ kind: 'refused', fault: error.fault });
        else say({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  });
}
