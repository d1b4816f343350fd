/** Figures of `bench`, from samples made by hand. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import test from 'ava';
import { projectRoot } from '../../../spec/project-root.js';
import { benchRows, median } from '../../bench/document.js';
import type { Sample, Series } from '../../bench/measure.js';
import { plan } from '../../bench/plan.js';
import { targetOutcomes } from '../../bench/targets.js';
import schema from '../../schema/bench.schema.json' with { type: 'json' };

const small = { moduleFile: 'A.tla', configFile: 'A.small.cfg', engines: ['own', 'tlc'], question: 'q' } as const;
const large = { ...small, configFile: 'A.large.cfg' } as const;

function sample(seconds: number, distinct: number, peakBytes: number): Sample {
  return { seconds, engineSeconds: seconds / 2, distinct, generated: 2 * distinct, peakBytes };
}

const series: readonly Series[] = [
  { measurement: small, engine: 'own', samples: [sample(1, 10, 50_000_000)] },
  {
    measurement: large,
    engine: 'own',
    samples: [sample(3, 1_000_000, 90_000_000), sample(1, 1_000_000, 90_000_000), sample(2, 1_000_000, 90_000_000)],
  },
  { measurement: large, engine: 'tlc', samples: [sample(10, 1_000_000, 0)] },
];

test('the median of an odd number of figures is the one in the middle, of an even number the mean of two', (t) => {
  t.is(median([3, 1, 2]), 2);
  t.is(median([4, 1, 2, 3]), 2.5);
  t.is(median([7]), 7);
});

test('a row has the median, the extremes, and how much longer the others took', (t) => {
  const row = benchRows(series)[1];
  t.like(row, { seconds: 2, secondsMin: 1, secondsMax: 3, ratioTo: { tlc: 5 } });
});

test('speed is by the clock of the engine', (t) => {
  t.is(benchRows(series)[1]?.distinctPerSecond, 1_000_000);
});

test('memory is counted a state beyond the smallest model, and not for a small model', (t) => {
  const rows = benchRows(series);
  t.is(rows[0]?.bytesPerState, null);
  t.is(rows[1]?.bytesPerState, 40);
});

test('a figure meets its bound or does not, and is not measured without the other engine', (t) => {
  const started: Series = {
    measurement: { ...small, configFile: 'TwoPhase.rm3.cfg' },
    engine: 'own',
    samples: [sample(0.5, 288, 0)],
  };
  const protocol = { ...small, configFile: 'TwoPhase.rm8.cfg' };
  const searched: Series = { measurement: protocol, engine: 'own', samples: [sample(2, 1_000_000, 40_000_000)] };
  const other: Series = { measurement: protocol, engine: 'tlc', samples: [sample(6, 1_000_000, 0)] };
  const [start, beside, ratio, bytes] = targetOutcomes(benchRows([started, searched, other]));
  t.like(start, { measured: 0.5, met: false });
  t.like(beside, { measured: null, met: null });
  t.like(ratio, { measured: 3, met: true });
  t.like(bytes, { measured: 40, met: true });
});

test('each target is a figure of a model in the plan', (t) => {
  const rows = benchRows(
    plan.map((measurement) => ({ measurement, engine: 'own', samples: [sample(1, 1_000_000, 0)] })),
  );
  const named = targetOutcomes(rows).map(({ target }) => target.replace(/[:,].*$/, ''));
  t.deepEqual(
    named.filter((name) => !rows.some(({ model }) => model.endsWith(`/${name}.cfg`))),
    [],
  );
});

test('the bounds without properties are those of the model they are taken from', (t) => {
  const constantsOf = (file: string) =>
    /^CONSTANTS\n[\s\S]*?(?=^SPECIFICATION)/m.exec(readFileSync(join(projectRoot(), file), 'utf8'))?.[0];
  const [asked, unasked] = [
    'spec/tsem/TrustRelease.v3-two-tasks-killed-signalled',
    'reports/bench/TrustRelease.two-tasks-states',
  ];
  t.truthy(constantsOf(`${asked}.cfg`));
  t.is(constantsOf(`${unasked}.cfg`), constantsOf(`${asked}.cfg`));
});

test('the document fits its schema', (t) => {
  const document = {
    schema: 'lsm-verify/bench@1',
    runs: 3,
    node: '20.0.0',
    enginesAbsent: [],
    rows: benchRows(series),
    targets: targetOutcomes(benchRows(series)),
  };
  const validate = new Ajv({ strict: false }).compile(schema);
  t.true(validate(document), JSON.stringify(validate.errors));
});
