/** Comparison with the baseline: what changed, what disappeared, in which direction, and what fails. */

import test from 'ava';
import { compareEntries } from '../../gate/compare.js';
import type { GateChange } from '../../gate/document.js';
import type { EntryValue } from '../../gate/entries.js';

const places = { of: () => undefined, ofBound: () => undefined, restingOn: () => ['A', 'B'] };

function changes(before: Record<string, EntryValue>, after: Record<string, EntryValue>): readonly GateChange[] {
  return compareEntries({
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    places,
  });
}

const model = { 'model toy/L.m': { engines: 'own, tlc', deep: 'no', conformance: 'yes' } };
const rest = {
  'bounds toy/L.m': { Max: '2', Tasks: '{"a", "b"}' },
  'counts toy/L.m': { distinct: 10, generated: 20, depth: 4 },
  'graph toy/L.m': 'aa',
  'edges toy/L.m': { Go: 4, Stop: 2 },
  'property toy/L.m Inv': 'holds, witness Never',
  'traces toy/L.m': { states: 10, transitions: 20, refusals: 7, traces: 3 },
};
const all = { ...model, ...rest };

interface Case {
  readonly before?: Record<string, EntryValue>;
  readonly after: Record<string, EntryValue>;
  /** Subject, kind, direction, whether it fails, and words of the message. */
  readonly told: readonly (readonly [string, string, string, boolean, RegExp])[];
}

const compares = test.macro((t, { before = all, after, told }: Case) => {
  const found = changes(before, after);
  t.deepEqual(
    found.map(({ subject, kind, direction, fails }) => [subject, kind, direction, fails]),
    told.map(([subject, kind, direction, fails]) => [subject, kind, direction, fails]),
  );
  for (const [index, [, , , , words]] of told.entries()) t.regex(found[index]?.message ?? '', words);
});

function without(...keys: readonly string[]): Record<string, EntryValue> {
  return Object.fromEntries(Object.entries<EntryValue>(all).filter(([key]) => !keys.includes(key)));
}

