/** What stands behind the files that tests read. */

import test from 'ava';
import { projectRoot } from '../../../spec/project-root.js';
import { WrittenFiles } from '../../gate/stages/written-files.js';

const written = new WrittenFiles(projectRoot());

test('behind a built file stands its source, behind a source itself', (t) => {
  t.deepEqual(written.behind('dist/spec/manifest.js'), ['spec/manifest.ts']);
  t.deepEqual(written.behind('spec/manifest.ts'), ['spec/manifest.ts']);
});

test('behind a compiled schema stands the schema', (t) => {
  t.true(written.behind('dist/spec/schema/claims.schema.js').includes('spec/schema/claims.schema.json'));
});

test('behind a bundled file, and the code that V8 made of it, stand the sources that it is made of', (t) => {
  for (const file of ['dist/quick/checker/checker.js', 'dist/quick/checker/checker.code']) {
    const found = written.behind(file);
    t.true(found.includes('spec/checker/engines/own/run-model.ts'), file);
    t.true(found.includes('scripts/bundle-checker.mjs'), file);
    t.deepEqual(
      found.filter((name) => name.includes('node_modules')),
      [],
    );
  }
});

test('behind what is installed or was written by a run stands nothing', (t) => {
  t.deepEqual(written.behind('node_modules/ajv/package.json'), []);
  t.deepEqual(written.behind('reports/results/verify.json'), []);
  t.deepEqual(written.behind('dist/package.json'), []);
});
