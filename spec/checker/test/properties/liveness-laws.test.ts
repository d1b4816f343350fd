import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../input-error.js';
import type { BehaviourGraph } from '../../properties/behaviour-graph.js';
import { livenessOf } from '../../properties/fair-cycle.js';
import { type Lasso, withoutStuttering } from '../../properties/lasso.js';
import { isBehaviour, satisfies } from '../../properties/replay.js';
import { type Formula, printFormula } from '../../properties/temporal-formula.js';
import { always, and, at, eventually, graphOf, leadsTo, not, only, or, takes } from './graphs.js';

const seed = 20_261_123;
const statesMax = 5;

const graph = fc
  .array(fc.uniqueArray(fc.nat(statesMax - 1), { maxLength: 3 }), { minLength: 1, maxLength: statesMax })
  .chain((lists) =>
    fc.uniqueArray(fc.nat(lists.length - 1), { minLength: 1, maxLength: 2 }).map((initial) =>
      graphOf(
        lists.map((list) => list.filter((target) => target < lists.length)),
        initial,
      ),
    ),
  );

const states = fc.uniqueArray(fc.nat(statesMax - 1), { maxLength: statesMax });
const steps = fc.uniqueArray(
  fc.tuple(fc.nat(statesMax - 1), fc.nat(statesMax - 1)).map(([from, to]) => `${from}-${to}`),
  { maxLength: 6 },
);
const strength = fc.constantFrom('WF' as const, 'SF' as const);

const fairness: fc.Arbitrary<Formula> = fc.tuple(strength, states, steps).map(([kind, enabled, taken]) => ({
  kind: 'fairness',
  strength: kind,
  enabled: at(...enabled).atom,
  step: takes(...taken).atom,
}));

/** Formulas of TLA: of steps they speak only as `<><<A>>_v` and `[][A]_v`, so stuttering makes no difference to them. */
const { formula } = fc.letrec<{ formula: Formula }>((tie) => {
  const pair = fc.tuple(tie('formula'), tie('formula'));
  return {
    formula: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      states.map((list): Formula => at(...list)),
      steps.map((list) => eventually(takes(...list))),
      steps.map((list) => always(only(...list))),
      fairness,
      fc.boolean().map((value): Formula => ({ kind: 'constant', value })),
      tie('formula').map(not),
      tie('formula').map(always),
      tie('formula').map(eventually),
      tie('formula').map((body) => always(eventually(body))),
      pair.map((items) => and(...items)),
      pair.map((items) => or(...items)),
      pair.map(([left, right]): Formula => leadsTo(left, right)),
      pair.map(([left, right]): Formula => ({ kind: 'implies', left, right })),
      pair.map(([left, right]): Formula => ({ kind: 'equivalent', left, right })),
    ),
  };
});

const assumptions = fc.array(fc.oneof({ weight: 3, arbitrary: fairness }, { weight: 1, arbitrary: formula }), {
  maxLength: 3,
});

/** Every lasso of at most `length` states without stuttering, but for those that end in it. */
function* lassos(of: BehaviourGraph, length: number): Generator<Lasso> {
  const open = Array.from(of.initial, (state) => [state]);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const last = path.at(-1) ?? 0;
    yield { states: path, loopStart: path.length - 1 };
    for (const target of Array.from(of.targets).slice(of.offsets[last], of.offsets[last + 1])) {
      if (target === last) continue;
      for (const [loopStart, state] of path.entries()) if (state === target) yield { states: path, loopStart };
      if (path.length < length) open.push([...path, target]);
    }
  }
}

/** The answer of the search; a formula that it finds too complex is no case for a law. */
function search(of: BehaviourGraph, fair: readonly Formula[], property: Formula): Lasso | undefined {
  try {
    return livenessOf(of, fair).counterexample(property);
  } catch (error) {
    fc.pre(!(error instanceof InputError && error.fault.code === 'too-complex'));
    throw error;
  }
}

function isFairViolation(lasso: Lasso, fair: readonly Formula[], property: Formula): boolean {
  return fair.every((condition) => satisfies(lasso, condition)) && !satisfies(lasso, property);
}

// One-sided by the bound: a violation that needs more states than it allows is looked for by the search alone. The other side
// is exact: what the search reports is a behaviour, is fair and violates.
test('the search finds a violation whenever trying all short lassos finds one, and finds only violations', (t) => {
  let [violated, held] = [0, 0];
  fc.assert(
    fc.property(graph, assumptions, formula, (of, fair, property) => {
      const found = search(of, fair, property);
      if (found === undefined) {
        held += 1;
        for (const lasso of lassos(of, 6)) {
          if (isFairViolation(lasso, fair, property)) {
            throw new Error(
              `missed ${JSON.stringify(lasso)} of ${printFormula(property)} under ${fair.map(printFormula)}`,
            );
          }
        }
      } else {
        violated += 1;
        if (!isBehaviour(found, of) || !isFairViolation(found, fair, property)) {
          throw new Error(`no violation: ${JSON.stringify(found)} of ${printFormula(property)}`);
        }
      }
    }),
    { seed, numRuns: 1_500 },
  );
  t.true(violated > 200 && held > 200, `${violated} violated, ${held} held`);
});

test('a formula or its negation is violated on every graph, and both only where behaviours differ', (t) => {
  fc.assert(
    fc.property(graph, formula, (of, property) => {
      const [against, other] = [search(of, [], property), search(of, [], not(property))];
      if (against === undefined && other === undefined) throw new Error(printFormula(property));
      if (against !== undefined && !satisfies(against, not(property))) throw new Error(printFormula(property));
    }),
    { seed, numRuns: 500 },
  );
  t.pass();
});

test('checking a conjunction finds a violation exactly when checking its conjuncts one by one does', (t) => {
  fc.assert(
    fc.property(graph, assumptions, formula, formula, (of, fair, left, right) => {
      const together = search(of, fair, and(left, right)) !== undefined;
      const apart = search(of, fair, left) !== undefined || search(of, fair, right) !== undefined;
      if (together !== apart) throw new Error(`${printFormula(left)} and ${printFormula(right)}`);
    }),
    { seed, numRuns: 500 },
  );
  t.pass();
});

const lasso = fc
  .array(fc.nat(statesMax - 1), { minLength: 1, maxLength: 8 })
  .chain((list) => fc.nat(list.length - 1).map((loopStart): Lasso => ({ states: list, loopStart })));

test('a formula of TLA cannot tell a behaviour from the same without stuttering', (t) => {
  fc.assert(
    fc.property(lasso, formula, (behaviour, property) => {
      const brief = withoutStuttering(behaviour);
      if (satisfies(behaviour, property) !== satisfies(brief, property)) {
        throw new Error(`${printFormula(property)} tells ${JSON.stringify(behaviour)} from ${JSON.stringify(brief)}`);
      }
      if (withoutStuttering(brief).states.length !== brief.states.length) throw new Error('more to leave out');
    }),
    { seed, numRuns: 2_000 },
  );
  t.pass();
});

test('a behaviour without stuttering rests nowhere but at its end', (t) => {
  const rests = ({ states: list, loopStart }: Lasso) =>
    list.some((state, position) => position > 0 && state === list[position - 1]) ||
    (loopStart < list.length - 1 && list.at(-1) === list[loopStart]);
  fc.assert(
    fc.property(lasso, (behaviour) => !rests(withoutStuttering(behaviour))),
    { seed },
  );
  t.pass();
});
