import test from 'ava';
import { printValue, type Value } from '../../../spec/checker/index.js';
import type { Binding, Step } from '../../bindings/binding.js';
import { bindingFaults } from '../../replay/binding-faults.js';
import { conform, defaultConformOptions } from '../../replay/conform.js';
import { Replay } from '../../replay/replay.js';
import { pathThrough } from '../../traces/path.js';
import { transitionTour } from '../../traces/tour.js';
import { ferryBinding } from '../ferry.js';
import { conformFerry, ferryGraph } from './ferry-graph.js';

const number = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });
const a: Value = { kind: 'model', name: 'a' };
const b: Value = { kind: 'model', name: 'b' };

test('a faithful implementation takes every transition and every pair, and declines every other step', async (t) => {
  const result = await conformFerry();
  t.deepEqual(result.divergences, []);
  // By hand. Before the first crossing: both ashore 1, one aboard 2 x 2 seats, both aboard 2. After one that took a single passenger:
  // the other ashore 1 or aboard 2, for each of the two. Both across: after one crossing or after two.
  t.is(result.states, 1 + 4 + 2 + 2 * 3 + 2);
  t.is(result.statesVisited, result.states);
  t.is(result.transitionsReplayed, result.transitions);
  t.is(result.pairs?.replayed, result.pairs?.all);
  t.is(result.refusalsTried, result.refusals);
  const { steps = 0, resets = 0, lowerBound = 0 } = result.tour ?? {};
  t.is(steps + resets, lowerBound);
});

test('a broken invariant is reached on the implementation by a shortest path', async (t) => {
  const { situations } = await conformFerry();
  t.deepEqual(situations, [{ invariant: 'CrossesOnce', length: 4, reached: true }]);
});

test('a behaviour that breaks a property is replayed, its loop twice round', async (t) => {
  const options = {
    ...defaultConformOptions,
    broken: ['AllCross', 'NobodyLeaves', 'CrossingsGrow'],
    signal: new AbortController().signal,
  };
  const { situations, divergences } = await conform(await ferryGraph('fair'), ferryBinding(), options);
  t.deepEqual(divergences, []);
  t.deepEqual(situations, [
    { invariant: 'AllCross', length: 2, loop: 2, reached: true },
    { invariant: 'NobodyLeaves', length: 2, reached: true },
    // It holds: who says that the model breaks it is not told that the implementation does.
    { invariant: 'CrossingsGrow', length: 0, reached: false },
  ]);
});

test('an implementation that tires of a loop is found by the property alone', async (t) => {
  const graph = await ferryGraph('fair');
  const { states = [], loopStart = 0 } = graph.behaviourAgainst('AllCross') ?? {};
  const loop = [...states.slice(loopStart), states[loopStart] ?? 0];
  const path = (times: number) =>
    pathThrough(graph, [
      ...states.slice(0, loopStart),
      ...Array.from({ length: times }, () => loop.slice(0, -1)).flat(),
      loop[0] ?? 0,
    ]);
  const run = async (times: number) => {
    const only = path(times);
    if (only === undefined) throw new Error('the behaviour is no path');
    const { signal } = new AbortController();
    const { divergences } = await conform(graph, tiring(), { ...defaultConformOptions, signal, only: [only] });
    return divergences[0]?.difference.kind;
  };
  t.deepEqual([await run(1), await run(2)], [undefined, 'state']);
});

/** Shows a wrong seat after the second boarding. */
function tiring(): Binding {
  const ferry = ferryBinding();
  return {
    ...ferry,
    create(constants) {
      const subject = ferry.create(constants);
      let boarded = 0;
      return {
        enabled: () => subject.enabled(),
        take(step) {
          const declined = subject.take(step);
          if (declined === undefined && step.action === 'Board') boarded++;
          return declined;
        },
        project() {
          const state = subject.project();
          return boarded < 2 ? state : new Map([...state, ['crossings', number(9)]]);
        },
      };
    },
  };
}

test('steps out of the constraints are compared, though no path takes them', async (t) => {
  const { divergences, transitionsReplayed, transitions } = await conformFerry({}, 'one-aboard');
  t.deepEqual(divergences, []);
  t.is(transitionsReplayed, transitions);
});

test('a graph beyond the limit is sampled, and says so', async (t) => {
  const options = { ...defaultConformOptions, transitionsMax: 5, signal: new AbortController().signal };
  const result = await conform(await ferryGraph(), ferryBinding(), options);
  t.like(result, { sampled: true, pairs: undefined, tour: undefined, divergences: [] });
  t.true(result.traces > 1000);
});

test('a projection replaced by a constant is found by the first step that should change it', async (t) => {
  const { divergences } = await conformFerry({ projects: (values) => values.set('crossings', number(0)) });
  const [divergence] = divergences;
  t.is(divergence?.path.edges.length, 2);
  t.like(divergence?.difference, {
    kind: 'state',
    leaves: [{ path: 'crossings', model: number(1), implementation: number(0) }],
  });
});

