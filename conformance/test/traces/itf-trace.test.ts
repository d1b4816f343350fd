import test from 'ava';
import { InputError } from '../../../spec/input-error.js';
import { modelOfTrace, readTrace, writeTrace } from '../../traces/itf-trace.js';
import { transitionTour } from '../../traces/tour.js';
import { ferryGraph } from '../replay/ferry-graph.js';

test('a trace that is written and read is the same path', async (t) => {
  const graph = await ferryGraph();
  for (const path of transitionTour(graph).paths) {
    const text = writeTrace('toys/Ferry.two', graph, path);
    t.is(modelOfTrace(text, 'trace.itf.json'), 'toys/Ferry.two');
    t.deepEqual(readTrace(text, 'trace.itf.json', graph), path);
  }
});

test('each state has the step that led to it in its #meta, and no actions are needed to read it', async (t) => {
  const graph = await ferryGraph();
  const [path] = transitionTour(graph).paths;
  if (path === undefined) return t.fail();
  const trace = JSON.parse(writeTrace('toys/Ferry.two', graph, path));
  t.deepEqual(trace['#meta'], { format: 'ITF', model: 'toys/Ferry.two' });
  t.deepEqual(trace.states[0]['#meta'], { index: 0 });
  t.is(trace.states[1]['#meta'].action, 'Board');
  for (const state of trace.states) delete state['#meta'];
  const read = readTrace(JSON.stringify(trace), 'trace.itf.json', graph);
  t.is(read.edges.length, path.edges.length);
});

const malformed: readonly (readonly [string, string, string, string | undefined])[] = [
  ['text that is no JSON', '{', 'foreign-file', undefined],
  ['a trace without states', '{"vars":["place"]}', 'foreign-file', 'states'],
  ['other variables', '{"vars":["speed"],"states":[{}]}', 'unknown-name', 'vars'],
  [
    'a first state that is not initial',
    '{"vars":["place","seat","crossings"],"states":[{"crossings":7}]}',
    'not-a-behaviour',
    'states[0]',
  ],
];
for (const [title, text, code, field] of malformed) {
  test(`${title} is refused at its place`, async (t) => {
    const graph = await ferryGraph();
    const error = t.throws(() => readTrace(text, 'trace.itf.json', graph), { instanceOf: InputError });
    t.is(error?.fault.code, code);
    t.is(error?.fault.field, field);
  });
}

test('a step that the model does not take is refused with its number', async (t) => {
  const graph = await ferryGraph();
  const [path] = transitionTour(graph).paths;
  if (path === undefined) return t.fail();
  const trace = JSON.parse(writeTrace('toys/Ferry.two', graph, path));
  trace.states[1]['#meta'].action = 'Sail';
  const error = t.throws(() => readTrace(JSON.stringify(trace), 'trace.itf.json', graph), { instanceOf: InputError });
  t.is(error?.fault.field, 'states[1]');
});
