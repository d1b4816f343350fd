import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { projectRoot } from '../../spec/project-root.js';
import { runDoor } from './run-door.js';

test('conformance replays a model and prints one document', async (t) => {
  const { code, stdout } = await runDoor(['conformance', 'tsem/TaskKey.fixed-parent-exits', '--json']);
  t.is(code, 0);
  const document = JSON.parse(stdout);
  t.like(document, { schema: 'lsm-verify/conformance@1', ok: true, partial: true });
  const [result] = document.results;
  t.is(result.transitionsReplayed, result.transitions);
  t.deepEqual(result.divergences, []);
});

test('a trace that is not there is bad input', async (t) => {
  const { code, stderr } = await runDoor(['conformance', '--trace', 'nowhere.itf.json']);
  t.is(code, 2);
  t.regex(stderr, /nowhere\.itf\.json.*expected a trace file/);
});

test('a model without an implementation is bad input', async (t) => {
  const { code, stderr } = await runDoor(['conformance', 'tsem/ControlFile.v3-heir']);
  t.is(code, 2);
  t.regex(stderr, /expected an implementation bound to tsem\/ControlFile/);
});

const model = 'tsem/TrustRelease.v3-killed';

/** A recorded run in a folder of its own. */
async function recorded(t: ExecutionContext, ...options: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'run.ndjson');
  const { code, stderr } = await runDoor(['conformance', model, '--record', file, ...options]);
  t.is(code, 0, stderr);
  return file;
}

test('conformance validates recorded runs of every model that it replays', async (t) => {
  const { stdout } = await runDoor(['conformance', 'tsem/TaskKey.fixed-parent-exits', '--json']);
  const [{ runsValidated, runs }] = JSON.parse(stdout).results;
  t.true(runs.recorded >= 6 && runs.partial >= 3);
  t.is(runsValidated, runs.recorded);
  t.deepEqual(runs.rejected, []);
});

test('a run that was recorded is a behaviour, the same bytes for the same seed', async (t) => {
  const [file, again] = [await recorded(t, '--seed', '7'), await recorded(t, '--seed', '7')];
  t.is(readFileSync(file, 'utf8'), readFileSync(again, 'utf8'));
  const { code, stdout } = await runDoor(['conformance', '--validate', file, '--json']);
  t.is(code, 0);
  t.like(JSON.parse(stdout), { schema: 'lsm-verify/validation@1', ok: true, model, explaining: 1 });
});

test('a run recorded without some variables and steps is a behaviour too', async (t) => {
  const file = await recorded(t, '--schedule', 'in-order', '--hide', 'reg', 'oReg', 'LoadStatus', 'WakeReaders');
  const [header = '', first = ''] = readFileSync(file, 'utf8').split('\n');
  t.deepEqual(JSON.parse(header).hidden, { actions: ['LoadStatus', 'WakeReaders'], max: 3 });
  t.false('reg' in JSON.parse(first).state);
  t.is((await runDoor(['conformance', '--validate', file])).code, 0);
});

test('a run with a line lost is none: exit 1, the line, the conjunct', async (t) => {
  const file = await recorded(t, '--seed', '7');
  const lines = readFileSync(file, 'utf8').split('\n');
  const raised = lines.findIndex((line) => line.includes('"action":"RaiseEvent"'));
  writeFileSync(file, lines.filter((_, index) => index !== raised).join('\n'));
  const { code, stdout } = await runDoor(['conformance', '--validate', file, '--quiet']);
  t.is(code, 1);
  t.regex(stdout, /line 3: EnqueueEvent\(a\) is not possible: pc\[a\] = "append" is false at\s+TrustRelease\.tla:181/);
  const document = JSON.parse((await runDoor(['conformance', '--validate', file, '--json'])).stdout);
  t.like(document, { ok: false, linesExplained: 1, rejection: { line: raised + 1, step: 'EnqueueEvent(a)' } });
});

test('a run may name its module and constants in the place of a model', async (t) => {
  const file = await recorded(t, '--seed', '7');
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  const config = readFileSync(join(projectRoot(), `spec/${model}.cfg`), 'utf8');
  const constants = Object.fromEntries(
    [...config.matchAll(/^ {2}(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const write = (given: object) => {
    const header = { schema: 'lsm-verify/run@1', module: 'tsem/TrustRelease', constants: given };
    writeFileSync(file, [JSON.stringify(header), ...lines].join('\n'));
    return runDoor(['conformance', '--validate', file]);
  };
  t.is((await write(constants)).code, 0);
  const killed = await write({ ...constants, KillMax: '0' });
  t.is(killed.code, 1);
  t.regex(killed.stdout, /Kill\(a\) is not possible: spent\.kills < KillMax is false/);
  const broken = await write({ ...constants, Task: '{a' });
  t.is(broken.code, 2);
  t.regex(broken.stderr, /run\.ndjson:1: constants\.Task: expected/);
});

test('a run of a model that is not there is bad input, with the nearest', async (t) => {
  const file = await recorded(t);
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, ['{"schema":"lsm-verify/run@1","model":"tsem/TrustRelease.v3-kiled"}', ...lines].join('\n'));
  const { code, stderr } = await runDoor(['conformance', '--validate', file]);
  t.is(code, 2);
  t.regex(
    stderr,
    /run\.ndjson:1: model: expected the id of a model, found .*did you mean tsem\/TrustRelease\.v3-killed\?/,
  );
});

const refused: Readonly<Record<string, readonly [words: readonly string[], says: RegExp]>> = {
  'a file to validate that is not there': [
    ['--validate', 'nowhere.ndjson'],
    /nowhere\.ndjson: expected a file that can be read/,
  ],
  'a recording of many models': [
    ['TaskKey', '--record', 'run.ndjson'],
    /--record: expected one model, by its id, found \d+ that match/,
  ],
  'a recording without a name that is there': [
    [model, '--record', 'run.ndjson', '--hide', 'statu'],
    /--hide: expected a variable or an action of tsem\/TrustRelease, found statu \(did you mean status\?\)/,
  ],
  'two jobs at once': [['--validate', 'a', '--trace', 'b'], /expected one of --trace, --validate, --record/],
};
for (const [title, [words, says]] of Object.entries(refused)) {
  test(`${title} is bad input`, async (t) => {
    const { code, stderr } = await runDoor(['conformance', ...words]);
    t.is(code, 2);
    t.regex(stderr, says);
  });
}
