import test from 'ava';
import { InputError } from '../../../input-error.js';
import { livenessOf } from '../../properties/fair-cycle.js';
import type { Lasso } from '../../properties/lasso.js';
import { isBehaviour, satisfies } from '../../properties/replay.js';
import type { Formula } from '../../properties/temporal-formula.js';
import { always, and, at, eventually, graphOf, leadsTo, only, or, strongly, takes, weakly } from './graphs.js';

/** 0, then 1 and 2 in turn for ever. */
const lasso: Lasso = { states: [0, 1, 2], loopStart: 1 };

const says = test.macro((t, formula: Formula, value: boolean) => {
  t.is(satisfies(lasso, formula), value);
});

test('a predicate is judged at the first state', says, at(0), true);
test('always looks at the states before the loop too', says, always(at(1, 2)), false);
test('eventually looks into the loop', says, eventually(at(2)), true);
test('what is left behind is not seen again and again', says, always(eventually(at(0))), false);
test('what the loop keeps to holds from some point on', says, eventually(always(at(1, 2))), true);
test('a state after the last is the first of the loop', says, leadsTo(at(2), at(1)), true);
test('what came before does not answer', says, leadsTo(at(2), at(0)), false);
test('the step that closes the loop is a step', says, always(eventually(takes('2-1'))), true);
test('all steps are within the action', says, always(only('0-1', '1-2', '2-1')), true);
test('one step is not within the action', says, always(only('0-1', '1-2')), false);
test('a step enabled now and then is not owed to weak fairness', says, weakly('1-9'), true);
test('a step enabled now and then is owed to strong fairness', says, strongly('1-9'), false);
test('a step that is taken pays for both', says, and(weakly('1-2'), strongly('1-2')), true);
test('a step enabled before the loop only is not owed', says, strongly('0-9'), true);

test('a lasso is a behaviour only from an initial state, along edges, and round a loop', (t) => {
  const graph = graphOf([[1], [2], [1]]);
  t.true(isBehaviour(lasso, graph));
  t.true(isBehaviour({ states: [0], loopStart: 0 }, graph), 'stuttering needs no edge');
  t.false(isBehaviour({ states: [1, 2], loopStart: 0 }, graph), 'not initial');
  t.false(isBehaviour({ states: [0, 2], loopStart: 1 }, graph), 'no such edge');
  t.false(isBehaviour({ states: [0, 1, 2], loopStart: 0 }, graph), 'the loop does not close');
  t.false(isBehaviour({ states: [0], loopStart: 1 }, graph), 'no loop');
});

test('a formula with too many alternatives is refused, not tried for ever', (t) => {
  const either = (n: number) => or(eventually(always(at(2 * n))), eventually(always(at(2 * n + 1))));
  const many = Array.from({ length: 13 }, (_, n) => either(n));
  const error = t.throws(() => livenessOf(graphOf([[]]), many).witness(), { instanceOf: InputError });
  t.is(error?.fault.code, 'too-complex');
});
