/** The door `verify` as a user runs it: exit codes, documents, what it names when something is not as expected. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type Edit, lineOf, temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

const manifest = 'spec/manifest.json';
const catalogue = 'spec/claims/toy.yaml';
const full = 'reports/results/verify.json';
const partial = 'reports/results/verify-partial.json';

interface Printed {
  readonly ok: boolean;
  readonly partial: boolean;
  readonly results: readonly { readonly model: string; readonly distinctStates: number | null }[];
  readonly claims: readonly { readonly id: string; readonly variant: string; readonly verdict: string }[];
  readonly notRun: { readonly models: readonly string[]; readonly claims: readonly string[] };
}

test('a project that is as expected ends with 0, a table and a page', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout, stderr } = await runDoor(['verify', '--root', root]);
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /As expected\./);
  t.regex(stdout, /TOY-I1 .* violated¹ +holds¹\n/);
  t.regex(stdout, /TOY-C1 .* assumption +holds¹\n/);
  t.regex(stdout, /Latch\.old-one +11 /);
  t.false(stdout.includes('\u001b'));
  t.regex(readFileSync(join(root, 'reports/output/verify.md'), 'utf8'), /## Schedules\n/);
});

test('--json prints the document that is kept, and twice the same apart from time and memory', async (t) => {
  const root = temporaryProject(t);
  const first = await runDoor(['verify', '--json', '--root', root]);
  t.is(first.code, 0);
  t.is(readFileSync(join(root, full), 'utf8'), first.stdout);
  const document: Printed = JSON.parse(first.stdout);
  t.true(document.ok);
  t.false(document.partial);
  t.deepEqual(
    document.claims.map(({ id, variant, verdict }) => `${id} ${variant}: ${verdict}`),
    ['TOY-I1 old: violated', 'TOY-I1 fixed: holds', 'TOY-C1 old: assumption', 'TOY-C1 fixed: holds'],
  );
  const second = await runDoor(['verify', '--json', '--root', root, '--workers', '1']);
  const timeless = (text: string) => text.replace(/"(seconds|peakBytes)":[^,}]+/g, '');
  t.is(timeless(second.stdout), timeless(first.stdout));
});

const names = test.macro(async (t, edits: readonly Edit[], message: RegExp, place?: readonly [string, string]) => {
  const root = temporaryProject(t, ...edits);
  const { code, stdout, stderr } = await runDoor(['verify', '--quiet', '--root', root]);
  t.is(stderr, '');
  t.is(code, 1);
  t.regex(stdout, /NOT as expected/);
  t.regex(stdout, message);
  if (place !== undefined) t.true(stdout.includes(`${place[0]}:${lineOf(root, ...place)}: `), stdout);
});

test(
  'an expected verdict that was edited ends with 1 and its line',
  names,
  [{ file: manifest, replace: ['"deadlock", "expected": "violated"', '"deadlock",  "expected": "holds"'] }],
  /expected deadlock "holds", own found "violated"/,
  [manifest, '"deadlock",  '],
);
test(
  'an expected count that was edited ends with 1 and its line',
  names,
  [{ file: manifest, replace: ['"distinctStates": 11', '"distinctStates": 12'] }],
  /expected 12 distinct states, own found 11/,
  [manifest, '"distinctStates": 12'],
);
test(
  'a model taken out of the manifest ends with 1',
  names,
  [{ file: manifest, replace: [/,\n {4}\{\n {6}"id": "toy\/Latch\.fixed-one"[\s\S]*$/, '\n  ]\n}\n'] }],
  /spec\/toy\/Latch\.fixed-one\.cfg:1: no model/,
);
test(
  'a configuration taken away ends with 1',
  names,
  [{ file: 'spec/toy/Latch.fixed-one.cfg', replace: null }],
  /toy\/Latch\.fixed-one names spec\/toy\/Latch\.fixed-one\.cfg, which is not there/,
);
test(
  'a catalogue entry taken away ends with 1',
  names,
  [{ file: catalogue, replace: [/\n {2}- id: TOY-C1[\s\S]*$/, '\n'] }],
  /TOY-C1 is registered, but no catalogue/,
  [manifest, '"TOY-C1"'],
);
test(
  'a verdict of the catalogue that was edited ends with 1 and its line',
  names,
  [{ file: catalogue, replace: ['verdict: violated', 'verdict: holds'] }],
  /TOY-I1, old: expected "holds", found "violated" in toy\/Latch\.old-one/,
  [catalogue, 'verdict: holds'],
);
test(
  'a property that is expected unknown without need ends with 1',
  names,
  [{ file: manifest, replace: ['"cannotExpress": {}', '"cannotExpress": { "own": ["NoLostWakeup"] }'] }],
  /cannotExpress\.own lists it, though own settles it/,
);
test('a property that the engine cannot express, and nobody said so, ends with 1', async (t) => {
  const root = temporaryProject(t, { file: manifest, replace: ['{ "tla-checker": ["AllGoOn"] }', '{}'] });
  const { code, stdout } = await runDoor(['verify', '--quiet', '--engine', 'tla-checker', '--root', root]);
  t.is(code, 1);
  t.regex(stdout, /expected AllGoOn "holds", tla-checker found "unknown"/);
});
test(
  'a repaired module that no longer repairs ends with 1',
  names,
  [{ file: 'spec/toy/Latch.tla', replace: ['"TestAgain" \\in Repairs /\\ flag', 'FALSE'] }],
  /the remedy does not suffice: NoLostWakeup is "violated" in toy\/Latch\.old-one-test-again/,
);

test('a limit that is reached is unknown and never passes', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout } = await runDoor(['verify', '--quiet', '--max-states', '5', '--root', root]);
  t.is(code, 1);
  t.regex(stdout, /expected NoLostWakeup "holds", own found "unknown"/);
  t.regex(stdout, /did not explore the whole graph/);
});

test('a filtered run is kept apart from a full one and counts what it did not run', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout } = await runDoor(['verify', 'FIXED', '--json', '--root', root]);
  t.is(code, 0);
  const document: Printed = JSON.parse(stdout);
  t.true(document.partial);
  t.deepEqual(
    document.results.map(({ model }) => model),
    ['toy/Latch.fixed-one'],
  );
  t.deepEqual(
    document.claims.map(({ id }) => id),
    ['TOY-C1', 'TOY-C1'],
  );
  t.deepEqual(document.notRun.models, ['toy/Latch.old-one', 'toy/Latch.old-one-test-again']);
  t.deepEqual(document.notRun.claims, ['TOY-I1 (old)', 'TOY-I1 (fixed)']);
  t.false(existsSync(join(root, full)));
  t.true(existsSync(join(root, partial)));
});

test('shards together run every model once', async (t) => {
  const root = temporaryProject(t);
  const runs = await Promise.all(
    ['1/2', '2/2'].map((shard) => runDoor(['verify', '--list', '--json', '--shard', shard, '--root', root])),
  );
  const listed = runs.map(({ stdout }) => JSON.parse(stdout).models.map(({ model }: { model: string }) => model));
  t.deepEqual(listed, [['toy/Latch.old-one', 'toy/Latch.fixed-one'], ['toy/Latch.old-one-test-again']]);
});

test('Ctrl-C ends with 130 and says what is known', async (t) => {
  const many = '{a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12}';
  const root = temporaryProject(t, { file: 'spec/toy/Latch.old-one.cfg', replace: ['{a}', many] });
  const { code, stdout, stderr } = await runDoor(['verify', '--root', root], { interruptAfterMs: 1500 });
  t.is(code, 130);
  t.regex(stdout, /Interrupted: this is what was known by\s+then\./);
  t.false(existsSync(join(root, full)));
  t.notRegex(stderr, /\n {4}at /);
});
