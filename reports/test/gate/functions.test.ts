/** Functions of compiled code: their places, what changes their digests, which of them ran. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { functionsOf, isMarked, withMarks } from '../../../conformance/coverage/functions.js';
import { CompiledFunctions, fileOfFact } from '../../gate/compiled-functions.js';

const code = [
  "import { basename } from 'node:path';",
  "const words = /* what there is */ [basename('a/b')];",
  'export function outer(value) {',
  '  return words.map((word) => (times) => word + value * times);',
  '}',
  'export class Task {',
  '  #life = () => words.at(0);',
  '  get life() { return this.#life(); }',
  '  static of({ make = () => new Task() } = {}) { return make(); }',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, with a template in it.
  '  static *all() { yield* [1, 2].map((one) => ({ one, two: `${one}${(() => "`")()}` })); }',
  '}',
].join('\n');

/** Names of the functions whose digests differ, the ones that are gone among them. */
function changed(from: string, to: string): readonly string[] {
  if (!code.includes(from)) throw new Error(`nothing to replace: ${from}`);
  const after = new Map(functionsOf(code.replace(from, to)).map(({ name, digest }) => [name, digest]));
  return functionsOf(code)
    .filter(({ name, digest }) => after.get(name) !== digest)
    .map(({ name }) => name);
}

test('functions are named by their places', (t) => {
  t.deepEqual(
    functionsOf(code).map(({ name }) => name),
    ['0', '0.0', '0.0.0', '0.0.0.0', '0.1', '0.2', '0.3', '0.3.0', '0.4', '0.4.0', '0.4.0.0'],
  );
});

test('what changes in a function changes no other', (t) => {
  t.deepEqual(changed('value * times', 'value + times'), ['0.0.0.0']);
  t.deepEqual(changed('words.map', 'words.flatMap'), ['0.0']);
  t.deepEqual(changed('return this.#life()', 'return undefined'), ['0.2']);
  t.deepEqual(changed('words.at(0)', 'words.at(1)'), ['0.1']);
  t.deepEqual(changed('[1, 2]', '[1, 3]'), ['0.4']);
  t.deepEqual(changed('two:', 'three:'), ['0.4.0']);
});

test('what stands in no function changes the file', (t) => {
  t.deepEqual(changed("'a/b'", "'a/c'"), ['0']);
  t.deepEqual(changed("'node:path'", "'node:path/posix'"), ['0']);
});

test('comments and spacing change nothing', (t) => {
  t.deepEqual(changed('/* what there is */', '// nothing\n'), []);
  t.deepEqual(changed('return words', 'return    words'), []);
});

test('a function that is added, renamed or overrides another changes the one around it', (t) => {
  t.true(changed('export class', 'function added() {}\nexport class').includes('0'));
  t.true(changed('get life', 'get lives').includes('0'));
  t.true(changed('  static of', '  toString() { return ""; }\n  static of').includes('0'));
  t.true(changed('return words.map', 'function words() {}\n  return words.map').includes('0.0'));
});

test('parameters belong to the function and to the one around it', (t) => {
  t.deepEqual(changed('outer(value)', 'outer(value = 1)'), ['0', '0.0']);
});

test('what is no code at all is refused', (t) => {
  t.throws(() => functionsOf('export function ('), { name: 'SyntaxError' });
});

test('marked code keeps its lines and is known as such', (t) => {
  const marked = withMarks(code, 'somewhere()');
  t.is(marked.split('\n').length, code.split('\n').length);
  t.true(isMarked(marked));
  t.false(isMarked(code));
});

interface Loaded {
  outer(value: number): ((times: number) => unknown)[];
  readonly Task: { new (): { readonly life: unknown }; of(): object; all(): Iterable<object> };
}

/** Loads the marked code, lets `act` use it, and tells what ran. */
async function factsThatRan(t: ExecutionContext, act: (loaded: Loaded) => unknown): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'lsm-verify-functions-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist/code.js'), code);
  writeFileSync(join(root, 'dist/marked.mjs'), withMarks(code, 'globalThis.marksInTest'));
  const marks = new Uint8Array(functionsOf(code).length);
  Object.assign(globalThis, { marksInTest: marks });
  act(await import(pathToFileURL(join(root, 'dist/marked.mjs')).href));
  const ran = [...marks.keys()].filter((number) => marks[number] === 1);
  const compiled = new CompiledFunctions(root);
  const facts = compiled.factsThatRan(['code.ts'], [new Map([[pathToFileURL(join(root, 'dist/code.js')).href, ran]])]);
  for (const fact of facts) {
    t.regex(compiled.digestOf(fact) ?? '', /^[0-9a-f]{32}$/);
    t.is(fileOfFact(fact), 'code.ts');
  }
  return facts.map((fact) => fact.slice('code.ts#'.length));
}

test.serial('a file that is loaded and not used depends on what stands in no function', async (t) => {
  t.deepEqual(await factsThatRan(t, () => undefined), ['0']);
});

test.serial('a result depends on the functions that ran for it', async (t) => {
  t.deepEqual(await factsThatRan(t, ({ outer }) => outer(1)), ['0', '0.0', '0.0.0']);
  t.deepEqual(await factsThatRan(t, ({ outer }) => t.is(outer(1)[0]?.(2), 'b2')), ['0', '0.0', '0.0.0', '0.0.0.0']);
});

test.serial('getters, static methods, generators, default values and what fields hold are told apart', async (t) => {
  t.deepEqual(await factsThatRan(t, ({ Task }) => new Task()), ['0']);
  t.deepEqual(await factsThatRan(t, ({ Task }) => new Task().life), ['0', '0.1', '0.2']);
  t.deepEqual(await factsThatRan(t, ({ Task }) => Task.of()), ['0', '0.3', '0.3.0']);
  t.deepEqual(await factsThatRan(t, ({ Task }) => Task.all()), ['0']);
  const all = [
    { one: 1, two: '1`' },
    { one: 2, two: '2`' },
  ];
  t.deepEqual(await factsThatRan(t, ({ Task }) => t.deepEqual([...Task.all()], all)), ['0', '0.4', '0.4.0', '0.4.0.0']);
});

test('where a file is not compiled the result depends on the file', (t) => {
  const compiled = new CompiledFunctions(join(tmpdir(), 'nowhere'));
  t.deepEqual(compiled.factsThatRan(['code.ts'], []), ['code.ts']);
  t.is(compiled.digestOf('code.ts'), undefined);
  t.is(compiled.digestOf('code.ts#0'), 'absent');
});
