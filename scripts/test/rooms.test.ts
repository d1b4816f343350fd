/** The rooms and the one way through them: what each may import, read from the sources themselves. */

import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import test from 'ava';
import { ts } from 'ts-morph';
import { projectRoot } from '../../spec/project-root.js';

/** From the outermost room inwards: a room imports itself and what comes after it, and `impl` never `spec`. */
const rooms = ['scripts', 'reports', 'conformance', 'impl', 'spec'];

const root = projectRoot();

/** From the root. */
const sources = compiledFiles().map((file) => relative(root, file));
const known = new Set(sources);

/** Of each file of the project those that it imports or re-exports from, at once or later, for types alone too. */
const imports = new Map(sources.map((file) => [file, importsOf(file)]));

function compiledFiles(): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).fileNames;
}

/** Imports are read off the tokens and followed by their paths: no file is parsed, which would take ten times as long. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.') || !fileName.endsWith('.js')) return [];
    const imported = join(dirname(file), fileName.replace(/\.js$/, '.ts'));
    return known.has(imported) ? [imported] : missing(file, fileName);
  });
}

/** What is compiled from a schema is in the schema's room, and loads nothing. */
function missing(file: string, path: string): readonly string[] {
  if (path.endsWith('.schema.js')) return [];
  throw new Error(`${file} imports ${path}, which is not there`);
}

function roomOf(file: string): string {
  return file.split(sep)[0] ?? '';
}

function isTest(file: string): boolean {
  return file.includes(`${sep}test${sep}`);
}

/** Imports that are not as they should be, as sentences. */
function wrong(isWrong: (file: string, imported: string) => boolean): readonly string[] {
  return [...imports].flatMap(([file, all]) =>
    all.filter((imported) => isWrong(file, imported)).map((imported) => `${file} imports ${imported}`),
  );
}

test('every source file lives in one of the rooms', (t) => {
  t.true(sources.length > 50);
  t.deepEqual(
    sources.filter((file) => !rooms.includes(roomOf(file))),
    [],
  );
});

test('imports run from scripts to reports to conformance to impl and spec, never back', (t) => {
  t.true([...imports.values()].flat().length > 1000);
  const isBackwards = (file: string, imported: string) => {
    const [from, to] = [roomOf(file), roomOf(imported)];
    if (!rooms.includes(to)) return false;
    return rooms.indexOf(to) < rooms.indexOf(from) || (from === 'impl' && to === 'spec');
  };
  t.deepEqual(wrong(isBackwards), []);
});

test('no file of a room imports from a test', (t) => {
  t.deepEqual(
    wrong((file, imported) => !isTest(file) && isTest(imported)),
    [],
  );
});

test('other rooms reach the checker through its doors', (t) => {
  const inChecker = (file: string) => file.startsWith(join('spec', 'checker') + sep);
  const doors = ['index.ts', 'settle.ts', 'expect-own.ts'];
  const isByAnotherWay = (file: string, imported: string) =>
    !inChecker(file) && !isTest(file) && inChecker(imported) && !doors.includes(basename(imported));
  t.deepEqual(wrong(isByAnotherWay), []);
});
