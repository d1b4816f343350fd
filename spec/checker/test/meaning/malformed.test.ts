import test, { type ExecutionContext } from 'ava';
import { loadGrammar } from '../../syntax/grammar.js';
import { faultOf, type Texts } from './model-of.js';

test.before(async () => {
  await loadGrammar();
});

function told(t: ExecutionContext, texts: Texts | string, fault: string): void {
  t.is(faultOf(t, typeof texts === 'string' ? { 'M.tla': texts } : texts), fault);
}

/** A sound module of six lines; what a case adds begins at line 8. */
const base = `EXTENDS Naturals
CONSTANT c
VARIABLE x
Init == x = 0
Next == x' = x + 1
Low(a) == x < a`;
const sound = 'CONSTANT c = 1\nINIT Init NEXT Next\n';
const withBase = (text: string): Texts => ({ 'M.tla': `${base}\n${text}`, 'M.cfg': sound });
const configured = (text: string): Texts => ({ 'M.tla': base, 'M.cfg': text });

test(
  'a misspelt name is told with the nearest',
  told,
  withBase('A == Lo(3)'),
  'M.tla:8:6 unknown-name: expected a name that is declared or defined here, found Lo (Low?)',
);
test(
  'a name is not known before its definition',
  told,
  withBase('A == B\nB == 1'),
  'M.tla:8:6 unknown-name: expected a name declared before it is used (or B declared RECURSIVE), found B, declared only at line 9',
);
test(
  'a definition does not know itself unless RECURSIVE',
  told,
  withBase('A(n) == A(n)'),
  'M.tla:8:9 unknown-name: expected a name declared before it is used (or A declared RECURSIVE), found A, declared only at line 8',
);
test(
  'arithmetic needs a module that defines it',
  told,
  'VARIABLE x\nA == x + 1',
  'M.tla:3:8 unknown-name: expected a name that is declared or defined here (EXTENDS Naturals brings +), found +',
);
test(
  'an operator wants all its arguments',
  told,
  withBase('A == Low'),
  'M.tla:8:6 arity: expected 1 argument for Low, found no argument',
);
test(
  'an operator wants no more arguments than it has',
  told,
  withBase('A == Low(1, 2)'),
  'M.tla:8:6 arity: expected 1 argument for Low, found 2 arguments',
);
test(
  'an operator parameter wants an operator',
  told,
  withBase('F(Op(_)) == Op(1)\nA == F(3)'),
  'M.tla:9:8 arity: expected an operator of 1 argument: its name or a LAMBDA, found an expression',
);
test(
  'an operator parameter wants an operator of its arity',
  told,
  withBase('F(Op(_, _)) == Op(1, 2)\nA == F(Low)'),
  'M.tla:9:8 arity: expected 2 arguments for Low, found 1 argument',
);
test(
  'a LAMBDA has as many parameters as are asked for',
  told,
  withBase('F(Op(_)) == Op(1)\nA == F(LAMBDA p, q : p)'),
  'M.tla:9:8 arity: expected 1 argument for LAMBDA, found 2 arguments',
);
test(
  'a LAMBDA is no value',
  told,
  withBase('A == Low(LAMBDA p : p)'),
  'M.tla:8:10 syntax: expected LAMBDA only as the argument for an operator parameter or constant, found LAMBDA as a value',
);
test(
  'a name is declared once',
  told,
  withBase('Low == 1'),
  'M.tla:8:1 duplicate: expected a name that is not in use here, found Low, already declared at M.tla:7:1',
);
test(
  'a bound name hides nothing',
  told,
  withBase('A == \\E x \\in {1} : TRUE'),
  'M.tla:8:9 duplicate: expected a name that is not in use here, found x, already declared at M.tla:4:10',
);
test(
  'a parameter hides nothing',
  told,
  withBase('A(c) == c'),
  'M.tla:8:3 duplicate: expected a name that is not in use here, found c, already declared at M.tla:3:10',
);
test(
  'a name in LET hides nothing',
  told,
  withBase('A == LET Low == 1 IN 2'),
  'M.tla:8:10 duplicate: expected a name that is not in use here, found Low, already declared at M.tla:7:1',
);
test(
  'a record has each field once',
  told,
  withBase('A == [a |-> 1, a |-> 2]'),
  'M.tla:8:16 duplicate: expected each field once, found a twice',
);
test(
  'a primed expression is not primed again',
  told,
  withBase("A == (x' + 1)'"),
  "M.tla:8:7 level: expected a state function or predicate as an operand of ', found an action",
);
test(
  'the argument for a parameter that is primed is no action',
  told,
  withBase("P(a) == a' = 1\nA == P(x')"),
  'M.tla:9:8 level: expected a state function or predicate here, found an action',
);
test(
  'UNCHANGED takes a state function',
  told,
  withBase("A == UNCHANGED (x')"),
  'M.tla:8:17 level: expected a state function or predicate as an operand of UNCHANGED, found an action',
);
test(
  '[] takes no bare action',
  told,
  withBase('A == []Next'),
  'M.tla:8:8 level: expected a temporal formula, a state predicate or [A]_v after [], found an action',
);
test(
  '<> takes no bare action',
  told,
  withBase('A == <>(Next)'),
  'M.tla:8:9 level: expected a temporal formula, a state predicate or <<A>>_v after <>, found an action',
);
test(
  'an action is no conjunct of a temporal formula',
  told,
  withBase('A == Next /\\ []Init'),
  'M.tla:8:6 level: expected a temporal formula or state predicate beside a temporal formula, found an action',
);
test(
  'a set has no temporal elements',
  told,
  withBase('A == {[]Init}'),
  'M.tla:8:7 level: expected an action here, found a temporal formula',
);
test(
  'ASSUME speaks of constants',
  told,
  withBase('ASSUME x = 0'),
  'M.tla:8:8 level: expected a constant formula in ASSUME, found a state function or predicate',
);
test(
  '@ stands in EXCEPT',
  told,
  withBase('A == @ + 1'),
  'M.tla:8:6 syntax: expected @ only in the new value of an EXCEPT, found @',
);
test(
  '@ has no prime',
  told,
  withBase("A == [x EXCEPT ![1] = @'] "),
  'M.tla:8:23 unsupported: expected @ without a prime, found one under a prime',
);
test(
  'RECURSIVE comes before a definition',
  told,
  withBase('RECURSIVE R(_)'),
  'M.tla:8:11 syntax: expected a definition of R after RECURSIVE, found none',
);
test(
  'RECURSIVE has the arity of its definition',
  told,
  withBase('RECURSIVE R(_)\nR(a, b) == R(a, b)'),
  'M.tla:9:1 arity: expected 1 parameter for R, as its RECURSIVE declaration says, found 2 parameters',
);
test(
  'an extended module that is nowhere is told where it is named',
  told,
  'EXTENDS Naturals, Sequence',
  'M.tla:2:19 missing-file: expected a standard module, or Sequence.tla beside M.tla, found Sequence, which is neither (Sequences?)',
);
test(
  'modules do not extend each other',
  told,
  { 'M.tla': 'EXTENDS A', 'A.tla': 'EXTENDS B', 'B.tla': 'EXTENDS A' },
  'B.tla:2:9 cyclic-modules: expected modules that do not extend or instantiate themselves, found A -> B -> A',
);
test(
  'modules do not instantiate each other',
  told,
  { 'M.tla': 'INSTANCE A', 'A.tla': 'B == INSTANCE M' },
  'A.tla:2:15 cyclic-modules: expected modules that do not extend or instantiate themselves, found M -> A -> M',
);
test(
  'a file holds the module it is named for',
  told,
  { 'M.tla': 'EXTENDS A', 'A.tla': '---- MODULE Aa ----\n====' },
  'A.tla:1:13 module-name: expected a module named A, like its file, found Aa',
);

