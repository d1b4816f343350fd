/** The ledger against emptiness, and what is known after a run that saw only a part. */

import test from 'ava';
import type { Entries, EntryName, EntryValue } from '../../gate/entries.js';
import { entriesAfter } from '../../gate/judge-run.js';
import { ledgerOf } from '../../gate/ledger.js';

const entries = (content: Record<string, EntryValue>): Entries => new Map(Object.entries(content));
const nothing = entries({});

const two = {
  'counts toy/L.big': { distinct: 100 },
  'counts toy/L.small': { distinct: 10 },
  'edges toy/L.big': { Go: 4, Turn: 1 },
  'edges toy/L.small': { Go: 1 },
  'fires toy/L Go': null,
  'fires toy/L Turn': null,
  'fires toy/L Never': null,
  'property toy/L.big Inv': 'violated',
  'property toy/L.small Inv': 'violated',
  'property toy/L.small Cond': 'holds, witness Reached',
  'property toy/L.small Reached': 'violated, as a witness',
  'property toy/L.big Idle': 'holds, witness Missed',
  'property toy/L.big Missed': 'holds, as a witness',
  'property toy/L.big assumption': 'holds',
};

test('for each property, action and condition the smallest model that shows it is named', (t) => {
  t.deepEqual(Object.fromEntries(ledgerOf(entries(two), nothing)), {
    'fires toy/L Go': 'toy/L.small',
    'fires toy/L Turn': 'toy/L.big',
    'fires toy/L Never': null,
    'fails toy/L Inv': 'toy/L.small',
    'fails toy/L Cond': null,
    'fails toy/L Idle': null,
    'condition toy/L Cond': 'toy/L.small',
    'condition toy/L Idle': null,
  });
});

test('the model that the baseline names stays as long as it shows it', (t) => {
  const before = entries({ 'fires toy/L Go': 'toy/L.big', 'fires toy/L Turn': 'toy/L.small' });
  const ledger = ledgerOf(entries(two), before);
  t.is(ledger.get('fires toy/L Go'), 'toy/L.big');
  t.is(ledger.get('fires toy/L Turn'), 'toy/L.big');
});

test('what is a witness in one model and a property in another can fail', (t) => {
  const ledger = ledgerOf(
    entries({ 'property toy/L.a Never': 'violated, as a witness', 'property toy/L.b Never': 'holds' }),
    nothing,
  );
  t.is(ledger.get('fails toy/L Never'), 'toy/L.a');
});

test('what a run left out is taken from the baseline, ledger and all', (t) => {
  const before = new Map([...entries(two), ...ledgerOf(entries(two), nothing)]);
  const ofBig = ({ subject }: EntryName) => subject === 'toy/L.big';
  const seen = new Map([...entries(two)].filter(([key]) => key.includes('toy/L.big') || key.startsWith('fires')));
  t.deepEqual(new Map([...entriesAfter(seen, before, ofBig)].sort()), new Map([...before].sort()));
});

test('what a run would have seen and did not is lost', (t) => {
  const before = new Map([...entries(two), ...ledgerOf(entries(two), nothing)]);
  const after = entriesAfter(entries({ 'fires toy/L Go': null }), before, () => true);
  t.deepEqual(Object.fromEntries(after), { 'fires toy/L Go': null });
});

test('actions of modules that a run left out stay in the ledger', (t) => {
  const before = new Map([...entries(two), ...ledgerOf(entries(two), nothing)]);
  const after = entriesAfter(nothing, before, () => false);
  t.is(after.get('fires toy/L Turn'), 'toy/L.big');
  t.is(after.get('fires toy/L Never'), null);
});
