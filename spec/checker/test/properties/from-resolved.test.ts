import test from 'ava';
import { InputError } from '../../../input-error.js';
import type { Expression } from '../../meaning/resolved.js';
import { partsOf } from '../../properties/classify.js';
import { livenessOf } from '../../properties/fair-cycle.js';
import { formulaReader } from '../../properties/from-resolved.js';
import { type Formula, printFormula } from '../../properties/temporal-formula.js';
import { graphOf } from './graphs.js';
import {
  angle,
  apply,
  box,
  call,
  define,
  forAll,
  junction,
  lambda,
  letIn,
  number,
  numbers,
  op,
  parameter,
  toyEvaluation,
  use,
  weakFairness,
  x,
} from './resolved-formulas.js';

const read = (expression: Expression): Formula =>
  formulaReader(toyEvaluation).read({ expression, bindings: undefined });

/** 0 to 1 to 2, and from there round between 2 and 3. */
const graph = graphOf([[1], [2], [3], [2]]);
const isAt = (value: Expression) => op('=', x, value);
const atNumber = parameter('n');
const At = define('At', [atNumber], isAt(use(atNumber)));
const moves = op('>', op("'", x), number(-1));
const runs = weakFairness(moves, op('>', x, number(-1)));

interface Reading {
  readonly formula: Expression;
  readonly printed: string;
  readonly holds: boolean;
}

const reads = test.macro((t, { formula, printed, holds }: Reading) => {
  const reader = formulaReader(toyEvaluation);
  const property = reader.read({ expression: formula, bindings: undefined });
  t.is(printFormula(property), printed);
  const check = livenessOf(graph, [reader.read({ expression: runs, bindings: undefined })]);
  t.is(check.counterexample(property) === undefined, holds);
});

const [p, q] = [parameter('p'), parameter('q')];
const v = parameter('v');
const F = parameter('F');
const Op = parameter('Op', 1);
const Reached = define('Reached', [v], op('<>', call(At, use(v))));
const Answered = define('Answered', [F], op('[]', op('=>', call(At, number(0)), use(F))));
const Often = define('Often', [Op], op('[]', op('<>', apply(Op, number(3)))));
const Here = define('Here', [], call(At, use(p)));
const Grows = define('Grows', [v], op('[]', box(op('>', op("'", use(v)), use(v)), use(v))));

test('a definition is unfolded with the values of its parameters', reads, {
  formula: call(Reached, number(2)),
  printed: '<>At(2)',
  holds: true,
});
test('a quantifier is unrolled over its set', reads, {
  formula: forAll(p, numbers(2, 3), op('[]', op('<>', call(At, use(p))))),
  printed: '[]<>At(2) /\\ []<>At(3)',
  holds: true,
});
test('a predicate under two quantifiers keeps the values of both', reads, {
  formula: forAll(p, numbers(2), forAll(q, numbers(0, 1), op('[]', op('<>', isAt(op('+', use(p), use(q))))))),
  printed: '[]<>Toy:3:5 /\\ []<>Toy:3:5',
  holds: true,
});
test('one element for which the body fails is enough', reads, {
  formula: forAll(p, numbers(1, 2), op('[]', op('<>', call(At, use(p))))),
  printed: '[]<>At(1) /\\ []<>At(2)',
  holds: false,
});
test('a quantifier over the empty set says nothing', reads, {
  formula: forAll(p, numbers(), op('<>', call(At, use(p)))),
  printed: 'TRUE',
  holds: true,
});
test('an argument may be a temporal formula', reads, {
  formula: call(Answered, op('<>', call(At, number(3)))),
  printed: '[](At(0) => <>At(3))',
  holds: true,
});
test('an argument may be an operator', reads, {
  formula: call(Often, lambda([p], isAt(use(p)))),
  printed: '[]<>Toy:3:5',
  holds: true,
});
test('a state function as an argument is primed where its parameter is', reads, {
  formula: op('<>', junction('/\\', call(At, number(1)), call(Grows, op('+', x, number(5))))),
  printed: '<>(At(1) /\\ [][Toy:3:5]_Toy:3:5)',
  holds: false,
});
test('definitions of a LET see the bound variables around them', reads, {
  formula: forAll(p, numbers(2, 3), letIn([Here], op('~>', call(At, number(0)), call(Here)))),
  printed: '(At(0) ~> Here) /\\ (At(0) ~> Here)',
  holds: true,
});
test('fairness of an action that is taken holds', reads, {
  formula: forAll(p, numbers(3), weakFairness(op('=', op("'", x), use(p)), call(At, number(2)))),
  printed: 'WF(<<Toy:3:5>>_x)',
  holds: true,
});

