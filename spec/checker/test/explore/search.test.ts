import test from 'ava';
import type { Program } from '../../compile/program.js';
import { invariantsOnly } from '../../explore/property-checks.js';
import { Search } from '../../explore/search.js';
import type { SearchOptions } from '../../explore/search-options.js';
import { traceTo } from '../../explore/trace.js';
import { EvaluationError } from '../../values/evaluation-error.js';
import { explore } from './explored.js';
import { onStep, type Toy, toyProgram } from './toy-program.js';
import { counter, exchanges, missionaries, queue, ring, twoPhase } from './toys.js';

const counts = test.macro({
  title: (title) => title ?? '',
  exec(t, toy: Toy, distinct: number, generated: number, depth: number) {
    const search = explore(toyProgram(toy));
    t.deepEqual(search.outcome, { kind: 'complete' });
    t.deepEqual(search.counts, { distinct, generated, depth, frontier: 0 });
  },
});

// Each of the 3 states has one successor: 1 + 3 generated; the farthest is the third.
test('a ring of three has three states and depth three', counts, ring(3), 3, 4, 3);
test(
  'two equal initial states are two generated and one distinct',
  counts,
  { ...ring(1), initial: [[0], [0]] },
  1,
  3,
  1,
);
// As TLC says both.
test('without an initial state the depth is 0', counts, { ...ring(3), initial: [] }, 0, 0, 0);
test(
  'with initial states only outside the constraint it is 1',
  counts,
  { ...counter, constraint: () => false },
  0,
  1,
  1,
);
// 1 + 3 + 6 + 6 queues; each but the full ones has one successor a person not in it: 3 + 3*2 + 6*1, and the first.
test('three people make 16 queues', counts, queue, 16, 16, 4);
test(
  'queues of people who can be exchanged differ by length only',
  counts,
  { ...queue, permutations: exchanges },
  4,
  7,
  4,
);
// By its first place: free, 1, 2, 3. Generated from 4 states: 3, then 2 from each of three; and the first.
test('a view sees only what it shows', counts, { ...queue, view: ([first = 0]: readonly number[]) => first }, 4, 10, 2);
// The least of the queues of one length starts with 1: the view tells only the empty queue from the others.
test(
  'a view under symmetry is taken of the state that stands for its class',
  counts,
  { ...queue, permutations: exchanges, view: ([first = 0]: readonly number[]) => first },
  2,
  6,
  2,
);
test('two-phase commit with 3 resource managers has its published counts', counts, twoPhase(3), 288, 1146, 11);
test('two-phase commit with 6 resource managers has the counts TLC gives it', counts, twoPhase(6), 50_816, 402_306, 20);
// 0, 1 and 2 are in; 3 is generated and left out.
test('a state outside the constraint is generated, not stored', counts, { ...counter, constraint: below(3) }, 3, 4, 3);
test(
  'an initial state outside the constraint is not stored',
  counts,
  { ...counter, initial: [[0], [9]], constraint: below(3) },
  3,
  5,
  3,
);
// 0 -> 1 is allowed, 1 -> 0 is not and leaves no trace, as 0 is known.
test(
  'a step outside the action constraint leads nowhere',
  counts,
  { ...ring(3), actionConstraint: ([, ,]: readonly number[], [to = 0]: readonly number[]) => to < 2 },
  2,
  3,
  2,
);

test('invariants are checked in states outside the constraint', (t) => {
  const program = toyProgram({ ...counter, constraint: below(3), invariants: { NotThree: ([x]) => x !== 3 } });
  const [violation] = explore(program).violations;
  t.is(violation?.name, 'NotThree');
  t.is(violation?.length, 4);
});

test('invariants are checked in states that only an excluded step leads to', (t) => {
  const program = toyProgram({ ...counter, actionConstraint: () => false, invariants: { Zero: ([x]) => x === 0 } });
  const search = explore(program);
  t.deepEqual(rowsOf(program, search), [[[0], [1]]]);
  t.is(search.counts.distinct, 1);
});

