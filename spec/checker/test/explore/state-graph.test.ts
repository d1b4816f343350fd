import test from 'ava';
import { dotGraph, labelText } from '../../explore/dot.js';
import { itfGraph, itfTrace } from '../../explore/itf.js';
import type { StateGraph } from '../../explore/state-graph.js';
import { traceTo } from '../../explore/trace.js';
import { explore, graphOf } from './explored.js';
import { toyProgram } from './toy-program.js';
import { counter, queue, ring } from './toys.js';

/** The edges as `from label to`. */
function edgesOf(graph: StateGraph): string[] {
  const edges: string[] = [];
  for (let state = 0; state < graph.states; state++) {
    for (let edge = graph.offsets[state] as number; edge < (graph.offsets[state + 1] as number); edge++) {
      edges.push(`${state} ${labelText(graph, graph.label[edge] as number)} ${graph.to[edge]}`);
    }
  }
  return edges;
}

test('a graph has each step once, with its action and arguments', (t) => {
  const twice = {
    ...ring(2),
    actions: [
      ...ring(2).actions,
      ...ring(2).actions,
      { name: 'Stay', steps: (row: readonly number[]) => [{ to: row }] },
    ],
  };
  t.deepEqual(edgesOf(graphOf({ ...twice, actions: twice.actions.slice(1) })), [
    '0 Turn 1',
    '0 Stay 0',
    '1 Turn 0',
    '1 Stay 1',
  ]);
  const joined = graphOf(queue);
  t.deepEqual(edgesOf(joined).slice(0, 5), ['0 Join(1) 1', '0 Join(2) 2', '0 Join(3) 3', '1 Join(2) 4', '1 Join(3) 5']);
  t.is(joined.to.length, 15);
  t.true(joined.isComplete);
});

test('steps that repeat are one edge, however many there are', (t) => {
  const wide = {
    variables: ['x'],
    initial: [[0]],
    actions: [
      {
        name: 'Jump',
        parameters: ['n'],
        steps: ([x]: readonly number[]) =>
          x === 0 ? Array.from({ length: 600 }, (_, i) => ({ to: [1 + (i % 300)], args: [i % 300] })) : [{ to: [0] }],
      },
    ],
  };
  const graph = graphOf(wide);
  t.is(graph.states, 301);
  t.is(graph.to.length, 600);
  t.deepEqual(Array.from(graph.offsets.subarray(0, 4)), [0, 300, 301, 302]);
});

test('without arguments, steps by one action to one state are one edge', (t) => {
  const graph = graphOf(queue, { record: 'edges' });
  t.deepEqual(graph.labels, [{ action: 0, arguments: [] }]);
  t.is(graph.to.length, 15);
});

test('a step out of the constraint is no edge', (t) => {
  t.deepEqual(edgesOf(graphOf({ ...counter, constraint: ([x = 0]) => x < 3 })), ['0 Count 1', '1 Count 2']);
});

test('the graph of a search that was ended is not complete, and has no edges from the states left', (t) => {
  const graph = graphOf(counter, { limits: { depthMax: 2 } });
  t.false(graph.isComplete);
  t.is(graph.states, 3);
  t.deepEqual(edgesOf(graph), ['0 Count 1', '1 Count 2']);
});

test('under symmetry an edge goes to the state that stands for its end', (t) => {
  const onlyReversed = (value: number) => (value === 0 ? 0 : 4 - value);
  const graph = graphOf({ ...queue, permutations: [onlyReversed] });
  // First 1 stands for first 3 too, and first 2 is its own image.
  t.deepEqual(edgesOf(graph).slice(0, 3), ['0 Join(1) 1', '0 Join(2) 2', '0 Join(3) 1']);
});

test('DOT marks initial states and names actions with their arguments', (t) => {
  t.deepEqual(
    [...dotGraph(graphOf({ ...queue, initial: [[1, 2, 0]] }))],
    [
      'digraph "states" {\n  node [shape=box, fontname="monospace"];\n',
      '  0 [label="/\\\\ first = 1\\l/\\\\ second = 2\\l/\\\\ third = 0\\l", style=filled, fillcolor=lightgrey];\n',
      '  1 [label="/\\\\ first = 1\\l/\\\\ second = 2\\l/\\\\ third = 3\\l"];\n',
      '  0 -> 1 [label="Join(3)"];\n',
      '}\n',
    ],
  );
});

test('DOT escapes the quotes and backslashes of values', (t) => {
  const graph: StateGraph = { ...graphOf(ring(1)), valueOf: () => ({ kind: 'string', value: 'a"b\\c\nd' }) };
  // TLA+ writes the value "a\"b\\c\nd"; each of its quotes and backslashes takes a backslash more.
  t.is(
    [...dotGraph(graph)][1]?.trimEnd(),
    String.raw`  0 [label="/\\ x = \"a\\\"b\\\\c\\nd\"\l", style=filled, fillcolor=lightgrey];`,
  );
});

test('a trace in ITF is JSON with the variables, the states and how each was reached', (t) => {
  const program = toyProgram({ ...queue, invariants: { OneAtMost: ([, second]) => second === 0 } });
  const search = explore(program);
  const [violation] = search.violations;
  const steps = violation === undefined ? [] : traceTo(program, search.table, violation.at);
  const reading = { ...program, valueOf: (id: number) => program.store.toValue(id) };
  t.deepEqual(JSON.parse([...itfTrace(reading, steps, 1)].join('')), {
    '#meta': { format: 'ITF' },
    vars: ['first', 'second', 'third'],
    loop: 1,
    states: [
      { '#meta': { index: 0 }, first: 0, second: 0, third: 0 },
      { '#meta': { index: 1, action: 'Join', arguments: [1] }, first: 1, second: 0, third: 0 },
      { '#meta': { index: 2, action: 'Join', arguments: [2] }, first: 1, second: 2, third: 0 },
    ],
  });
});

test('a graph in the manner of ITF is JSON with states, labels and edges', (t) => {
  t.deepEqual(JSON.parse([...itfGraph(graphOf(ring(2)))].join('')), {
    '#meta': { format: 'ITF states with edges', complete: true },
    vars: ['x'],
    initial: [0],
    labels: [{ action: 'Turn', arguments: [] }],
    states: [
      { '#meta': { index: 0 }, x: 0 },
      { '#meta': { index: 1 }, x: 1 },
    ],
    edges: [
      [0, 1, 0],
      [1, 0, 0],
    ],
  });
});
