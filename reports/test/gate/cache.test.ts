/** The cache: a result is taken again only while all that it depended on is the same, and a damaged one never. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Cache } from '../../gate/cache.js';
import { Facts } from '../../gate/facts.js';

function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-cache-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const now =
  (facts: Readonly<Record<string, string>>) =>
  (name: string): string =>
    facts[name] ?? 'absent';

test('what depends on nothing that changed is taken, maps and big integers included', (t) => {
  const cache = new Cache(temporaryFolder(t));
  const result = { states: new Map([['x', 5n]]), list: [1, null] };
  cache.keep('verify own toy/L.m', { 'a.tla': '1', 'b.cfg': '2' }, result);
  t.deepEqual(cache.recall('verify own toy/L.m', now({ 'a.tla': '1', 'b.cfg': '2' })), { kind: 'same', result });
});

test('what changed is named', (t) => {
  const cache = new Cache(temporaryFolder(t));
  cache.keep('unit', { 'a.tla': '1', 'b.cfg': '2', 'c.ts': '3' }, 1);
  const recalled = cache.recall('unit', now({ 'a.tla': '1', 'b.cfg': '9' }));
  t.deepEqual(recalled, { kind: 'changed', because: ['b.cfg', 'c.ts'] });
});

test('of what was never kept nothing is known', (t) => {
  const cache = new Cache(temporaryFolder(t));
  t.deepEqual(cache.recall('unit', now({})), { kind: 'nothing' });
  t.is(cache.dependencies('unit'), undefined);
});

test('units whose names differ in signs only are kept apart', (t) => {
  const cache = new Cache(temporaryFolder(t));
  cache.keep('a/b', {}, 1);
  cache.keep('a b', {}, 2);
  t.deepEqual(cache.recall('a/b', now({})), { kind: 'same', result: 1 });
  t.deepEqual(cache.recall('a b', now({})), { kind: 'same', result: 2 });
});

test('a cache that is not read is written all the same', (t) => {
  const folder = temporaryFolder(t);
  new Cache(folder, false).keep('unit', {}, 1);
  t.deepEqual(new Cache(folder, false).recall('unit', now({})), { kind: 'nothing' });
  t.deepEqual(new Cache(folder).recall('unit', now({})), { kind: 'same', result: 1 });
});

const damages = test.macro((t, damage: (bytes: Buffer) => Uint8Array) => {
  const folder = temporaryFolder(t);
  new Cache(folder).keep('unit', { a: '1' }, { verdict: 'holds' });
  const [name = ''] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name));
  writeFileSync(join(folder, name), damage(bytes));
  const cache = new Cache(folder);
  t.deepEqual(cache.recall('unit', now({ a: '1' })), { kind: 'nothing' });
  t.deepEqual(cache.notes, ['the cache entry of unit is damaged: it is computed again']);
  cache.keep('unit', { a: '1' }, 2);
  t.deepEqual(cache.recall('unit', now({ a: '1' })), { kind: 'same', result: 2 });
});

test('an entry of which a bit turned over is told and not taken', damages, (bytes) => {
  const at = bytes.length - 5;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
});
test('an entry that is cut short is told and not taken', damages, (bytes) => bytes.subarray(0, bytes.length - 3));
test('an empty entry is told and not taken', damages, () => new Uint8Array());
test('something else in the place of an entry is told and not taken', damages, () =>
  Buffer.from('{"verdict":"holds"}'),
);

test('facts are those of the start: a file written since makes a result worthless', (t) => {
  const root = temporaryFolder(t);
  writeFileSync(join(root, 'README.md'), 'before');
  const facts = new Facts(root, Date.now(), {});
  const digest = facts.of('README.md');
  t.true(facts.isStill(['README.md', 'node', 'nowhere.ts']));
  writeFileSync(join(root, 'README.md'), 'after');
  t.is(facts.of('README.md'), digest);
  t.not(new Facts(root, 0, {}).of('README.md'), digest);
  t.false(facts.isStill(['README.md']));
  writeFileSync(join(root, 'README.md'), 'before');
  t.true(facts.isStill(['README.md']));
  rmSync(join(root, 'README.md'));
  t.false(facts.isStill(['README.md']));
});

test('a file that is not there is a fact too', (t) => {
  const root = temporaryFolder(t);
  t.is(new Facts(root, 0, {}).of('a.ts'), 'absent');
  writeFileSync(join(root, 'a.ts'), '');
  t.not(new Facts(root, 0, {}).of('a.ts'), 'absent');
});
