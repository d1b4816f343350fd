import test from 'ava';
import { type Id, TRUE, type ValueStore } from '../../values/store.js';
import { outcome, type Stored, stored } from './stored.js';

type Case = readonly [title: string, evaluate: (stored: Stored) => Id | boolean, expected: string];

/** `operation` on values read from texts. */
const on =
  (operation: (store: ValueStore, ...operands: Id[]) => Id | boolean, ...texts: string[]) =>
  ({ store, v }: Stored) =>
    operation(store, ...texts.map(v));

const equal = (left: string, right: string) => on((store, a, b) => store.equal(a as Id, b as Id), left, right);
const inside = (x: string, set: string) => on((store, a, b) => store.member(a as Id, b as Id), x, set);
const two =
  (name: 'divide' | 'modulo' | 'power' | 'multiply' | 'add' | 'subtract', a: number, b: number) => (s: Stored) =>
    s.store[name](s.store.integer(a), s.store.integer(b));
const big = Number.MAX_SAFE_INTEGER;

/** Every answer is TLC's, except where the title says otherwise. */
const cases: readonly Case[] = [
  ['-7 \\div 2 is rounded down', two('divide', -7, 2), '-4'],
  ['7 \\div -2 is rounded down', two('divide', 7, -2), '-4'],
  ['-7 \\div -2 is rounded down', two('divide', -7, -2), '3'],
  ['-7 % 2 is not negative', two('modulo', -7, 2), '1'],
  ['7 % -2 is refused', two('modulo', 7, -2), 'type'],
  ['7 % 0 is refused', two('modulo', 7, 0), 'division'],
  ['7 \\div 0 is refused', two('divide', 7, 0), 'division'],
  ['0 ^ 0 is refused', two('power', 0, 0), 'domain'],
  ['2 ^ -1 is refused', two('power', 2, -1), 'type'],
  ['2 ^ 10 is 1024', two('power', 2, 10), '1024'],
  ['integers go to 2^53 - 1 (beyond TLC, by the definition of our limit)', two('add', big - 1, 1), String(big)],
  ['2^53 is an overflow, not a rounded number', two('add', big, 1), 'overflow'],
  ['a product past 2^53 - 1 is an overflow', two('multiply', 2 ** 27, 2 ** 27), 'overflow'],
  ['-2^53 is an overflow', two('subtract', -big, 1), 'overflow'],
  ['large quotients are exact', two('divide', big, 2), '4503599627370495'],
  ['adding a string is refused', on((store, a, b) => store.add(a as Id, b as Id), '1', '"a"'), 'type'],

  ['3..1 is empty', ({ store, v }) => store.equal(store.interval(v('3'), v('1')), v('{}')), 'TRUE'],
  ['1..3 = {1, 2, 3}', ({ store, v }) => store.equal(store.interval(v('1'), v('3')), v('{1, 2, 3}')), 'TRUE'],
  [
    'an interval with a million elements is finite',
    ({ store, v }) => store.cardinality(store.interval(v('1'), v('1000000'))),
    '1000000',
  ],
  [
    'an interval beyond the limit is not written out',
    ({ store, v }) => store.enumerate(store.interval(v('0'), v('4194304'))),
    'too-large',
  ],

  ['[x \\in {} |-> 1] = <<>>', ({ store, v }) => store.functionOn(v('{}'), store.mark()) === v('<<>>'), 'TRUE'],
  ['a function on 1..2 is a tuple', equal('(1 :> 5 @@ 2 :> 6)', '<<5, 6>>'), 'TRUE'],
  ['a record is a function on strings', equal('("a" :> 1)', '[a |-> 1]'), 'TRUE'],
  ['functions of different size are unequal', equal('<<1, 2>>', '[a |-> 1]'), 'FALSE'],
  ['so they are the other way round, where TLC refuses', equal('[a |-> 1]', '<<1, 2>>'), 'FALSE'],
  ['<<1>> = [a |-> 1] compares their domains', equal('<<1>>', '[a |-> 1]'), 'incomparable'],
  ['functions on other integers are unequal', equal('(0 :> 1)', '<<1>>'), 'FALSE'],
  ['{} = <<>> is refused', equal('{}', '<<>>'), 'incomparable'],
  ['<<>> = {} is refused', equal('<<>>', '{}'), 'incomparable'],
  ['"a" = 1 is refused', equal('"a"', '1'), 'incomparable'],
  ['TRUE = 1 is refused', equal('TRUE', '1'), 'incomparable'],
  ['{1} = {"a"} is refused', equal('{1}', '{"a"}'), 'incomparable'],
  ['sets of different size are unequal', equal('{1}', '{"a", "b"}'), 'FALSE'],
  ['{} = {"a"} is FALSE', equal('{}', '{"a"}'), 'FALSE'],
  ['tuples are unequal at the first difference', equal('<<1, "a">>', '<<2, 3>>'), 'FALSE'],
  ['unlike elements before a difference are refused', equal('<<1, "a">>', '<<1, 3>>'), 'incomparable'],
  ['a model value differs from an integer', equal('m', '1'), 'FALSE'],
  ['an integer differs from a model value', equal('1', 'm'), 'FALSE'],
  ['a model value differs from a tuple', equal('m', '<<m>>'), 'FALSE'],
  ['a model value differs from a string of its name', equal('m', '"m"'), 'FALSE'],
  ['a typed model value is not compared with an integer', equal('A_x', '1'), 'incomparable'],
  ['model values of different types are not compared', equal('A_x', 'B_x'), 'incomparable'],
  ['a typed model value is compared with an untyped one', equal('A_x', 'm'), 'FALSE'],
  ['model values of one type are compared', equal('A_x', 'A_y'), 'FALSE'],
  [
    'a set of unlike values is refused',
    on((store) => store.set(pushed(store, [store.integer(1), store.string('a')]))),
    'incomparable',
  ],
  ['a set holds a model value with integers', ({ v }) => v('{m, 2, 1, 1}'), '{m, 1, 2}'],
  ['a set holds unlike values that their size tells apart', ({ v }) => v('{{"a", "b"}, {1}}'), '{{1}, {"a", "b"}}'],

  ['1 \\in {"a"} is refused', inside('1', '{"a"}'), 'incomparable'],
  ['1 \\in {} is FALSE', inside('1', '{}'), 'FALSE'],
  ['m \\in {1, 2} is FALSE', inside('m', '{1, 2}'), 'FALSE'],
  [
    '"a" \\in 1..3 is refused',
    ({ store, v }) => store.member(v('"a"'), store.interval(v('1'), v('3'))),
    'incomparable',
  ],
  [
    'a membership that no comparison settles is refused',
    inside('<<2, "y">>', '{<<1, "x">>, <<2, 5>>}'),
    'incomparable',
  ],
  ['"a" \\in Nat is refused', ({ store, v }) => store.member(v('"a"'), store.naturals), 'incomparable'],
  ['m \\in Nat is FALSE', ({ store, v }) => store.member(v('m'), store.naturals), 'FALSE'],
  ['-1 \\in Nat is FALSE', ({ store, v }) => store.member(v('-1'), store.naturals), 'FALSE'],
  ['m \\in SUBSET {1} is refused', ({ store, v }) => store.member(v('m'), store.powerset(v('{1}'))), 'incomparable'],
  ['1 \\in SUBSET {1} is refused', ({ store, v }) => store.member(v('1'), store.powerset(v('{1}'))), 'incomparable'],
  ['{2} \\in SUBSET Nat', ({ store, v }) => store.member(v('{2}'), store.powerset(store.naturals)), 'TRUE'],
  ['Nat \\subseteq Int is refused', ({ store }) => store.subsetEqual(store.naturals, store.integers), 'infinite'],
  ['{1, 2} \\subseteq Nat', ({ store, v }) => store.subsetEqual(v('{1, 2}'), store.naturals), 'TRUE'],
  ['{1} \\subseteq {"a"} is refused', ({ store, v }) => store.subsetEqual(v('{1}'), v('{"a"}')), 'incomparable'],
  [
    'SUBSET S \\subseteq SUBSET Nat asks about S',
    ({ store, v }) => store.subsetEqual(store.powerset(v('{1, 2}')), store.powerset(store.naturals)),
    'TRUE',
  ],
  [
    'Cardinality(SUBSET (1..40)) needs no enumeration (beyond TLC: 2^40 by hand)',
    ({ store, v }) => store.cardinality(store.powerset(store.interval(v('1'), v('40')))),
    String(2 ** 40),
  ],
  [
    'SUBSET (1..40) is not written out',
    ({ store, v }) => store.enumerate(store.powerset(store.interval(v('1'), v('40')))),
    'too-large',
  ],
  ['Nat is not written out', ({ store }) => store.enumerate(store.naturals), 'infinite'],
  ['Cardinality(Nat) is refused', ({ store }) => store.cardinality(store.naturals), 'infinite'],
  [
    '[1..2 -> Nat] is infinite',
    ({ store, v }) => store.isFinite(store.functionSet(v('{1, 2}'), store.naturals)),
    'FALSE',
  ],
  ['-1 \\in Nat \\cup {-1}', ({ store, v }) => store.member(v('-1'), store.union(store.naturals, v('{-1}'))), 'TRUE'],
  [
    '0 \\in Nat \\ {0} is FALSE',
    ({ store, v }) => store.member(v('0'), store.difference(store.naturals, v('{0}'))),
    'FALSE',
  ],
  ['{-1, 0} \\ Nat is {-1}', ({ store, v }) => store.difference(v('{-1, 0}'), store.naturals), '{-1}'],
  ['Nat \\cap {-1, 0} is {0}', ({ store, v }) => store.intersection(store.naturals, v('{-1, 0}')), '{0}'],
  ['Nat = Int is FALSE', ({ store }) => store.equal(store.naturals, store.integers), 'FALSE'],
  ['Nat = {1} is refused', ({ store, v }) => store.equal(store.naturals, v('{1}')), 'incomparable'],
  ['{1} \\cup {"a"} is refused', ({ store, v }) => store.union(v('{1}'), v('{"a"}')), 'incomparable'],
  ['{1} \\cap {"a"} is refused', ({ store, v }) => store.intersection(v('{1}'), v('{"a"}')), 'incomparable'],
  ['3 \\cup {1} is refused', ({ store, v }) => store.union(v('3'), v('{1}')), 'type'],
  ['UNION {1} is refused', ({ store, v }) => store.bigUnion(v('{1}')), 'type'],
  ['UNION {} is empty', ({ store, v }) => store.bigUnion(v('{}')), '{}'],
  [
    '[{} -> S] has one element whatever S (where TLC compares the parts)',
    ({ store, v }) => store.equal(store.functionSet(v('{}'), v('{1}')), store.functionSet(v('{}'), v('{2}'))),
    'TRUE',
  ],
  ['[{1} -> {}] is empty', ({ store, v }) => store.functionSet(v('{1}'), v('{}')), '{}'],
  [
    'a function set is as its elements written out',
    ({ store, v }) => store.functionSet(v('{"a"}'), v('{1, 2}')),
    '{[a |-> 1], [a |-> 2]}',
  ],
  [
    '[{} -> Nat] = [{} -> Int] (by hand: both are {<<>>})',
    ({ store, v }) =>
      store.equal(store.functionSet(v('{}'), store.naturals), store.functionSet(v('{}'), store.integers)),
    'TRUE',
  ],
  [
    '[1..2 -> Nat] = [1..2 -> Int] is FALSE',
    ({ store, v }) =>
      store.equal(store.functionSet(v('{1, 2}'), store.naturals), store.functionSet(v('{1, 2}'), store.integers)),
    'FALSE',
  ],
  ['ToString writes out a small set', ({ store, v }) => store.toStringValue(store.powerset(v('{1}'))), '"{{}, {1}}"'],
  [
    'a tuple is in the set of functions on 1..2',
    ({ store, v }) => store.member(v('<<1, 2>>'), store.functionSet(v('{1, 2}'), v('{1, 2}'))),
    'TRUE',
  ],
  [
    'a tuple and a set of functions on a string are unlike',
    ({ store, v }) => store.member(v('<<1>>'), store.functionSet(v('{"a"}'), v('{1}'))),
    'incomparable',
  ],
  [
    '1 is unlike a set of functions',
    ({ store, v }) => store.member(v('1'), store.functionSet(v('{1}'), v('{1}'))),
    'incomparable',
  ],
  [
    '<<1, 2>> \\in {1} \\X {2}',
    ({ store, v }) => store.member(v('<<1, 2>>'), store.product([v('{1}'), v('{2}')])),
    'TRUE',
  ],
  [
    '<<1>> \\in {1} \\X {2} is FALSE',
    ({ store, v }) => store.member(v('<<1>>'), store.product([v('{1}'), v('{2}')])),
    'FALSE',
  ],
  [
    'a function on 2..3 is in no product',
    ({ store, v }) => store.member(v('(2 :> 1 @@ 3 :> 2)'), store.product([v('{1}'), v('{2}')])),
    'FALSE',
  ],
  [
    'a record is unlike a product',
    ({ store, v }) => store.member(v('[a |-> 1]'), store.product([v('{1}'), v('{2}')])),
    'incomparable',
  ],
  [
    '<<1, "a">> \\in Seq(Nat) is refused',
    ({ store, v }) => store.member(v('<<1, "a">>'), store.sequences(store.naturals)),
    'incomparable',
  ],
  ['<<>> \\in Seq({})', ({ store, v }) => store.member(v('<<>>'), store.sequences(v('{}'))), 'TRUE'],
  [
    '1 \\in Seq(Nat) is refused',
    ({ store, v }) => store.member(v('1'), store.sequences(store.naturals)),
    'incomparable',
  ],
  [
    'a set in a set is written out',
    ({ store, v }) => store.singleton(store.powerset(v('{1}'))) === v('{{{}, {1}}}'),
    'TRUE',
  ],
  ['Nat can be an element', ({ store }) => store.member(store.naturals, store.singleton(store.naturals)), 'TRUE'],

  ['f[x] outside the domain is refused', ({ store, v }) => store.apply(v('(1 :> 2 @@ 5 :> 1)'), v('3')), 'domain'],
  ['<<1, 2>>[0] is refused', ({ store, v }) => store.apply(v('<<1, 2>>'), v('0')), 'domain'],
  ['<<1, 2>>["a"] is refused', ({ store, v }) => store.apply(v('<<1, 2>>'), v('"a"')), 'domain'],
  ['a missing field is refused', ({ store, v }) => store.field(v('[a |-> 1]'), v('"b"')), 'domain'],
  ['a set is not applied', ({ store, v }) => store.apply(v('{1}'), v('1')), 'type'],
  [
    'EXCEPT outside the domain changes nothing',
    ({ store, v }) => store.except(v('(1 :> 2 @@ 5 :> 1)'), v('3'), v('9')),
    '(1 :> 2 @@ 5 :> 1)',
  ],
  [
    'EXCEPT beyond a tuple changes nothing (TLC leaves a hole)',
    ({ store, v }) => store.except(v('<<1, 2>>'), v('5'), v('9')),
    '<<1, 2>>',
  ],
  [
    'EXCEPT of a missing field changes nothing',
    ({ store, v }) => store.exceptField(v('[a |-> 1]'), v('"b"'), v('9')),
    '[a |-> 1]',
  ],
  [
    'EXCEPT with an argument unlike the domain is refused',
    ({ store, v }) => store.except(v('(1 :> 2 @@ 5 :> 1)'), v('"a"'), v('9')),
    'incomparable',
  ],
  ['DOMAIN <<>> is empty', ({ store, v }) => store.domain(v('<<>>')), '{}'],
  ['DOMAIN {1} is refused', ({ store, v }) => store.domain(v('{1}')), 'type'],
  [
    '<<1, 2>> @@ 3 :> 4 is a tuple of what is left and right',
    ({ store, v }) => store.merge(v('<<1, 2>>'), v('(3 :> 4)')),
    '<<1, 2, 4>>',
  ],
  ['in f @@ g the left function wins', ({ store, v }) => store.merge(v('<<1, 2>>'), v('<<5, 6, 7>>')), '<<1, 2, 7>>'],
  ['1 :> 6 is a tuple', ({ store, v }) => store.singletonFunction(v('1'), v('6')), '<<6>>'],

  ['SubSeq with m > n is empty', ({ store, v }) => store.subSeq(v('<<1, 2, 3>>'), v('7'), v('5')), '<<>>'],
  ['SubSeq from 0 is refused', ({ store, v }) => store.subSeq(v('<<1, 2, 3>>'), v('0'), v('2')), 'domain'],
  ['SubSeq past the end is refused', ({ store, v }) => store.subSeq(v('<<1, 2, 3>>'), v('2'), v('4')), 'domain'],
  ['SubSeq takes strings', ({ store, v }) => store.subSeq(v('"abc"'), v('2'), v('3')), '"bc"'],
  ['Head(<<>>) is refused', ({ store, v }) => store.head(v('<<>>')), 'domain'],
  ['Tail(<<>>) is refused', ({ store, v }) => store.tail(v('<<>>')), 'domain'],
  ['Tail takes strings', ({ store, v }) => store.tail(v('"abc"')), '"bc"'],
  ['Head takes no strings', ({ store, v }) => store.head(v('"abc"')), 'type'],
  ['Append to a string is refused', ({ store, v }) => store.append(v('"ab"'), v('"c"')), 'type'],
  ['Append to a set is refused', ({ store, v }) => store.append(v('{}'), v('1')), 'type'],
  ['Len takes strings', ({ store, v }) => store.len(v('"abc"')), '3'],
  ['Len of a set is refused', ({ store, v }) => store.len(v('{}')), 'type'],
  ['"a" \\o "b" is "ab"', ({ store, v }) => store.concat(v('"a"'), v('"b"')), '"ab"'],
  ['"a" \\o <<1>> is refused', ({ store, v }) => store.concat(v('"a"'), v('<<1>>')), 'type'],
  [
    'SortSeq sorts by the operator given',
    ({ store, v }) => store.sortSeq(v('<<3, 1, 2>>'), (a, b) => store.less(a, b)),
    '<<1, 2, 3>>',
  ],
  [
    'Permutations(S) has all bijections',
    ({ store, v }) => store.permutations(v('{a, b}')),
    '{(a :> a @@ b :> b), (a :> b @@ b :> a)}',
  ],
  ['Permutations({}) has the empty function', ({ store, v }) => store.permutations(v('{}')), '{<<>>}'],
];

