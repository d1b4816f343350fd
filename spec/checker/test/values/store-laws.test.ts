import test from 'ava';
import fc from 'fast-check';
import { sameValue } from '../../values/canonical-value.js';
import { parseValue } from '../../values/parse-value.js';
import { printValue } from '../../values/print-value.js';
import { BIAS, type Id, ValueStore } from '../../values/store.js';
import type { Value } from '../../values/value.js';

const seed = 19_991_231;
const integer = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });

/** Values of one type, so that any two of them can be compared. */
type Type = fc.Arbitrary<Value>;
const small: Type = fc.integer({ min: -2, max: 4 }).map(integer);
const text: Type = fc.constantFrom('', 'a', 'b', 'ab', 'Z').map((value): Value => ({ kind: 'string', value }));
const model: Type = fc.constantFrom('m', 'n', 'null').map((name): Value => ({ kind: 'model', name }));
const setOf = (type: Type): Type =>
  fc.array(type, { maxLength: 4 }).map((elements): Value => ({ kind: 'set', elements }));
const sequenceOf = (type: Type): Type =>
  fc.array(type, { maxLength: 3 }).map((elements): Value => ({ kind: 'tuple', elements }));
const functionOf = (domain: Type, range: Type): Type =>
  fc
    .uniqueArray(fc.tuple(domain, range), { maxLength: 3, selector: ([argument]) => printValue(argument) })
    .map((pairs): Value => ({ kind: 'function', pairs }));
const messages: Type = fc.oneof(
  small.map(
    (n): Value => ({
      kind: 'record',
      fields: [
        ['n', n],
        ['type', { kind: 'string', value: 'number' }],
      ],
    }),
  ),
  text.map(
    (s): Value => ({
      kind: 'record',
      fields: [
        ['s', s],
        ['type', { kind: 'string', value: 'text' }],
      ],
    }),
  ),
);
const types: readonly Type[] = [
  small,
  text,
  fc.oneof(small, model),
  setOf(small),
  setOf(fc.oneof(text, model)),
  sequenceOf(small),
  functionOf(small, text),
  functionOf(model, setOf(small)),
  messages,
  setOf(messages),
  setOf(sequenceOf(text)),
  fc.tuple(small, text).map((elements): Value => ({ kind: 'tuple', elements })),
];
const several = (count: number): fc.Arbitrary<Value[]> =>
  fc.constantFrom(...types).chain((type) => fc.array(type, { minLength: count, maxLength: count }));
const sets = (count: number): fc.Arbitrary<Value[]> =>
  fc.constantFrom(...types).chain((type) => fc.array(setOf(type), { minLength: count, maxLength: count }));

/** A law about values of one type, given to it as ids of a store. */
function law(title: string, values: fc.Arbitrary<Value[]>, holds: (store: ValueStore, ...ids: Id[]) => boolean): void {
  test(title, (t) => {
    fc.assert(
      fc.property(values, (plain) => {
        const store = new ValueStore();
        return holds(store, ...plain.map((value) => store.fromValue(value)));
      }),
      { seed, numRuns: 150 },
    );
    t.pass();
  });
}

const elements = (store: ValueStore, set: Id): Id[] => {
  const written = store.enumerate(set);
  const from = store.offset[written] as number;
  return [...store.arena.subarray(from, from + (store.length[written] as number))];
};
const build = (store: ValueStore, ids: readonly Id[]): Id => {
  const mark = store.mark();
  for (const id of ids) store.push(id);
  return store.set(mark);
};
const n = (id: Id): number => id + BIAS;

test('ids are equal exactly when the plain values are the same', (t) => {
  fc.assert(
    fc.property(several(2), ([left, right]) => {
      if (left === undefined || right === undefined) return;
      const store = new ValueStore();
      const [a, b] = [store.fromValue(left), store.fromValue(right)];
      t.is(a === b, sameValue(left, right));
      t.is(store.equal(a, b), a === b);
    }),
    { seed, numRuns: 500 },
  );
});

test('shapes never hide an error: values of like shapes can be compared', (t) => {
  const pair = fc.constantFrom(...types, setOf(setOf(small)), setOf(setOf(text)), sequenceOf(setOf(model)));
  let liked = 0;
  fc.assert(
    fc.property(
      fc.tuple(pair, pair).chain(([one, other]) => fc.tuple(one, other)),
      ([left, right]) => {
        const store = new ValueStore();
        const [a, b] = [store.fromValue(left), store.fromValue(right)];
        if (!store.shapes.alike(store.shapes.of(a), store.shapes.of(b))) return;
        liked++;
        t.notThrows(() => store.compare(a, b));
      },
    ),
    { seed, numRuns: 1000 },
  );
  t.true(liked > 100);
});