const part = 'EXTENDS Naturals\nCONSTANT k\nVARIABLE v\nP == v < k';
const withPart = (text: string): Texts => ({ ...withBase(text), 'Part.tla': part });
test(
  'an instance has something for each constant and variable',
  told,
  withPart('I == INSTANCE Part WITH v <- x'),
  'M.tla:8:15 missing-substitution: expected a substitution for the constant k of module Part, found none, and nothing of that name here',
);
test(
  'WITH names what the module declares',
  told,
  withPart('I == INSTANCE Part WITH v <- x, k <- 1, w <- 2'),
  'M.tla:8:41 unknown-name: expected the name of a constant or variable of module Part, found w (k?)',
);
test(
  'WITH names each once',
  told,
  withPart('I == INSTANCE Part WITH v <- x, k <- 1, v <- 2'),
  'M.tla:8:41 duplicate: expected one substitution for each name, found a second one for v',
);
test(
  'a constant of a module with variables takes a constant',
  told,
  withPart('I == INSTANCE Part WITH v <- x, k <- x + 1'),
  'M.tla:8:38 level: expected a constant for the constant k, found a state function or predicate',
);
test(
  'a variable takes no action',
  told,
  withPart("I == INSTANCE Part WITH v <- x', k <- 1"),
  'M.tla:8:30 level: expected a state function for the variable v, found an action',
);
test(
  'an instance gives only what its module defines',
  told,
  withPart('I == INSTANCE Part WITH v <- x, k <- 1\nA == I!Q'),
  'M.tla:9:6 unknown-name: expected a name that the instance defines, found Q (P?)',
);
test(
  'before ! stands an instance',
  told,
  withBase('A == Low!P'),
  'M.tla:8:6 unknown-name: expected the name of an instance before `!`, found Low, which is a definition',
);
test(
  'an instance alone is no value',
  told,
  withPart('I == INSTANCE Part WITH v <- x, k <- 1\nA == I'),
  'M.tla:9:6 syntax: expected a definition of the instance, I!Op, found I alone',
);
test(
  'an instance wants its arguments',
  told,
  withPart('I(a) == INSTANCE Part WITH v <- x, k <- a\nA == I!P'),
  'M.tla:9:6 arity: expected 1 argument for I, found no argument',
);
test(
  'what is LOCAL stays in its module',
  told,
  { ...withBase('I == INSTANCE Q\nA == I!B'), 'Q.tla': 'LOCAL B == 1\nC == B' },
  'M.tla:9:6 unknown-name: expected a name that the instance defines, found B (C?)',
);

