import test, { type ExecutionContext } from 'ava';
import { isOperator } from '../../meaning/levels.js';
import type { Definition, Expression, ResolvedModel } from '../../meaning/resolved.js';
import { subexpressions } from '../../meaning/subexpressions.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { modelOf, type Texts } from './model-of.js';
import { show, showDefinition } from './show-resolved.js';

test.before(async () => {
  await loadGrammar();
});

const head =
  'EXTENDS Integers, Sequences\nVARIABLES x, y\nvars == <<x, y>>\nInit == x = 0 /\\ y = 0\nNext == UNCHANGED vars';
const checked = 'INIT Init NEXT Next INVARIANT Inv';

function invariant(t: ExecutionContext, text: string, configuration = checked): Definition {
  const formula = modelOf(t, { 'M.tla': `${head}\n${text}`, 'M.cfg': configuration }).invariants[0]?.formula;
  if (formula?.kind !== 'call') throw new Error(`a call was expected, not ${formula?.kind}`);
  return formula.definition;
}

function becomes(t: ExecutionContext, text: string, expected: string): void {
  t.is(showDefinition(invariant(t, text)), expected);
}

test(
  'several indices of a function are one tuple',
  becomes,
  'f[a, b \\in {1}] == a\nInv == f[1, 2] = 1',
  'Inv == =(f[<<1, 2>>], 1)',
);
test(
  'several indices in EXCEPT are one tuple',
  becomes,
  'Inv == [x EXCEPT ![1, 2].k = @ + 1] = y',
  'Inv == =([x EXCEPT ![<<1, 2>>].k = +(@, 1)], y)',
);
test(
  'a tuple is taken apart where it is bound',
  becomes,
  'Inv == \\A <<a, b>> \\in x, c \\in y : a = c',
  'Inv == \\A <<a, b>> \\in x, c \\in y : =(a, c)',
);
test(
  'a function that uses itself carries its own name',
  becomes,
  'Inv == LET f[n \\in {0}] == IF n = 0 THEN 1 ELSE f[n - 1] IN f[0] = 1',
  'Inv == LET f == [f: n \\in {0} |-> IF =(n, 0) THEN 1 ELSE f[-(n, 1)]] IN =(f[0], 1)',
);
test(
  'an operator stands as an argument by its name, its sign or as a LAMBDA',
  becomes,
  'Ap(Op(_, _)) == Op(1, 2)\nInv == <<Ap( + ), Ap(LAMBDA a, b : a)>> = x',
  'Inv == =(<<Ap(+), Ap(LAMBDA a, b : a)>>, x)',
);
test(
  'infix definitions are called by their sign',
  becomes,
  'a ++ b == a + b\nInv == 1 ++ 2 = 3',
  'Inv == =(++(1, 2), 3)',
);

test('a definition that reaches itself is recursive, one that only calls it is not', (t) => {
  const definition = invariant(t, 'RECURSIVE R(_)\nR(n) == IF n = 0 THEN 0 ELSE R(n - 1)\nInv == R(3) = 0');
  t.false(definition.isRecursive);
  t.true(called(definition.body, 'R').isRecursive);
});

test('definitions that reach each other are recursive, also over a third', (t) => {
  const text = `RECURSIVE A(_), B(_)
C(n) == A(n)
B(n) == C(n)
A(n) == IF n = 0 THEN 0 ELSE B(n - 1) + C(n - 1)
Inv == A(1) = 0 /\\ B(1) = 0 /\\ C(1) = 0`;
  const { body } = invariant(t, text);
  t.deepEqual(
    ['A', 'B', 'C'].map((name) => called(body, name).isRecursive),
    [true, true, true],
  );
});

test('what a recursive definition says of variables is in the level of every call of it', (t) => {
  const text = `RECURSIVE A(_), B(_)
A(n) == IF n = 0 THEN 0 ELSE B(n - 1)
B(n) == IF n = 0 THEN x ELSE A(n - 1)
Inv == A(1) = 0`;
  const a = called(invariant(t, text).body, 'A');
  t.is(a.level, 1);
  t.is(called(a.body, 'B').level, 1);
  const callOfB = find(a.body, (expression) => expression.kind === 'call');
  t.is(callOfB?.level, 1);
});

test('a call has the level of the arguments that count, not of those that do not', (t) => {
  const text =
    "Prime(e) == e'\nBoth(a, b) == a = b\nNone(a) == ENABLED (a = 1)\nInv == Both(1, x) /\\ None(x')\nAct == Prime(x) = 1";
  const model = modelOf(t, { 'M.tla': `${head}\n${text}`, 'M.cfg': `${checked} ACTION_CONSTRAINT Act` });
  t.is(model.invariants[0]?.formula.level, 1);
  t.is(model.actionConstraints[0]?.formula.level, 2);
});

test('modules that extend the same module share its declarations', (t) => {
  const texts = {
    'M.tla': 'EXTENDS A, B\nInit == v = a /\\ v = b\nNext == UNCHANGED v',
    'A.tla': 'EXTENDS C\na == v',
    'B.tla': 'EXTENDS C\nb == v',
    'C.tla': 'VARIABLE v',
  };
  const model = modelOf(t, { ...texts, 'M.cfg': 'INIT Init NEXT Next' });
  t.deepEqual(model.variables, [{ name: 'v', index: 0 }]);
  t.deepEqual(model.modules, ['M', 'A', 'C', 'B']);
});

