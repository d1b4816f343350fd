import test from 'ava';
import { InputError } from '../../../input-error.js';
import type { Expression } from '../../syntax/expression.js';
import { parseExpression, UnreadExpression } from '../../syntax/parse-expression.js';
import { printExpression } from '../../syntax/print-expression.js';
import { renameBound } from '../../syntax/rename-bound.js';
import { tokens } from '../../syntax/tokens.js';

function parse(text: string): Expression {
  const all = tokens(text, 'E.tla');
  const after = all.at(-1);
  if (after === undefined) throw new Error('an expression without a token');
  return parseExpression(all, 'E.tla', after);
}

function reprint(text: string): string {
  return printExpression(parse(text));
}

const reads = test.macro({
  exec: (t, text: string, meaning: string) => {
    t.is(reprint(text), meaning);
    t.is(reprint(reprint(meaning)), reprint(meaning), 'what is printed reads the same again');
  },
  title: (_, text: string) => text.replaceAll('\n', ' / '),
});
test(reads, 'a \\/ b => c', '(a \\/ b) => c');
test(reads, 'a => b /\\ c', 'a => (b /\\ c)');
test(reads, '~a \\in S', '~ (a \\in S)');
test(reads, '~a /\\ b', '(~ a) /\\ b');
test(reads, '-2 ^ 2', '- (2 ^ 2)');
test(reads, 'a - b + c', '(a - b) + c');
test(reads, 'a + b - c', 'a + (b - c)');
test(reads, '1 .. n - 1', '1 .. (n - 1)');
test(reads, 'x \\in 1..3 \\ {2}', 'x \\in ((1 .. 3) \\ {2})');
test(reads, 'S\\T', 'S \\ T');
test(reads, "x' = x + 1", "x' = (x + 1)");
test(
  reads,
  '\\A i \\in S : P(i) => \\E j, k \\in T : j < k',
  '\\A i \\in S : (P(i) => (\\E j \\in T, k \\in T : (j < k)))',
);
test(reads, '[f EXCEPT ![i][j].k = @ + 1, !.a = 2]', '[f EXCEPT ![i][j].k = (@ + 1), !.a = 2]');
test(reads, '[x \\in S |-> x]', '[x \\in S |-> x]');
test(reads, '[a |-> 1, b |-> {}]', '[a |-> 1, b |-> {}]');
test(reads, '[S -> T \\cup U]', '[S -> (T \\cup U)]');
test(reads, '{x \\in S : x > 1}', '{x \\in S : (x > 1)}');
test(reads, '{<<x, y>> : x, y \\in S}', '{<<x, y>> : x \\in S, y \\in S}');
test(reads, 'IF a THEN b ELSE c + 1', 'IF a THEN b ELSE (c + 1)');
test(reads, 'CASE a -> 1 [] b -> 2 [] OTHER -> 3', 'CASE a -> 1 [] b -> 2 [] OTHER -> 3');
test(reads, 'LET a == 1 f(x) == x IN f(a)', 'LET a == 1 f(x) == x IN f(a)');
test(reads, 'Head(q)[1].n', '(Head(q))[1].n');
test(reads, '/\\ a\n/\\ \\/ b\n   \\/ c\n/\\ d => e', 'a /\\ (b \\/ c) /\\ (d => e)');
test(reads, '/\\ a\n/\\ b\n=> c', '(a /\\ b) => c');
test(reads, '[][Next]_vars', '[] [Next]_vars');
test(reads, '<<A>>_<<x, y>>', '<<A>>_<<x, y>>');

const faulty = test.macro({
  exec: (t, text: string, column: number) => {
    const error = t.throws(() => reprint(text), { instanceOf: InputError });
    t.like(error?.fault, { code: 'syntax', file: 'E.tla', line: 1, column });
  },
  title: (_, text) => `${text} is refused`,
});
test(faulty, 'a /\\ b \\/ c', 8);
test(faulty, 'a => b => c', 8);
test(faulty, 'a = b = c', 7);
test(faulty, 'S \\ T \\ U', 7);
test(faulty, '(a', 2);
test(faulty, '[x \\in S]', 9);
test(faulty, 'f[1', 3);
test(faulty, 'IF a THEN b', 11);
test(faulty, 'a b', 3);

const unread = test.macro({
  exec: (t, text: string) => {
    t.throws(() => reprint(text), { instanceOf: UnreadExpression });
  },
  title: (_, text) => `${text} is fine TLA+ that is not read`,
});
test(unread, 'M!Op(1)');
test(unread, 'A \\X B \\X C');
test(unread, 'WF_vars(Next)');
test(unread, 'lab :: x');

const renames = test.macro({
  exec: (t, text: string, expected: string) => {
    let count = 0;
    const { parameters, body } = renameBound(['p', 'q'], parse(text), (name) => `${name}${++count}`);
    t.deepEqual(parameters, ['p1', 'q2']);
    t.is(printExpression(body), expected);
  },
  title: (_, text: string) => `no two scopes of ${text} share a name`,
});
test(renames, 'p + x', 'p1 + x');
test(renames, '\\E p \\in p : p = q', '\\E p3 \\in p1 : (p3 = q2)');
test(renames, '{u : u \\in {u \\in S : u > p}}', '{u3 : u3 \\in {u4 \\in S : (u4 > p1)}}');
test(renames, 'LET a == p f(p) == p + a IN f(a)', 'LET a3 == p1 f4(p5) == (p5 + a3) IN f4(a3)');
test(renames, '[r EXCEPT !.p = @ + p, ![q] = [p |-> q].p]', '[r EXCEPT !.p = (@ + p1), ![q2] = [p |-> q2].p]');
test(renames, 'CHOOSE p \\in q : LAMBDA q : p', 'CHOOSE p3 \\in q2 : (LAMBDA q4 : p3)');
