/** The rooms and the one way through them: what each may import, read from the sources themselves. */

import { dirname, join, relative, sep } from 'node:path';
import test from 'ava';
import { Project, type SourceFile } from 'ts-morph';
import { projectRoot } from '../../spec/project-root.js';

/** From the outermost room inwards: a room imports itself and what comes after it, and `impl` never `spec`. */
const rooms = ['scripts', 'reports', 'conformance', 'impl', 'spec'];

const root = projectRoot();
// Imports are followed by their paths: no types are needed, and to work them out takes ten times as long.
const project = new Project({
  ...{ tsConfigFilePath: join(root, 'tsconfig.json'), skipFileDependencyResolution: true, skipLoadingLibFiles: true },
});
const sources = project.getSourceFiles();

function roomOf(file: SourceFile): string {
  return relative(root, file.getFilePath()).split(sep)[0] ?? '';
}

/** Files of the project that `file` imports or re-exports from. */
function importsOf(file: SourceFile): SourceFile[] {
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap((declaration) => {
    const path = declaration.getModuleSpecifierValue();
    if (path?.startsWith('.') !== true || !path.endsWith('.js')) return [];
    const imported = join(dirname(file.getFilePath()), path.replace(/\.js$/, '.ts'));
    return project.getSourceFile(imported) ?? missing(file, path);
  });
}

/** What is compiled from a schema is in the schema's room, and loads nothing. */
function missing(file: SourceFile, path: string): SourceFile[] {
  if (path.endsWith('.schema.js')) return [];
  throw new Error(`${file.getFilePath()} imports ${path}, which is not there`);
}

function isTest(file: SourceFile): boolean {
  return file.getFilePath().includes('/test/');
}

test('every source file lives in one of the rooms', (t) => {
  t.true(sources.length > 50);
  t.deepEqual(
    sources.filter((file) => !rooms.includes(roomOf(file))).map((file) => file.getBaseName()),
    [],
  );
});

test('imports run from scripts to reports to conformance to impl and spec, never back', (t) => {
  t.true(sources.flatMap(importsOf).length > 1000);
  const backwards = sources.flatMap((file) =>
    importsOf(file)
      .filter((imported) => {
        const [from, to] = [roomOf(file), roomOf(imported)];
        if (!rooms.includes(to)) return false;
        return rooms.indexOf(to) < rooms.indexOf(from) || (from === 'impl' && to === 'spec');
      })
      .map((imported) => `${relative(root, file.getFilePath())} imports ${relative(root, imported.getFilePath())}`),
  );
  t.deepEqual(backwards, []);
});

test('no file of a room imports from a test', (t) => {
  const wrong = sources
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter(isTest)
        .map((imported) => `${file.getBaseName()}: ${imported.getBaseName()}`),
    );
  t.deepEqual(wrong, []);
});

test('other rooms reach the checker through its doors', (t) => {
  const inChecker = (file: SourceFile) => relative(root, file.getFilePath()).startsWith(join('spec', 'checker') + sep);
  const doors = ['index.ts', 'settle.ts', 'expect-own.ts'];
  const wrong = sources
    .filter((file) => !inChecker(file) && !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((imported) => inChecker(imported) && !doors.includes(imported.getBaseName()))
        .map((imported) => `${relative(root, file.getFilePath())} imports ${relative(root, imported.getFilePath())}`),
    );
  t.deepEqual(wrong, []);
});
