/**
 * A random small module means the same to every engine, and to our fast and our counting program.
 *
 * The modules keep clear of what tla-checker is known to do otherwise (its README): Nat, Int, \X, ENABLED, unlike values,
 * recursion, and one name bound twice.
 */

import { readFileSync, rmSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import type { Engine, EngineModel, EngineOutcome } from '../../engines/engine.js';
import { tlaChecker } from '../../engines/tla-checker/adapter.js';
import { tlc } from '../../engines/tlc/adapter.js';
import { patientRun } from '../engines/models.js';
import { runFixture } from '../fixed/run-fixture.js';
import { answerOf, isOpen, randomModels, type Sample } from './random-models.js';

const withTlc = (process.env.TLA2TOOLS_JAR ?? '') === '' ? test.skip : test;

test('the counting program finds the graph, the violations and the errors of the fast one', async (t) => {
  let failed = 0;
  for (const model of models(t, { seed: 3, count: 80, isCareless: true })) {
    const [fast, counting] = [await own(model), await own(model, true)];
    const { generatedStates, depth, error } = fast;
    const whole = { ...answerOf(fast), generatedStates, depth, place: error?.place };
    const again = { ...answerOf(counting), generatedStates: counting.generatedStates, depth: counting.depth };
    t.deepEqual({ ...again, place: counting.error?.place }, whole, textOf(model));
    if (error !== undefined) {
      failed++;
      t.truthy(error.place, textOf(model));
    }
  }
  t.true(failed > 15, `only ${failed} modules could not be evaluated`);
});

test('tla-checker finds as many states, and each violation as early', async (t) => {
  const compared = await compare(t, tlaChecker, { seed: 2, count: 40, isCareless: false });
  t.true(compared > 30, `only ${compared} modules were compared`);
});

withTlc('TLC finds as many states, and each violation as early', async (t) => {
  const compared = await compare(t, tlc, { seed: 78, count: 8, isCareless: false });
  t.true(compared > 4, `only ${compared} modules were compared`);
});

withTlc('TLC fails to evaluate what we fail to evaluate, and nothing else', async (t) => {
  for (const model of models(t, { seed: 79, count: 8, isCareless: true })) {
    const [ours, theirs] = [await own(model), await tlc.settle(model, patientRun())];
    // An invariant that is FALSE by its text alone is no question to TLC.
    if (theirs.properties.some(({ reason }) => reason?.includes('is equal to FALSE'))) continue;
    t.is(isOpen(theirs), isOpen(ours), textOf(model));
  }
});

/** Compares where both engines settle everything; returns how often. */
async function compare(t: ExecutionContext, engine: Engine, sample: Sample): Promise<number> {
  let compared = 0;
  for (const model of models(t, sample)) {
    const [ours, theirs] = [await own(model), await engine.settle(model, patientRun())];
    t.is(ours.error, undefined, textOf(model));
    if (isOpen(theirs) || isOpen(ours)) continue;
    t.deepEqual(answerOf(ours), answerOf(theirs), textOf(model));
    compared++;
  }
  return compared;
}

function own({ moduleFile, configFile, properties }: EngineModel, coverage = false): Promise<EngineOutcome> {
  return runFixture({ moduleFile, configFile, properties, options: { coverage } });
}

function models(t: ExecutionContext, sample: Sample): readonly EngineModel[] {
  t.timeout(300_000);
  const { folder, models: all } = randomModels(sample);
  t.teardown(() => rmSync(folder, { recursive: true }));
  return all;
}

function textOf({ id, moduleFile }: EngineModel): string {
  return `${id}\n${readFileSync(moduleFile, 'utf8')}`;
}
