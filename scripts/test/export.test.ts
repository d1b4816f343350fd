/** The door `export`, and the options of the other doors that write formats, as a user runs them. */

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../spec/input-error.js';
import { projectRoot } from '../../spec/project-root.js';
import { temporaryProject } from '../../spec/test/temporary-project.js';
import { type ExportFlags, exportDoor } from '../export.js';
import { runDoor } from './run-door.js';

const plain = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' };
const verifyWords = (root: string) => ['verify', '--root', root];

test('verify writes the formats that are asked for beside its page, and export the same from what is kept', async (t) => {
  const root = temporaryProject(t);
  const file = (name: string) => join(root, name);
  const flags = [
    '--junit',
    file('v.xml'),
    '--sarif',
    file('v.sarif'),
    '--ktap',
    file('v.ktap'),
    '--markdown',
    file('v.md'),
  ];
  const { code, stdout, stderr } = await runDoor([...verifyWords(root), ...flags], { env: plain });
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /As expected\./);
  for (const [format, name] of [
    ['junit', 'v.xml'],
    ['sarif', 'v.sarif'],
    ['ktap', 'v.ktap'],
    ['markdown', 'v.md'],
  ] as const) {
    const run = await runDoor(['export', '--format', format, '--root', root]);
    t.is(run.stderr, '');
    t.is(run.code, 0);
    t.is(run.stdout, readFileSync(file(name), 'utf8'), format);
  }
  const kept = await runDoor(['export', '--format', 'json', '--root', root]);
  t.is(kept.stdout, readFileSync(join(root, 'reports/results/verify.json'), 'utf8'));
});

test('a format on stdout is alone there', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout, stderr } = await runDoor([...verifyWords(root), '--ktap', '-'], { env: plain });
  t.is(code, 0);
  t.regex(stdout, /^KTAP version 1\n1\.\.\d\n/);
  t.regex(stdout, /\nok 1 toy\n$/);
  t.regex(stderr, /As expected\./);
});

test('a run that is not as expected fails in its formats as in its exit code', async (t) => {
  const root = temporaryProject(t, {
    file: 'spec/manifest.json',
    replace: ['"distinctStates": 11', '"distinctStates": 12'],
  });
  const { code, stdout } = await runDoor([...verifyWords(root), '--junit', '-'], { env: plain });
  t.is(code, 1);
  t.regex(stdout, /<testsuites [^>]*failures="1"/);
});

test('annotations are printed in GitHub Actions only, and beside a document that takes stdout go to stderr', async (t) => {
  const root = temporaryProject(t, {
    file: 'spec/manifest.json',
    replace: ['"distinctStates": 11', '"distinctStates": 12'],
  });
  const error = /^::error file=spec\/manifest\.json,line=\d+,title=.*::.*expected 12 distinct states/m;
  const elsewhere = await runDoor(verifyWords(root), { env: { GITHUB_ACTIONS: 'false' } });
  t.notRegex(elsewhere.stdout + elsewhere.stderr, /^::/m);
  const there = await runDoor(verifyWords(root), { env: { GITHUB_ACTIONS: 'true' } });
  t.regex(there.stdout, error);
  const json = await runDoor([...verifyWords(root), '--json'], { env: { GITHUB_ACTIONS: 'true' } });
  t.notThrows(() => JSON.parse(json.stdout));
  t.regex(json.stderr, error);
});

