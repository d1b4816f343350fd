import test from 'ava';
import { InputError } from '../../../spec/input-error.js';
import { openRun, readRun, writeRun } from '../../validation/run-file.js';
import { crossing, ferryRun, ferrySteps } from './ferry-runs.js';

test('a run that is read and written is the same text', async (t) => {
  const model = await ferrySteps();
  for (let seed = 1; seed <= 5; seed++) {
    const text = await ferryRun(seed);
    t.is(writeRun(readRun(openRun(text, 'run.ndjson'), model)), text);
  }
});

interface Case {
  /** Lines by their number in the file. */
  readonly changes: Readonly<Record<number, string>>;
  readonly code: string;
  readonly line: number;
  readonly field?: string;
  readonly nearest?: string;
}

const header = (rest: string) => `{"schema":"lsm-verify/run@1",${rest}}`;

const cases: Readonly<Record<string, Case>> = {
  'a header cut off': { changes: { 1: '{"schema":"lsm-verify/run@1","mod' }, code: 'syntax', line: 1 },
  'a header that is missing': { changes: { 1: '{"state":{}}' }, code: 'shape', line: 1, field: 'state' },
  'a header of another schema': {
    changes: { 1: '{"schema":"lsm-verify/run@9","model":"m"}' },
    code: 'shape',
    line: 1,
    field: 'schema',
  },
  'a misspelt field': {
    changes: { 1: header('"modell":"m"') },
    code: 'shape',
    line: 1,
    field: 'modell',
    nearest: 'model',
  },
  'a header without a model': { changes: { 1: header('"seed":1') }, code: 'shape', line: 1 },
  'a header with a model and a module': {
    changes: { 1: header('"model":"m","module":"n","constants":{}') },
    code: 'shape',
    line: 1,
  },
  'a hidden action that is none': {
    changes: { 1: header('"model":"m","hidden":{"actions":["Boart"],"max":1}') },
    code: 'unknown-name',
    line: 1,
    field: 'hidden.actions[0]',
    nearest: 'Board',
  },
  'a line that is no JSON': { changes: { 4: '{"state":' }, code: 'syntax', line: 4 },
  'an empty line': { changes: { 4: '' }, code: 'syntax', line: 4 },
  'a number that is none': { changes: { 3: '{"state":{"crossings":NaN}}' }, code: 'syntax', line: 3 },
  'a number that is no integer': {
    changes: { 3: '{"state":{"crossings":0.5}}' },
    code: 'shape',
    line: 3,
    field: 'state.crossings',
  },
  'a value that is none': {
    changes: { 3: '{"state":{"seat":{"#map":[["a"]]}}}' },
    code: 'shape',
    line: 3,
    field: 'state.seat.#map[0]',
  },
  'an unknown mark': { changes: { 3: '{"state":{"seat":{"#mop":[]}}}' }, code: 'shape', line: 3, field: 'state.seat' },
  'a function with two results for one argument': {
    changes: { 3: '{"state":{"seat":{"#map":[["a",1],["a",2]]}}}' },
    code: 'shape',
    line: 3,
    field: 'state.seat',
  },
  'an unknown variable': {
    changes: { 3: '{"state":{"crossing":0}}' },
    code: 'unknown-name',
    line: 3,
    field: 'state.crossing',
    nearest: 'crossings',
  },
  'an unknown action': {
    changes: { 3: '{"action":"Boord"}' },
    code: 'unknown-name',
    line: 3,
    field: 'action',
    nearest: 'Board',
  },
  'too few arguments': {
    changes: { 3: '{"action":"Board","arguments":["a"]}' },
    code: 'shape',
    line: 3,
    field: 'arguments',
  },
  'arguments of nothing': { changes: { 3: '{"arguments":["a"]}' }, code: 'shape', line: 3 },
  'a step that leads to the start': { changes: { 2: '{"action":"Sail"}' }, code: 'shape', line: 2, field: 'action' },
  'hidden steps of which the header knows nothing': {
    changes: { 3: '{"hidden":true}' },
    code: 'shape',
    line: 3,
    field: 'hidden',
  },
  'more hidden steps than the header allows': {
    changes: { 1: header('"model":"m","hidden":{"actions":["Board"],"max":1}'), 3: '{"hidden":2}' },
    code: 'shape',
    line: 3,
    field: 'hidden',
  },
};

for (const [title, { changes, code, line, field, nearest }] of Object.entries(cases)) {
  test(`${title}: refused with file, line and field`, async (t) => {
    const text = crossing.map((own, index) => changes[index + 1] ?? own).join('\n');
    const model = await ferrySteps();
    const error = t.throws(() => readRun(openRun(text, 'run.ndjson'), model), { instanceOf: InputError });
    const { fault } = error ?? {};
    t.deepEqual([fault?.code, fault?.file, fault?.line], [code, 'run.ndjson', line], error?.message);
    t.is(fault?.field, field, error?.message);
    t.is(fault?.nearest, nearest);
  });
}

test('a file that ends with its header is refused', (t) => {
  const error = t.throws(() => openRun(`${crossing[0]}\n`, 'run.ndjson'), { instanceOf: InputError });
  t.is(error?.fault.line, 2);
});
