/** A model's side of conformance, written down and read back: it replays as before, or it is not taken. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { defaultConformOptions, followPlan } from '../../replay/conform.js';
import { keptPlan, type ModelSide, readKeptPlan } from '../../replay/kept-plan.js';
import { planOf } from '../../replay/plan.js';
import { type Flaws, ferryBinding } from '../ferry.js';
import { ferrySteps } from '../validation/ferry-runs.js';
import { ferryGraph } from './ferry-graph.js';

const { signal } = new AbortController();

async function ferrySide(model: string, broken: readonly string[] = []): Promise<ModelSide> {
  const plan = planOf(await ferryGraph(model), { ...defaultConformOptions, broken });
  return { plan, runModel: await ferrySteps(model), behaviours: new Map([['digest', 3]]) };
}

function temporaryFile(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-plan-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'plan');
}

function readBack(t: ExecutionContext, side: ModelSide): ModelSide {
  const file = temporaryFile(t);
  writeFileSync(file, keptPlan('key', side));
  const read = readKeptPlan(file, 'key');
  if (read === undefined || read === 'damaged') throw new Error('not read back');
  return read;
}

async function conformed({ plan }: ModelSide, flaws: Flaws = {}) {
  const { seconds: _, refusalSeconds: __, ...told } = await followPlan(plan, ferryBinding(flaws), { signal });
  return told;
}

const same = test.macro({
  exec: async (t, model: string, broken: readonly string[]) => {
    const side = await ferrySide(model, broken);
    const read = readBack(t, side);
    const { graph } = read.plan;
    for (let state = 0; state < graph.states; state++) {
      t.deepEqual(graph.valuesOf(state), side.plan.graph.valuesOf(state));
      t.deepEqual(graph.stepsOf(state), side.plan.graph.stepsOf(state));
    }
    t.deepEqual(await conformed(read), await conformed(side));
    t.is((await conformed(read)).divergences.length, 0);
    const starts = ({ runModel }: ModelSide) => runModel.initial.map((state) => runModel.valuesOf(state));
    t.deepEqual(starts(read), starts(side));
    t.deepEqual(read.runModel.constants, side.runModel.constants);
    t.deepEqual(read.behaviours, side.behaviours);
  },
  title: (_, model) => `what is read back of Ferry.${model} is what was written, and is replayed alike`,
});

test(same, 'two', []);
// Its steps out of the constraints are no edges of the graph.
test(same, 'one-aboard', []);
test(same, 'fair', ['AllCross', 'NobodyLeaves']);

test('equal values of a kept graph are the same object, as in the graph itself', async (t) => {
  const { graph } = readBack(t, await ferrySide('two')).plan;
  const crossings = Array.from({ length: graph.states }, (_, state) => graph.valuesOf(state)[2]);
  // None, one and two.
  t.is(new Set(crossings).size, 3);
});

test('what an implementation does otherwise is found on a kept plan, with a path as long as it was found', async (t) => {
  const read = readBack(t, await ferrySide('two'));
  const { divergences } = await conformed(read, { forgetsAfterLeaving: 2 });
  t.is(divergences[0]?.difference.kind, 'state');
  const { divergences: accepted } = await conformed(read, { isCareless: true });
  t.is(accepted[0]?.difference.kind, 'accepted');
});

test('a plan under another key is not taken, and one that is not there is none', async (t) => {
  const file = temporaryFile(t);
  t.is(readKeptPlan(file, 'key'), undefined);
  writeFileSync(file, keptPlan('key', await ferrySide('two')));
  t.is(readKeptPlan(file, 'another'), undefined);
});

const damages = test.macro(async (t, damage: (bytes: Uint8Array) => Uint8Array) => {
  const file = temporaryFile(t);
  writeFileSync(file, damage(keptPlan('key', await ferrySide('two'))));
  t.is(readKeptPlan(file, 'key'), 'damaged');
});

test('a plan of which a bit turned over is told from a whole one', damages, (bytes) => {
  const at = bytes.length - 5;
  return bytes.with(at, (bytes[at] ?? 0) ^ 4);
});
test('so is a plan that was cut off', damages, (bytes) => bytes.subarray(0, 200));
test('so is one of which only the mark is left', damages, (bytes) => bytes.subarray(0, 10));
test('so is an empty file', damages, () => new Uint8Array());
test('so is something else', damages, () => Buffer.from('{"schema": "lsm-verify/gate@1"}\n'.repeat(9)));
