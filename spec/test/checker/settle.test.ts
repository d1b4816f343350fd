/** The pool of models: order, number at a time, abort, errors. */

import test from 'ava';
import type { Engine, EngineModel, EngineOutcome } from '../../checker/engines/engine.js';
import { defaultLimits, type Job, settleAll } from '../../checker/settle.js';

const outcome: EngineOutcome = {
  engine: 'own',
  distinctStates: 1,
  generatedStates: 1,
  depth: 1,
  complete: true,
  seconds: 0,
  peakBytes: null,
  properties: [],
  warnings: [],
};

/** An engine that settles a model when told to, and jobs for models of these weights, called by their index. */
function pool(
  weights: readonly (number | null)[],
  settle: (id: string, signal: AbortSignal) => Promise<EngineOutcome>,
) {
  const started: string[] = [];
  const engine: Engine = {
    name: 'own',
    version: () => Promise.resolve('1'),
    cannotExpress: () => undefined,
    settle: (model, run) => {
      started.push(model.id);
      return settle(model.id, run.signal);
    },
  };
  const model = (id: string): EngineModel => ({ id, moduleFile: '', configFile: '', properties: [] });
  const jobs: Job[] = weights.map((weight, index) => ({
    engine,
    model: model(`${index}`),
    weight,
    limits: defaultLimits,
  }));
  return { jobs, started };
}

test('the biggest model starts first, one of unknown size before all', async (t) => {
  const { jobs, started } = pool([1, 30, null, 20, 1], () => Promise.resolve(outcome));
  const outcomes = await settleAll(jobs, { workers: 1, signal: new AbortController().signal });
  t.deepEqual(started, ['2', '1', '3', '0', '4']);
  t.is(outcomes.length, 5);
});

test('no more models run at the same time than there are workers', async (t) => {
  let running = 0;
  let most = 0;
  const { jobs } = pool([1, 1, 1, 1, 1], async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return outcome;
  });
  await settleAll(jobs, { workers: 2, signal: new AbortController().signal });
  t.is(most, 2);
});

test('an abort keeps what is settled and starts nothing new', async (t) => {
  const stop = new AbortController();
  const { jobs, started } = pool([3, 2, 1], (id, signal) => {
    if (id === '0') return Promise.resolve(outcome);
    stop.abort(new Error('stop'));
    return Promise.reject(signal.reason);
  });
  const outcomes = await settleAll(jobs, { workers: 1, signal: stop.signal });
  t.deepEqual(outcomes, [outcome, undefined, undefined]);
  t.deepEqual(started, ['0', '1']);
});

test('an error of an engine stops the others and is thrown', async (t) => {
  const { jobs, started } = pool([3, 2, 1], (id, signal) =>
    id === '0'
      ? Promise.reject(new Error('broken'))
      : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  await t.throwsAsync(settleAll(jobs, { workers: 2, signal: new AbortController().signal }), { message: 'broken' });
  t.deepEqual(started, ['0', '1']);
});