test('equal formulas under equal values are one atom', (t) => {
  const formula = read(forAll(p, numbers(2, 2), op('<>', call(At, use(p)))));
  const atoms = formula.kind === 'and' ? formula.items.map((item) => item.kind === 'eventually' && item.body) : [];
  t.is(atoms.length, 2);
  t.true(atoms[0] !== undefined && atoms[1] !== undefined);
  const [first, second] = atoms.map((body) => (body !== false && body.kind === 'atom' ? body.atom : undefined));
  t.not(first, undefined);
  t.is(first, second);
});

const refuses = test.macro((t, expression: Expression, found: RegExp) => {
  const error = t.throws(() => read(expression), { instanceOf: InputError });
  t.is(error?.fault.code, 'temporal');
  t.is(`${error?.fault.file}:${error?.fault.line}:${error?.fault.column}`, 'Toy.tla:3:5');
  t.regex(error?.fault.found ?? '', found);
});

const step = op('=', op("'", x), number(1));
test('an action alone is no formula', refuses, step, /an action/);
test('an action after <> must be <<A>>_v', refuses, op('<>', box(step, x)), /an action/);
test('an action after [] must be [A]_v', refuses, op('[]', angle(step, x)), /an action/);
test(
  'an action beside a temporal formula is no formula',
  refuses,
  junction('/\\', step, op('<>', isAt(number(1)))),
  /an action/,
);
test('-+-> is refused by its name', refuses, op('-+->', op('<>', isAt(number(1))), op('<>', isAt(number(2)))), /-\+->/);
test(
  'a quantifier over a set that depends on the state is refused',
  refuses,
  forAll(p, { ...numbers(1), level: 1 }, op('<>', isAt(use(p)))),
  /depends on the state/,
);
test(
  'a recursive definition over temporal formulas is refused',
  refuses,
  call({ ...Reached, isRecursive: true }, number(1)),
  /a recursive definition/,
);

test('a property falls into what holds at first, always, on each step, and the temporal rest', (t) => {
  const reader = formulaReader(toyEvaluation);
  const Spec = define('Spec', [], junction('/\\', call(At, number(0)), op('[]', box(moves, x)), runs));
  const property = junction(
    '/\\',
    call(Spec),
    forAll(p, numbers(1, 2), op('[]', op('>', use(p), number(0)))),
    op('[]', op('>', x, number(-1))),
    call(Reached, number(2)),
    call(Grows, x),
  );
  const parts = partsOf(property, reader);
  t.deepEqual(
    parts.map((part) => `${part.kind} ${part.label}`),
    [
      'initial At(0)',
      'action [Toy:3:5]_x',
      'temporal Toy:3:5',
      'invariant Toy:3:5',
      'invariant Toy:3:5',
      'invariant Toy:3:5',
      'temporal Toy:3:5',
      'action [Toy:3:5]_x',
    ],
  );
  const grows = parts.at(-1);
  const holdsOn = grows?.kind === 'action' ? toyEvaluation.holdsOn(grows.formula) : () => undefined;
  t.deepEqual([holdsOn(1, 2), holdsOn(2, 1), holdsOn(2, 2)], [true, false, true]);
});
