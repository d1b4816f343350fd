import test from 'ava';
import fc from 'fast-check';
import { canonicalValue, compareValues, sameValue } from '../../values/canonical-value.js';
import { itfValue } from '../../values/itf.js';
import { parseValue, ValueSyntaxError } from '../../values/parse-value.js';
import { printValue } from '../../values/print-value.js';
import type { Value } from '../../values/value.js';

const seed = 20_240_219;

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,4}$/).filter((text) => !/^(TRUE|FALSE)$/i.test(text));

/** Any value whose functions give each argument one result. */
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.boolean().map((flag): Value => ({ kind: 'boolean', value: flag })),
    fc.bigInt(-(2n ** 60n), 2n ** 60n).map((number): Value => ({ kind: 'integer', value: number })),
    fc.string({ unit: 'grapheme-ascii' }).map((text): Value => ({ kind: 'string', value: text })),
    name.map((text): Value => ({ kind: 'model', name: text })),
    fc.array(tie('value'), { maxLength: 3 }).map((elements): Value => ({ kind: 'set', elements })),
    fc.array(tie('value'), { maxLength: 3 }).map((elements): Value => ({ kind: 'tuple', elements })),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 3, selector: ([field]) => field })
      .map((fields): Value => ({ kind: 'record', fields })),
    fc
      .uniqueArray(fc.tuple(tie('value'), tie('value')), { maxLength: 3, selector: ([key]) => printValue(key) })
      .map((pairs): Value => ({ kind: 'function', pairs })),
  ),
}));

test('what is printed reads back as the same value', (t) => {
  fc.assert(
    fc.property(value, (original) => {
      t.deepEqual(parseValue(printValue(original)), canonicalValue(original));
    }),
    { seed },
  );
  t.pass();
});

test('the canonical form is its own canonical form', (t) => {
  fc.assert(
    fc.property(value, (original) => {
      const canonical = canonicalValue(original);
      t.deepEqual(canonicalValue(canonical), canonical);
    }),
    { seed },
  );
});

test('the order of values is total: both ways round agree, and only equal values tie', (t) => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [left, right] = [canonicalValue(a), canonicalValue(b)];
      t.is(Math.sign(compareValues(left, right)), -Math.sign(compareValues(right, left)) + 0);
      t.is(compareValues(left, right) === 0, printValue(left) === printValue(right));
    }),
    { seed },
  );
});

const equal = test.macro({
  exec: (t, left: string, right: string) => t.true(sameValue(parseValue(left), parseValue(right))),
  title: (_, left, right) => `${left} is ${right}`,
});
test(equal, '{2, 1, 1}', '1..2');
test(equal, '(1 :> "a" @@ 2 :> "b")', '<<"a", "b">>');
test(equal, '("k" :> 1)', '[k |-> 1]');
test(equal, '[b |-> 1, a |-> 2]', '[a |-> 2, b |-> 1]');
test(equal, '<< >>', '<<>>');
test(equal, '{<<1,\n  2>>}', '{<<1, 2>>}');

const different = test.macro({
  exec: (t, left: string, right: string) => t.false(sameValue(parseValue(left), parseValue(right))),
  title: (_, left, right) => `${left} is not ${right}`,
});
test(different, 'a', '"a"');
test(different, '{}', '<<>>');
test(different, '<<1, 2>>', '<<2, 1>>');
test(different, 'true', 'TRUE');

test('true and false in lower case are booleans only where the engine prints them so', (t) => {
  t.deepEqual(parseValue('true', { lowerCaseBooleans: true }), { kind: 'boolean', value: true });
  t.deepEqual(parseValue('true'), { kind: 'model', name: 'true' });
});

const notAValue = test.macro({
  exec: (t, text: string) => {
    t.throws(() => parseValue(text), { instanceOf: ValueSyntaxError });
  },
  title: (_, text) => `\`${text}\` is no value`,
});
for (const text of ['', '1 2', '{1', '<<1, >>', '[a -> 1]', '"open', '(1 :> 2 @@ 3)', 'SUBSET {1}', '1..a', '{1}}']) {
  test(notAValue, text);
}

test('a function that gives one argument two results is refused', (t) => {
  t.throws(() => parseValue('(1 :> 2 @@ 1 :> 3)'), { message: /two results/ });
});

test('ITF marks what JSON has no form for', (t) => {
  const text = '[n |-> 9007199254740992, s |-> {1}, t |-> <<m>>, f |-> (0 :> TRUE)]';
  t.deepEqual(itfValue(parseValue(text)), {
    f: { '#map': [[0, true]] },
    n: { '#bigint': '9007199254740992' },
    s: { '#set': [1] },
    t: { '#tup': ['m'] },
  });
});