test(
  'a constant has a value',
  told,
  configured('INIT Init NEXT Next'),
  'M.tla:3:10 missing-constant: expected a value for constant c in M.cfg, found none',
);
test(
  'a constant of the configuration is one of the module',
  told,
  configured('CONSTANT d = 1'),
  'M.cfg:1:10 unknown-name: expected the name of a constant or definition, found `d` (c?)',
);
test(
  'a definition that replaces exists',
  told,
  configured('CONSTANT c <- Lo'),
  'M.cfg:1:15 unknown-name: expected the name of a definition for c, found `Lo` (Low?)',
);
test(
  'a definition that replaces has the arity of what it replaces',
  told,
  configured('CONSTANT c <- Low'),
  'M.cfg:1:15 arity: expected a definition of no argument for c, found Low, which has 1 argument',
);
test(
  'a definition with arguments takes no value',
  told,
  configured('CONSTANT c = 1 Low = 2'),
  'M.cfg:1:16 arity: expected `Low <- Definition`, since Low takes 1 argument, found a value',
);
test(
  'a constant is replaced by a constant',
  told,
  configured('CONSTANT c <- Init'),
  'M.cfg:1:10 level: expected a constant for c, found a state function or predicate',
);
test(
  'an invariant exists',
  told,
  configured(`${sound}INVARIANT Lo`),
  'M.cfg:3:11 unknown-name: expected the name of a definition for INVARIANT, found `Lo` (Low?)',
);
test(
  'an invariant has no arguments',
  told,
  configured(`${sound}INVARIANT Low`),
  'M.cfg:3:11 arity: expected a definition without arguments for INVARIANT, found Low, which takes 1 argument',
);
test(
  'an invariant is no action',
  told,
  configured(`${sound}INVARIANT Next`),
  'M.cfg:3:11 level: expected a state function or predicate for INVARIANT, found Next, an action',
);
test(
  'INIT is no action',
  told,
  configured('CONSTANT c = 1\nINIT Next NEXT Next'),
  'M.cfg:2:6 level: expected a state function or predicate for INIT, found Next, an action',
);
test(
  'a constraint is no action',
  told,
  configured(`${sound}CONSTRAINT Next`),
  'M.cfg:3:12 level: expected a state function or predicate for CONSTRAINT, found Next, an action',
);
test(
  'an entry of TLC that is not supported is refused by name',
  told,
  configured(`${sound}_PERIODIC Init`),
  'M.cfg:3:1 unsupported: expected an entry that this checker supports, found `_PERIODIC`',
);

