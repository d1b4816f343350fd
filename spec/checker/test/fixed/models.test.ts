/** Whole models with answers that TLC gave. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { parse } from 'yaml';
import { configuredProperties } from './configured-properties.js';
import { fixtures, runFixture } from './run-fixture.js';

interface Case {
  readonly title: string;
  readonly module: string;
  readonly config: string;
  readonly verdict: 'holds' | 'violated' | 'error';
  readonly kind?: 'invariant' | 'deadlock' | 'assumption' | 'property';
  readonly property?: string;
  readonly trace?: number;
  readonly error?: string | readonly string[];
  readonly distinct?: number;
  readonly generated?: number;
  readonly depth?: number;
}

/** Too large for every run of the tests; `npm run bench` runs them. */
const slow = new Set(['TwoPhase.rm8.cfg']);

const folder = new URL('models/', fixtures);
const { models } = parse(readFileSync(new URL('models.yaml', folder), 'utf8')) as { readonly models: readonly Case[] };

for (const one of models) {
  if (slow.has(one.config)) continue;
  for (const coverage of one.distinct !== undefined && one.distinct < 5_000 ? [false, true] : [false])
    check(one, coverage);
}

function check(one: Case, coverage: boolean): void {
  test(`${one.title}${coverage ? ' (counting places)' : ''}`, async (t) => {
    const configFile = fileURLToPath(new URL(one.config, folder));
    const properties = configuredProperties(configFile);
    const outcome = await runFixture({
      moduleFile: fileURLToPath(new URL(one.module, folder)),
      configFile,
      properties,
    });
    const violated = outcome.properties.filter(({ verdict }) => verdict === 'violated');
    if (one.verdict === 'error') {
      t.true([one.error].flat().includes(outcome.error?.code), outcome.error?.message ?? 'no error');
      return;
    }
    t.is(outcome.error?.message, undefined);
    const counts = { distinct: outcome.distinctStates, generated: outcome.generatedStates, depth: outcome.depth };
    const { distinct = counts.distinct, generated = counts.generated, depth = counts.depth } = one;
    t.deepEqual(counts, { distinct, generated, depth });
    if (one.verdict === 'holds') return t.deepEqual(violated, []);
    const name = one.kind === 'deadlock' || one.kind === 'assumption' ? one.kind : one.property;
    const found = violated.find(({ property }) => property.name === name);
    t.truthy(found, `${name} is not violated`);
    if (one.trace !== undefined) t.is(found?.counterexample?.steps.length, one.trace);
  });
}
