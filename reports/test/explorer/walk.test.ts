/** Walking through a model: laws on random ones, and a small one followed by hand. */

import test from 'ava';
import fc from 'fast-check';
import type { ExplorerData } from '../../explorer/explorer-data.js';
import { type ExplorerGraph, graphOf } from '../../explorer/graph.js';
import { type Position, parseFragment, printFragment } from '../../explorer/position.js';
import { type Course, choose, follow, type Move, move, nextEdge, stateAt } from '../../explorer/walk.js';
import { randomModel } from './random-model.js';

const seed = 20_261_126;

type Wish = { readonly move: Move } | { readonly choose: number };

const wishes = fc.array(
  fc.oneof(
    fc.constantFrom<Move>('first', 'back', 'forward', 'last').map((each): Wish => ({ move: each })),
    fc.nat(4).map((each): Wish => ({ choose: each })),
  ),
  { maxLength: 20 },
);

const starts = fc.constantFrom<Position['origin']>(
  { kind: 'initial', index: 0 },
  { kind: 'trace', property: 'Good' },
  { kind: 'trace', property: 'Good', steps: 0 },
);

function graphIn(data: ExplorerData): ExplorerGraph {
  const [model] = data.models;
  if (model === undefined) throw new Error('no model');
  return graphOf(data, model);
}

function followed(graph: ExplorerGraph, position: Position): Course {
  const result = follow(graph, position);
  if (result.kind === 'lost') throw new Error(`${printFragment(position)}: ${result.reason}`);
  return result.course;
}

/** Every position on the way, with its course. */
function wander(graph: ExplorerGraph, origin: Position['origin'], wanted: readonly Wish[]): [Position, Course][] {
  let position: Position = { model: graph.model.id, origin, choices: [], at: 0 };
  const way: [Position, Course][] = [[position, followed(graph, position)]];
  for (const wish of wanted) {
    const course = followed(graph, position);
    position = 'move' in wish ? move(course, position, wish.move) : choose(graph, course, position, wish.choose);
    way.push([position, followed(graph, position)]);
  }
  return way;
}

test('wherever one walks, the address leads to the same state again', (t) => {
  fc.assert(
    fc.property(randomModel, starts, wishes, (data, origin, wanted) => {
      const graph = graphIn(data);
      for (const [position, course] of wander(graph, origin, wanted)) {
        const read = parseFragment(printFragment(position));
        t.deepEqual(read, position);
        t.is(stateAt(followed(graph, position), position.at), stateAt(course, position.at));
      }
    }),
    { seed },
  );
  t.pass();
});

test('choosing a step leads to where it goes, by that step, and back leads where one came from', (t) => {
  fc.assert(
    fc.property(randomModel, starts, wishes, fc.nat(4), (data, origin, wanted, choice) => {
      const graph = graphIn(data);
      const [position, course] = wander(graph, origin, wanted).at(-1) ?? [];
      if (position === undefined || course === undefined) return;
      const from = stateAt(course, position.at);
      const edge = graph.edgesOf(from)?.[choice];
      const chosen = choose(graph, course, position, choice);
      if (edge === undefined) {
        t.is(chosen, position);
        return;
      }
      const after = followed(graph, chosen);
      t.is(stateAt(after, chosen.at), edge.to);
      t.is(stateAt(after, chosen.at - 1), from);
      const back = move(after, chosen, 'back');
      t.is(stateAt(followed(graph, back), back.at), from);
    }),
    { seed },
  );
  t.pass();
});

test('each step of a course is one that is possible, or one whose state has its steps left out', (t) => {
  fc.assert(
    fc.property(randomModel, starts, wishes, (data, origin, wanted) => {
      const graph = graphIn(data);
      for (const [, { states, steps }] of wander(graph, origin, wanted)) {
        t.is(steps.length, states.length - 1);
        for (const [index, step] of steps.entries()) {
          const edges = graph.edgesOf(states[index] ?? 0);
          t.true(edges?.some((edge) => edge.step === step && edge.to === states[index + 1]) ?? true);
        }
      }
    }),
    { seed },
  );
  t.pass();
});

/** 0 -A-> 1 -B-> 2 -A-> 1, and 1 -C-> 0; the run goes round between 1 and 2. */
const [loop] = fc.sample(randomModel, { seed, numRuns: 1 });
const ring = loopModel();

function loopModel(): ExplorerGraph {
  const [model] = loop?.models ?? [];
  if (loop === undefined || model === undefined) throw new Error('no sample');
  const run = { property: 'Rests', verdict: 'violated', claims: [], isWitness: false, ending: 'It never rests.' };
  return graphOf(loop, {
    ...model,
    edges: [[0, 1], [1, 2, 2, 0], [0, 1], null, null, null],
    initial: [0],
    traces: [{ ...run, states: [0, 1, 2], steps: [0, 1], loopStart: 1 }],
  });
}

const on: Position = { model: 'toy/M.random', origin: { kind: 'trace', property: 'Rests' }, choices: [], at: 0 };

test('a run that goes round goes on after its last state', (t) => {
  const course = followed(ring, on);
  t.deepEqual(
    [0, 1, 2, 3, 4, 5].map((at) => stateAt(course, at)),
    [0, 1, 2, 1, 2, 1],
  );
  t.is(move(course, { ...on, at: 2 }, 'forward').at, 3);
  t.is(move(course, { ...on, at: 5 }, 'last').at, 2);
  t.is(nextEdge(ring, course, 2), 0);
});

test('leaving a run in its second round is told by the first', (t) => {
  const at5 = { ...on, at: 5 };
  const left = choose(ring, followed(ring, at5), at5, 1);
  t.deepEqual(left, { ...on, origin: { kind: 'trace', property: 'Rests', steps: 1 }, choices: [1], at: 2 });
  t.deepEqual(followed(ring, left).states, [0, 1, 0]);
});

test('taking the step that the run takes stays on the run', (t) => {
  const at1 = { ...on, at: 1 };
  t.deepEqual(choose(ring, followed(ring, at1), at1, 0), { ...on, at: 2 });
});

test('a run that rests for ever in its last state ends there', (t) => {
  const graph: ExplorerGraph = {
    ...ring,
    model: { ...ring.model, traces: ring.model.traces.map((trace) => ({ ...trace, loopStart: 2 })) },
  };
  const course = followed(graph, on);
  t.is(move(course, { ...on, at: 2 }, 'forward').at, 2);
});

const lost = test.macro({
  exec: (t, position: Position, reason: string) => t.deepEqual(follow(ring, position), { kind: 'lost', reason }),
  title: (_, __, reason: string) => `an address that leads nowhere says so: ${reason}`,
});
test(lost, { ...on, origin: { kind: 'trace', property: 'Rest' } }, 'no run for the property Rest');
test(lost, { ...on, origin: { kind: 'initial', index: 1 } }, 'no initial state 2 of 1');
test(lost, { ...on, origin: { kind: 'trace', property: 'Rests', steps: 3 } }, 'no step 3 of 2');
test(lost, { ...on, origin: { kind: 'initial', index: 0 }, choices: [0, 2] }, 'no choice 3 after step 1');
test(lost, { ...on, origin: { kind: 'initial', index: 0 }, choices: [0], at: 2 }, 'no step 2');