test('missionaries and cannibals need eleven crossings', (t) => {
  const program = toyProgram(missionaries);
  const search = explore(program, { continueAfterViolation: false });
  t.deepEqual(search.outcome, { kind: 'violated' });
  const [violation] = search.violations;
  t.is(violation?.length, 12);
  if (violation === undefined) return;
  const steps = traceTo(program, search.table, violation.at);
  t.deepEqual(Array.from(steps.at(-1)?.row ?? []), [0, 0, 0]);
  t.deepEqual(
    steps.map(({ action }) => action),
    [-1, ...Array(11).fill(0)],
  );
  t.is(
    steps.slice(1).every((step) => [1, 2].includes(step.arguments.reduce((sum, n) => sum + n, 0))),
    true,
  );
});

test('one pass finds the shortest counterexample of each invariant', (t) => {
  const program = toyProgram({
    ...ring(9),
    invariants: { BelowFive: below(5), Small: below(100), NotTwo: ([x]) => x !== 2, BelowFour: below(4) },
  });
  const search = explore(program);
  t.deepEqual(
    search.violations.map(({ name, length }) => [name, length]),
    [
      ['NotTwo', 3],
      ['BelowFour', 5],
      ['BelowFive', 6],
    ],
  );
  t.is(search.counts.distinct, 9);
});

test('of two invariants that one state violates, the one named first comes first', (t) => {
  const program = toyProgram({ ...ring(3), invariants: { B: below(2), A: below(2) } });
  t.deepEqual(
    explore(program).violations.map(({ name }) => name),
    ['B', 'A'],
  );
});

test('a deadlock is a state without successors, and successors outside the constraint are successors', (t) => {
  const end = { ...counter, actions: [{ name: 'Count', steps: ([x = 0]) => (x < 2 ? [{ to: [x + 1] }] : []) }] } as Toy;
  const stuck = explore(toyProgram(end), { checkDeadlock: true });
  t.deepEqual(stuck.violations, [{ sort: 'deadlock', name: 'deadlock', at: { from: 2, row: undefined }, length: 3 }]);
  t.deepEqual(explore(toyProgram(end)).violations, []);
  t.deepEqual(explore(toyProgram({ ...counter, constraint: below(3) }), { checkDeadlock: true }).violations, []);
});

test('an action property is checked on steps to known states too, and stuttering satisfies it unasked', (t) => {
  const program = toyProgram({
    ...ring(3),
    actions: [...ring(3).actions, { name: 'Stay', steps: (row) => [{ to: row }] }],
  });
  const grows = onStep(program, 'Grows', ([from = 0], [to = 0]) => to > from);
  const search = explore(program, { properties: { invariants: [], initial: [], actions: [grows] } });
  t.deepEqual(rowsOf(program, search), [[[0], [1], [2], [0]]]);
});

test('an initial predicate is asked of initial states only', (t) => {
  const program = toyProgram({ ...ring(3), initial: [[1], [0]] });
  const isOne = { name: 'IsOne', test: () => program.current[0] === 1 };
  const search = explore(program, { properties: { invariants: [], initial: [isOne], actions: [] } });
  t.deepEqual(rowsOf(program, search), [[[0]]]);
});

test('under symmetry a counterexample is a behaviour of the program, with its arguments', (t) => {
  const program = toyProgram({
    ...queue,
    permutations: exchanges,
    invariants: { TwoAtMost: ([, , third]) => third === 0 },
  });
  const search = explore(program);
  t.deepEqual(rowsOf(program, search), [
    [
      [0, 0, 0],
      [1, 0, 0],
      [1, 2, 0],
      [1, 2, 3],
    ],
  ]);
  const [violation] = search.violations;
  const steps = violation === undefined ? [] : traceTo(program, search.table, violation.at);
  t.deepEqual(
    steps.map((step) => step.arguments),
    [[], [1], [2], [3]],
  );
});