test('a value taken out and put back is the same, and so is its printed text read back', (t) => {
  fc.assert(
    fc.property(several(1), ([value]) => {
      if (value === undefined) return;
      const store = new ValueStore();
      const id = store.fromValue(value);
      t.is(store.fromValue(store.toValue(id)), id);
      t.is(store.fromValue(parseValue(store.print(id))), id);
      t.true(sameValue(store.toValue(id), value));
    }),
    { seed, numRuns: 500 },
  );
});

law('the order is total, and only equal values tie', several(3), (store, a = 0, b = 0, c = 0) => {
  const [ab, bc, ac] = [store.compare(a, b), store.compare(b, c), store.compare(a, c)];
  const antisymmetric = Math.sign(ab) + Math.sign(store.compare(b, a)) === 0;
  const transitive = !(ab <= 0 && bc <= 0) || ac <= 0;
  return antisymmetric && transitive && (ab === 0) === store.equal(a, b);
});

law('elements of a set are ascending, whatever order they came in', sets(1), (store, a = 0) => {
  const ids = elements(store, a);
  const ascending = ids.every((id, index) => index === 0 || store.compare(ids[index - 1] as Id, id) < 0);
  return ascending && build(store, [...ids].reverse()) === a;
});

law('union, intersection and difference say what membership says', sets(2), (store, a = 0, b = 0) => {
  const [union, both, rest] = [store.union(a, b), store.intersection(a, b), store.difference(a, b)];
  return [...elements(store, a), ...elements(store, b)].every((x) => {
    const [inA, inB] = [store.member(x, a), store.member(x, b)];
    return store.member(x, union) && store.member(x, both) === (inA && inB) && store.member(x, rest) === (inA && !inB);
  });
});

law('sets form a distributive lattice', sets(3), (store, a = 0, b = 0, c = 0) => {
  const { union, intersection } = { union: store.union.bind(store), intersection: store.intersection.bind(store) };
  return (
    union(a, b) === union(b, a) &&
    intersection(a, b) === intersection(b, a) &&
    union(a, union(b, c)) === union(union(a, b), c) &&
    intersection(a, union(b, c)) === union(intersection(a, b), intersection(a, c)) &&
    union(a, intersection(a, b)) === a &&
    union(store.difference(a, b), intersection(a, b)) === a
  );
});

law('a set is a subset exactly when the union adds nothing', sets(2), (store, a = 0, b = 0) => {
  return store.subsetEqual(a, b) === (store.union(a, b) === b) && store.subsetEqual(store.intersection(a, b), a);
});

law('inserting is the union with a singleton, and UNION joins all', sets(2), (store, a = 0, b = 0) => {
  const inserted = elements(store, b).every((x) => store.insert(a, x) === store.union(a, store.singleton(x)));
  return inserted && store.bigUnion(build(store, [a, b])) === store.union(a, b);
});

law('a power set has 2^n elements, each a subset, none left out', sets(2), (store, a = 0, b = 0) => {
  const powerset = store.powerset(a);
  const all = elements(store, powerset);
  return (
    n(store.cardinality(powerset)) === 2 ** n(store.cardinality(a)) &&
    all.length === 2 ** n(store.cardinality(a)) &&
    build(store, all) === store.enumerate(powerset) &&
    all.every((x) => store.subsetEqual(x, a) && store.member(x, powerset)) &&
    store.member(b, powerset) === store.subsetEqual(b, a) &&
    store.member(b, powerset) === store.member(b, store.enumerate(powerset))
  );
});

law('a function set has |T|^|S| elements, each from S to T', sets(2), (store, a = 0, b = 0) => {
  const [s, t] = [a, store.intersection(b, build(store, elements(store, b).slice(0, 3)))];
  const functions = store.functionSet(s, t);
  const all = elements(store, functions);
  return (
    all.length === n(store.cardinality(t)) ** n(store.cardinality(s)) &&
    all.length === n(store.cardinality(functions)) &&
    build(store, all) === store.enumerate(functions) &&
    all.every(
      (f) =>
        store.domain(f) === s &&
        store.member(f, functions) &&
        elements(store, s).every((x) => store.member(store.apply(f, x), t)),
    )
  );
});

