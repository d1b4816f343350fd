/** A random temporal property of a random small machine has the verdict that TLC gives; only where TLC is. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { EngineModel } from '../../engines/engine.js';
import { tlc } from '../../engines/tlc/adapter.js';
import { patientRun } from '../engines/models.js';
import { runFixture } from '../fixed/run-fixture.js';
import { randomTemporal } from './random-temporal.js';

const withTlc = (process.env.TLA2TOOLS_JAR ?? '') === '' ? test.skip : test;

withTlc('TLC gives a random temporal property the same verdict', async (t) => {
  t.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'temporal-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const compared = new Set<string>();
  for (const model of models(folder, { seed: 20_261_126, count: 12 })) {
    const [ours, theirs] = [await runFixture(model), await tlc.settle(model, patientRun())];
    const [mine, other] = [ours.properties[0]?.verdict, theirs.properties[0]?.verdict];
    // TLC takes fewer formulas, and says so.
    if (other === 'unknown') continue;
    t.is(mine, other, readFileSync(model.moduleFile, 'utf8'));
    t.is(ours.distinctStates, theirs.distinctStates);
    compared.add(model.id);
  }
  t.true(compared.size > 6, `only ${compared.size} properties were compared`);
});

function models(folder: string, { seed, count }: { readonly seed: number; readonly count: number }): EngineModel[] {
  return fc.sample(randomTemporal(), { seed, numRuns: count }).map(({ text }, index) => {
    const own = join(folder, String(index));
    mkdirSync(own);
    const [moduleFile, configFile] = [join(own, 'Temporal.tla'), join(own, 'Temporal.cfg')];
    writeFileSync(moduleFile, text);
    writeFileSync(configFile, 'SPECIFICATION Spec\nPROPERTY Property\nCHECK_DEADLOCK FALSE\n');
    const id = `Temporal ${seed}/${index}`;
    return { id, moduleFile, configFile, properties: [{ name: 'Property', kind: 'liveness' }] };
  });
}