test('an evaluation error ends the search, and tells what was evaluated, where', (t) => {
  const breaking = (x = 0) => {
    if (x === 2) throw new EvaluationError('type', 'two is no number');
    return x >= 0;
  };
  const inNext = toyProgram({
    ...counter,
    actions: [{ name: 'Count', steps: ([x = 0]) => (breaking(x) ? [{ to: [x + 1] }] : []) }],
    invariants: { Zero: ([x]) => x === 0 },
  });
  const search = explore(inNext);
  t.like(search.outcome, {
    kind: 'error',
    evaluated: { sort: 'next', name: undefined },
    at: { from: 2, row: undefined },
  });
  t.deepEqual(
    search.violations.map(({ name }) => name),
    ['Zero'],
  );

  const inInvariant = explore(toyProgram({ ...counter, invariants: { Sound: ([x]) => breaking(x) } }));
  t.like(inInvariant.outcome, { kind: 'error', evaluated: { sort: 'invariant', name: 'Sound' } });
  if (inInvariant.outcome?.kind === 'error') t.deepEqual(inInvariant.outcome.at, { from: 1, row: Int32Array.of(2) });

  const inConstraint = explore(toyProgram({ ...counter, constraint: ([x]) => breaking(x) }));
  t.like(inConstraint.outcome, { kind: 'error', evaluated: { sort: 'constraint', name: 'Constraint' } });
});

const limited = test.macro({
  title: (title) => title ?? '',
  exec(t, limits: SearchOptions['limits'], limit: string, distinct: number, frontier: number) {
    const search = explore(toyProgram(counter), { ...(limits && { limits }) });
    t.deepEqual(search.outcome, { kind: 'limit', limit } as never);
    t.is(search.counts.distinct, distinct);
    t.is(search.counts.frontier, frontier);
  },
});

// The hundredth state is stored, and going on from it finds the one too many.
test('the limit of states ends the search with what was covered', limited, { statesMax: 100 }, 'states', 100, 1);
test('the limit of depth counts steps', limited, { depthMax: 10 }, 'depth', 11, 1);
// Interruption is looked at every 1024 generated states: the one of that number is not stored.
test('an interruption ends the search soon', limited, { isInterrupted: inTurn(false, true) }, 'interrupted', 1023, 1);
test('the limit of memory ends the search', limited, { bytesMax: 1, memoryUsed: inTurn(0, 2) }, 'memory', 65_535, 1);

test('a graph with just as many states as the limit is complete', (t) => {
  t.deepEqual(explore(toyProgram(ring(5)), { limits: { statesMax: 5, depthMax: 5 } }).outcome, { kind: 'complete' });
});

test('a search in slices finds what a search in one go finds', (t) => {
  let clock = 0;
  const program = toyProgram(twoPhase(3));
  const search = new Search(program, {
    properties: invariantsOnly(program),
    checkDeadlock: true,
    continueAfterViolation: true,
    now: () => clock++,
  });
  let slices = 1;
  while (search.advance(0) === 'running') slices++;
  t.is(slices, 10); // 288 states, 32 a slice, and the end.
  t.deepEqual(search.counts, { distinct: 288, generated: 1146, depth: 11, frontier: 0 });
});

test('predicates are told the level of the state they are asked of', (t) => {
  const levels: string[] = [];
  const program: Program = toyProgram({
    ...ring(3),
    invariants: { Told: ([x]) => levels.push(`${x} at ${program.figures.level}`) > 0 },
    actionConstraint: ([x]) => levels.push(`from ${x} at ${program.figures.level}`) > 0,
  });
  explore(program);
  t.deepEqual(levels, ['0 at 1', 'from 0 at 1', '1 at 2', 'from 1 at 2', '2 at 3', 'from 2 at 3']);
  t.deepEqual(
    { ...program.figures, duration: 0 },
    { level: 3, distinct: 3, generated: 3, queue: 1, diameter: 3, duration: 0 },
  );
});

test('coverage counts the states an action found and the steps it took', (t) => {
  const { coverage } = explore(toyProgram(queue));
  t.deepEqual(coverage.initial(), { action: 'Init', found: 1, taken: 1 });
  t.deepEqual(coverage.actions(), [{ action: 'Join', found: 15, taken: 15 }]);
  const turns = explore(toyProgram(ring(3))).coverage.actions();
  t.deepEqual(turns, [{ action: 'Turn', found: 2, taken: 3 }]);
});

/** Answers `first` once, then `rest`. */
function inTurn<T>(first: T, rest: T): () => T {
  let answer = first;
  return () => {
    const now = answer;
    answer = rest;
    return now;
  };
}

function below(end: number) {
  return ([x = 0]: readonly number[]) => x < end;
}

/** The states of each counterexample. */
function rowsOf(program: Program, search: Search): number[][][] {
  return search.violations.map(({ at }) => traceTo(program, search.table, at).map(({ row }) => Array.from(row)));
}
