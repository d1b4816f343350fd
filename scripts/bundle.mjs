// The last step of the build. Joins the built files of the door `check` and of the checker's worker into a few: to find, open and read over a hundred small
// files takes longer than to check a small module. Whatever else is started, and every test, uses the files as they were built.

import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const quick = `${root}dist/quick`;
const { resolve } = createRequire(import.meta.url);
const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const common = {
  absWorkingDir: `${root}dist`,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Names are kept, for the stack of a defect; `node --enable-source-maps` finds the lines.
  minifyWhitespace: true,
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
};

rmSync(quick, { recursive: true, force: true });
// Packages stay where they are, some look for files beside them; but the command line's own is small and always needed.
const external = Object.keys(dependencies).filter((name) => name !== 'commander');
const door = await build({
  ...common,
  entryPoints: { 'quick-check': 'scripts/quick-check.js' },
  outdir: 'quick',
  format: 'esm',
  plugins: [{ name: 'worker', setup: startsQuickWorker }],
  // What is imported when needed stays apart: it is not read when it is not.
  splitting: true,
  external: external.flatMap((name) => [name, `${name}/*`]),
  // A bundled package that is not an ES module asks for Node.js's own by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});

const urls = `const moduleUrl=require('node:url').pathToFileURL(__filename).href,\
resolveUrl=(name)=>require('node:url').pathToFileURL(require.resolve(name)).href;`;
const checker = await build({
  ...common,
  entryPoints: { checker: 'spec/checker/engines/own/worker.js' },
  outdir: 'quick',
  format: 'cjs',
  alias: { 'web-tree-sitter': resolve('web-tree-sitter') },
  define: { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'resolveUrl' },
  // A function of what Node.js gives a module: as a script, whose code V8 can keep.
  banner: { js: `(function(exports,require,module,__filename,__dirname){${urls}` },
  footer: { js: '})' },
});
copyFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm'), `${quick}/web-tree-sitter.wasm`);
copyFileSync(`${root}scripts/quick-worker.cjs`, `${quick}/worker.cjs`);
await keepCode();

// Which built files each of these is made of.
const parts = { ...door.metafile.outputs, ...checker.metafile.outputs };
const inputs = Object.entries(parts).map(([name, { inputs }]) => [name, Object.keys(inputs)]);
writeFileSync(`${quick}/inputs.json`, `${JSON.stringify(Object.fromEntries(inputs))}\n`);

// Where the implementation says which action a step is: read from its comments once, here.
const { readStepSources, stepIndex } = await import('../dist/conformance/replay/step-sources.js');
writeFileSync(`${root}${stepIndex}`, JSON.stringify(readStepSources(root, 'impl')));

/** The bundled door starts the bundled worker. */
function startsQuickWorker({ onLoad }) {
  onLoad({ filter: /engines\/own\/pool\.js$/ }, ({ path }) => {
    return { contents: readFileSync(path, 'utf8').replace("'./worker.js'", "'./worker.cjs'") };
  });
}

/** Checks a model and has the worker keep the code of all functions that ran. */
async function keepCode() {
  const { port1: port, port2: keepsCode } = new MessageChannel();
  const worker = new Worker(`${quick}/worker.cjs`, { workerData: { keepsCode }, transferList: [keepsCode] });
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
