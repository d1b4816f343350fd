/** The verdict of a claim follows from all the models and engines it rests on. */

import test from 'ava';
import type { TableResult } from '../../../conformance/tables/run-tables.js';
import type { EngineName } from '../../../spec/checker/index.js';
import type { Catalogue, Ruling } from '../../../spec/claims.js';
import type { SearchVerdict } from '../../../spec/verdict.js';
import { type Finding, settleClaims } from '../../verify/claims.js';
import { modelNamed } from '../findings.js';

const ids = ['toy/M.main', 'toy/M.also', 'toy/M.remedied', 'toy/M.lacking'];
const manifest = { register: [], modelsLine: 1, models: ids.map((id) => modelNamed(id)) };

function settle(
  ruling: Partial<Ruling>,
  found: Readonly<Record<string, Partial<Record<EngineName, SearchVerdict>>>>,
  engines: readonly EngineName[] = ['tla-checker', 'tlc'],
  excused: readonly EngineName[] = [],
  tables: readonly TableResult[] = [],
) {
  const whole: Ruling = {
    variant: 'old',
    verdict: 'holds',
    property: 'Safe',
    model: 'toy/M.main',
    alsoIn: [],
    failsIn: [],
    dropped: {},
    readings: [],
    line: 3,
    ...ruling,
  };
  const entry = {
    id: 'TOY-C1',
    kind: 'claim' as const,
    title: 't',
    paraphrase: 'p',
    source: {},
    rulings: [whole],
    line: 2,
  };
  const catalogue: Catalogue = { system: 'toy', path: 'spec/claims/toy.yaml', variants: ['old'], entries: [entry] };
  const findings = Object.entries(found).flatMap(([id, verdicts]) =>
    Object.entries(verdicts).map(([name, verdict]): Finding => {
      const engine = name as EngineName;
      const reason = verdict === 'unknown' ? { reason: 'not settled' } : {};
      return {
        model: id,
        engine,
        properties: [{ name: 'Safe', verdict, asExpected: excused.includes(engine), ...reason }],
      };
    }),
  );
  const { claims, disagreements } = settleClaims(manifest, [catalogue], findings, { engines, partial: false, tables });
  const [claim] = claims;
  return { claim, faults: disagreements.map(({ message }) => message) };
}

test('a claim on which two engines agree is confirmed by both', (t) => {
  const { claim, faults } = settle({}, { 'toy/M.main': { 'tla-checker': 'holds', tlc: 'holds' } });
  t.like(claim, { verdict: 'holds', asExpected: true, confirmedBy: ['tla-checker', 'tlc'] });
  t.deepEqual(faults, []);
});

test('a claim on which the engines differ is unknown and not as expected', (t) => {
  const { claim } = settle({}, { 'toy/M.main': { 'tla-checker': 'holds', tlc: 'violated' } });
  t.like(claim, { verdict: 'unknown', asExpected: false, confirmedBy: [] });
  t.is(claim?.reason, 'the engines differ: tla-checker says "holds", tlc "violated"');
});

test('an engine that cannot settle a claim leaves it to the others', (t) => {
  const { claim } = settle({}, { 'toy/M.main': { 'tla-checker': 'unknown', tlc: 'holds' } });
  t.like(claim, { verdict: 'holds', asExpected: true, confirmedBy: ['tlc'] });
});

test('a claim that no engine settles is unknown: as expected only where each of them is excused', (t) => {
  const found = { 'toy/M.main': { 'tla-checker': 'unknown' } } as const;
  t.like(settle({}, found, ['tla-checker']).claim, { verdict: 'unknown', asExpected: false });
  t.like(settle({}, found, ['tla-checker'], ['tla-checker']).claim, { verdict: 'unknown', asExpected: true });
});

test('one violation among the models refutes the claim', (t) => {
  const found = { 'toy/M.main': { tlc: 'holds' }, 'toy/M.also': { tlc: 'violated' } } as const;
  const { claim, faults } = settle({ alsoIn: ['toy/M.also'] }, found);
  t.like(claim, { verdict: 'violated', asExpected: false });
  t.deepEqual(faults, ['TOY-C1, old: expected "holds", found "violated" in toy/M.also']);
});

