import test from 'ava';
import type { BehaviourGraph } from '../../properties/behaviour-graph.js';
import { livenessOf } from '../../properties/fair-cycle.js';
import type { Lasso } from '../../properties/lasso.js';
import type { Formula } from '../../properties/temporal-formula.js';
import {
  always,
  and,
  at,
  eventually,
  graphOf,
  implies,
  leadsTo,
  not,
  only,
  or,
  strongly,
  takes,
  weakly,
} from './graphs.js';

interface Question {
  readonly graph: BehaviourGraph;
  readonly fairness?: readonly Formula[];
  readonly property: Formula;
}

const holds = test.macro((t, { graph, fairness = [], property }: Question) => {
  t.deepEqual(livenessOf(graph, fairness).counterexample(property), undefined);
  t.not(livenessOf(graph, fairness).witness(), undefined, 'fairness excludes every behaviour');
});

const fails = test.macro((t, { graph, fairness = [], property }: Question, lasso: Lasso) => {
  t.deepEqual(livenessOf(graph, fairness).counterexample(property), lasso);
});

const line = graphOf([[1], [2], []]);
/** 0 turns to 1 and back; from 1 a way out to 2. */
const turns = graphOf([[1], [0, 2], []]);
/** Two processes, each with one step to take: states by who has taken it. */
const pair = graphOf([[1, 2], [3], [3], []]);
const [first, second] = [
  ['0-1', '2-3'],
  ['0-2', '1-3'],
];

test(
  'without fairness nothing need happen: the first state may stutter for ever',
  fails,
  { graph: line, property: eventually(at(2)) },
  { states: [0], loopStart: 0 },
);
test('weak fairness of each step leads to the end of a line', holds, {
  graph: line,
  fairness: [weakly('0-1', '1-2')],
  property: eventually(at(2)),
});
test(
  'weak fairness of the first step alone leads no further than it',
  fails,
  { graph: line, fairness: [weakly('0-1')], property: eventually(at(2)) },
  { states: [0, 1], loopStart: 1 },
);
test('what holds at the end of a line holds from some point on', holds, {
  graph: line,
  fairness: [weakly('0-1', '1-2')],
  property: eventually(always(at(2))),
});
test(
  'a behaviour that has ended does not return',
  fails,
  { graph: line, fairness: [weakly('0-1', '1-2')], property: always(eventually(at(0))) },
  { states: [0, 1, 2], loopStart: 2 },
);

test(
  'weak fairness does not force a step that is enabled only now and then',
  fails,
  { graph: turns, fairness: [weakly('0-1', '1-0'), weakly('1-2')], property: eventually(at(2)) },
  { states: [0, 1], loopStart: 0 },
);
test('strong fairness forces a step that is enabled again and again', holds, {
  graph: turns,
  fairness: [weakly('0-1', '1-0'), strongly('1-2')],
  property: eventually(at(2)),
});
test(
  'strong fairness alone does not make a behaviour go to where the step is enabled',
  fails,
  { graph: turns, fairness: [strongly('1-2')], property: eventually(at(2)) },
  { states: [0], loopStart: 0 },
);
test('strong fairness holds where weak fairness of the same step fails only by alternation', holds, {
  graph: turns,
  fairness: [weakly('0-1', '1-0'), strongly('1-2')],
  property: weakly('1-2'),
});
test(
  'weak fairness of a step does not give strong fairness of it',
  fails,
  { graph: turns, fairness: [weakly('0-1', '1-0'), weakly('1-2')], property: strongly('1-2') },
  { states: [0, 1], loopStart: 0 },
);

test('fairness of every process brings every process to its end', holds, {
  graph: pair,
  fairness: [weakly(...first), weakly(...second)],
  property: eventually(at(3)),
});
test('fairness of one process or another brings one of them to its end', holds, {
  graph: graphOf([[1, 2], [1], [2]]),
  fairness: [weakly('0-1', '0-2')],
  property: eventually(at(1, 2)),
});
test(
  'fairness of one process brings the other nowhere',
  fails,
  { graph: pair, fairness: [weakly(...first)], property: eventually(at(2, 3)) },
  { states: [0, 1], loopStart: 1 },
);
/** Two processes that may each go round for ever, one at a time: 1 and 2 are each one's busy state. */
const rounds = graphOf([[1, 2], [0], [0]]);
test(
  'fairness of all steps together lets one process starve',
  fails,
  { graph: rounds, fairness: [weakly('0-1', '0-2', '1-0', '2-0')], property: always(eventually(at(2))) },
  { states: [0, 1], loopStart: 0 },
);
test(
  'weak fairness of each process lets one starve that is enabled only between the turns of the other',
  fails,
  { graph: rounds, fairness: [weakly('0-1', '1-0'), weakly('0-2', '2-0')], property: always(eventually(at(2))) },
  { states: [0, 1], loopStart: 0 },
);
test('strong fairness of each process lets none starve', holds, {
  graph: rounds,
  fairness: [strongly('0-1', '1-0'), strongly('0-2', '2-0')],
  property: and(always(eventually(at(2))), always(eventually(at(1)))),
});

