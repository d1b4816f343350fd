// Joins the built files of the checker's worker into one, in dist/quick/checker, with the code that V8 makes of it.

import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { bundle } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist/quick/checker`;
const { resolve } = createRequire(import.meta.url);

const urls = `const moduleUrl=require('node:url').pathToFileURL(__filename).href,\
resolveUrl=(name)=>require('node:url').pathToFileURL(require.resolve(name)).href;`;
await bundle('checker', {
  entryPoints: { checker: 'spec/checker/engines/own/worker.js' },
  format: 'cjs',
  alias: { 'web-tree-sitter': resolve('web-tree-sitter') },
  define: { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'resolveUrl' },
  // A function of what Node.js gives a module: as a script, whose code V8 can keep.
  banner: { js: `(function(exports,require,module,__filename,__dirname){${urls}` },
  footer: { js: '})' },
});
copyFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm'), `${folder}/web-tree-sitter.wasm`);
copyFileSync(`${root}scripts/quick-worker.cjs`, `${folder}/worker.cjs`);
await keepCode();

/** Checks a model and has the worker keep the code of all functions that ran. */
async function keepCode() {
  const { port1: port, port2: keepsCode } = new MessageChannel();
  const worker = new Worker(`${folder}/worker.cjs`, { workerData: { keepsCode }, transferList: [keepsCode] });
  const models = `${root}spec/checker/test/fixtures/models`;
  const request = {
    model: { moduleFile: `${models}/TwoPhase.tla`, configFile: `${models}/TwoPhase.rm3.cfg`, properties: [] },
    limits: { timeoutMs: 60_000, statesMax: 10_000 },
    options: { asConfigured: true },
    stop: new Int32Array(new SharedArrayBuffer(4)),
  };
  await new Promise((done, failed) => {
    worker.on('error', failed).on('exit', () => failed(new Error('the worker ended')));
    worker.on('message', (reply) => {
      if (reply.kind === 'done') port.postMessage('keep');
      else if (reply.kind === 'refused' || reply.kind === 'failed') failed(new Error(reply.text ?? JSON.stringify(reply)));
    });
    port.on('message', done);
    worker.postMessage(request);
  });
  port.close();
  await worker.terminate();
}
