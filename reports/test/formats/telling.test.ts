/** Documents told: nothing that is not as expected is told as good, everything is told once, and steps stand where they are written. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { cardOf } from '../../../conformance/replay/card.js';
import type { Flaws } from '../../../conformance/test/ferry.js';
import { conformFerry, ferryGraph } from '../../../conformance/test/replay/ferry-graph.js';
import { defaultLimits } from '../../../spec/checker/index.js';
import { readProject } from '../../../spec/project.js';
import { type Edit, lineOf, temporaryProject, toyProject } from '../../../spec/test/temporary-project.js';
import { type ConformanceDocument, conformanceResult } from '../../conformance/document.js';
import { placesUnder } from '../../formats/places.js';
import { tellConformance } from '../../formats/tell-conformance.js';
import { tellGate } from '../../formats/tell-gate.js';
import { tellVerify } from '../../formats/tell-verify.js';
import { type Check, checksOf, countOf, type Telling } from '../../formats/telling.js';
import type { GateChange, GateDocument, GateStage } from '../../gate/document.js';
import type { VerifyDocument } from '../../verify/document.js';
import { verify } from '../../verify/run.js';
import { modelNamed } from '../findings.js';
import { latchEngine } from '../latch-engine.js';

function runLatch(root: string): Promise<VerifyDocument> {
  const project = readProject(root);
  return verify({
    project,
    models: project.manifest.models,
    engines: [{ engine: latchEngine('tlc'), version: '1.0' }],
    enginesAbsent: [],
    limits: defaultLimits,
    workers: 1,
    signal: new AbortController().signal,
  });
}

function checkOf(telling: Telling, group: string, name: string): Check | undefined {
  return checksOf(telling).find(([each, check]) => each.name === group && check.name === name)?.[1];
}

test('a run that is as expected has a check for each property and each claim, and none that failed', async (t) => {
  const document = await runLatch(toyProject);
  const telling = tellVerify(document, placesUnder(toyProject));
  t.true(telling.ok);
  t.is(countOf(telling, 'failed'), 0);
  t.deepEqual(
    telling.groups.map(({ name, checks }) => [name, checks.length]),
    [
      ...document.results.map(({ model, properties }) => [model, properties.length]),
      ['toy claims', document.claims.length],
    ],
  );
});

test('what is refuted as expected is told with its schedule, each step where the module has it', async (t) => {
  const telling = tellVerify(await runLatch(toyProject), placesUnder(toyProject));
  const check = checkOf(telling, 'toy/Latch.old-one', 'NoLostWakeup');
  const module = 'spec/toy/Latch.tla';
  const at = (text: string) => ({ file: module, line: lineOf(toyProject, module, text) });
  t.like(check, { outcome: 'refuted', claims: ['TOY-I1'], place: at('NoLostWakeup ==') });
  t.deepEqual(
    check?.flow?.map(({ step, spec }) => [step, spec]),
    [
      ['initial state', at('Init ==')],
      ['TestFlag(a)', at('TestFlag(s) ==')],
      ['SetFlag', at('SetFlag ==')],
      ['WakeAll', at('WakeAll ==')],
      ['FallAsleep(a)', at('FallAsleep(s) ==')],
    ],
  );
  t.is(checkOf(telling, 'toy/Latch.old-one', 'NeverAsleep')?.outcome, 'passed');
});

test('steps of the project stand in the module and in the implementation', (t) => {
  const places = placesUnder(join(toyProject, '../../../..'));
  const module = 'spec/tsem/MCTrustRelease.tla';
  const root = join(toyProject, '../../../..');
  const lines = (file: string) => readFileSync(join(root, file), 'utf8').split('\n');
  const spec = places.definition(module, 'StorePending');
  t.is(spec?.file, 'spec/tsem/TrustRelease.tla');
  t.regex(lines(spec?.file ?? '')[(spec?.line ?? 0) - 1] ?? '', /^StorePending\(t\) ==/);
  const source = places.step(module, 'StorePending');
  t.is(source?.file, 'impl/tsem/trust-release.ts');
  t.regex(lines(source?.file ?? '')[(source?.line ?? 0) - 1] ?? '', /@spec tsem\/TrustRelease!StorePending/);
  t.is(places.step(module, 'TypeOK'), undefined);
});

const manifest = 'spec/manifest.json';
const fails = test.macro(async (t, edit: Edit, name: string, marked: string) => {
  const root = temporaryProject(t, edit);
  const document = await runLatch(root);
  t.false(document.ok);
  const telling = tellVerify(document, placesUnder(root));
  t.false(telling.ok);
  const failed = checksOf(telling).filter(([, { outcome }]) => outcome === 'failed');
  // Each disagreement is told by exactly one check.
  t.deepEqual(
    failed.map(([, check]) => check.name),
    [name],
  );
  const [, check] = failed[0] ?? [];
  t.deepEqual(check?.expectedAt ?? check?.place, { file: manifest, line: lineOf(root, manifest, marked) });
});
test(
  'a verdict that is not the expected one fails its property, and says where the expectation stands',
  fails,
  { file: manifest, replace: ['"deadlock", "expected": "violated"', '"deadlock",  "expected": "holds"'] },
  'deadlock',
  '"deadlock",  ',
);
test(
  'a count that is not the expected one fails as a disagreement',
  fails,
  { file: manifest, replace: ['"distinctStates": 11', '"distinctStates": 12'] },
  'toy/Latch.old-one: expected 12 distinct states, tlc found 11',
  '"distinctStates": 12',
);

test('a claim whose verdict is another one fails, and tells why', async (t) => {
  const root = temporaryProject(t, { file: 'spec/claims/toy.yaml', replace: [/verdict: violated/, 'verdict: holds'] });
  const telling = tellVerify(await runLatch(root), placesUnder(root));
  const failed = checksOf(telling).filter(([, { outcome }]) => outcome === 'failed');
  t.true(failed.some(([, { name }]) => name === 'TOY-I1 (old)'));
});

test('a document that is not ok without saying why, or was interrupted, has a check that failed', async (t) => {
  const document = await runLatch(toyProject);
  for (const changes of [{ ok: false }, { ok: false, interrupted: true, partial: true }]) {
    const telling = tellVerify({ ...document, ...changes }, placesUnder(toyProject));
    t.is(countOf(telling, 'failed'), 1);
  }
});

test('models that were not run are skipped, those left out for their size with the way to run them', async (t) => {
  const document = await runLatch(toyProject);
  const notRun = { models: ['toy/a', 'toy/b'], deep: ['toy/b'], claims: ['TOY-C9 (old)'] };
  const telling = tellVerify({ ...document, notRun }, placesUnder(toyProject));
  t.is(countOf(telling, 'skipped'), 3);
  t.regex(checkOf(telling, 'models', 'toy/b')?.message ?? '', /--deep/);
});

test('models that were not asked for are counted, not listed', async (t) => {
  const document = await runLatch(toyProject);
  const notRun = { models: ['toy/a', 'toy/b'], deep: ['toy/b'], claims: ['TOY-C9 (old)'] };
  const telling = tellVerify({ ...document, partial: true, notRun }, placesUnder(toyProject));
  t.is(countOf(telling, 'skipped'), 2);
  t.is(checkOf(telling, 'models', 'the rest')?.message, 'not asked for: 1 models and 1 verdicts that need them');
});

async function ferryDocument(flaw: Flaws): Promise<ConformanceDocument> {
  const graph = await ferryGraph();
  const found = await conformFerry(flaw);
  const sources = ['Board', 'Sail'].map((action, index) => {
    return { module: 'toys/Ferry', action, file: 'impl/toys/ferry.ts', line: 10 + index };
  });
  const cards = found.divergences.map((divergence) => {
    return cardOf(divergence, { model: 'toys/Ferry.two', module: 'toys/Ferry', graph, sources, command: 'again' });
  });
  const model = modelNamed('toys/Ferry.two', { module: 'conformance/test/fixtures/Ferry.tla' });
  const runs = { recorded: 2, validated: 2, lines: 9, partial: 1, explainingMax: 1, seconds: 0, rejected: [] };
  const result = conformanceResult(model, { found, cards, runs, runFile: 'reports/results/conformance/run.ndjson' });
  const { asExpected: ok } = result;
  return { schema: 'lsm-verify/conformance@1', ok, partial: false, interrupted: false, seed: 1, results: [result] };
}

const projectPlaces = placesUnder(join(toyProject, '../../../..'));

test('a model that conforms passes in each thing that is counted', async (t) => {
  const telling = tellConformance(await ferryDocument({}), projectPlaces);
  t.is(countOf(telling, 'failed'), 0);
  const names = telling.groups[0]?.checks.map(({ name }) => name) ?? [];
  for (const name of ['states', 'transitions', 'pairs', 'refusals', 'runs', 'divergence'])
    t.true(names.includes(name), name);
});

test('a recorded run that is no behaviour of the model fails by its headline, with the command that repeats it', async (t) => {
  const document = await ferryDocument({});
  const [result] = document.results;
  if (result === undefined) return t.fail();
  const rejected = [{ headline: 'line 3 fits no step.', file: 'kept.ndjson', rejection: null }];
  const spoilt = { ...result, asExpected: false, runsValidated: 1, runs: { ...result.runs, rejected } };
  const telling = tellConformance({ ...document, ok: false, results: [spoilt] }, projectPlaces);
  const failed = telling.groups.flatMap(({ checks }) => checks.filter(({ outcome }) => outcome === 'failed'));
  t.deepEqual(
    failed.map(({ message }) => message),
    [
      '1 of 2 recorded runs are behaviours of the model: line 3 fits no step. Again: npm run conformance -- --validate kept.ndjson',
    ],
  );
});

test('a divergence fails at the line of the step, with the trace to it as a schedule', async (t) => {
  const telling = tellConformance(await ferryDocument({ seatsOne: true }), projectPlaces);
  const [, check] =
    checksOf(telling).find(([, { rule, outcome }]) => rule === 'conformance/divergence' && outcome === 'failed') ?? [];
  t.deepEqual(check?.place, { file: 'impl/toys/ferry.ts', line: 10 });
  t.is(check?.expectedAt?.file, 'conformance/test/fixtures/Ferry.tla');
  t.true((check?.flow?.length ?? 0) >= 2);
  t.is(check?.flow?.[0]?.step, 'initial state');
  t.truthy(check?.flow?.at(-1)?.spec);
});

test('a count that fell short fails, unless the model was sampled', async (t) => {
  const document = await ferryDocument({});
  const short = (changes: object) => {
    const results = document.results.map((result) => ({ ...result, transitionsReplayed: 1, ...changes }));
    return checkOf(tellConformance({ ...document, results }, projectPlaces), 'toys/Ferry.two', 'transitions')?.outcome;
  };
  t.is(short({ asExpected: false }), 'failed');
  t.is(short({ sampled: true }), 'noted');
});

test('a result that is not as expected without saying why has a check that failed', async (t) => {
  const document = await ferryDocument({});
  const results = document.results.map((result) => ({ ...result, asExpected: false }));
  t.is(countOf(tellConformance({ ...document, ok: false, results }, projectPlaces), 'failed'), 1);
});

function gateOf(stage: Partial<GateStage>, document: Partial<GateDocument> = {}): GateDocument {
  const whole: GateStage = {
    name: 'verify',
    ok: true,
    skipped: false,
    cached: false,
    seconds: 1,
    summary: '3 models',
    changes: [],
    ...stage,
  };
  const rest = { interrupted: false, partial: false, shard: null, accepted: false, notes: [] } as const;
  return { schema: 'lsm-verify/gate@1', ok: whole.ok, ...rest, stages: [whole], ...document };
}

const change: GateChange = {
  subject: 'property',
  name: 'toy/Latch.old-one NoLostWakeup',
  kind: 'changed',
  direction: 'worse',
  fails: true,
  message: 'It was violated and holds now.',
  before: 'violated',
  after: 'holds',
  place: { file: manifest, line: 3 },
  flow: [{ step: 'initial state', text: '' }],
};

test('a gate without changes passes stage by stage', (t) => {
  t.like(checkOf(tellGate(gateOf({})), 'verify', 'stage'), { outcome: 'passed', message: '3 models' });
});

test('a change that fails the gate fails; one that does not is noted', (t) => {
  const bad = tellGate(gateOf({ ok: false, changes: [change] }));
  t.deepEqual(
    bad.groups[0]?.checks.map(({ name, outcome }) => [name, outcome]),
    [['property toy/Latch.old-one NoLostWakeup', 'failed']],
  );
  t.like(bad.groups[0]?.checks[0], { place: change.place, flow: change.flow });
  const good = tellGate(gateOf({ changes: [{ ...change, direction: 'better', fails: false }] }));
  t.deepEqual(
    good.groups[0]?.checks.map(({ outcome }) => outcome),
    ['passed', 'noted'],
  );
});

test('a stage that failed without a change fails, and one that did not run is skipped', (t) => {
  t.is(checkOf(tellGate(gateOf({ ok: false })), 'verify', 'stage')?.outcome, 'failed');
  t.is(checkOf(tellGate(gateOf({ skipped: true }, { ok: true })), 'verify', 'stage')?.outcome, 'skipped');
});

test('sentences about the run itself are noted', (t) => {
  const telling = tellGate(gateOf({}, { notes: ['A damaged cache entry was left aside.'] }));
  t.like(checkOf(telling, 'run', 'note 1'), { outcome: 'noted', message: 'A damaged cache entry was left aside.' });
});

test('two checks of one name in a stage get numbers', (t) => {
  const telling = tellGate(gateOf({ ok: false, changes: [change, change] }));
  t.deepEqual(
    telling.groups[0]?.checks.map(({ name }) => name),
    ['property toy/Latch.old-one NoLostWakeup', 'property toy/Latch.old-one NoLostWakeup (2)'],
  );
});
