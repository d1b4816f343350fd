/** Laws of validation: what a graph can do is a behaviour however little of it was seen, and nothing else is. */

import test from 'ava';
import fc from 'fast-check';
import { randomFrom } from '../../../impl/scheduler/random.js';
import type { Run, RunHeader, RunLine } from '../../validation/run-file.js';
import { thinned } from '../../validation/thin.js';
import { type Validation, validate } from '../../validation/validate.js';
import {
  actionNames,
  initialStates,
  integer,
  linesOf,
  modelOf,
  type RandomEdge,
  type RandomGraph,
  randomGraph,
} from './random-graph.js';

const header: RunHeader = { schema: 'lsm-verify/run@1', model: 'random' };

function validated(graph: RandomGraph, run: Run): Promise<Validation> {
  const { signal } = new AbortController();
  return validate(modelOf(graph), run, { signal, statesMax: 1000, file: 'run.ndjson' });
}

function randomPath(graph: RandomGraph, seed: number): readonly RunLine[] {
  const random = randomFrom(seed);
  const initial = initialStates(graph);
  const start = initial[random(initial.length)] ?? 0;
  const path: RandomEdge[] = [];
  for (let state = start; path.length < 12; ) {
    const edges = graph.edges.filter(({ from }) => from === state);
    const edge = edges.length === 0 ? undefined : edges[random(edges.length)];
    if (edge === undefined) break;
    path.push(edge);
    state = edge.to;
  }
  return linesOf(graph, start, path);
}

test('a random path through a random graph, made poorer, always validates', async (t) => {
  let [shorter, nameless] = [0, 0];
  await fc.assert(
    fc.asyncProperty(randomGraph, fc.integer(), async (graph, seed) => {
      const whole: Run = { header, lines: randomPath(graph, seed) };
      const run = thinned(whole, randomFrom(seed + 1));
      if (run.lines.length < whole.lines.length) shorter++;
      if (run.lines.slice(1).some(({ action }) => action === undefined)) nameless++;
      return (
        (await validated(graph, whole)).verdict === 'behaviour' && (await validated(graph, run)).verdict === 'behaviour'
      );
    }),
    { seed: 1, numRuns: 1000 },
  );
  t.true(shorter > 100 && nameless > 100);
});

/** Where the run may be after its lines, by trying every way of taking every step; and how many lines have such a way. */
function byHand(graph: RandomGraph, { header: { hidden }, lines }: Run): { lines: number; explaining: number } {
  const ends = lines.map(() => new Set<number>());
  const isAlike = (state: number, { values }: RunLine) =>
    ['x', 'y'].every((name, index) => {
      const value = values.get(name);
      return value?.kind !== 'integer' || value.value === BigInt(graph.states[state]?.[index] ?? -1);
    });
  const isCalled = ({ action, argument }: RandomEdge, line: RunLine) => {
    const [value] = line.arguments ?? [];
    if (line.action !== undefined && line.action !== actionNames[action]) return false;
    return value?.kind !== 'integer' || value.value === BigInt(argument);
  };
  const known = new Set<string>();
  const go = (index: number, state: number, left: number): void => {
    const line = lines[index];
    const here = [index, state, left].join();
    if (line === undefined || known.has(here)) return;
    known.add(here);
    for (const edge of graph.edges.filter(({ from }) => from === state)) {
      if (isCalled(edge, line) && isAlike(edge.to, line)) {
        ends[index]?.add(edge.to);
        go(index + 1, edge.to, line.hidden);
      }
      if (left > 0 && hidden?.actions.includes(actionNames[edge.action] ?? '')) go(index, edge.to, left - 1);
    }
  };
  const [first] = lines;
  for (const state of initialStates(graph)) {
    if (first === undefined || !isAlike(state, first)) continue;
    ends[0]?.add(state);
    go(1, state, first.hidden);
  }
  const explained = ends.findIndex(({ size }) => size === 0);
  const count = explained < 0 ? lines.length : explained;
  return { lines: count, explaining: ends[count - 1]?.size ?? 0 };
}

const randomLine: fc.Arbitrary<RunLine> = fc
  .record({
    x: fc.option(fc.nat(2), { nil: undefined, freq: 1 }),
    y: fc.option(fc.nat(1), { nil: undefined, freq: 1 }),
    action: fc.option(fc.constantFrom(...actionNames), { nil: undefined, freq: 1 }),
    argument: fc.option(fc.nat(1), { nil: undefined, freq: 1 }),
    hidden: fc.nat(2),
  })
  .map(({ x, y, action, argument, hidden }) => {
    const values = Object.entries({ x, y }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, integer(value)] as const],
    );
    const named = action === undefined ? {} : { action };
    const given = action === undefined || argument === undefined ? {} : { arguments: [integer(argument)] };
    return { values: new Map(values), ...named, ...given, hidden };
  });

test('any lines are explained as far, and by as many states, as trying every way of taking every step says', async (t) => {
  let rejected = 0;
  const randomRun = fc.record({
    actions: fc.subarray([...actionNames], { minLength: 1 }),
    lines: fc.array(randomLine, { minLength: 1, maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(randomGraph, randomRun, async (graph, { actions, lines }) => {
      const [first, ...rest] = lines;
      const start: RunLine = { values: first?.values ?? new Map(), hidden: first?.hidden ?? 0 };
      const run: Run = { header: { ...header, hidden: { actions, max: 2 } }, lines: [start, ...rest] };
      const found = await validated(graph, run);
      const expected = byHand(graph, run);
      const isBehaviour = expected.lines === lines.length;
      if (!isBehaviour) rejected++;
      if (found.rejection !== undefined && found.rejection.line !== expected.lines + 2) return false;
      return (
        found.lines === expected.lines &&
        found.explaining === expected.explaining &&
        found.verdict === (isBehaviour ? 'behaviour' : 'rejected')
      );
    }),
    { seed: 2, numRuns: 2000 },
  );
  t.true(rejected > 200 && rejected < 1500);
});
