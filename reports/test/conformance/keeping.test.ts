/** Conformance of a model whose side is kept: taken while it says that all is well, and asked for anew otherwise. */

import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { keptPlan, readKeptPlan } from '../../../conformance/replay/kept-plan.js';
import { readManifest } from '../../../spec/manifest.js';
import { projectRoot } from '../../../spec/project-root.js';
import { conformModel, type Keeping, newFileOf } from '../../conformance/run.js';

const root = projectRoot();
const { models } = readManifest(root);
const { signal } = new AbortController();

function modelNamed(id: string) {
  const model = models.find((each) => each.id === id);
  if (model === undefined) throw new Error(`no model ${id}`);
  return model;
}

const model = modelNamed('tsem/TaskKey.tnum-second-namespace');

function temporaryKeeping(t: ExecutionContext): Keeping {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-keeping-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return { file: join(folder, 'plan'), key: 'key', isRead: true };
}

async function conformed(keeping: Keeping) {
  const { result, kept } = await conformModel({ root, model, seed: 1, maxStates: 10_000, keeping, signal });
  const { seconds: _, refusalSeconds: __, stepsPerSecond: ___, runs, ...told } = result;
  return { kept, told: { ...told, runs: { ...runs, seconds: 0 } } };
}

/** As the gate does once it has seen that no text was changed meanwhile. */
function takeOver(keeping: Keeping): void {
  renameSync(newFileOf(keeping), keeping.file);
}

let first: ReturnType<typeof conformed> | undefined;
let written: Buffer | undefined;

/** A side that was kept, and what was told when it was: asked for once. */
async function keptOnce(t: ExecutionContext) {
  const keeping = temporaryKeeping(t);
  if (written === undefined) {
    first ??= conformed(keeping);
    await first;
    written ??= readFileSync(newFileOf(keeping));
  }
  writeFileSync(keeping.file, written);
  rmSync(newFileOf(keeping), { force: true });
  const side = readKeptPlan(keeping.file, keeping.key);
  if (side === undefined || side === 'damaged' || first === undefined) throw new Error('nothing is kept');
  return { keeping, side, told: (await first).told };
}

test.serial('a side that is kept gives the same result, and is not written again', async (t) => {
  const { keeping, told } = await keptOnce(t);
  t.deepEqual(await conformed(keeping), { told, kept: { isNew: false, wasDamaged: false } });
  t.false(existsSync(newFileOf(keeping)));
});

test.serial('what is new lies beside the file: taking it over is for who gave the key', async (t) => {
  const keeping = temporaryKeeping(t);
  t.deepEqual((await conformed(keeping)).kept, { isNew: true, wasDamaged: false });
  t.false(existsSync(keeping.file));
  t.true(existsSync(newFileOf(keeping)));
});

test.serial('a damaged file is told, and written anew', async (t) => {
  const keeping = temporaryKeeping(t);
  writeFileSync(keeping.file, 'half a');
  t.deepEqual((await conformed(keeping)).kept, { isNew: true, wasDamaged: true });
});

test.serial('runs that the kept side does not know are judged by the model, and known from then on', async (t) => {
  const { keeping, side, told } = await keptOnce(t);
  t.true(side.behaviours.size > 0);
  writeFileSync(keeping.file, keptPlan(keeping.key, { ...side, behaviours: new Map() }));
  t.deepEqual(await conformed(keeping), { told, kept: { isNew: true, wasDamaged: false } });
  takeOver(keeping);
  const again = readKeptPlan(keeping.file, keeping.key);
  t.deepEqual(again === 'damaged' ? undefined : again?.behaviours, side.behaviours);
});

test.serial('a divergence on a kept side is told as without it, with the checker at hand', async (t) => {
  const { keeping, side } = await keptOnce(t);
  // A graph that is none of the model's: the implementation parts from it, and not from the model.
  const { graph } = side.plan;
  const plan = { ...side.plan, graph: { ...graph, valuesOf: (state: number) => graph.valuesOf(state).toReversed() } };
  writeFileSync(keeping.file, keptPlan(keeping.key, { ...side, plan }));
  const { told, kept } = await conformed(keeping);
  t.true(told.asExpected);
  t.deepEqual(kept, { isNew: true, wasDamaged: false });
});

test.serial('where nothing is to be read, all is worked out and written', async (t) => {
  const keeping = temporaryKeeping(t);
  writeFileSync(keeping.file, 'half a');
  t.deepEqual((await conformed({ ...keeping, isRead: false })).kept, { isNew: true, wasDamaged: false });
});