test('assumptions are those of the root and of what it extends', (t) => {
  const texts = {
    'M.tla': 'EXTENDS A\nI == INSTANCE B\nASSUME Root == TRUE',
    'A.tla': 'LOCAL J == INSTANCE C\nASSUME Extended == TRUE',
    'B.tla': 'EXTENDS A\nASSUME Instantiated == FALSE',
    'C.tla': 'ASSUME Inner == FALSE',
  };
  t.deepEqual(
    modelOf(t, texts).assumptions.map(({ name }) => name),
    ['Extended', 'Root'],
  );
  t.is(modelOf(t, texts).behaviour, undefined);
});

test('a constant is its value, or the definition that replaces it', (t) => {
  const text = 'CONSTANTS A, B, Op(_)\nTwo == 2\nTwice(n) == n + n\nInv == <<A, B, Op(1)>> = x';
  const configuration = `CONSTANT A = {m, 1} B <- Two Op <- Twice ${checked}`;
  t.is(showDefinition(invariant(t, text, configuration)), 'Inv == =(<<{1, m}, Two, Twice(1)>>, x)');
});

test('a definition and a standard operator can be replaced, also by a value', (t) => {
  const text = 'Big == 1000\nSmallNat == 0..3\nInv == x \\in Nat /\\ x < Big';
  const configuration = `CONSTANT Nat <- SmallNat Big = 5 ${checked}`;
  t.is(showDefinition(invariant(t, text, configuration)), 'Inv == (\\in(x, SmallNat) /\\ <(x, 5))');
});

test('a replacement in one module reaches the definitions of its instances', (t) => {
  const texts = {
    'M.tla': `${head}\nI == INSTANCE B\nTiny == 1\nInv == I!Is(x)`,
    'B.tla': 'Big == 1000\nIs(a) == a = Big',
    'M.cfg': `CONSTANT Big <- [B]Tiny ${checked}`,
  };
  const formula = modelOf(t, texts).invariants[0]?.formula as Extract<Expression, { kind: 'call' }>;
  t.is(showDefinition(called(formula.definition.body, 'I!Is')), 'I!Is(a) == =(a, Tiny)');
});

test('a model value that no constant is called by may be named in the configuration', (t) => {
  t.notThrows(() =>
    modelOf(t, { 'M.tla': `${head}\nCONSTANT S`, 'M.cfg': 'CONSTANT a = a S = {a} INIT Init NEXT Next' }),
  );
});

function specified(t: ExecutionContext, texts: Texts | string): NonNullable<ResolvedModel['behaviour']> {
  const all = typeof texts === 'string' ? { 'M.tla': `${head}\n${texts}` } : texts;
  const { behaviour } = modelOf(t, { 'M.cfg': 'SPECIFICATION Spec', ...all });
  if (behaviour === undefined) throw new Error('no behaviour');
  return behaviour;
}

const shownBehaviour = ({ init, next, nextName, fairness }: NonNullable<ResolvedModel['behaviour']>) => ({
  init: show(init),
  next: show(next),
  nextName,
  fairness: fairness.map(show),
});

test('a specification is taken apart through its definitions, in any order', (t) => {
  const text =
    "Live == WF_vars(Next) /\\ SF_vars(x' = 1)\nSafe == [][Next]_vars /\\ y = 0\nSpec == Live /\\ Safe /\\ Init";
  t.deepEqual(shownBehaviour(specified(t, text)), {
    init: '(=(y, 0) /\\ Init)',
    next: 'Next',
    nextName: 'Next',
    fairness: ['WF_vars(Next)', "SF_vars(=('(x), 1))"],
  });
});

test('fairness may be quantified, leads-to or infinitely often', (t) => {
  const text =
    'Spec == Init /\\ [][Next]_<<x, y>> /\\ (\\A i \\in {1} : WF_x(Next)) /\\ (x = 0 ~> y = 1) /\\ []<>(x = 0)';
  t.is(specified(t, text).fairness.length, 3);
});

test('a specification with parameters keeps their arguments', (t) => {
  const text = "Start(a) == x = a /\\ y = a\nFrom(a) == Start(a) /\\ [][Next /\\ x' = a]_vars\nSpec == From(7)";
  t.deepEqual(shownBehaviour(specified(t, text)), {
    init: 'From(7)',
    next: 'From(7)',
    nextName: undefined,
    fairness: [],
  });
});

test('a specification may be that of an instance', (t) => {
  const other = "VARIABLE v\nInit == v = 1\nNext == v' = v\nSpec == Init /\\ [][Next]_v";
  const behaviour = specified(t, {
    'M.tla': 'VARIABLE x\nI == INSTANCE Other WITH v <- x\nSpec == I!Spec',
    'Other.tla': other,
  });
  t.deepEqual(shownBehaviour(behaviour), { init: 'I!Init', next: 'I!Next', nextName: 'I!Next', fairness: [] });
});

test('an action that goes under ENABLED elsewhere is not given away from under a mapping', (t) => {
  const texts = {
    'M.tla': `${head}\nI == INSTANCE Other WITH v <- x + y\nInv == I!Can`,
    'Other.tla': "EXTENDS Fairness\nVARIABLE v\nNext == v' = 1\nCan == Possible(Next)",
    'Fairness.tla': 'Possible(A) == ENABLED A',
    'M.cfg': checked,
  };
  t.throws(() => modelOf(t, texts), { message: /Other\.tla:5:8: expected ENABLED, WF and SF written in the module/ });
});

/** The definition of that name called somewhere in `body`. */
function called(body: Expression, name: string): Definition {
  const call = find(body, (expression) => expression.kind === 'call' && expression.definition.name === name);
  if (call?.kind !== 'call') throw new Error(`no call of ${name}`);
  return call.definition;
}

function find(expression: Expression, isIt: (expression: Expression) => boolean): Expression | undefined {
  if (isIt(expression)) return expression;
  for (const part of subexpressions(expression)) {
    const found = isOperator(part) ? undefined : find(part, isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}
