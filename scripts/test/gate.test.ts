/** The gate on a small project: what it says and how it ends, when all is well and when it is not. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { GateChange, GateDocument } from '../../reports/gate/document.js';
import { runGate } from '../../reports/gate/run.js';
import { type Edit, lineOf, temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

const stages = ['--stage', 'verify', 'conformance'];
const baseline = 'reports/baseline.json';
const cache = 'reports/results/cache';
const latch = 'spec/toy/Latch.tla';

function gate(root: string, ...words: readonly string[]) {
  return runDoor(['gate', '--root', root, ...(words.includes('--stage') ? [] : stages), ...words]);
}

/** In this process: the door adds streams and exit codes, which have tests of their own. */
function run(root: string, accept = false): Promise<GateDocument> {
  return runGate({
    ...{ root, accept, stages: ['verify', 'conformance'], usesCache: true, shard: undefined, changedFiles: undefined },
    ...{ workers: 2, env: {}, signal: new AbortController().signal, onProgress: () => undefined },
  });
}

async function accepted(t: ExecutionContext, ...edits: readonly Edit[]): Promise<string> {
  const root = temporaryProject(t, ...edits);
  const document = await run(root, true);
  t.true(document.accepted, JSON.stringify(document.stages));
  return root;
}

function edit(root: string, file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace in ${file}`);
  writeFileSync(join(root, file), changed);
}

/** The failing changes of a run that is expected to be red. */
async function failures(t: ExecutionContext, root: string): Promise<readonly GateChange[]> {
  const { ok, stages: found } = await run(root);
  t.false(ok);
  return found.flatMap(({ changes }) => changes).filter(({ fails }) => fails);
}

test('without a baseline the gate cannot run, and says how to make one', async (t) => {
  const { code, stdout, stderr } = await gate(temporaryProject(t));
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, /^error: .*baseline\.json:1: expected a baseline .*--accept.* found no such file\n$/);
});

test('what is accepted is found again, from the cache, and the baseline stays byte for byte', async (t) => {
  const root = await accepted(t);
  const text = readFileSync(join(root, baseline), 'utf8');
  t.true(text.split('\n').length > 30, 'one line an entry');
  const again = await gate(root);
  t.is(again.code, 0);
  t.regex(again.stdout, /verify +passes +yes/);
  t.regex(again.stdout, /The gate is open/);
  t.is((await gate(root, '--accept', '--no-cache')).code, 0);
  t.is(readFileSync(join(root, baseline), 'utf8'), text);
});

test('a model that is taken away with all that speaks of it is named', async (t) => {
  const root = await accepted(t);
  edit(root, 'spec/claims/toy.yaml', /\n {8}remedy: [\s\S]*?old-one \}/, '');
  edit(root, 'spec/manifest.json', / {4}\{\n {6}"id": "toy\/Latch.old-one-test-again"[\s\S]*?\n {4}\},\n/, '');
  rmSync(join(root, 'spec/toy/Latch.old-one-test-again.cfg'));
  const found = await failures(t, root);
  t.true(
    found.some(
      ({ kind, message }) => kind === 'lost' && /The model toy\/Latch\.old-one-test-again is gone/.test(message),
    ),
  );
});

test('a bound that is narrowed is named with the line of the configuration', async (t) => {
  const root = await accepted(t);
  edit(root, 'spec/toy/Latch.old-one.cfg', '{a}', '{}');
  const found = await failures(t, root);
  const bound = found.find(({ subject }) => subject === 'bounds');
  t.regex(bound?.message ?? '', /Sleeper is narrowed: \{a\} before, \{\} now/);
  t.deepEqual(bound?.place, { file: 'spec/toy/Latch.old-one.cfg', line: 2 });
});

test('an invariant that is weakened where no verdict shows it is named with its line', async (t) => {
  const root = await accepted(t);
  edit(root, latch, 'NoLostWakeup == woken =>', 'NoLostWakeup == woken /\\ flag =>');
  const found = await failures(t, root);
  t.deepEqual(
    found.map(({ subject, message }) => [subject, message]),
    [['definition', 'toy/Latch: the definition of NoLostWakeup is another one.']],
  );
  t.deepEqual(found[0]?.place, { file: latch, line: lineOf(root, latch, 'NoLostWakeup ==') });
});

test('comments and layout are no change', async (t) => {
  const root = await accepted(t);
  edit(root, latch, 'NoLostWakeup == woken =>', '\\* Said otherwise.\nNoLostWakeup ==\n  woken =>');
  const { ok, stages: found } = await run(root);
  t.true(ok);
  t.regex(found[0]?.summary ?? '', /3 of 3 models run again because spec\/toy\/Latch\.tla changed/);
});

test('only what depends on a changed file runs again', async (t) => {
  const root = await accepted(t);
  edit(root, 'spec/toy/Latch.fixed-one.cfg', 'CONSTANTS', '\\* One sleeper.\nCONSTANTS');
  const { code, stdout } = await gate(root);
  t.is(code, 0);
  t.regex(stdout, /verify +passes +partly/);
  t.regex(stdout.replace(/\s+/g, ' '), /1 of 3 models run again because spec\/toy\/Latch\.fixed-one\.cfg changed/);
});

test('an action that can no longer happen is lost, in its models and in the ledger', async (t) => {
  const root = await accepted(t);
  edit(root, latch, '/\\ pc[s] = "sleep"', '/\\ pc[s] = "asleep" /\\ FALSE');
  const messages = (await failures(t, root)).map(({ message }) => message).join('\n');
  t.regex(messages, /toy\/Latch\.old-one: the action FallAsleep is never taken any more/);
  t.regex(messages, /no model in which the action FallAsleep of toy\/Latch is taken/);
});

test('a graph that changed is told by the shortest way to what is new, where the history has the earlier text', async (t) => {
  const root = await accepted(t);
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: root });
  git('init', '--quiet');
  git('add', 'spec');
  git('commit', '--quiet', '-m', 'as accepted');
  edit(root, latch, '  /\\ flag /\\ ~woken', '  /\\ ~woken');
  const found = await failures(t, root);
  const graph = found.find(({ subject, flow }) => subject === 'graph' && flow !== undefined);
  t.regex(graph?.message ?? '', /\+\d+ edges? of WakeAll/);
  t.regex(graph?.message ?? '', /First reached by this 1-step trace/);
  t.deepEqual(
    graph?.flow?.map(({ step }) => step),
    ['initial state', 'WakeAll'],
  );
  t.is(graph?.place?.file, latch);
});

test('without a history the graph is told in counts', async (t) => {
  const root = await accepted(t);
  edit(root, latch, '  /\\ flag /\\ ~woken', '  /\\ ~woken');
  const graph = (await failures(t, root)).find(({ subject }) => subject === 'graph');
  t.regex(graph?.message ?? '', /the state graph is another one: .*\+\d+ edges of WakeAll/);
});

test('a manifest that expects something else fails with its line and the counterexample', async (t) => {
  const root = await accepted(t);
  edit(
    root,
    'spec/manifest.json',
    '"name": "NoLostWakeup", "kind": "invariant", "expected": "violated"',
    '"name": "NoLostWakeup", "kind": "invariant", "expected": "holds"',
  );
  const [first] = await failures(t, root);
  t.regex(first?.message ?? '', /expected NoLostWakeup "holds", own found "violated"/);
  t.is(first?.place?.file, 'spec/manifest.json');
  t.is(first?.flow?.[0]?.step, 'initial state');
  t.true((first?.flow?.length ?? 0) > 3);
});

test('what fails by itself is not accepted', async (t) => {
  const root = await accepted(t);
  const before = readFileSync(join(root, baseline), 'utf8');
  edit(root, 'spec/manifest.json', '"distinctStates": 11', '"distinctStates": 12');
  const { code, stdout } = await gate(root, '--accept');
  t.is(code, 1);
  t.regex(stdout, /expected 12 distinct states, own found 11/);
  t.is(readFileSync(join(root, baseline), 'utf8'), before);
});

test('a module that cannot be read fails its stage with the line', async (t) => {
  const root = await accepted(t);
  edit(root, latch, '  /\\ flag = FALSE', '  /\\ flag = (');
  const [first] = await failures(t, root);
  t.regex(first?.message ?? '', /^Cannot be read: expected/);
  t.regex(`${first?.place?.file}:${first?.place?.line}`, /Latch\.tla:\d+$/);
});

test('--accept says what it changes, and then all is well', async (t) => {
  const root = await accepted(t);
  edit(root, 'spec/toy/Latch.fixed-one.cfg', '  NeverAsleep\n', '');
  edit(root, 'spec/manifest.json', /("toy\/Latch.fixed-one"[\s\S]*?), "witness": "NeverAsleep"/, '$1');
  edit(root, 'spec/manifest.json', /("toy\/Latch.fixed-one"[\s\S]*?)\n *\{ "name": "NeverAsleep"[^}]*\},/, '$1');
  t.false((await run(root)).ok);
  const { code, stdout } = await gate(root, '--accept');
  t.is(code, 0, stdout);
  t.regex(stdout, /worse: .*no longer checks NeverAsleep/);
  t.true((await run(root)).ok);
});

test('a baseline that is damaged is named with its line, and is not replaced in silence', async (t) => {
  const root = await accepted(t);
  const text = readFileSync(join(root, baseline), 'utf8');
  const lines = text.split('\n');
  writeFileSync(join(root, baseline), lines.map((line, index) => (index === 6 ? '<<<<<<< HEAD' : line)).join('\n'));
  for (const words of [[], ['--accept']]) {
    const { code, stderr } = await gate(root, ...words);
    t.is(code, 2);
    t.regex(stderr, /^error: .*baseline\.json:[678](:\d+)?: .*the baseline is damaged/);
  }
  writeFileSync(join(root, baseline), text);
  t.is((await gate(root)).code, 0);
});

test('a damaged cache is told and computed again', async (t) => {
  const root = await accepted(t);
  const name = readdirSync(join(root, cache)).find((each) => each.includes('short')) ?? '';
  writeFileSync(join(root, cache, name), readFileSync(join(root, cache, name)).subarray(0, 200));
  const { ok, notes } = await run(root);
  t.true(ok);
  t.is(notes.length, 1);
  t.regex(notes[0] ?? '', /^the cache entry of verify own toy\/Latch\.\S+ in short is damaged: it is computed again$/);
  t.deepEqual((await run(root)).notes, []);
});

test('where nothing can be written the gate says so and ends with 2, and the next run is right', async (t) => {
  const root = await accepted(t);
  rmSync(join(root, 'reports/results'), { recursive: true });
  writeFileSync(join(root, 'reports/results'), 'in the way');
  const { code, stdout, stderr } = await gate(root);
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, /^error: .*reports\/results.*: expected a file that can be written, found E[A-Z]+/);
  rmSync(join(root, 'reports/results'));
  t.is((await gate(root)).code, 0);
});

test('an interrupted gate ends with 130, accepts nothing, and the next run is right', async (t) => {
  const root = await accepted(t);
  const before = readFileSync(join(root, baseline), 'utf8');
  const words = ['gate', '--root', root, ...stages, '--no-cache', '--accept'];
  const { code, stdout, stderr } = await runDoor(words, { interruptAfterMs: 0 });
  t.is(code, 130);
  t.regex(stdout + stderr, /interrupted/i);
  t.is(readFileSync(join(root, baseline), 'utf8'), before);
  t.is((await gate(root)).code, 0);
});

interface Shards {
  readonly root: string;
  readonly files: readonly string[];
}

async function shards(t: ExecutionContext, root: string, ...door: readonly string[]): Promise<Shards> {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-shards-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const files: string[] = [];
  for (const index of [1, 2, 3]) {
    const { stdout } = await runDoor([...door, '--root', root, '--shard', `${index}/3`, '--json']);
    files.push(join(folder, `${index}.json`));
    writeFileSync(join(folder, `${index}.json`), stdout);
  }
  return { root, files };
}

/** Times, memory and the cache may differ. */
function withoutTimes(text: string): unknown {
  return JSON.parse(text, (key, value) => (/^(seconds|peakBytes|cached|summary)$/.test(key) ? 0 : value));
}

test('the shards of verify joined are the whole', async (t) => {
  const root = temporaryProject(t);
  const whole = await runDoor(['verify', '--root', root, '--json']);
  const { files } = await shards(t, root, 'verify');
  const joined = await runDoor(['merge', '--root', root, '--json', ...files.toReversed()]);
  t.is(joined.code, 0, joined.stderr);
  t.deepEqual(withoutTimes(joined.stdout), withoutTimes(whole.stdout));
});

test('the shards of a red gate joined are the whole, claims over several shards included', async (t) => {
  const root = await accepted(t);
  edit(root, 'spec/toy/Latch.old-one.cfg', '{a}', '{}');
  const whole = await gate(root, '--json');
  const { files } = await shards(t, root, 'gate', ...stages);
  const joined = await runDoor(['merge', '--root', root, '--json', ...files]);
  t.is(joined.code, 1, joined.stderr);
  const pick = (text: string) => {
    const { stages: found, ok } = withoutTimes(text) as {
      ok: boolean;
      stages: { name: string; changes: GateChange[] }[];
    };
    const messages = ({ name, changes }: { name: string; changes: GateChange[] }) => [
      name,
      changes.map(({ message }) => message).sort(),
    ];
    return { ok, stages: found.map(messages) };
  };
  t.deepEqual(pick(joined.stdout), pick(whole.stdout));
});

test('--since runs what the changed files matter to, and nothing else', async (t) => {
  const root = await accepted(t);
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: root });
  writeFileSync(join(root, '.gitignore'), 'reports/results\nreports/output\n');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'as accepted');
  const nothing = await gate(root, '--since', 'HEAD');
  t.is(nothing.code, 0);
  t.regex(nothing.stdout, /0 models/);
  edit(root, 'spec/toy/Latch.old-one.cfg', '{a}', '{}');
  const { code, stdout } = await gate(root, '--since', 'HEAD');
  t.is(code, 1);
  t.regex(stdout.replace(/\s+/g, ' '), /1 models/);
  t.regex(stdout.replace(/\s+/g, ' '), /Sleeper is narrowed/);
  const unknown = await gate(root, '--since', 'nowhere');
  t.is(unknown.code, 2);
  t.regex(unknown.stderr, /^error: --since: expected a revision of this repository, found nowhere/);
});
