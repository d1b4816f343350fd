// The last step of the build. Joins the built files of the door `check` and of the checker's worker into a few: to find, open and read over a hundred small
// files takes longer than to check a small module. Whatever else is started, and every test, uses the files as they were built.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// Packages stay where they are, some look for files beside them; but the command line's own is small and always needed.
const external = Object.keys(dependencies).filter((name) => name !== 'commander');

await build({
  absWorkingDir: `${root}dist`,
  entryPoints: { 'quick-check': 'scripts/quick-check.js', worker: 'spec/checker/engines/own/worker.js' },
  outdir: 'quick',
  bundle: true,
  // What is imported when needed stays apart: it is not read when it is not.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: external.flatMap((name) => [name, `${name}/*`]),
  // Names are kept, for the stack of a defect; `node --enable-source-maps` finds the lines.
  minifyWhitespace: true,
  sourcemap: true,
  // A bundled package that is not an ES module asks for Node.js's own by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning',
});

// Where the implementation says which action a step is: read from its comments once, here.
const { readStepSources, stepIndex } = await import('../dist/conformance/replay/step-sources.js');
writeFileSync(`${root}${stepIndex}`, JSON.stringify(readStepSources(root, 'impl')));