test('a claim expected violated must be violated in every model it names', (t) => {
  const found = { 'toy/M.main': { tlc: 'violated' }, 'toy/M.also': { tlc: 'holds' } } as const;
  const { claim } = settle({ verdict: 'violated', alsoIn: ['toy/M.also'], remedy: 'none', why: 'w' }, found);
  t.like(claim, { verdict: 'violated', asExpected: false });
});

test('a model that was not run leaves the claim unknown and not as expected', (t) => {
  const { claim } = settle({}, {});
  t.like(claim, { verdict: 'unknown', asExpected: false, reason: 'toy/M.main was not run' });
});

test('a property that no longer fails where something is taken away is named', (t) => {
  const found = { 'toy/M.main': { tlc: 'holds' }, 'toy/M.lacking': { tlc: 'holds' } } as const;
  const { claim, faults } = settle({ failsIn: ['toy/M.lacking'] }, found);
  t.like(claim, { verdict: 'holds', asExpected: false });
  t.deepEqual(faults, ['TOY-C1, old: Safe does not fail in toy/M.lacking: "holds"']);
});

const remedied: Partial<Ruling> = {
  verdict: 'violated',
  remedy: ['Mend'],
  remedyModel: 'toy/M.remedied',
  dropped: { Mend: 'toy/M.lacking' },
};

test('a remedy that suffices and is needed is confirmed', (t) => {
  const found = {
    'toy/M.main': { tlc: 'violated' },
    'toy/M.remedied': { tlc: 'holds' },
    'toy/M.lacking': { tlc: 'violated' },
  } as const;
  t.like(settle(remedied, found).claim, { asExpected: true, remedy: ['Mend'], remedyConfirmed: true });
});

test('a remedy that does not suffice, or is not needed, is not confirmed', (t) => {
  const main = { tlc: 'violated' } as const;
  const weak = settle(remedied, { 'toy/M.main': main, 'toy/M.remedied': main, 'toy/M.lacking': main });
  t.like(weak.claim, { verdict: 'violated', asExpected: false, remedyConfirmed: false });
  const idle = { 'toy/M.main': main, 'toy/M.remedied': { tlc: 'holds' }, 'toy/M.lacking': { tlc: 'holds' } } as const;
  const { claim, faults } = settle(remedied, idle);
  t.like(claim, { asExpected: false, remedyConfirmed: false });
  t.deepEqual(faults, ['TOY-C1, old: Mend was not found to be needed: Safe is "holds" in toy/M.lacking']);
});

test('a verdict that is stated is passed on as stated, on no engine', (t) => {
  const { claim } = settle({ verdict: 'not applicable', why: 'no keys' }, {});
  t.like(claim, { verdict: 'not applicable', asExpected: true, model: null, confirmedBy: [] });
});

const inTable = { verdict: 'settled by table', found: 'violated', why: 'seen there' } as const;
const row = { claim: 'TOY-C1', variant: 'old', title: 'a row', asExpected: true };

function settleByTable(...tables: readonly TableResult[]) {
  return settle(inTable, {}, [], [], tables);
}

test('a claim is settled by a table when all rows about it are as expected', (t) => {
  const { claim, faults } = settleByTable(row, { ...row, claim: 'TOY-C2', asExpected: false });
  t.like(claim, { verdict: 'settled by table', found: 'violated', asExpected: true, rows: ['a row'], model: null });
  t.deepEqual(faults, []);
});

test('a row that is not as expected settles nothing', (t) => {
  const { claim, faults } = settleByTable(row, { ...row, title: 'another', asExpected: false });
  t.like(claim, { verdict: 'unknown', asExpected: false });
  t.deepEqual(faults, ['TOY-C1, old: the implementation does otherwise than the row "another"']);
});

test('a table without a row about a claim settles nothing', (t) => {
  const { claim, faults } = settleByTable({ ...row, variant: 'new' });
  t.like(claim, { verdict: 'unknown', asExpected: false });
  t.deepEqual(faults, ['TOY-C1, old: no row of a table is about it']);
});
