import test from 'ava';
import type { Program } from '../../compile/program.js';
import { invariantsOnly } from '../../explore/property-checks.js';
import { RandomStream } from '../../explore/random.js';
import { Simulation, type SimulationOptions } from '../../explore/simulate.js';
import { EvaluationError } from '../../values/evaluation-error.js';
import { onStep, type Toy, toyProgram } from './toy-program.js';
import { counter, missionaries, queue, ring } from './toys.js';

function simulate(program: Program, options: Partial<SimulationOptions> = {}, budgetMs = 1000): Simulation {
  const simulation = new Simulation(program, {
    properties: invariantsOnly(program),
    checkDeadlock: false,
    continueAfterViolation: false,
    seed: 1,
    length: 50,
    behaviours: 200,
    ...options,
  });
  while (simulation.advance(budgetMs) === 'running');
  return simulation;
}

/** Fails in the first behaviour whose queue comes to be 3, 1, 2. */
const unlucky: Toy = { ...queue, invariants: { NotThatQueue: (row) => row.join() !== '3,1,2' } };

test('same seed, same behaviours, however the calls are cut', (t) => {
  const whole = simulate(toyProgram(unlucky), { seed: 7 });
  const cut = simulate(toyProgram(unlucky), { seed: 7 }, -1);
  t.is(whole.violations.length, 1);
  t.deepEqual(cut.violations, whole.violations);
  t.deepEqual(cut.counts, whole.counts);
});

test('another seed, other behaviours', (t) => {
  const found = [1, 2, 3, 4, 5, 6].map((seed) => simulate(toyProgram(unlucky), { seed }).violations[0]?.behaviour);
  t.true(new Set(found).size > 1, `${found}`);
});

test('a violation comes with its behaviour, with actions and arguments', (t) => {
  const simulation = simulate(toyProgram(unlucky));
  t.deepEqual(simulation.outcome, { kind: 'violated' });
  const steps = simulation.trace(simulation.violations[0]?.rows ?? []);
  t.deepEqual(
    steps.map(({ row }) => row.join()),
    ['0,0,0', '3,0,0', '3,1,0', '3,1,2'],
  );
  t.deepEqual(
    steps.map((step) => step.arguments),
    [[], [3], [1], [2]],
  );
});

test('behaviours are counted, and so are the states looked at', (t) => {
  // 1 initial state; then each behaviour looks at 3 + 2 + 1 successors, and at none of a full queue.
  const { counts, outcome, coverage } = simulate(toyProgram(queue), { behaviours: 10 });
  t.deepEqual(outcome, { kind: 'complete' });
  t.deepEqual(counts, { behaviours: 10, generated: 61, longest: 4 });
  t.deepEqual(coverage.actions(), [{ action: 'Join', found: 60, taken: 60 }]);
});

test('a behaviour is as long as asked, and no longer', (t) => {
  t.is(simulate(toyProgram(counter), { length: 9, behaviours: 2 }).counts.longest, 9);
});

test('a behaviour does not leave the constraint, but the state outside is checked', (t) => {
  const program = toyProgram({
    ...counter,
    constraint: ([x = 0]) => x < 3,
    invariants: { NotThree: ([x]) => x !== 3 },
  });
  const { violations, counts } = simulate(program, { continueAfterViolation: true });
  t.deepEqual(
    violations[0]?.rows.map(([x]) => x),
    [0, 1, 2, 3],
  );
  t.is(counts.longest, 3);
});

test('the first violation of each property is kept when the simulation goes on', (t) => {
  const program = toyProgram({ ...ring(5), invariants: { A: ([x]) => x !== 1, B: ([x]) => x !== 4 } });
  const grows = onStep(program, 'Grows', ([from = 0], [to = 0]) => to > from);
  const { violations, outcome } = simulate(program, {
    continueAfterViolation: true,
    properties: { invariants: program.invariants, initial: [], actions: [grows] },
  });
  t.deepEqual(outcome, { kind: 'complete' });
  t.deepEqual(
    violations.map(({ name, rows }) => [name, rows.length]),
    [
      ['A', 2],
      ['B', 5],
      ['Grows', 6],
    ],
  );
});

test('a deadlock ends a behaviour and is a violation when asked for', (t) => {
  const { violations } = simulate(toyProgram(queue), { checkDeadlock: true });
  t.is(violations[0]?.sort, 'deadlock');
  t.is(violations[0]?.rows.length, 4);
});

test('random crossings bring everybody over at last', (t) => {
  t.is(simulate(toyProgram(missionaries), { length: 500 }).violations[0]?.name, 'SomebodyIsLeft');
});

test('an evaluation error ends the simulation, with the behaviour up to it', (t) => {
  const breaking = ([x = 0]: readonly number[]) => {
    if (x === 2) throw new EvaluationError('type', 'two is no number');
    return true;
  };
  const { outcome } = simulate(toyProgram({ ...counter, invariants: { Sound: breaking } }));
  t.like(outcome, { kind: 'error', evaluated: { sort: 'invariant', name: 'Sound' } });
  if (outcome?.kind === 'error')
    t.deepEqual(
      outcome.rows.map(([x]) => x),
      [0, 1, 2],
    );
});

test('no initial state, no behaviour', (t) => {
  t.deepEqual(simulate(toyProgram({ ...ring(3), initial: [] })).counts, { behaviours: 0, generated: 0, longest: 0 });
});

test('random numbers are below their end, about evenly, and the same for the same seed', (t) => {
  const draw = (seed: number, stream: number) => {
    const random = new RandomStream(seed, stream);
    return Array.from({ length: 6000 }, () => random.below(6));
  };
  const counts = Array.from({ length: 6 }, (_, face) => draw(1, 2).filter((n) => n === face).length);
  t.is(
    counts.reduce((sum, n) => sum + n, 0),
    6000,
  );
  // The standard deviation of each is 29.
  t.true(
    counts.every((count) => Math.abs(count - 1000) < 150),
    `${counts}`,
  );
  t.deepEqual(draw(1, 2), draw(1, 2));
  t.notDeepEqual(draw(1, 2), draw(1, 3));
  t.notDeepEqual(draw(1, 2), draw(2, 2));
});
