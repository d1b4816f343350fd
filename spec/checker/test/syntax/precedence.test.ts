import test from 'ava';
import { InputError } from '../../../input-error.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { parseExpression } from '../../syntax/parse-module.js';
import { show } from './show-tree.js';

test.before(loadGrammar);

const groups = test.macro((t, text: string, expected: string) => {
  t.is(show(parseExpression(text, 'typed')), expected);
});

for (const [text, expected] of [
  ['a - b - c', '-(-(a, b), c)'],
  ['a + b - c', '+(a, -(b, c))'],
  ['a - b + c', '+(-(a, b), c)'],
  ['a + b * c', '+(a, *(b, c))'],
  ['-a * b', '-.(*(a, b))'],
  ['-a + b', '+(-.(a), b)'],
  ['a - -b', '-(a, -.(b))'],
  ['-a^b', '-.(^(a, b))'],
  ['2 * -x ^ 3', '*(2, -.(^(x, 3)))'],
  ['a..b + c', '..(a, +(b, c))'],
  ['a \\in b \\cup c', '\\in(a, \\cup(b, c))'],
  ['a \\cup b \\cup c', '\\cup(\\cup(a, b), c)'],
  ['SUBSET a \\cup b', '\\cup(SUBSET(a), b)'],
  ['DOMAIN f \\cap a', '\\cap(DOMAIN(f), a)'],
  ['DOMAIN f[x]', 'DOMAIN(f[x])'],
  ['UNION a = b', '=(UNION(a), b)'],
  ['a \\X b \\X c', '\\X{a, b, c}'],
  ['(a \\X b) \\X c', '\\X{\\X{a, b}, c}'],
  ['a \\X (b \\X c)', '\\X{a, \\X{b, c}}'],
  ['a \\X b \\cup c', '\\cup(\\X{a, b}, c)'],
  ['~a /\\ b', '/\\{~(a), b}'],
  ['~a = b', '~(=(a, b))'],
  ['~~a', '~(~(a))'],
  ['a = b /\\ c = d', '/\\{=(a, b), =(c, d)}'],
  ['a /\\ b /\\ c', '/\\{a, b, c}'],
  ['a /\\ b => c \\/ d', '=>(/\\{a, b}, \\/{c, d})'],
  ['a => b <=> c', '=>(a, <=>(b, c))'],
  ['a ~> b /\\ c', '~>(a, /\\{b, c})'],
  ['[]a => <>b', '=>([](a), <>(b))'],
  ['[]<>a /\\ b', '/\\{[](<>(a)), b}'],
  ['ENABLED a /\\ b', '/\\{ENABLED(a), b}'],
  ['UNCHANGED a.b', 'UNCHANGED(a.b)'],
  ["f'[x]", "'(f)[x]"],
  ["f[x]'", "'(f[x])"],
  ["r.a.b[c].d'", "'(r.a.b[c].d)"],
  ["x' = x + 1", "=('(x), +(x, 1))"],
  ["-x'", "-.('(x))"],
  ["a ^ b'", "^(a, '(b))"],
  ['a :> b @@ c :> d', '@@(:>(a, b), :>(c, d))'],
  ['a \\o b \\o c', '\\o(\\o(a, b), c)'],
  ['a + IF p THEN b ELSE c + d', '+(a, if(p, b, +(c, d)))'],
  ['p /\\ \\A x \\in S : q => r', '/\\{p, \\A x \\in S : =>(q, r)}'],
  ['a % b = c', '=(%(a, b), c)'],
  ['(a => b) => c', '=>(=>(a, b), c)'],
] as const) {
  test(`\`${text}\` groups as ${expected}`, groups, text, expected);
}

const isRefused = test.macro((t, text: string, column: number) => {
  const error = t.throws(() => parseExpression(text, 'typed'), { instanceOf: InputError });
  t.like(error?.fault, { code: 'syntax', line: 1, column });
  t.regex(error?.fault.expected ?? '', /^parentheses/);
});

for (const [text, column] of [
  ['a /\\ b \\/ c', 8],
  ['a => b => c', 8],
  ['a <=> b <=> c', 9],
  ['a = b = c', 7],
  ['a = b # c', 7],
  ['a \\cup b \\cap c', 10],
  ['a \\ b \\ c', 7],
  ['a * b \\div c', 7],
  ['a \\div b \\div c', 10],
  ['a + b % c', 7],
  ['a % b % c', 7],
  ['a .. b .. c', 8],
  ['a ^ b ^ c', 7],
  ['DOMAIN f + 1', 10],
  ['SUBSET a \\X b', 10],
  ['[] a = b', 6],
  ["[]a'", 4],
  ['a ~> b ~> c', 8],
  ['a :> b :> c', 8],
] as const) {
  test(`\`${text}\` is refused for want of parentheses`, isRefused, text, column);
}
