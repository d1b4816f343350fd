// What is bundled is bundled alike. To find, open and read over a hundred small files takes longer than to check a small module; whatever else is
// started, and every test, uses the files as they were built.

import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Bundles built files into `dist/quick/<name>` anew, and writes down there which built files each of its files is made of. */
export async function bundle(name, options) {
  const outdir = `quick/${name}`;
  rmSync(`${dist}/${outdir}`, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: dist,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Names are kept, for the stack of a defect; `node --enable-source-maps` finds the lines.
    minifyWhitespace: true,
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
    ...options,
  });
  const inputs = Object.entries(metafile.outputs).map(([file, { inputs }]) => [file, Object.keys(inputs)]);
  writeFileSync(`${dist}/${outdir}/inputs.json`, `${JSON.stringify(Object.fromEntries(inputs))}\n`);
}
