// Bundles the explorer for browsers: one script, that stands in the page.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['reports/explorer/browser/main.ts'],
  outfile: 'dist/reports/explorer/browser.js',
  bundle: true,
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
});
