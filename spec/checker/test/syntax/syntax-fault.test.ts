import test from 'ava';
import { InputError } from '../../../input-error.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { parseExpression, parseModule } from '../../syntax/parse-module.js';

test.before(loadGrammar);

const isRefused = test.macro((t, text: string, place: string, expected: string, found: string) => {
  const error = t.throws(() => parseModule(text, 'M.tla'), { instanceOf: InputError });
  const { code, line, column } = error?.fault ?? {};
  t.deepEqual(
    [code, `${line}:${column}`, error?.fault.expected, error?.fault.found],
    ['syntax', place, expected, found],
  );
});

/** The units stand in the module from line 2 on. */
for (const [title, units, place, expected, found] of [
  ['a parenthesis not closed', 'x == (1 + 2\ny == 3', '3:1', '`)` to close the `(` at 2:6', '`y`'],
  ['a bracket not closed', 'x == [a |-> 1\ny == 3', '3:1', '`]` to close the `[` at 2:6', '`y`'],
  ['a brace not closed', 'x == {1, 2\ny == 3', '3:1', '`}` to close the `{` at 2:6', '`y`'],
  ['an angle bracket not closed', 'x == <<1, 2\ny == 3', '3:1', '`>>` to close the `<<` at 2:6', '`y`'],
  ['a parenthesis not closed before the end', 'x == [] (a', '3:1', '`)` to close the `(` at 2:9', '`====`'],
  ['the wrong closing bracket', 'x == (a]', '2:8', '`)` to close the `(` at 2:6', '`]`'],
  ['a closing bracket too many', 'x == )', '2:6', 'an expression', '`)`'],
  [
    'a string not closed',
    'x == "abc\ny == 2',
    '2:6',
    '" at the end of the string that begins here',
    'the end of the line',
  ],
  [
    'a comment not closed',
    'x == 1 (* a',
    '2:8',
    '*) at the end of the comment that begins here',
    'the end of the file',
  ],
  ['THEN left out', 'x == IF a b ELSE c', '2:11', '`THEN`', '`b`'],
  ['THEN left out with its expression', 'x == IF a ELSE c', '2:11', '`THEN`', 'the reserved word ELSE'],
  ['ELSE left out with its expression', 'x == IF a THEN b\ny == 3', '3:1', '`ELSE`', '`y`'],
  ['IN left out', 'x == LET a == 1 a', '2:17', '`IN`', '`a`'],
  ['== left out', 'x 3', '2:3', '`==`', '`3`'],
  ['= for == in a definition', 'x = 3\ny == 2', '2:3', '`==`', '`=`'],
  ['= for == before an operator', 'Op(a) = a + 3', '2:7', '`==`', '`=`'],
  ['== for = in an expression', 'x == IF a == b THEN 1 ELSE 2', '2:11', '`=`', '`==`'],
  ['!= for #', 'x == a != b', '2:8', '`#`', '`!=`'],
  ['a name too many', 'x == a b', '2:8', 'an operator', '`b`'],
  ['a semicolon', 'x == a ; b', '2:8', 'an operator', '`;`'],
  ['a backtick', 'x == `a`', '2:6', 'an expression', 'the character `'],
  ['an operand left out before a definition', 'x == a +\ny == 3', '3:1', 'an expression', '`y`'],
  [
    'an operand left out before a declaration',
    'x == a +\nVARIABLE y',
    '3:1',
    'an expression',
    'the reserved word VARIABLE',
  ],
  ['an operand left out at the end', 'x == 1 +', '3:1', 'an expression', '`====`'],
  ['a definition without a body', 'x ==\ny == 2', '3:1', 'an expression', '`y`'],
  ['an empty item of a list', 'x == /\\ a\n     /\\\n     /\\ b', '4:6', 'an expression', '`/\\`'],
  ['an item of a list that breaks off', 'x == /\\ a =\n     /\\ b', '3:6', 'an expression', '`/\\`'],
  ['a quantifier without a colon', 'x == \\A a \\in S P(a)', '2:17', '`:`', '`P`'],
  ['a quantifier without \\in', 'x == \\A a S : P(a)', '2:11', '`\\in`', '`S`'],
  ['arguments without a comma', 'x == Op(a b)', '2:11', '`,`', '`b`'],
  ['declarations without a comma', 'CONSTANT x y', '2:12', '`,`', '`y`'],
  ['an arm of CASE without an arrow', 'x == CASE a -> 1 [] b 2', '2:23', '`->`', '`2`'],
  ['EXCEPT without =', 'x == [f EXCEPT ![1] 2]', '2:21', '`=`', '`2`'],
  ['EXTENDS of nothing', 'EXTENDS\nx == 1', '3:1', 'a name', '`x`'],
  ['INSTANCE of nothing', 'x == INSTANCE', '3:1', 'a name', '`====`'],
  ['fairness without an action', 'x == WF_(A)', '3:1', '`(`', '`====`'],
  ['a reserved word defined', 'IF == 3', '2:1', 'a name', 'the reserved word IF'],
  ['a reserved word declared', 'VARIABLES x, THEN', '2:14', 'a name', 'the reserved word THEN'],
  ['a fault in a line with tabs', '\tx == (1\n\ty == 2', '3:2', '`)` to close the `(` at 2:7', '`y`'],
  ['an escape that there is not', 'x == "a\\qb"', '2:8', 'one of \\\\ \\" \\t \\n \\f \\r in a string', '\\q'],
] as const) {
  test(`refused at its place: ${title}`, isRefused, `---- MODULE M ----\n${units}\n====`, place, expected, found);
}

for (const [title, text, place, expected, found] of [
  [
    'a module without an end',
    '---- MODULE M ----\nx == 1\n',
    '2:7',
    '==== at the end of module M',
    'the end of the file',
  ],
  ['a text without a module', 'x == 1\n====', '1:1', '---- MODULE Name ----', '`x == 1`'],
  ['a header with too few dashes', '\n--- MODULE M ---\n====', '2:1', '---- MODULE Name ----', '`--- MODULE M ---`'],
  ['a header that breaks off', '---- MODULE M\nx == 1\n====', '2:1', '`----`', '`x`'],
  ['a module without a name', '---- MODULE ----\nx == 1\n====', '1:13', 'a name', '`----`'],
] as const) {
  test(`refused at its place: ${title}`, isRefused, text, place, expected, found);
}

test('an expression typed alone has its places counted from its own first line', (t) => {
  const error = t.throws(() => parseExpression('a +\n  (b', 'typed'), { instanceOf: InputError });
  t.like(error?.fault, {
    line: 2,
    column: 5,
    expected: '`)` to close the `(` at 2:3',
    found: 'the end of the expression',
  });
});

const isNotAlone = test.macro((t, text: string, column: number, found: string) => {
  const error = t.throws(() => parseExpression(text, 'typed'), { instanceOf: InputError });
  t.like(error?.fault, { line: 1, column, expected: 'an expression alone', found });
});

test('an expression typed alone cannot define', isNotAlone, '1 y == 2', 3, 'a definition');
test('an expression typed alone cannot end the module around it', isNotAlone, '1 ==== 2', 6, '`====`');
