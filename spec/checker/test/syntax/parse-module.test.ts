import test from 'ava';
import { InputError } from '../../../input-error.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { parseExpression, parseModule } from '../../syntax/parse-module.js';
import { show, showUnit } from './show-tree.js';

test.before(loadGrammar);

const reads = test.macro((t, text: string, expected: string) => {
  t.is(show(parseExpression(text, 'typed')), expected);
});

for (const [title, text, expected] of [
  ['numbers of all four bases are values', '{10, \\b1010, \\o12, \\hA, \\HfF}', '{10, 10, 10, 10, 255}'],
  ['escapes in strings are characters', '"a\\"b\\\\c\\n"', JSON.stringify('a"b\\c\n')],
  ['a comment sign in a string is no comment', '"(* \\\\* " \\* a comment', JSON.stringify('(* \\* ')],
  ['comments nest', '1 (* a (* b *) " *) + 2', '+(1, 2)'],
  [
    'Unicode signs have ASCII names',
    'x ∈ S ∧ ¬(y ≠ ℕ) ⇒ a ≤ b ∪ c',
    '=>(/\\{\\in(x, S), ~(#(y, Nat))}, <=(a, \\cup(b, c)))',
  ],
  ['synonyms have one name', 'a /= b \\equiv a =< b', '<=>(#(a, b), <=(a, b))'],
  ['word signs have one name', 'a \\land \\lnot b \\union c \\leq d', '/\\{a, ~(<=(\\cup(b, c), d))}'],
  ['a list of one bullet is a junction', '/\\ a', '/\\{a}'],
  ['bullets to the right are nested', '/\\ a\n/\\ \\/ b\n   \\/ c\n/\\ d', '/\\{a, \\/{b, c}, d}'],
  ['an operator left of the bullets ends the list', '  /\\ a\n  /\\ b\n=> c', '=>(/\\{a, b}, c)'],
  ['a tab is as wide as eight blanks', '\t/\\ a\n        /\\ b\n\t   \\/ c', '/\\{a, \\/{b, c}}'],
  ['labels are dropped', 'P0 :: a /\\ Q(x) :: b', '/\\{a, b}'],
  ['bounds bind names and tuples', '\\E x, y \\in S, <<a, b>> \\in T : p', '\\E x, y \\in S, <<a, b>> \\in T : p'],
  ['quantifiers over all values', '\\EE x : \\A y : p', '\\EE x : \\A y : p'],
  ['CHOOSE from a set', 'CHOOSE <<x, y>> \\in S : p', 'choose tuple x, y \\in S : p'],
  ['CHOOSE from all values', 'CHOOSE x : x \\notin S', 'choose names x : \\notin(x, S)'],
  ['a filter is not a map', '{x \\in S : x \\in T}', '{x \\in S : \\in(x, T)}'],
  ['a map has bounds after the colon', '{x + y : x \\in S, y \\in T}', '{+(x, y) : x \\in S, y \\in T}'],
  ['functions and sets of functions', '[x \\in S, y \\in T |-> [A -> B]]', '[x \\in S, y \\in T |-> [A -> B]]'],
  ['records and sets of records', '[a |-> [b : S, c : T], d |-> 1]', '[a |-> [b : S, c : T], d |-> 1]'],
  [
    'a field may have the name of a reserved word',
    '[[NEW |-> 1] EXCEPT !.NEW = r.STATE]',
    '[[NEW |-> 1] except !.NEW = r.STATE]',
  ],
  ['application to several arguments', 'f[1, 2][3]', 'f[1, 2][3]'],
  ['EXCEPT with paths and @', '[f EXCEPT ![1, 2].a = @ + 1, !.b[c] = 2]', '[f except ![1, 2].a = +(@, 1), !.b[c] = 2]'],
  ['CASE takes the arms that follow', 'CASE a -> 1 [] b -> 2 [] OTHER -> 3', 'case(a -> 1; b -> 2; other -> 3)'],
  [
    'LET with all it may define',
    'LET RECURSIVE f(_) f(x) == x g[x \\in S] == x M == INSTANCE N IN g[f(1)]',
    'let recursive f/1; f(x) == x; g[x \\in S] == x; M() == instance N() in g[f(1)]',
  ],
  ['operators as arguments', 'Fold(+, LAMBDA x, y : x, -., S)', 'Fold(+, lambda x, y : x, -., S)'],
  ['instances before a name', 'M!N(1)!Op(2) + M!x', '+(M!N(1)!Op(2), M!x)'],
  ['action subscripts', '[][A]_<<x, y>> /\\ <><<B>>_x', '/\\{[](box(A, <<x, y>>)), <>(angle(B, x))}'],
  ['fairness', 'WF_vars(A) /\\ SF_<<x>>(B(1))', '/\\{WF(vars, A), SF(<<x>>, B(1))}'],
  ['the fixed sets', '<<Nat, Int, BOOLEAN, STRING, TRUE>>', '<<Nat, Int, BOOLEAN, STRING, true>>'],
] as const) {
  test(title, reads, text, expected);
}

