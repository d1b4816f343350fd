// Compiles the JSON Schemas (draft 7) of our own files and documents: `x.schema.json` becomes `dist/x.schema.js`. To compile them is most of what a short
// run would otherwise do. That they are schemas at all is for their test to say.

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// Of these all errors are told, each with what it was told of: they are of files that people write.
const forReaders = /^spec\/|\/(?:baseline|run)\.schema\.json$/;

// What their modules export: `document`, the whole, or definitions that are asked for by themselves, by name.
const exported = {
  'reports/schema/verify.schema.json': ['document', 'result'],
  'conformance/validation/run.schema.json': ['header', 'line'],
};

await Promise.all(
  ['spec', 'conformance', 'reports'].flatMap(schemasIn).map(async (file) => {
    const outfile = `${root}dist/${file.replace(/json$/, 'js')}`;
    mkdirSync(dirname(outfile), { recursive: true });
    await build({
      stdin: { contents: validators(file), resolveDir: root },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'warning',
    });
  }),
);

/** ES module text. */
function validators(file) {
  const ajv = new Ajv({
    strict: true,
    strictRequired: forReaders.test(file),
    allErrors: forReaders.test(file),
    verbose: forReaders.test(file),
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  ajv.addSchema(JSON.parse(readFileSync(root + file, 'utf8')), 'document');
  const names = exported[file] ?? ['document'];
  const parts = names.map((name) => [name, name === 'document' ? name : `document#/definitions/${name}`]);
  return standaloneCode(ajv, Object.fromEntries(parts));
}

function schemasIn(folder) {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'results' || entry.name === 'fixtures' ? [] : schemasIn(path);
    return entry.name.endsWith('.schema.json') ? [path] : [];
  });
}