test('a part of the state is told by its path', async (t) => {
  const flawed = await conformFerry({
    projects: (values) =>
      values.set('seat', {
        kind: 'function',
        pairs: [
          [a, number(0)],
          [b, number(0)],
        ],
      }),
  });
  const difference = flawed.divergences[0]?.difference;
  t.is(difference?.kind, 'state');
  if (difference?.kind !== 'state') return;
  t.deepEqual(
    difference.leaves.map(({ path, model, implementation }) => [
      path,
      model && printValue(model),
      implementation && printValue(implementation),
    ]),
    [['seat[a]', '1', '0']],
  );
});

test('a variable that the projection drops is a difference at the start', async (t) => {
  const { divergences } = await conformFerry({
    projects: (values) => {
      values.delete('seat');
      return values;
    },
  });
  t.like(divergences[0], {
    path: { edges: [] },
    difference: { kind: 'state', leaves: [{ path: 'seat', implementation: undefined }] },
  });
});

test('a variable that the binding does not name is a fault of the binding', async (t) => {
  const binding = { ...ferryBinding(), variables: ['place', 'crossings'] };
  const graph = await ferryGraph();
  t.deepEqual(bindingFaults(graph, binding), ['variable seat is not compared']);
  const options = { ...defaultConformOptions, signal: new AbortController().signal };
  const { divergences, steps } = await conform(graph, binding, options);
  t.is(divergences[0]?.difference.kind, 'binding');
  t.is(steps, 0);
});

test('an action of another arity, one too many and one too few are faults of the binding', async (t) => {
  const actions = new Map([
    ['Board', 1],
    ['Leave', 1],
    ['Sail', 0],
    ['Sink', 0],
  ]);
  t.deepEqual(bindingFaults(await ferryGraph(), { ...ferryBinding(), actions }), [
    'action Rest is not bound',
    'action Board has 2 arguments, not 1',
    'the module has no action Sink',
  ]);
});

test('two steps swapped in the implementation are found', async (t) => {
  const swaps = ({ action, arguments: [who, seat] }: Step): Step => {
    if (who === undefined || seat?.kind !== 'integer') return { action, arguments: who === undefined ? [] : [who] };
    return { action, arguments: [who, number(3 - Number(seat.value))] };
  };
  const { divergences } = await conformFerry({ swaps });
  t.is(divergences[0]?.difference.kind, 'state');
  t.is(divergences[0]?.path.edges.length, 1);
});

test('an extra step that the implementation has enabled is found where it starts', async (t) => {
  const sink = { action: 'Sink', arguments: [] };
  const { divergences } = await conformFerry({ offers: [sink] });
  t.like(divergences[0], {
    path: { edges: [] },
    difference: { kind: 'enabled', onlyModel: [], onlyImplementation: [sink] },
  });
});

test('a step that is enabled twice is found', async (t) => {
  const twice = { action: 'Board', arguments: [a, number(1)] };
  const { divergences } = await conformFerry({ offers: [twice] });
  const difference = divergences[0]?.difference;
  t.is(difference?.kind, 'enabled');
});

test('an implementation that takes steps it should decline is found', async (t) => {
  const { divergences } = await conformFerry({ isCareless: true });
  t.is(divergences[0]?.difference.kind, 'accepted');
});

test('an implementation that throws is a divergence at that step', async (t) => {
  const { divergences } = await conformFerry({ seatsOne: true });
  t.like(divergences[0]?.difference, { kind: 'fault', message: 'RangeError: no seat left' });
  t.is(divergences[0]?.path.edges.length, 2);
});

test('a divergence that hangs on more than the state shows is shrunk to a path that still diverges', async (t) => {
  const { divergences } = await conformFerry({ forgetsAfterLeaving: 2 });
  // A shortest one is board, leave, board, leave, board, sail; the graph alone would say board, sail.
  t.is(divergences[0]?.difference.kind, 'state');
  t.true((divergences[0]?.path.edges.length ?? 0) <= 7);
});

test('the beginning that two paths share is compared once, the end of each in any case', async (t) => {
  let compared = 0;
  const projects = (values: Map<string, Value>) => {
    compared++;
    return values;
  };
  const graph = await ferryGraph();
  const replay = new Replay(graph, ferryBinding({ projects }), undefined);
  const long = transitionTour(graph).paths.find(({ edges }) => edges.length >= 4);
  if (long === undefined) throw new Error('no path of four steps');
  const path = { ...long, edges: long.edges.slice(0, 4) };
  const countOf = (edges: readonly number[]) => {
    compared = 0;
    t.is(replay.follow({ ...path, edges }), undefined);
    return compared;
  };
  // Each path has its start compared too.
  t.is(countOf(path.edges.slice(0, 2)), 1 + 2);
  t.is(countOf(path.edges), 1 + 2);
  t.is(countOf(path.edges), 1 + 1);
  t.is(replay.steps, 2 + 4 + 4);
});

test('an implementation that does otherwise when it is made again is found where its path ends', async (t) => {
  const graph = await ferryGraph();
  let made = 0;
  const projects = (values: Map<string, Value>) => (made < 2 ? values : values.set('crossings', number(7)));
  const faithful = ferryBinding({ projects });
  const create: Binding['create'] = (...given) => {
    made++;
    return faithful.create(...given);
  };
  const replay = new Replay(graph, { ...faithful, create }, undefined);
  const [path] = transitionTour(graph).paths;
  if (path === undefined) throw new Error('no path');
  t.is(replay.follow(path), undefined);
  t.is(replay.follow(path)?.difference.kind, 'state');
});
