// The checker's worker as `check` starts it: runs checker.js, the bundled worker, with the code that V8 made of it when it was built. To compile the same
// functions anew takes longer than to check a small module. V8 refuses what another version of it made, and compiles then.
//
// The build copies this file to dist/quick/checker/worker.cjs and asks it for that code: at a message on the port `keepsCode` it writes it.

const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');
const { workerData } = require('node:worker_threads');

const file = join(__dirname, 'checker.js');
const codeFile = join(__dirname, 'checker.code');

// V8 takes code only where it runs with the flags that it made it with: the usual ones, while the grammar's are not set yet.
if (workerData?.keepsCode) v8.setFlagsFromString = () => undefined;

const code = existsSync(codeFile) ? { cachedData: readFileSync(codeFile) } : {};
const script = new Script(readFileSync(file, 'utf8'), { filename: file, ...code });
script.runInThisContext()({}, createRequire(file), {}, file, __dirname);

workerData?.keepsCode?.once('message', () => {
  writeFileSync(codeFile, script.createCachedData());
  workerData.keepsCode.postMessage('kept');
});
