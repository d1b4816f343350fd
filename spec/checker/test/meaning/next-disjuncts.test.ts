import test from 'ava';
import { outlineModule } from '../../meaning/module-outline.js';
import { labelNext } from '../../meaning/next-disjuncts.js';
import { parseExpression } from '../../syntax/parse-expression.js';
import { printExpression } from '../../syntax/print-expression.js';

function labels(body: string): readonly string[] | undefined {
  const outline = outlineModule(`---- MODULE M ----\n${body}\n====\n`, 'M.tla');
  const definitions = [...outline.definitions.values()].map(({ name, parameters, body: tokens }) => {
    const after = tokens.at(-1);
    if (after === undefined) throw new Error('a definition without a token');
    return [name, { name, parameters, body: parseExpression(tokens, 'M.tla', after) }] as const;
  });
  return labelNext(new Map(definitions), 'Next', 'step', 'L', printExpression)?.lines;
}

test('each call is labelled with its name and arguments, under the quantifiers it stands in', (t) => {
  t.deepEqual(
    labels(`A(t) == x' = t
B == x' = 1
C(t, p) == x' = t + p
Next == \\/ \\E t \\in T : A(t) \\/ B
        \\/ \\E t \\in T, p \\in P :
             C(t, p + 1)`),
    [
      `LNext == (\\E t \\in T : (((A(t)) /\\ (step' = <<"A", t>>)) \\/ ((B) /\\ (step' = <<"B">>)))) \\/ (\\E t \\in T, p \\in P : ((C(t, p + 1)) /\\ (step' = <<"C", t, p + 1>>)))`,
    ],
  );
});

test('a definition that only groups actions is gone into, one that adds a conjunct is an action', (t) => {
  t.deepEqual(
    labels(`A(t) == x' = t
Group(u) == \\E t \\in u : A(t)
Guarded == y /\\ A(1)
Next == Group(S) \\/ Guarded \\/ (x = 1 /\\ x' = 2)`),
    [
      `LNext == ((LGroup(S)) \\/ ((Guarded) /\\ (step' = <<"Guarded">>))) \\/ (((x = 1) /\\ (x' = 2)) /\\ (step' = <<"Next">>))`,
      `LGroup(u) == \\E t \\in u : ((A(t)) /\\ (step' = <<"A", t>>))`,
    ].map((line) => line.replace(/\(\(\((x = 1)/, '((($1')),
  );
});