const ring = graphOf([[1], [2], [0]]);
const running = [weakly('0-1', '1-2', '2-0')];
test('on a ring each state leads to each other', holds, {
  graph: ring,
  fairness: running,
  property: and(leadsTo(at(0), at(2)), leadsTo(at(2), at(1))),
});
test('a state that leads to itself needs no step', holds, { graph: line, property: leadsTo(at(1), at(1)) });
test(
  'a request after the last answer is not answered',
  fails,
  {
    graph: graphOf([[1], [2], [0, 3], [3]]),
    fairness: [weakly('0-1', '1-2', '2-0', '2-3')],
    property: leadsTo(at(2), at(1)),
  },
  { states: [0, 1, 2, 3], loopStart: 3 },
);
test('leading to holds by emptiness where its left side is never reached', holds, {
  graph: line,
  property: leadsTo(at(9), at(8)),
});
test(
  'a loop that avoids the answer is found behind one that does not',
  fails,
  {
    graph: graphOf([[1], [0, 2], [3], [2]]),
    fairness: [weakly('0-1', '1-0', '2-3', '3-2'), weakly('1-2')],
    property: leadsTo(at(1), at(0)),
  },
  { states: [0, 1, 2, 3], loopStart: 2 },
);

test('an action taken again and again is seen on the ring', holds, {
  graph: ring,
  fairness: running,
  property: always(eventually(takes('1-2'))),
});
test(
  'an action is not taken by stuttering',
  fails,
  { graph: graphOf([[0]]), property: always(eventually(takes('0-0'))) },
  { states: [0], loopStart: 0 },
);
test('from some point on only allowed steps are taken, stuttering always among them', holds, {
  graph: line,
  property: eventually(always(only())),
});
test(
  'a step outside the action again and again violates <>[][A]_v',
  fails,
  { graph: ring, fairness: running, property: eventually(always(only('0-1', '1-2'))) },
  { states: [0, 1, 2], loopStart: 0 },
);
test(
  'an action may be promised by a state: [](P => <><<A>>_v)',
  fails,
  {
    graph: graphOf([[1, 2], [0], [2]]),
    fairness: [weakly('0-1', '0-2', '1-0')],
    property: always(implies(at(0), eventually(takes('0-1')))),
  },
  { states: [0, 2], loopStart: 1 },
);

test('a disjunction of eventualities is violated by one behaviour that violates both', holds, {
  graph: graphOf([[1, 2], [1], [2]]),
  fairness: [weakly('0-1', '0-2')],
  property: or(eventually(always(at(1))), eventually(always(at(2)))),
});
test(
  'neither disjunct need hold by itself',
  fails,
  { graph: graphOf([[1, 2], [1], [2]]), fairness: [weakly('0-1', '0-2')], property: eventually(always(at(2))) },
  { states: [0, 1], loopStart: 1 },
);
test('a property may assume fairness itself', holds, {
  graph: line,
  property: implies(weakly('0-1', '1-2'), eventually(at(2))),
});
test(
  'always after once: [](P => []P) fails where P is left',
  fails,
  { graph: line, property: always(implies(at(1), always(at(1)))) },
  { states: [0, 1, 2], loopStart: 2 },
);
test('always after once: [](P => []P) holds where P is not left', holds, {
  graph: line,
  property: always(implies(at(2), always(at(2)))),
});
test(
  'a predicate alone speaks of the first state',
  fails,
  { graph: graphOf([[1], []], [0, 1]), property: at(0) },
  { states: [1], loopStart: 0 },
);
test(
  'nested eventualities hold in their order only',
  fails,
  { graph: line, fairness: [weakly('0-1', '1-2')], property: eventually(and(at(2), eventually(at(1)))) },
  { states: [0, 1, 2], loopStart: 2 },
);
test('nested eventualities hold in their order', holds, {
  graph: line,
  fairness: [weakly('0-1', '1-2')],
  property: eventually(and(at(1), eventually(at(2)))),
});

test('states that cannot be reached violate nothing', holds, { graph: graphOf([[0], [1]]), property: always(at(0)) });
test('the loop visits every obligation of fairness', (t) => {
  const star = graphOf([[1, 2, 3], [0], [0], [0]]);
  const fairness = [strongly('0-1', '1-0'), strongly('0-2', '2-0'), strongly('0-3', '3-0')];
  const lasso = livenessOf(star, fairness).counterexample(not(always(eventually(at(3)))));
  t.deepEqual(new Set(lasso?.states), new Set([0, 1, 2, 3]));
  t.is(lasso?.states.length, 6);
});

test('fairness that no behaviour satisfies is told apart from a property that holds', (t) => {
  // Enabled for ever in the only state, but the step that is asked for is none of the graph's.
  const trap = { kind: 'fairness', strength: 'WF', enabled: at(0).atom, step: takes('0-1').atom } as const;
  const check = livenessOf(graphOf([[0]]), [trap]);
  t.is(check.counterexample(eventually(at(7))), undefined);
  t.is(check.witness(), undefined);
});

test('fairness of forty processes is no more than forty conditions', (t) => {
  const count = 40;
  const graph = graphOf([Array.from({ length: count }, (_, p) => p + 1), ...Array.from({ length: count }, () => [0])]);
  const fairness = Array.from({ length: count }, (_, p) => strongly(`0-${p + 1}`));
  const check = livenessOf(graph, [...fairness, weakly(...Array.from({ length: count }, (_, p) => `${p + 1}-0`))]);
  t.is(check.counterexample(implies(eventually(takes('0-1')), always(eventually(at(count))))), undefined);
  t.not(check.counterexample(eventually(always(at(0)))), undefined);
});
