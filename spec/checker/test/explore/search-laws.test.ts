import test from 'ava';
import fc from 'fast-check';
import { FoldedRowSet } from '../../explore/folded-row-set.js';
import { explore } from './explored.js';
import { onStep, type Toy, toyProgram } from './toy-program.js';

const seed = 20_261_125;

/** The state as a row: its number, then variables that follow from it. */
const rowOf = (state: number, width: number) =>
  Array.from({ length: width }, (_, i) => (i === 0 ? state : -(state >> (i % 3))));

/** A random program of at most 9 states, with properties that are random tables. */
const random = fc.record({
  /** Variables: few, or so many that rows are folded. */
  width: fc.constantFrom(1, 2, 13),
  initial: fc.array(fc.nat(8), { maxLength: 3 }),
  /** For each state its successors, with repetitions. */
  steps: fc.array(fc.array(fc.nat(8), { maxLength: 4 }), { minLength: 9, maxLength: 9 }),
  within: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  isConstrained: fc.boolean(),
  isStepExcluded: fc.array(
    fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
    { minLength: 81, maxLength: 81 },
  ),
  view: fc.option(fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }), { nil: undefined }),
  isBad: fc.array(
    fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
    { minLength: 9, maxLength: 9 },
  ),
  isBadStep: fc.array(
    fc.integer({ min: 0, max: 19 }).map((n) => n === 19),
    { minLength: 81, maxLength: 81 },
  ),
});

type RandomModel = typeof random extends fc.Arbitrary<infer T> ? T : never;

/** The search written down as plainly as can be: what is found, and the length of the first violation of each kind. */
function plainSearch(model: RandomModel) {
  const key = (state: number) => model.view?.[state] ?? state;
  const isWithin = (state: number) => !model.isConstrained || model.within[state] === true;
  const seen = new Set<number>();
  const lengths: Record<string, number> = {};
  const violate = (name: string, length: number) => {
    lengths[name] ??= length;
  };
  const levels: number[][] = [];
  let generated = 0;
  const meet = (state: number, isStepWithin: boolean, level: number) => {
    generated++;
    const isIn = isWithin(state) && isStepWithin;
    if (isIn && seen.has(key(state))) return;
    if (isIn) {
      seen.add(key(state));
      levels[level] = [...(levels[level] ?? []), state];
    }
    if (model.isBad[state] === true) violate('Good', level + 1);
  };
  for (const state of model.initial) meet(state, true, 0);
  for (let level = 0; levels[level] !== undefined; level++) {
    for (const from of levels[level] ?? []) {
      const successors = model.steps[from] ?? [];
      for (const to of successors) {
        meet(to, model.isStepExcluded[from * 9 + to] !== true, level + 1);
        if (from !== to && model.isBadStep[from * 9 + to] === true) violate('GoodStep', level + 2);
      }
      if (successors.length === 0) violate('deadlock', level + 1);
    }
  }
  return { distinct: seen.size, generated, depth: Math.max(Math.min(generated, 1), levels.length), lengths };
}

test('the search finds what a search written down plainly finds', (t) => {
  fc.assert(
    fc.property(random, (model) => {
      const row = (state: number) => rowOf(state, model.width);
      const toy: Toy = {
        variables: row(0).map((_, i) => `v${i}`),
        initial: model.initial.map(row),
        actions: [{ name: 'Go', steps: ([x = 0]) => (model.steps[x] ?? []).map((to) => ({ to: row(to) })) }],
        invariants: { Good: ([x = 0]) => model.isBad[x] !== true },
        ...(model.isConstrained ? { constraint: ([x = 0]: readonly number[]) => model.within[x] === true } : {}),
        actionConstraint: ([from = 0], [to = 0]) => model.isStepExcluded[from * 9 + to] !== true,
        ...(model.view === undefined ? {} : { view: ([x = 0]: readonly number[]) => model.view?.[x] ?? x }),
      };
      const program = toyProgram(toy);
      const goodStep = onStep(program, 'GoodStep', ([from = 0], [to = 0]) => model.isBadStep[from * 9 + to] !== true);
      const search = explore(program, {
        checkDeadlock: true,
        properties: { invariants: program.invariants, initial: [], actions: [goodStep] },
      });
      const { distinct, generated, depth } = search.counts;
      const lengths = Object.fromEntries(search.violations.map(({ name, length }) => [name, length]));
      t.deepEqual({ distinct, generated, depth, lengths }, plainSearch(model));
    }),
    { seed, numRuns: 500 },
  );
});

test('reading a row back and looking another up do not disturb each other in a folded set', (t) => {
  const set = new FoldedRowSet(12);
  const words = (n: number) => Int32Array.from({ length: 12 }, (_, i) => (i === n % 12 ? n : 0));
  const read = new Int32Array(12);
  for (let n = 0; n < 500; n++) {
    if (set.find(words(n), 0) < 0) {
      if (set.size > 0) set.read(n % set.size, read, 0);
      t.is(set.append(words(n), 0), n);
    }
    set.read(n, read, 0);
    t.deepEqual(read, words(n));
    t.is(set.find(words(n >> 1), 0), n >> 1);
  }
});