test(
  'without a behaviour there is nothing that an invariant could hold in',
  told,
  configured('CONSTANT c = 1\nINVARIANT Init'),
  'M.cfg:2:11 syntax: expected SPECIFICATION, or INIT and NEXT, where a formula is to be checked, found none',
);
test(
  'a module named for a replacement is one of the model',
  told,
  configured('CONSTANT c = 1 Low <- [Other]Low'),
  'M.cfg:1:16 unknown-name: expected a module of the model, found `Other`',
);
test(
  'a definition of two extended modules is one',
  told,
  { 'M.tla': 'EXTENDS A, B', 'A.tla': 'Same == 1', 'B.tla': 'Same == 1' },
  'M.tla:2:12 duplicate: expected a name that is not in use here, found Same, already declared at M.tla:2:9',
);

test(
  'a parameter of an instance obeys the level of the constant that it is given for',
  told,
  withPart('I(q) == INSTANCE Part WITH v <- 1, k <- q\nA == I(x)!P'),
  'M.tla:9:8 level: expected a constant here, found a state function or predicate',
);
test(
  'a parameter is not called like its operator',
  told,
  withBase('A(A) == 1'),
  'M.tla:8:3 duplicate: expected a parameter that is not called like its operator, found A',
);
test(
  'a nested module is checked, instantiated or not',
  told,
  withBase('---- MODULE In ----\nCONSTANT d\nVARIABLE v\nB == v = d /\\ w\n===='),
  'M.tla:11:15 unknown-name: expected a name that is declared or defined here, found w (d?)',
);

const specified = (text: string): Texts => ({
  'M.tla': `${base}\nSpec == ${text}`,
  'M.cfg': 'CONSTANT c = 1 SPECIFICATION Spec',
});
test(
  'a specification has an initial predicate',
  told,
  specified('[][Next]_x'),
  'M.cfg:1:30 unsupported: expected a specification with an initial predicate, found none among its conjuncts',
);
test(
  'a specification has a next-state action',
  told,
  specified('Init /\\ WF_x(Next)'),
  'M.cfg:1:30 unsupported: expected a specification with [][Next]_v, found none among its conjuncts',
);
test(
  'a specification has one next-state action',
  told,
  specified('Init /\\ [][Next]_x /\\ [][Next]_x'),
  'M.tla:8:31 unsupported: expected one [][Next]_v in a specification, found a second one',
);
test(
  'a specification without a variable in its subscript is refused',
  told,
  specified('Init /\\ [][Next]_c'),
  'M.tla:8:17 unsupported: expected every variable in the subscript of [][Next]_v, found one without x',
);
test(
  'an invariant is no fairness',
  told,
  specified('Init /\\ [][Next]_x /\\ [](x < 3)'),
  'M.tla:8:31 unsupported: expected Init, [][Next]_v, WF, SF, <>, ~> and []<> as conjuncts of a specification, found another temporal formula',
);
test(
  '\\cdot is refused where it is used',
  told,
  { 'M.tla': `${base}\nA == Next \\cdot Next`, 'M.cfg': 'CONSTANT c = 1 INIT Init NEXT A' },
  'M.tla:8:6 unsupported: expected an action without \\cdot (composition), found \\cdot',
);
test(
  'a quantifier without a set is refused where it is used',
  told,
  { 'M.tla': `${base}\nA == \\E y : y = x`, 'M.cfg': `${sound}INVARIANT A` },
  'M.tla:8:6 unsupported: expected a quantifier with a set, \\E x \\in S : P, found \\E',
);
test(
  'a temporal quantifier is refused where it is used',
  told,
  { 'M.tla': `${base}\nA == \\EE y : [](y = x)`, 'M.cfg': `${sound}PROPERTY A` },
  'M.tla:8:6 unsupported: expected a formula without \\EE (temporal quantifier), found \\EE',
);
