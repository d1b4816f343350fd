import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../spec/input-error.js';
import { projectRoot } from '../../spec/project-root.js';
import { type ConformanceFlags, conformanceDoor } from '../conformance.js';
import { runDoor } from './run-door.js';

const model = 'tsem/TrustRelease.v3-killed';

/** A folder that is gone with the test. */
function folderOf(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('conformance replays a model, validates runs of it, prints one document and writes its formats', async (t) => {
  const ktap = join(folderOf(t), 'c.ktap');
  const { code, stdout } = await runDoor([
    ...['conformance', 'tsem/TaskKey.fixed-parent-exits', '--json', '--ktap', ktap],
  ]);
  t.is(code, 0);
  const document = JSON.parse(stdout);
  t.like(document, { schema: 'lsm-verify/conformance@1', ok: true, partial: true });
  const [{ transitionsReplayed, transitions, divergences, runsValidated, runs }] = document.results;
  t.is(transitionsReplayed, transitions);
  t.deepEqual(divergences, []);
  t.true(runs.recorded >= 6 && runs.partial >= 3);
  t.is(runsValidated, runs.recorded);
  t.deepEqual(runs.rejected, []);
  t.regex(
    readFileSync(ktap, 'utf8'),
    /\n {4}ok \d+ divergence\n {2}ok 1 tsem\/TaskKey\.fixed-parent-exits\nok 1 tsem\n$/,
  );
});

/** The door in this process: streams, exit codes and the command line have tests of their own. */
async function doorHere(flags: Partial<ConformanceFlags>): Promise<{ readonly code: number; readonly stdout: string }> {
  let stdout = '';
  const stream = {
    write(text: string) {
      stdout += text;
    },
  };
  const usual = { quiet: true, seed: 1, maxStates: 100_000, steps: 100, schedule: 'by-seed', workers: 1 } as const;
  const world = { stdout: stream, stderr: stream, env: {}, signal: new AbortController().signal };
  const filters = flags.record === undefined ? [] : [model];
  return { code: await conformanceDoor(filters, { ...usual, ...flags }, world), stdout };
}

/** A recorded run in a folder of its own. */
async function recorded(t: ExecutionContext, flags: Partial<ConformanceFlags>): Promise<string> {
  const file = join(folderOf(t), 'run.ndjson');
  t.is((await doorHere({ ...flags, record: file })).code, 0);
  return file;
}

let ofSeed7: Promise<string> | undefined;

/** The same run in a folder of its own, which is for the test to change: recorded once. */
async function recordedOfSeed7(t: ExecutionContext): Promise<string> {
  ofSeed7 ??= recorded(t, { seed: 7 }).then((file) => readFileSync(file, 'utf8'));
  const file = join(folderOf(t), 'run.ndjson');
  writeFileSync(file, await ofSeed7);
  return file;
}

test('a run that was recorded is a behaviour, the same bytes for the same seed', async (t) => {
  const file = await recordedOfSeed7(t);
  const again = join(folderOf(t), 'run.ndjson');
  const { code: recordedWith, stderr } = await runDoor(['conformance', model, '--record', again, '--seed', '7']);
  t.is(recordedWith, 0, stderr);
  t.is(readFileSync(file, 'utf8'), readFileSync(again, 'utf8'));
  const { code, stdout } = await runDoor(['conformance', '--validate', file, '--json']);
  t.is(code, 0);
  t.like(JSON.parse(stdout), { schema: 'lsm-verify/validation@1', ok: true, model, explaining: 1 });
});

test('a run recorded without some variables and steps is a behaviour too', async (t) => {
  const file = await recorded(t, { schedule: 'in-order', hide: ['reg', 'oReg', 'LoadStatus', 'WakeReaders'] });
  const [header = '', first = ''] = readFileSync(file, 'utf8').split('\n');
  t.deepEqual(JSON.parse(header).hidden, { actions: ['LoadStatus', 'WakeReaders'], max: 3 });
  t.false('reg' in JSON.parse(first).state);
  t.is((await doorHere({ validate: file })).code, 0);
});

test('a recording without a name that is there is bad input', async (t) => {
  await t.throwsAsync(doorHere({ record: join(folderOf(t), 'run.ndjson'), hide: ['statu'] }), {
    instanceOf: InputError,
    message: /--hide: expected a variable or an action of tsem\/TrustRelease, found statu \(did you mean status\?\)/,
  });
});

test('a run with a line lost is none: exit 1, the line, the conjunct', async (t) => {
  const file = await recordedOfSeed7(t);
  const lines = readFileSync(file, 'utf8').split('\n');
  const raised = lines.findIndex((line) => line.includes('"action":"RaiseEvent"'));
  writeFileSync(file, lines.filter((_, index) => index !== raised).join('\n'));
  const { code, stdout } = await doorHere({ validate: file });
  t.is(code, 1);
  t.regex(stdout, /line 3: EnqueueEvent\(a\) is not possible: pc\[a\] = "append" is false at\s+TrustRelease\.tla:181/);
  const document = JSON.parse((await doorHere({ validate: file, json: true })).stdout);
  t.like(document, { ok: false, linesExplained: 1, rejection: { line: raised + 1, step: 'EnqueueEvent(a)' } });
});

test('a run may name its module and constants in the place of a model', async (t) => {
  const file = await recordedOfSeed7(t);
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  const config = readFileSync(join(projectRoot(), `spec/${model}.cfg`), 'utf8');
  const constants = Object.fromEntries(
    [...config.matchAll(/^ {2}(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const write = (given: object) => {
    const header = { schema: 'lsm-verify/run@1', module: 'tsem/TrustRelease', constants: given };
    writeFileSync(file, [JSON.stringify(header), ...lines].join('\n'));
    return doorHere({ validate: file });
  };
  t.is((await write(constants)).code, 0);
  const killed = await write({ ...constants, KillMax: '0' });
  t.is(killed.code, 1);
  t.regex(killed.stdout, /Kill\(a\) is not possible: spent\.kills < KillMax is false/);
  await t.throwsAsync(write({ ...constants, Task: '{a' }), {
    instanceOf: InputError,
    message: /run\.ndjson:1: constants\.Task: expected/,
  });
});

test('a run of a model that is not there is bad input, with the nearest', async (t) => {
  const file = await recordedOfSeed7(t);
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, ['{"schema":"lsm-verify/run@1","model":"tsem/TrustRelease.v3-kiled"}', ...lines].join('\n'));
  await t.throwsAsync(doorHere({ validate: file }), {
    instanceOf: InputError,
    message: /run\.ndjson:1: model: expected the id of a model, found .*did you mean tsem\/TrustRelease\.v3-killed\?/,
  });
});