for (const [title, evaluate, expected] of cases) {
  test(title, (t) => {
    const fresh = stored();
    t.is(
      outcome(fresh.store, () => evaluate(fresh)),
      expected,
    );
  });
}

test('marks nest, and a reset forgets what an error left behind', (t) => {
  const { store, v } = stored();
  const outer = store.mark();
  store.push(v('1'));
  const inner = store.mark();
  store.push(v('2'));
  store.push(v('"a"'));
  t.throws(() => store.set(inner), { message: 'cannot compare 2 with "a"' });
  store.reset();
  t.is(store.mark(), 0);
  store.push(v('3'));
  t.is(store.print(store.tuple(outer)), '<<3>>');
});

test('a permutation of model values is applied at any depth, to arguments of functions too', (t) => {
  const { store, v } = stored();
  const swap = store.permute(
    new Map([
      [v('a'), v('b')],
      [v('b'), v('a')],
    ]),
  );
  t.is(store.print(swap(v('{<<a, 1>>, <<c, 2>>}'))), '{<<b, 1>>, <<c, 2>>}');
  t.is(store.print(swap(v('(a :> {a} @@ b :> {})'))), '(a :> {} @@ b :> {b})');
  t.is(swap(TRUE), TRUE);
});

test('two stores do not know of each other', (t) => {
  const [one, other] = [stored(), stored()];
  one.v('"only here"');
  t.is(other.v('"x"'), other.store.string('x'));
  t.not(one.v('{"x"}'), other.v('{"x"}'));
});

test('a message shortens a long value', (t) => {
  const { store, v } = stored();
  const error = t.throws(() => store.add(store.interval(v('1'), v('1000')), v('1')));
  t.true((error?.message.length ?? 0) < 300);
});

function pushed(store: ValueStore, ids: readonly Id[]): number {
  const mark = store.mark();
  for (const id of ids) store.push(id);
  return mark;
}
