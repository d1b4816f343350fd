import test from 'ava';
import { InputError } from '../../../input-error.js';
import { outlineModule } from '../../meaning/module-outline.js';

const text = `Text before the module is not read.
---- MODULE Shapes ----
EXTENDS Naturals, Other  \\* a comment with == in it
CONSTANTS A, Op(_, _), B
VARIABLE x
VARIABLES y, z
ASSUME A > 1
ASSUME Named == B \\in {A}
------------------------
Plain == LET inner == 1
             other(p) == p
         IN inner + other(2)
With(a, F(_)) == (* == *) F(a)
f[i \\in A] == i
LOCAL Hidden == "a == b"
I == INSTANCE Other WITH x <- y
a (+) b == a
THEOREM Plain = 3
After == Plain
====
Trailing == nothing
`;

test('a module is cut into its units', (t) => {
  const outline = outlineModule(text, 'Shapes.tla');
  t.is(outline.name, 'Shapes');
  t.deepEqual(
    [outline.extends, outline.constants, outline.variables].map((names) => names.map(({ name }) => name)),
    [
      ['Naturals', 'Other'],
      ['A', 'Op', 'B'],
      ['x', 'y', 'z'],
    ],
  );
  t.deepEqual(
    outline.constants.map(({ arity }) => arity),
    [0, 2, 0],
  );
  t.deepEqual(
    [...outline.definitions.values()].map(({ name, parameters, line }) => `${name}(${parameters.join()}) ${line}`),
    ['Plain() 10', 'With(a,F) 13', 'f() 14', 'Hidden() 15', 'I() 16', 'After() 19'],
  );
  t.deepEqual(
    [...outline.definitions.values()].filter((d) => d.isFunction || d.isInstance || d.isLocal).map(({ name }) => name),
    ['f', 'Hidden', 'I'],
  );
  t.deepEqual(
    outline.assumptions.map(({ name }) => name),
    [undefined, 'Named'],
  );
  t.deepEqual(outline.others, [{ kind: 'operator definition', line: 17, column: 1 }]);
});

const refused = test.macro({
  exec: (t, body: string, fault: { readonly code: string; readonly line: number; readonly column: number }) => {
    const error = t.throws(() => outlineModule(body, 'M.tla'), { instanceOf: InputError });
    t.like(error?.fault, { file: 'M.tla', ...fault });
  },
  title: (title = '') => title,
});
test('a file without a header is refused', refused, 'A == 1', { code: 'syntax', line: 1, column: 1 });
test('a module without an end is refused', refused, '---- MODULE M ----\nA == 1', {
  code: 'syntax',
  line: 2,
  column: 7,
});
test('a second definition is refused', refused, '---- MODULE M ----\nA == 1\nA == 2\n====', {
  code: 'duplicate',
  line: 3,
  column: 1,
});
test('something that is no unit is refused', refused, '---- MODULE M ----\n) == 1\n====', {
  code: 'syntax',
  line: 2,
  column: 1,
});

test('a definition cut short ends where the next begins', (t) => {
  const { definitions } = outlineModule('---- MODULE M ----\nA == 1 +\nB == 2\n====', 'M.tla');
  t.deepEqual([...definitions.keys()], ['A', 'B']);
});

const proved = `---- MODULE Proved ----
P == 1
THEOREM Named ==
  ASSUME NEW n, NEW CONSTANT c, P = n
  PROVE  TRUE
<1> DEFINE P(k) == k
           Q == P(1)
<1> Inner(k) == k
<1>1. ASSUME NEW m PROVE TRUE
  BY DEF P
<1>2. QED
  <2> USE DEF Q
  <2>. QED OBVIOUS
ASSUME P = 1
LEMMA TRUE OMITTED
After == P
====
`;

test('what a proof assumes and defines is no unit of the module', (t) => {
  const outline = outlineModule(proved, 'Proved.tla');
  t.deepEqual([...outline.definitions.keys()], ['P', 'After']);
  t.deepEqual(
    outline.assumptions.map(({ line }) => line),
    [14],
  );
  t.deepEqual(outline.constants, []);
});

test('a closing bracket or a prime before a definition makes no infix operator', (t) => {
  const text =
    "---- MODULE M ----\nVARIABLE y\nIdle == (TRUE /\\ UNCHANGED y)\nInit == IF TRUE THEN TRUE ELSE y'\nNext == y\n====\n";
  t.deepEqual([...outlineModule(text, 'M.tla').definitions.keys()], ['Idle', 'Init', 'Next']);
});