const cases: Readonly<Record<string, Case>> = {
  'what is as it was is not told': { after: all, told: [] },
  'a model that is gone is told once, not once more for each of its parts': {
    after: {},
    told: [['model', 'lost', 'worse', true, /The model toy\/L\.m is gone/]],
  },
  'a new model is told once and does not fail': {
    before: {},
    after: all,
    told: [['model', 'new', 'better', false, /toy\/L\.m is new/]],
  },
  'a model that became deep is told once': {
    after: { 'model toy/L.m': { ...model['model toy/L.m'], deep: 'yes' }, 'bounds toy/L.m': rest['bounds toy/L.m'] },
    told: [['model', 'changed', 'worse', true, /is deep now/]],
  },
  'an engine that is dropped is worse, one that is added better': {
    after: { ...all, 'model toy/L.m': { engines: 'own, tla-checker', deep: 'no', conformance: 'yes' } },
    told: [
      ['model', 'changed', 'worse', true, /no longer run by tlc/],
      ['model', 'changed', 'better', false, /run by tla-checker too/],
    ],
  },
  'a smaller number and a smaller set are narrowed bounds': {
    after: { ...all, 'bounds toy/L.m': { Max: '1', Tasks: '{"a"}' } },
    told: [
      ['bounds', 'changed', 'worse', true, /Max is narrowed: 2 before, 1 now/],
      ['bounds', 'changed', 'worse', true, /Tasks is narrowed/],
    ],
  },
  'a larger number and a larger set are widened bounds': {
    after: { ...all, 'bounds toy/L.m': { Max: '3', Tasks: '{"a", "b", "c"}' } },
    told: [
      ['bounds', 'changed', 'better', false, /Max is widened/],
      ['bounds', 'changed', 'better', false, /Tasks is widened/],
    ],
  },
  'a constraint that is added narrows, another value only changes': {
    after: { ...all, 'bounds toy/L.m': { Max: '"x"', Tasks: '{"a", "b"}', CONSTRAINT: 'Small' } },
    told: [
      ['bounds', 'changed', 'worse', true, /CONSTRAINT is narrowed/],
      ['bounds', 'changed', 'neutral', true, /Max is changed/],
    ],
  },
  'fewer states are worse': {
    after: { ...all, 'counts toy/L.m': { distinct: 9, generated: 20, depth: 5 } },
    told: [['count', 'changed', 'worse', true, /lower than in the baseline: distinct 10 -> 9\./]],
  },
  'more states of the same graph are told': {
    after: { ...all, 'counts toy/L.m': { distinct: 11, generated: 20, depth: 4 } },
    told: [['count', 'changed', 'better', false, /higher than in the baseline: distinct 10 -> 11/]],
  },
  'another graph fails, and explains higher counts': {
    after: { ...all, 'counts toy/L.m': { distinct: 11, generated: 20, depth: 4 }, 'graph toy/L.m': 'bb' },
    told: [['graph', 'changed', 'neutral', true, /another one/]],
  },
  'an action that is never taken any more is worse, a new one better': {
    after: { ...all, 'edges toy/L.m': { Go: 4, Turn: 1 } },
    told: [
      ['action', 'changed', 'worse', true, /Stop is never taken any more; it was, on 2 edges/],
      ['action', 'changed', 'better', false, /Turn is taken now, on 1 edges/],
    ],
  },
  'a property that is no longer checked is lost': {
    after: without('property toy/L.m Inv'),
    told: [['property', 'lost', 'worse', true, /toy\/L\.m no longer checks Inv, which was "holds, witness Never"/]],
  },
  'a property that is violated now is worse': {
    after: { ...all, 'property toy/L.m Inv': 'violated, witness Never' },
    told: [['property', 'changed', 'worse', true, /Inv was holds and is violated/]],
  },
  'a property that lost its witness is worse though it holds': {
    after: { ...all, 'property toy/L.m Inv': 'holds' },
    told: [['property', 'changed', 'worse', true, /had the witness Never .* and has none/]],
  },
  'a witness that is no longer violated is worse': {
    before: { ...model, 'property toy/L.m Never': 'violated, as a witness' },
    after: { ...model, 'property toy/L.m Never': 'holds, as a witness' },
    told: [['property', 'changed', 'worse', true, /Never was violated and is holds \(a witness/]],
  },
  'an unknown verdict is worse than any': {
    before: { 'claim TOY-1 old': 'violated by Inv in toy/L.m' },
    after: { 'claim TOY-1 old': 'unknown by Inv in toy/L.m' },
    told: [['claim', 'changed', 'worse', true, /TOY-1, old: was violated .*; is unknown/]],
  },
  'a claim whose remedy changed fails': {
    before: { 'claim TOY-1 old': 'violated by Inv in toy/L.m; remedy A + B' },
    after: { 'claim TOY-1 old': 'violated by Inv in toy/L.m; remedy A' },
    told: [['claim', 'changed', 'neutral', true, /remedy A \+ B; is .*remedy A\./]],
  },
  'a claim that is gone is lost': {
    before: { 'claim TOY-1 old': 'assumption' },
    after: {},
    told: [['claim', 'lost', 'worse', true, /The claim TOY-1 is no longer settled for old/]],
  },
  'another definition fails and names what rests on it': {
    before: { 'definition toy/L Helper': 'aa' },
    after: { 'definition toy/L Helper': 'bb' },
    told: [['definition', 'changed', 'neutral', true, /definition of Helper is another one; A, B rest on it/]],
  },
  'a model that is no longer replayed is lost, with what it reached': {
    before: { ...all, 'reached toy/L.m': { Inv: 3 } },
    after: { ...without('traces toy/L.m'), 'model toy/L.m': { engines: 'own, tlc', deep: 'no', conformance: 'no' } },
    told: [
      ['traces', 'lost', 'worse', true, /no longer replayed on the implementation: its mark "conformance" is gone/],
    ],
  },
  'an emptied set of traces is a lower count': {
    after: { ...all, 'traces toy/L.m': { states: 10, transitions: 0, refusals: 7, traces: 0 } },
    told: [['traces', 'changed', 'worse', true, /transitions 20 -> 0, traces 3 -> 0/]],
  },
  'pairs that are no longer toured are a lower count': {
    before: { ...model, 'traces toy/L.m': { states: 10, pairs: 9 } },
    after: { ...model, 'traces toy/L.m': { states: 10 } },
    told: [['traces', 'changed', 'worse', true, /pairs 9 -> none/]],
  },
  'a broken invariant that is no longer reached is worse, a longer way is told': {
    before: { ...all, 'reached toy/L.m': { Inv: 3, Other: 4 } },
    after: { ...all, 'reached toy/L.m': { Other: 5 } },
    told: [
      ['witness', 'changed', 'worse', true, /no longer led to where Inv is broken; it was, in 3 steps/],
      ['witness', 'changed', 'neutral', false, /Other is broken .* after 5 steps instead of 4/],
    ],
  },
  'a file of tests that is gone is told once': {
    before: { 'test a.test.ts': 'runs', 'test a.test.ts one': 'passed', 'test a.test.ts two  words': 'passed' },
    after: {},
    told: [['test file', 'lost', 'worse', true, /The test file a\.test\.ts is gone/]],
  },
  'a test that is gone, one that is skipped and a new one': {
    before: { 'test a.test.ts': 'runs', 'test a.test.ts one': 'passed', 'test a.test.ts two': 'passed' },
    after: { 'test a.test.ts': 'runs', 'test a.test.ts two': 'skipped', 'test a.test.ts three': 'passed' },
    told: [
      ['test', 'lost', 'worse', true, /The test "one" of a\.test\.ts is gone/],
      ['test', 'changed', 'worse', true, /The test "two" of a\.test\.ts is skipped; it was passed/],
      ['test', 'new', 'better', false, /three/],
    ],
  },
  'a row that is gone from the tables is lost': {
    before: { 'table TOY-1 old a line is refused': 'as expected' },
    after: {},
    told: [['table', 'lost', 'worse', true, /The row "a line is refused" of TOY-1 \(old\) is gone/]],
  },
  'a lost entry of the ledger fails': {
    before: { 'fails toy/L Inv': 'toy/L.m', 'fires toy/L Go': 'toy/L.m', 'condition toy/L Inv': 'toy/L.m' },
    after: { 'fails toy/L Inv': null, 'fires toy/L Go': null, 'condition toy/L Inv': null },
    told: [
      ['ledger', 'changed', 'worse', true, /no model in which Inv of toy\/L fails.*shown in toy\/L\.m/],
      ['action', 'changed', 'worse', true, /no model in which the action Go of toy\/L is taken/],
      ['ledger', 'changed', 'worse', true, /no model in which the condition of Inv of toy\/L comes true/],
    ],
  },
  'a new invariant that fails nowhere fails, one that does is told': {
    before: {},
    after: { 'fails toy/L Can': 'toy/L.m', 'fails toy/L Cannot': null },
    told: [
      ['ledger', 'new', 'worse', true, /no model in which Cannot of toy\/L fails/],
      ['ledger', 'new', 'better', false, /Can of toy\/L can fail/],
    ],
  },
};
for (const [title, each] of Object.entries(cases)) test(title, compares, each);

test('causes are told before effects', (t) => {
  const found = changes(all, {
    ...all,
    'bounds toy/L.m': { Max: '1', Tasks: '{"a", "b"}' },
    'counts toy/L.m': { distinct: 9, generated: 10, depth: 4 },
    'graph toy/L.m': 'bb',
    'edges toy/L.m': { Go: 4 },
  });
  t.deepEqual(
    found.map(({ subject }) => subject),
    ['bounds', 'action', 'graph', 'count'],
  );
});
