/** The door `report` as a user runs it: what it writes, twice the same, and what it says of results that are none. */

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isExplorerFragment, parseFragment } from '../../reports/explorer/position.js';
import { temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

const results = 'reports/results/verify.json';

/** A project with results of verify. */
async function verifiedProject(t: ExecutionContext): Promise<string> {
  const root = temporaryProject(t);
  const { code, stderr } = await runDoor(['verify', '--quiet', '--root', root]);
  t.is(code, 0, stderr);
  return root;
}

/** Every file under `folder` with its bytes. */
function bytesUnder(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

test('the report of a project is written in all its formats, and twice the same', async (t) => {
  const root = await verifiedProject(t);
  const folders = ['first', 'second'].map((name) => join(root, name));
  for (const folder of folders) {
    const { code, stdout, stderr } = await runDoor(['report', '--root', root, '--output', folder]);
    t.is(stderr, '');
    t.is(code, 0);
    t.regex(
      stdout,
      /^2 claims and findings in 4 verdicts: 2 holds, 1 violated, 1 assumption\. .*Everything is as expected\.\n/,
    );
  }
  const [first, second] = folders.map(bytesUnder);
  t.deepEqual(first, second);
  const names = [...(first?.keys() ?? [])];
  for (const name of ['index.html', 'report.md', 'report.rst', 'report.txt']) t.true(names.includes(name), name);
  t.true(names.some((name) => /^pictures\/toy\.Latch\..*\.svg$/.test(name)));
  t.true(names.some((name) => /^pictures\/toy\.Latch\..*\.png$/.test(name)));
  t.true(names.some((name) => /^pictures\/graph-toy\.Latch\..*\.svg$/.test(name)));
});

test('every place that index.html leads to is there once, and nothing is loaded from elsewhere', async (t) => {
  const root = await verifiedProject(t);
  t.is((await runDoor(['report', '--quiet', '--root', root])).code, 0);
  const page = readFileSync(join(root, 'reports/output/index.html'), 'utf8');
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  t.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  );
  const fragments = [...page.matchAll(/href="(#[^"]+)"/g)].map(([, fragment = '']) => fragment);
  t.true(fragments.includes('#claim-TOY-I1'));
  const lost = fragments.filter((fragment) =>
    isExplorerFragment(fragment) ? parseFragment(fragment) === undefined : !ids.includes(fragment.slice(1)),
  );
  t.deepEqual(lost, []);
  for (const name of ['claim-TOY-I1-old', 'claim-TOY-C1-fixed', 'model-toy.Latch.old-one'])
    t.true(ids.includes(name), name);
  t.notRegex(page, /(?:src|href)="(?:https?:)?\/\//);
  t.false(page.includes(root));
});

test('the report says so where the text is another than the one that was checked', async (t) => {
  const root = await verifiedProject(t);
  const module = join(root, 'spec/toy/Latch.tla');
  writeFileSync(module, `${readFileSync(module, 'utf8')}\n\\* One line more.\n`);
  t.is((await runDoor(['report', '--quiet', '--root', root])).code, 0);
  t.regex(readFileSync(join(root, 'reports/output/index.html'), 'utf8'), /the results are of another version/);
  t.regex(
    readFileSync(join(root, 'reports/output/report.txt'), 'utf8').replace(/\s+/g, ' '),
    /the results are of another version/,
  );
});

const refuses = test.macro(async (t, text: string | undefined, says: RegExp) => {
  const root = temporaryProject(t);
  if (text !== undefined) {
    mkdirSync(join(root, 'reports/results'), { recursive: true });
    writeFileSync(join(root, results), text);
  }
  const { code, stdout, stderr } = await runDoor(['report', '--root', root]);
  t.is(stdout, '');
  t.regex(stderr, says);
  t.is(stderr.trim().split('\n').length, 1, stderr);
  t.is(code, 2);
});

const whole = {
  schema: 'lsm-verify/verify@1',
  ok: true,
  partial: false,
  interrupted: false,
  engines: [],
  engineVersions: {},
  enginesAbsent: [],
  limits: { statesMax: 1, depthMax: 1, timeoutSeconds: 1 },
  variants: {},
  results: [],
  claims: [],
  disagreements: [],
  enlarged: [],
  notRun: { models: [], deep: [], claims: [] },
};

test(
  'without results the report names the command that makes them',
  refuses,
  undefined,
  /verify\.json.*npm run verify/,
);
test(
  'results that are cut off are refused with their line',
  refuses,
  JSON.stringify(whole, undefined, 1).slice(0, 120),
  /verify\.json:\d+: expected well-formed JSON \(npm run verify makes it anew\)/,
);
test('an empty file of results is refused', refuses, '', /verify\.json:1: expected well-formed JSON/);
test(
  'results of an older schema are refused',
  refuses,
  JSON.stringify({ ...whole, schema: 'lsm-verify/verify@0' }),
  /schema: expected "lsm-verify\/verify@1".*found "lsm-verify\/verify@0"/,
);
test('a foreign document is refused', refuses, '[1, 2]', /schema: expected "lsm-verify\/verify@1".*found none/);
test(
  'results that lack a field are refused',
  refuses,
  JSON.stringify({ ...whole, claims: undefined }),
  /required property 'claims'.*npm run verify/,
);
test(
  'results of a part of the models are refused',
  refuses,
  JSON.stringify({ ...whole, partial: true }),
  /partial: expected the results of a full run/,
);

/** Results of branches that speak of one file of the project, with one branch left open in it. */
function branchesText(changes: Readonly<Record<string, unknown>> = {}, text = 'if (seen) return;'): string {
  const open = [{ line: 2, column: 0, arm: 'else', text }];
  const share = { branches: 9, covered: 5, excluded: 3 };
  return JSON.stringify({
    schema: 'lsm-verify/branches@1',
    ok: false,
    partial: false,
    models: ['toy/Latch.first'],
    parts: [{ name: 'the latch', by: 'tables', ...share, files: [{ file: 'impl/toy/measured.ts', ...share, open }] }],
    exclusions: [{ file: 'measured.ts', text: 'if (worn)', arm: 'then', reason: 'no latch <wears>' }],
    faults: [],
    ...changes,
  });
}

test('branch coverage is shown file by file with what is open and why what is excluded, and refused when it is stale or foreign', async (t) => {
  const root = await verifiedProject(t);
  const file = join(root, 'reports/results/branches.json');
  const read = (name: string) => readFileSync(join(root, 'reports/output', name), 'utf8');
  t.is((await runDoor(['report', '--quiet', '--root', root])).code, 0);
  t.regex(read('report.txt'), /No results yet: npm run branches makes them\./);
  t.regex(read('index.html'), /No results yet: <code>npm run branches<\/code> makes them\./);

  mkdirSync(join(root, 'impl/toy'), { recursive: true });
  const measured = join(root, 'impl/toy/measured.ts');
  writeFileSync(measured, '// measured\n  if (seen) return;\n');
  writeFileSync(file, branchesText());
  const { code, stderr } = await runDoor(['report', '--quiet', '--root', root]);
  t.is(code, 0, stderr);
  t.regex(read('report.txt'), /the latch by tables: 83\.3 % of 6 branches/);
  t.regex(read('index.html'), /impl\/toy\/measured\.ts:2: else of <code>if \(seen\) return;<\/code>/);
  t.regex(read('index.html'), /\(no latch &lt;wears&gt;\)/);

  const refused: readonly (readonly [string, RegExp])[] = [
    [branchesText({}, 'if (other) return;'), /measured\.ts:2, where it says something else/],
    [branchesText({ schema: 'lsm-verify/verify@1' }), /expected "lsm-verify\/branches@1" \(npm run branches makes it/],
    [branchesText({ partial: true }), /npm run branches without a filter/],
    [branchesText({ parts: 'none' }), /parts: expected .*npm run branches makes it anew/],
  ];
  for (const [text, message] of refused) {
    writeFileSync(file, text);
    const outcome = await runDoor(['report', '--quiet', '--root', root]);
    t.is(outcome.code, 2, text);
    t.regex(outcome.stderr, message);
  }
  rmSync(measured);
  writeFileSync(file, branchesText());
  t.regex((await runDoor(['report', '--quiet', '--root', root])).stderr, /measured\.ts, which is not there/);
});