test('a module keeps its units in order, and neither proofs nor text around it', (t) => {
  const text = String.raw`Words before ---- MODULE in vain "
---- MODULE Whole ----
EXTENDS Naturals, Sequences
CONSTANTS C, Op(_, _), _ \prec _
VARIABLES x, y
ASSUME Positive == C > 0
LOCAL INSTANCE M WITH a <- 1, + <- Op
I(p) == INSTANCE M
(* --algorithm Broken begin while ( end *)
a \prec b == a < b
-. a == 0 - a
a ^+ == a
LOCAL Apply(F(_), e) == F(e)
f[n \in Nat, <<k, l>> \in S] == n
---- MODULE Inner ----
z == 1
====
----
THEOREM Safe == x = 1
  <1>1. TRUE OBVIOUS
  <1> QED BY <1>1
AXIOM x = 2
====
More words ( "`.replace('Words before ---- MODULE in vain', 'Words before');
  const tree = parseModule(text, 'Whole.tla');
  t.is(tree.name.name, 'Whole');
  t.deepEqual(
    tree.extends.map(({ name }) => name),
    ['Naturals', 'Sequences'],
  );
  t.deepEqual(tree.units.map(showUnit), [
    'constants C, Op/2, \\prec/2',
    'variables x, y',
    'assumption Positive: >(C, 0)',
    'local _() == instance M(a <- 1, + <- Op)',
    'I(p) == instance M()',
    '\\prec(a, b) == <(a, b)',
    '-.(a) == -(0, a)',
    '^+(a) == a',
    'local Apply(F/1, e) == F(e)',
    'f[n \\in Nat, <<k, l>> \\in S] == n',
    'module Inner {z() == 1}',
    'theorem Safe: =(x, 1)',
  ]);
});

test('a place covers the expression from its first to its last character', (t) => {
  const tree = parseModule('---- MODULE M ----\nx ==\n\ta + (b *\n  c)\n====', 'M.tla');
  const [unit] = tree.units;
  t.is(unit?.kind, 'operator');
  if (unit?.kind !== 'operator' || unit.body.kind !== 'reference') return;
  const source = { file: 'M.tla', module: 'M' };
  t.deepEqual(unit.body.place, { source, line: 3, column: 2, endLine: 4, endColumn: 4 });
  t.deepEqual(unit.body.arguments[1]?.place, { source, line: 3, column: 7, endLine: 4, endColumn: 3 });
});

test('the places of a nested module name it', (t) => {
  const [unit] = parseModule('---- MODULE M ----\n---- MODULE N ----\nx == 1\n====\n====', 'M.tla').units;
  t.is(unit?.kind === 'module' ? unit.module.units[0]?.place.source.module : undefined, 'N');
});

const isUnsupported = test.macro((t, text: string, column: number, found: RegExp) => {
  const error = t.throws(() => parseExpression(text, 'typed'), { instanceOf: InputError });
  t.like(error?.fault, { code: 'unsupported', file: 'typed', line: 1, column });
  t.regex(error?.fault.found ?? '', found);
});

test('a decimal fraction is refused', isUnsupported, '1 + 2.5', 5, /decimal fraction 2\.5/);
test('a path through bound names is refused', isUnsupported, 'a /\\ Op!(x)!1', 9, /path through a label or bound/);
test('a path with a name after it is refused', isUnsupported, 'Op!<<!x', 4, /path with a name after it/);
