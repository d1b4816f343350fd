// Joins the built files of the door `check` into a few, in dist/quick/door.

import { readFileSync } from 'node:fs';
import { bundle } from './bundling.mjs';

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

// Packages stay where they are, some look for files beside them; but the command line's own is small and always needed.
const external = Object.keys(dependencies).filter((name) => name !== 'commander');
await bundle('door', {
  entryPoints: { 'quick-check': 'scripts/quick-check.js' },
  format: 'esm',
  plugins: [{ name: 'worker', setup: startsQuickWorker }],
  // What is imported when needed stays apart: it is not read when it is not.
  splitting: true,
  external: external.flatMap((name) => [name, `${name}/*`]),
  // A bundled package that is not an ES module asks for Node.js's own by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});

/** The bundled door starts the bundled worker. */
function startsQuickWorker({ onLoad }) {
  onLoad({ filter: /engines\/own\/pool\.js$/ }, ({ path }) => {
    return { contents: readFileSync(path, 'utf8').replace("'./worker.js'", "'../checker/worker.cjs'") };
  });
}
