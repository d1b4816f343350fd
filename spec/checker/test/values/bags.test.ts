import test from 'ava';
import { bagOperators } from '../../values/bags.js';
import type { Id } from '../../values/store.js';
import { outcome, stored } from './stored.js';

type Operators = ReturnType<typeof bagOperators>;
type Case = readonly [
  title: string,
  evaluate: (bags: Operators, v: (text: string) => Id) => Id | boolean,
  expected: string,
];

/** Every answer is TLC's. */
const cases: readonly Case[] = [
  ['SetToBag has each element once', (bags, v) => bags.setToBag(v('{1, 2}')), '<<1, 1>>'],
  ['(+) adds copies', (bags, v) => bags.bagSum(v('<<1, 1>>'), v('(2 :> 1 @@ 3 :> 1)')), '<<1, 2, 1>>'],
  ['(-) takes copies away', (bags, v) => bags.bagDifference(v('<<1, 1>>'), v('(2 :> 1 @@ 3 :> 1)')), '<<1>>'],
  ['BagCardinality counts copies', (bags, v) => bags.bagCardinality(v('<<1, 2>>')), '3'],
  ['CopiesIn of what is not there is 0', (bags, v) => bags.copiesIn(v('9'), v('<<1>>')), '0'],
  ['CopiesIn of an unlike value is refused', (bags, v) => bags.copiesIn(v('"x"'), v('<<1>>')), 'incomparable'],
  ['BagIn is whether there is a copy', (bags, v) => bags.bagIn(v('1'), v('<<1>>')), 'TRUE'],
  ['BagUnion sums a set of bags', (bags, v) => bags.bagUnion(v('{<<1>>, <<1, 1>>}')), '<<2, 1>>'],
  ['SubBag has all sub-bags', (bags, v) => bags.subBag(v('<<1, 1>>')), '{<<>>, <<1>>, (2 :> 1), <<1, 1>>}'],
  ['\\sqsubseteq compares copies', (bags, v) => bags.bagSubsetEqual(v('<<1>>'), v('<<1, 1>>')), 'TRUE'],
  ['no bag has 0 copies', (bags, v) => bags.isABag(v('<<0>>')), 'FALSE'],
  ['5 is no bag', (bags, v) => bags.isABag(v('5')), 'FALSE'],
  ['BagToSet is the domain', (bags, v) => bags.bagToSet(v('<<3, 4>>')), '{1, 2}'],
  ['BagOfAll moves the copies', (bags, v) => bags.bagOfAll(() => v('7'), v('<<3, 4>>')), '(7 :> 7)'],
  ['(+) with what is no bag is refused', (bags, v) => bags.bagSum(v('<<0>>'), v('<<1>>')), 'type'],
];

for (const [title, evaluate, expected] of cases) {
  test(title, (t) => {
    const { store, v } = stored();
    t.is(
      outcome(store, () => evaluate(bagOperators(store), v)),
      expected,
    );
  });
}
