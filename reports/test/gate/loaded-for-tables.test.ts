/** Who has the implementation loaded for the tables alone depends on what comes of them, and on no line of it. */

import test from 'ava';
import { projectRoot } from '../../../spec/project-root.js';
import { Imports } from '../../gate/imports.js';
import { isLoadedForTables } from '../../gate/stages/loaded-for-tables.js';

const imports = new Imports(projectRoot());
const importsOf = (file: string) => imports.direct(file);

const loaded = ['impl/tsem/errno.ts#0', 'impl/tsem/code.ts#0'];
const tables = ['impl/tsem/code.ts', 'conformance/tables/table.ts', 'conformance/tables/findings.ts'];
// The hook that marks functions is in every process that is watched, and names the folder.
const watched = 'conformance/coverage/marks-hook.ts';
const reports = [
  watched,
  'reports/verify/run.ts',
  'conformance/tables/run-tables.ts',
  'reports/test/report/report.test.ts',
];

test('files that were loaded because of the tables, of which nothing ran besides', (t) => {
  t.true(isLoadedForTables(loaded, [...tables, ...reports], importsOf));
});

test('not where a function of them ran', (t) => {
  t.false(isLoadedForTables([...loaded, 'impl/tsem/code.ts#0.1'], [...tables, ...reports], importsOf));
});

test('nor where what ran is not known', (t) => {
  t.false(isLoadedForTables(['impl/tsem/code.ts'], [...tables, ...reports], importsOf));
});

for (const file of [
  'conformance/bindings/tsem/trust-release-projection.ts',
  'conformance/validation/own-runs.ts',
  'impl/test/tsem/usage.test.ts',
  'conformance/test/bindings/trust-release.test.ts',
]) {
  test(`nor where ${file} is there, which may read a constant`, (t) => {
    t.false(isLoadedForTables(loaded, [...tables, file], importsOf));
  });
}

// Otherwise every test of a door counts as a test of the implementation.
for (const door of ['gate', 'conformance', 'verify', 'report']) {
  test(`the door ${door} loads the implementation at once for the tables at most`, (t) => {
    const code = imports.loadedAtOnce(`scripts/${door}.ts`);
    t.true(code.length > 10);
    t.true(isLoadedForTables([], code, (file) => importsOf(file).filter((other) => code.includes(other))));
  });
}
