/** The blocking side: checks one model after another. Runs in a worker thread. */

import { parentPort } from 'node:worker_threads';
import { InputError } from '../../../input-error.js';
import { loadGrammar } from '../../syntax/grammar.js';
import type { RunReply, RunRequest } from './protocol.js';

// The grammar is compiled while the checker's own code is read; a run awaits it again, and is told if it fails.
const grammar = loadGrammar().catch(() => undefined);
const checker = import('./run-model.js');

const port = parentPort;
if (port !== null) {
  const say = (reply: RunReply): void => port.postMessage(reply);
  port.on('message', async (request: RunRequest) => {
    try {
      const [{ runModel }] = await Promise.all([checker, grammar]);
      say({ kind: 'begun' });
      say({ kind: 'done', outcome: await runModel(request, say) });
    } catch (error) {
      if (error instanceof InputError) say({ kind: 'refused', fault: error.fault });
      else say({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
