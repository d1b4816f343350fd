/** What is built anew, and what a build goes on from. */

import test from 'ava';

interface Mark {
  readonly files: Readonly<Record<string, string>>;
  readonly areTypesRight: boolean;
}

// The scripts of the build are not compiled by it.
const script: string = '../../../scripts/what-to-build.mjs';
const { whatToBuild } = (await import(script)) as {
  readonly whatToBuild: (
    mark: Mark | undefined,
    files: Readonly<Record<string, string>>,
    inputsOfChecker: readonly string[] | undefined,
  ) => { readonly schemas: boolean; readonly checker: boolean } | undefined;
};

const files = {
  'impl/a.ts': '1',
  'package-lock.json': '1',
  'reports/explorer/browser/tsconfig.json': '1',
  'scripts/build.mjs': '1',
  'scripts/quick-worker.cjs': '1',
  'spec/a.schema.json': '1',
  'spec/checker.schema.json': '1',
  'spec/checker.ts': '1',
  'tsconfig.json': '1',
};
const mark = { files, areTypesRight: true };
const inputsOfChecker = ['../node_modules/package.js', 'spec/checker.js', 'spec/checker.schema.js'];
const after = (change: Readonly<Record<string, string>>) => whatToBuild(mark, { ...files, ...change }, inputsOfChecker);

test('a build goes on after a change of sources, with the parts that they are of', (t) => {
  t.deepEqual(after({}), { schemas: false, checker: false });
  t.deepEqual(after({ 'impl/a.ts': '2' }), { schemas: false, checker: false });
  t.deepEqual(after({ 'spec/checker.ts': '2' }), { schemas: false, checker: true });
  t.deepEqual(after({ 'spec/a.schema.json': '2' }), { schemas: true, checker: false });
  t.deepEqual(after({ 'impl/a.ts': '2', 'spec/checker.schema.json': '2' }), { schemas: true, checker: true });
});

test('a build is a new one where a file came or went', (t) => {
  t.is(after({ 'impl/b.ts': '1' }), undefined);
  const { 'impl/a.ts': _, ...rest } = files;
  t.is(whatToBuild(mark, rest, inputsOfChecker), undefined);
});

test('a build is a new one where what it is done with changed', (t) => {
  for (const file of Object.keys(files).filter((name) => !/\.ts$|\.schema\.json$/.test(name))) {
    t.is(after({ [file]: '2' }), undefined, file);
  }
});

test('a build is a new one after one that was not ended or found a fault', (t) => {
  t.is(whatToBuild(undefined, files, inputsOfChecker), undefined);
  t.is(whatToBuild({ files, areTypesRight: false }, files, inputsOfChecker), undefined);
  t.is(whatToBuild(mark, files, undefined), undefined);
});