test('the summary of a step is added to, any other file is written anew', async (t) => {
  const root = temporaryProject(t);
  await runDoor(verifyWords(root), { env: plain });
  const summary = join(root, 'summary.md');
  writeFileSync(summary, 'before\n');
  const words = ['export', '--format', 'markdown', '--root', root, '--output', summary];
  await runDoor(words, { env: { GITHUB_STEP_SUMMARY: summary } });
  t.regex(readFileSync(summary, 'utf8'), /^before\n## lsm-verify verify\n/);
  await runDoor(words, { env: plain });
  t.regex(readFileSync(summary, 'utf8'), /^## lsm-verify verify\n/);
});

test('a full disk is said, and a device is written to and stays what it is', async (t) => {
  const root = temporaryProject(t);
  await runDoor(verifyWords(root), { env: plain });
  const device = existsSync('/dev/full') ? '/dev/full' : undefined;
  if (device === undefined) return t.pass('there is no device that is always full here');
  const { code, stderr } = await runDoor(['export', '--format', 'ktap', '--root', root, '--output', device]);
  t.is(code, 2);
  t.regex(stderr, /\/dev\/full: expected a file that can be written, found ENOSPC/);
  t.true(statSync(device).isCharacterDevice());
});

test('results of a module that has changed since are told with a warning', async (t) => {
  const root = temporaryProject(t);
  await runDoor(verifyWords(root), { env: plain });
  const module = join(root, 'spec/toy/Latch.tla');
  writeFileSync(module, readFileSync(module, 'utf8').replace('Init ==', '\\* Something new.\nInit =='));
  const { code, stderr } = await runDoor(['export', '--format', 'ktap', '--root', root]);
  t.is(code, 0);
  t.regex(stderr, /^warning: \d of the \d results .*toy\/Latch/);
});

const refused = test.macro(async (t, kept: string | undefined, flags: Omit<ExportFlags, 'root'>, message: RegExp) => {
  const root = temporaryProject(t);
  if (kept !== undefined) {
    mkdirSync(join(root, 'reports/results'), { recursive: true });
    writeFileSync(join(root, 'reports/results/verify.json'), kept);
  }
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  const world = { stdout: stream, stderr: stream, env: {}, signal: new AbortController().signal };
  const error = await t.throwsAsync(exportDoor({ ...flags, root }, world), { instanceOf: InputError, message });
  t.false(error?.message.includes('\n'));
  t.deepEqual(written, []);
});
const junit = { format: 'junit' };
test(
  'no results: what makes them is named',
  refused,
  undefined,
  junit,
  /verify\.json: expected the results of verify \(npm run verify makes them\), found none/,
);
test(
  'results cut short are no JSON',
  refused,
  '{ "schema": "lsm-verify/verify@1", "ok": tr',
  junit,
  /verify\.json: expected one JSON document, whole, found .*cut short/,
);
test(
  'results of an older schema are named',
  refused,
  '{ "schema": "lsm-verify/verify@0" }',
  junit,
  /schema: expected one of lsm-verify\/verify@1.*found "lsm-verify\/verify@0"/,
);
test(
  'results that do not fit their schema',
  refused,
  '{ "schema": "lsm-verify/verify@1" }',
  junit,
  /expected a document that fits the schema of verify, found .*required property/,
);
test(
  'results of another door in their place',
  refused,
  JSON.stringify({
    schema: 'lsm-verify/gate@1',
    ok: true,
    interrupted: false,
    partial: false,
    shard: null,
    accepted: false,
    notes: [],
    stages: [],
  }),
  junit,
  /expected a document of verify, found lsm-verify\/gate@1/,
);
test(
  'a format that is misspelt',
  refused,
  undefined,
  { format: 'junt' },
  /--format: expected one of json, junit.*found junt \(did you mean junit\?\)/,
);
test(
  'a door that is misspelt',
  refused,
  undefined,
  { ...junit, from: 'verfy' },
  /--from: expected one of verify, conformance, gate, found verfy \(did you mean verify\?\)/,
);
test(
  'a file that is not there',
  refused,
  undefined,
  { ...junit, input: 'nowhere.json' },
  /nowhere\.json: expected a document/,
);
test(
  'a folder that is not there',
  refused,
  undefined,
  { ...junit, output: 'nowhere/x.xml' },
  /nowhere: expected the folder of --output/,
);
test('automata on stdout', refused, undefined, { format: 'rv', output: '-' }, /--output: expected a folder/);

test('two documents for one stdout, and a folder that is not there, are refused before anything runs', async (t) => {
  const root = temporaryProject(t);
  const two = await runDoor([...verifyWords(root), '--json', '--ktap', '-']);
  t.is(two.code, 2);
  t.regex(two.stderr, /--ktap -: expected one document for stdout, found --json and --ktap -/);
  const folder = await runDoor([...verifyWords(root), '--sarif', join(root, 'nowhere/v.sarif')]);
  t.is(folder.code, 2);
  t.regex(folder.stderr, /expected the folder of --sarif/);
  t.false(existsSync(join(root, 'reports/results')));
});

test('the automata for the kernel are written with their note', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout } = await runDoor(['export', '--format', 'rv', '--output', join(root, 'rv')], {
    cwd: projectRoot(),
  });
  t.is(code, 0);
  t.deepEqual(stdout.trimEnd().split('\n').length, 3);
  for (const name of ['tsem_wait.dot', 'tsem_wait_v3.dot', 'README.txt']) t.true(existsSync(join(root, 'rv', name)));
});