law('products and record sets have as many elements as their parts allow', sets(2), (store, a = 0, b = 0) => {
  const size = n(store.cardinality(a)) * n(store.cardinality(b));
  const records = store.recordSet([store.string('x'), store.string('a')], [a, b]);
  return [store.product([a, b]), records].every((set) => {
    const all = elements(store, set);
    return all.length === size && build(store, all) === store.enumerate(set) && all.every((x) => store.member(x, set));
  });
});

law(
  'an infinite set combined answers as its parts do',
  fc.array(small, { minLength: 1, maxLength: 1 }).chain(([x]) => fc.tuple(fc.constant(x as Value), setOf(small))),
  (store, x = 0, a = 0) => {
    const inNat = store.member(x, store.naturals);
    const inA = store.member(x, a);
    return (
      store.member(x, store.union(store.naturals, a)) === (inNat || inA) &&
      store.member(x, store.difference(store.naturals, a)) === (inNat && !inA) &&
      store.member(x, store.intersection(a, store.naturals)) === (inNat && inA) &&
      store.member(a, store.powerset(store.naturals)) ===
        elements(store, a).every((y) => store.member(y, store.naturals))
    );
  },
);

const updates = fc.tuple(functionOf(small, text), small, small, text, text).map((all): Value[] => all);

law(
  'an update is seen at its argument only, and only inside the domain',
  updates,
  (store, f = 0, x = 0, y = 0, v = 0) => {
    const updated = store.except(f, x, v);
    const isInside = store.member(x, store.domain(f));
    const same = elements(store, store.domain(f)).every(
      (z) => store.apply(updated, z) === (z === x ? v : store.apply(f, z)),
    );
    return (
      same &&
      (isInside || updated === f) &&
      store.domain(updated) === store.domain(f) &&
      store.isInDomain(y, f) === store.member(y, store.domain(f))
    );
  },
);

law(
  'the later of two updates at one argument wins; at two arguments their order is nothing',
  updates,
  (store, f = 0, x = 0, y = 0, v = 0, w = 0) => {
    const later = store.except(store.except(f, x, v), x, w) === store.except(f, x, w);
    const swapped = store.except(store.except(f, x, v), y, w) === store.except(store.except(f, y, w), x, v);
    return later && (x === y || swapped);
  },
);

law(
  'f @@ g is f where f is defined and g elsewhere',
  fc.tuple(functionOf(small, text), functionOf(small, text)).map((all): Value[] => all),
  (store, f = 0, g = 0) => {
    const merged = store.merge(f, g);
    const domain = store.union(store.domain(f), store.domain(g));
    return (
      store.domain(merged) === domain &&
      elements(store, domain).every((x) => store.apply(merged, x) === store.apply(store.isInDomain(x, f) ? f : g, x))
    );
  },
);

const sequences = fc
  .constantFrom(...types)
  .chain((type) => fc.tuple(sequenceOf(type), sequenceOf(type), type).map((all): Value[] => all));

law('sequences: length, head, tail, Append and \\o fit together', sequences, (store, s = 0, t = 0, x = 0) => {
  const { emptyTuple } = store;
  const whole = store.concat(s, t);
  const single = store.append(emptyTuple, x);
  return (
    n(store.len(whole)) === n(store.len(s)) + n(store.len(t)) &&
    store.append(s, x) === store.concat(s, single) &&
    store.subSeq(whole, 1 - BIAS, store.len(s)) === s &&
    (s === emptyTuple || store.concat(store.append(emptyTuple, store.head(s)), store.tail(s)) === s) &&
    store.apply(store.append(s, x), n(store.len(s)) + 1 - BIAS) === x
  );
});

test('a set of thousands is found the same way as a small one', (t) => {
  const store = new ValueStore();
  const strings = Array.from({ length: 3000 }, (_, index) => store.string(`s${(index * 7919) % 3000}`));
  const set = build(store, strings);
  t.is(store.length[set], 3000);
  t.true(strings.every((x) => store.member(x, set)));
  t.false(store.member(store.string('other'), set));
  const mark = store.mark();
  for (let index = 0; index < 3000; index++) store.push(index - BIAS);
  const f = store.functionOn(set, mark);
  t.is(store.apply(f, elements(store, set)[1234] as Id), 1234 - BIAS);
});
