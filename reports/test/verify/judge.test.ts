/** An engine's "holds" is believed only with a complete search and a witness; every count given is compared. */

import test from 'ava';
import type { ExpectedProperty } from '../../../spec/manifest.js';
import { judgeModel } from '../../verify/judge.js';
import { modelNamed, outcomeOf } from '../findings.js';

const safe: ExpectedProperty = { name: 'Safe', kind: 'invariant', expected: 'holds', witness: 'NeverGood', line: 7 };
const never: ExpectedProperty = {
  name: 'NeverGood',
  kind: 'invariant',
  expected: 'violated',
  role: 'witness',
  line: 8,
};
const conditional = modelNamed('toy/M.one', { properties: [safe, never] });

test('what holds in a complete search is as expected', (t) => {
  const { properties, disagreements } = judgeModel({
    model: modelNamed('toy/M.one'),
    engine: 'tla-checker',
    outcome: outcomeOf({ Safe: 'holds' }),
  });
  t.like(properties[0], { verdict: 'holds', expected: 'holds', asExpected: true });
  t.deepEqual(disagreements, []);
});

test('what holds in a search that was cut short is unknown, and the missing count is named', (t) => {
  const { properties, disagreements } = judgeModel({
    model: modelNamed('toy/M.one'),
    engine: 'tla-checker',
    outcome: outcomeOf({ Safe: 'holds' }, { complete: false, distinctStates: null }),
  });
  t.like(properties[0], { verdict: 'unknown', asExpected: false, reason: 'no run explored the whole graph' });
  t.deepEqual(
    disagreements.map(({ line, code }) => [line, code]),
    [
      [7, 'verdict'],
      [4, 'count'],
    ],
  );
});

test('a property whose witness was found holds', (t) => {
  const outcome = outcomeOf({ Safe: 'holds', NeverGood: 'violated' });
  const { properties } = judgeModel({ model: conditional, engine: 'tla-checker', outcome });
  t.deepEqual(
    properties.map(({ verdict }) => verdict),
    ['holds', 'violated'],
  );
});

for (const witness of ['holds', 'unknown'] as const) {
  test(`a property whose witness is ${witness} is unknown: it may hold of nothing`, (t) => {
    const outcome = outcomeOf({ Safe: 'holds', NeverGood: witness });
    const { properties } = judgeModel({ model: conditional, engine: 'tla-checker', outcome });
    t.is(properties[0]?.verdict, 'unknown');
    t.regex(properties[0]?.reason ?? '', /^vacuous: the witness NeverGood was not found violated$/);
  });
}

test('a violation needs no witness', (t) => {
  const outcome = outcomeOf({ Safe: 'violated', NeverGood: 'holds' });
  const { properties } = judgeModel({ model: conditional, engine: 'tla-checker', outcome });
  t.is(properties[0]?.verdict, 'violated');
});

test('a property that the engine says nothing about is unknown', (t) => {
  const { properties } = judgeModel({
    model: conditional,
    engine: 'tlc',
    outcome: outcomeOf({ NeverGood: 'violated' }),
  });
  t.like(properties[0], { verdict: 'unknown', reason: 'tlc gave no answer' });
});

test('unknown is as expected only where the manifest says that this engine cannot express the property', (t) => {
  const model = modelNamed('toy/M.one', { cannotExpress: { 'tla-checker': ['Safe'] } });
  const outcome = outcomeOf({ Safe: 'unknown' });
  t.true(judgeModel({ model, engine: 'tla-checker', outcome }).properties[0]?.asExpected);
  t.false(judgeModel({ model, engine: 'tlc', outcome }).properties[0]?.asExpected);
});

test('counts are compared where manifest and engine both give them', (t) => {
  const model = modelNamed('toy/M.one', { generatedStates: 30, depth: 5 });
  const faults = (changes: object) =>
    judgeModel({ model, engine: 'tlc', outcome: outcomeOf({ Safe: 'holds' }, changes) }).disagreements.map(
      ({ line, message }) => [line, message],
    );
  t.deepEqual(faults({}), []);
  t.deepEqual(faults({ generatedStates: 30, depth: 5 }), []);
  t.deepEqual(faults({ distinctStates: 11, generatedStates: 31, depth: 6 }), [
    [4, 'toy/M.one: expected 10 distinct states, tlc found 11'],
    [5, 'toy/M.one: expected 30 generated states, tlc found 31'],
    [6, 'toy/M.one: expected 5 as depth, tlc found 6'],
  ]);
});
