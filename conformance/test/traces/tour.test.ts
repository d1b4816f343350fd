import test from 'ava';
import fc from 'fast-check';
import { countPairs, pairTour } from '../../traces/pairs.js';
import { type Graph, type Path, shortestPaths } from '../../traces/path.js';
import { transitionTour } from '../../traces/tour.js';
import { graphOf } from '../toy-graph.js';

/** Where an edge starts. */
const tailOf = ({ offsets }: Graph, edge: number) => offsets.findIndex((_, state) => edge < (offsets[state + 1] ?? 0));

function assertPath(graph: Graph, { start, edges }: Path): void {
  if (!graph.initial.includes(start)) throw new Error('a path starts in a state that is not initial');
  let state = start;
  for (const edge of edges) {
    if (tailOf(graph, edge) !== state) throw new Error('a path takes an edge that does not start where it is');
    state = graph.to[edge] as number;
  }
}

/** Every state is reachable: each but the first has an edge from an earlier one. */
const graphs = fc
  .integer({ min: 1, max: 9 })
  .chain((states) =>
    fc
      .tuple(
        fc.tuple(...Array.from({ length: states - 1 }, (_, state) => fc.nat({ max: state }))),
        fc.array(fc.tuple(fc.nat({ max: states - 1 }), fc.nat({ max: states - 1 })), { maxLength: 15 }),
      )
      .map(([parents, more]) =>
        graphOf(states, [...parents.map((parent, index) => [parent, index + 1] as const), ...more]),
      ),
  );

test('a ring with a way out and back is toured in one path', (t) => {
  const tour = transitionTour(
    graphOf(3, [
      [0, 1],
      [1, 2],
      [2, 0],
      [1, 0],
    ]),
  );
  t.like(tour, { steps: 5, resets: 1, lowerBound: 6 });
});

test('a tree is toured by one path a leaf', (t) => {
  const tour = transitionTour(
    graphOf(5, [
      [0, 1],
      [0, 2],
      [1, 3],
      [1, 4],
    ]),
  );
  t.like(tour, { steps: 5, resets: 3, lowerBound: 8 });
});

test('every initial state is visited, even one where nothing can happen', (t) => {
  const tour = transitionTour(graphOf(3, [[0, 1]], [0, 2]));
  t.deepEqual(tour.paths, [
    { start: 0, edges: [0] },
    { start: 2, edges: [] },
  ]);
});

test('a tour takes every transition, and no more steps and resets than its lower bound', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(graphs, (graph) => {
        const tour = transitionTour(graph);
        for (const path of tour.paths) assertPath(graph, path);
        const taken = new Set(tour.paths.flatMap(({ edges }) => edges));
        return taken.size === graph.to.length && tour.steps + tour.resets === tour.lowerBound;
      }),
      { seed: 4, numRuns: 500 },
    ),
  );
});

test('a tour of pairs takes every two transitions that can follow each other', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(graphs, (graph) => {
        const tour = pairTour(graph);
        for (const path of tour.paths) assertPath(graph, path);
        const pairs = new Set(
          tour.paths.flatMap(({ edges }) => edges.slice(1).map((edge, index) => `${edges[index]} ${edge}`)),
        );
        return (
          pairs.size === countPairs(graph) && new Set(tour.paths.flatMap(({ edges }) => edges)).size === graph.to.length
        );
      }),
      { seed: 4, numRuns: 300 },
    ),
  );
});

test('a shortest path ends in its state', (t) => {
  const graph = graphOf(4, [
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
  ]);
  t.deepEqual(shortestPaths(graph).to(3), { start: 0, edges: [1] });
});
