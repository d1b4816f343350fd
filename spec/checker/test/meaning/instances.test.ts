import test, { type ExecutionContext } from 'ava';
import type { Definition, Expression } from '../../meaning/resolved.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { modelOf, type Texts } from './model-of.js';
import { show, showDefinition } from './show-resolved.js';

test.before(async () => {
  await loadGrammar();
});

/** The definitions behind an invariant called Inv, one level deep, as text. */
function behindInv(t: ExecutionContext, texts: Texts): string[] {
  const model = modelOf(t, { 'M.cfg': 'INIT Init NEXT Next INVARIANT Inv', ...texts });
  const definition = definitionOf(model.invariants[0]?.formula);
  return [showDefinition(definition), ...calledIn(definition.body).map(showDefinition)];
}

function definitionOf(formula: Expression | undefined): Definition {
  if (formula?.kind !== 'call') throw new Error(`a call was expected, not ${formula?.kind}`);
  return formula.definition;
}

function calledIn(expression: Expression): Definition[] {
  if (expression.kind === 'call') return [expression.definition];
  if (expression.kind === 'junction') return expression.items.flatMap(calledIn);
  return expression.kind === 'let' ? calledIn(expression.body) : [];
}

const counter = `EXTENDS Naturals
CONSTANT step
VARIABLE n
Low == n < step
Up == n' = n + step
Can == ENABLED Up
Fair == WF_n(Up)`;

const root = (text: string) => `EXTENDS Naturals
VARIABLES x, n
Init == x = 0 /\\ n = 0
Next == UNCHANGED <<x, n>>
${text}`;

function instance(t: ExecutionContext, text: string, expected: readonly string[]): void {
  t.deepEqual(behindInv(t, { 'M.tla': root(text), 'Counter.tla': counter }), expected);
}

test(
  'a named instance replaces constants and variables by what WITH gives',
  instance,
  'C == INSTANCE Counter WITH step <- 2, n <- x + n\nInv == C!Low',
  ['Inv == C!Low', 'C!Low == <(+(x, n), 2)'],
);
test('what WITH leaves out is what has the name', instance, 'step == 7\nC == INSTANCE Counter\nInv == C!Low', [
  'Inv == C!Low',
  'C!Low == <(n, step)',
]);
test(
  'an instance without a name brings its definitions along',
  instance,
  'INSTANCE Counter WITH step <- 1\nInv == Low',
  ['Inv == Low', 'Low == <(n, 1)'],
);
test(
  'the parameters of an instance come before those of its definitions',
  instance,
  'C(s) == INSTANCE Counter WITH step <- s\nInv == C(4)!Low',
  ['Inv == C!Low(4)', 'C!Low(s) == <(n, s)'],
);
test(
  'an instance inside LET may speak of what is bound around it',
  instance,
  'Inv == LET a == 3 C == INSTANCE Counter WITH step <- a IN C!Low',
  ['Inv == LET a == 3; C!Low == <(n, a) IN C!Low', 'C!Low == <(n, a)'],
);
test(
  'ENABLED of renamed variables is over the variables of the model',
  instance,
  'C == INSTANCE Counter WITH step <- 2, n <- x\nInv == C!Can',
  ['Inv == C!Can', 'C!Can == ENABLED C!Up'],
);
test(
  'ENABLED under a mapping is over fresh variables, with the definitions it uses made anew',
  instance,
  'C == INSTANCE Counter WITH step <- 2, n <- x + n\nInv == C!Can',
  ['Inv == C!Can', "C!Can == ENABLED{?n = +(x, n)} LET C!Up == =('(?n), +(?n, 2)) IN C!Up"],
);
test('two variables that are mapped to one are still two to ENABLED', (t) => {
  const pair = "VARIABLES a, b\nStep == a' = 1 /\\ b' = 2\nCan == ENABLED Step";
  const texts = { 'M.tla': root('P == INSTANCE Pair WITH a <- x, b <- x\nInv == P!Can'), 'Pair.tla': pair };
  t.is(
    behindInv(t, texts)[1],
    "P!Can == ENABLED{?x = x, ?b = x} LET P!Step == (=('(?x), 1) /\\ =('(?b), 2)) IN P!Step",
  );
});
test('an instance of an instance is reached by two names, its mapping through both', (t) => {
  const outer = 'EXTENDS Naturals\nVARIABLE m\nC == INSTANCE Counter WITH step <- 5, n <- m * 2';
  const texts = {
    'M.tla': root('O == INSTANCE Outer WITH m <- x\nInv == O!C!Low'),
    'Outer.tla': outer,
    'Counter.tla': counter,
  };
  t.deepEqual(behindInv(t, texts), ['Inv == O!C!Low', 'O!C!Low == <(*(x, 2), 5)']);
});
test('a nested module is instantiated like a file', (t) => {
  const text = root(
    '---- MODULE Inner ----\nVARIABLE v\nPos == v > 0\n====\nI == INSTANCE Inner WITH v <- x\nInv == I!Pos',
  );
  t.deepEqual(behindInv(t, { 'M.tla': text }), ['Inv == I!Pos', 'I!Pos == >(x, 0)']);
});
test('a module that is extended and instantiated is one', (t) => {
  const texts = {
    'M.tla': root('INSTANCE Twice\nInv == Double(x) > 0 /\\ LET T == INSTANCE Twice IN T!Double(n) = 0'),
    'Twice.tla': 'EXTENDS Naturals\nDouble(a) == 2 * a',
  };
  t.is(behindInv(t, texts)[0], 'Inv == (>(Double(x), 0) /\\ =(Double(n), 0))');
});
test('an operator constant takes an operator, a LAMBDA or a symbol', (t) => {
  const folding = 'CONSTANT Op(_, _)\nApply(a, b) == Op(a, b)';
  const text = (op: string) =>
    root(
      `F == INSTANCE Folding WITH Op <- ${op}\nPlus(a, b) == a + b\nG == INSTANCE Folding WITH Op <- Plus\nInv == F!Apply(1, 2) = G!Apply(1, 2)`,
    );
  for (const [op, shown] of [
    ['+', '+(a, b)'],
    ['LAMBDA p, q : p - q', 'LET LAMBDA(p, q) == -(p, q) IN LAMBDA(a, b)'],
  ] as const) {
    const model = modelOf(t, {
      'M.tla': text(op),
      'Folding.tla': folding,
      'M.cfg': 'INIT Init NEXT Next INVARIANT Inv',
    });
    const body = definitionOf(model.invariants[0]?.formula).body;
    const left = (body as Extract<Expression, { kind: 'builtin' }>).arguments[0] as Extract<
      Expression,
      { kind: 'call' }
    >;
    t.is(show(left.definition.body), shown);
  }
});
