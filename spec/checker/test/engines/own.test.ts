/** Our own checker through its workers. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../../input-error.js';
import type { EngineModel, EngineRun } from '../../engines/engine.js';
import { OutOfTime } from '../../engines/limits.js';
import { own } from '../../engines/own/adapter.js';
import { runInWorker } from '../../engines/own/pool.js';
import { fixtures } from '../fixed/run-fixture.js';

const folder = new URL('models/', fixtures);
const twoPhase: EngineModel = {
  id: 'TwoPhase',
  moduleFile: fileURLToPath(new URL('TwoPhase.tla', folder)),
  configFile: fileURLToPath(new URL('TwoPhase.rm3.cfg', folder)),
  properties: [{ name: 'deadlock', kind: 'deadlock' }],
};

const run = (changes: Partial<EngineRun> = {}): EngineRun => ({
  limits: { statesMax: 1_000_000, depthMax: 1_000_000, timeoutMs: 60_000 },
  signal: new AbortController().signal,
  ...changes,
});

/** A model that never ends: a counter without bound. */
function endless(t: ExecutionContext): EngineModel {
  return written(t, 'Endless', "VARIABLE x\nInit == x = 0\nNext == x' = x + 1");
}

function written(t: ExecutionContext, name: string, units: string): EngineModel {
  const own = mkdtempSync(join(tmpdir(), 'own-'));
  t.teardown(() => rmSync(own, { recursive: true }));
  const [moduleFile, configFile] = [join(own, `${name}.tla`), join(own, `${name}.cfg`)];
  writeFileSync(moduleFile, `---- MODULE ${name} ----\nEXTENDS Naturals\n${units}\n====\n`);
  writeFileSync(configFile, 'INIT Init\nNEXT Next\n');
  return { id: name, moduleFile, configFile, properties: [{ name: 'deadlock', kind: 'deadlock' }] };
}

test('one worker runs one model after another', async (t) => {
  for (let time = 0; time < 3; time++) t.is((await own.settle(twoPhase, run())).distinctStates, 288);
});

test('models run at the same time do not disturb each other', async (t) => {
  const outcomes = await Promise.all([1, 2, 3].map(() => own.settle(twoPhase, run())));
  t.deepEqual(
    outcomes.map(({ distinctStates, generatedStates, depth }) => [distinctStates, generatedStates, depth]),
    [1, 2, 3].map(() => [288, 1146, 11]),
  );
});

test('a module that is refused leaves the worker fit for the next model', async (t) => {
  await t.throwsAsync(own.settle(written(t, 'Wrong', 'VARIABLE x\nInit == y = 0\nNext == x'), run()), {
    instanceOf: InputError,
  });
  t.is((await own.settle(twoPhase, run())).distinctStates, 288);
});

test('a run that reaches a limit is unknown, and says what was covered', async (t) => {
  const limits = { statesMax: 100, depthMax: 1_000, timeoutMs: 60_000 };
  const { properties, complete } = await own.settle(endless(t), run({ limits }));
  t.false(complete);
  t.is(properties[0]?.verdict, 'unknown');
  t.regex(properties[0]?.reason ?? '', /limit of 100 states.*100 states were found to depth/);
});

test('a run that is out of time is unknown', async (t) => {
  const limits = { statesMax: 1_000_000_000, depthMax: 1_000_000_000, timeoutMs: 300 };
  const { properties } = await own.settle(endless(t), run({ limits }));
  t.regex(properties[0]?.reason ?? '', /time limit of 0.3 s/);
});

test('a run whose time is over while its worker still starts is out of time, not interrupted', async (t) => {
  const limits = { statesMax: 1_000_000_000, depthMax: 1_000_000_000, timeoutMs: 60_000 };
  const watch = { signal: AbortSignal.abort(new OutOfTime()), onProgress: () => undefined, onPrinted: () => undefined };
  const { properties } = await runInWorker({ model: endless(t), limits, options: {} }, watch);
  t.regex(properties[0]?.reason ?? '', /the time limit of 60 s was reached: 0 states/);
});

test('an aborted run ends with the reason of the abort', async (t) => {
  const controller = new AbortController();
  const ended = own.settle(endless(t), run({ signal: controller.signal }));
  setTimeout(() => controller.abort(new Error('enough')), 200);
  await t.throwsAsync(ended, { message: 'enough' });
});

test('an evaluation that never ends is ended by force', async (t) => {
  const model = written(
    t,
    'Loop',
    "VARIABLE x\nRECURSIVE F(_, _)\nF(n, m) == IF n = 0 THEN m ELSE F(n - 1, F(n - 1, m + 1))\nInit == x = F(40, 0)\nNext == x' = x",
  );
  const limits = { statesMax: 1_000, depthMax: 1_000, timeoutMs: 200 };
  const { properties } = await own.settle(model, run({ limits }));
  t.is(properties[0]?.verdict, 'unknown');
  t.regex(properties[0]?.reason ?? '', /time limit/);
  t.is((await own.settle(twoPhase, run())).distinctStates, 288);
});
