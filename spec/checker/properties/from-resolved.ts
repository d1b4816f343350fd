/** From a resolved formula to a temporal formula over atoms: definitions unfolded, quantifiers over constant sets unrolled. */

import type { Expression } from '../meaning/resolved.js';
import { EvaluationError } from '../values/evaluation-error.js';
import { printValue } from '../values/print-value.js';
import { type Bindings, closed, levelUnder, lookUp } from './bindings.js';
import { labelOf } from './label.js';
import { isOperator, mentionsOf } from './mentions.js';
import type { Atom, Formula, StateAtom, StepAtom } from './temporal-formula.js';
import { type Bound, type ConstantValue, refusal, unfolded, unrolled } from './unfold.js';

/** How formulas without temporal operators are evaluated. Each gets closed expressions, fit for `Program.predicate`. */
export interface Evaluation {
  /** Of a level 0 expression; sets are enumerated. Throws EvaluationError. */
  readonly valueOf: ConstantValue;
  /** A formula of level 0 or 1 as a predicate of states. */
  holdsAt(formula: Expression): (state: number) => boolean;
  /** A formula of level 0 to 2, among them `[A]_v` and `<<A>>_v`, as a predicate of steps. */
  holdsOn(formula: Expression): (from: number, to: number) => boolean;
}

export interface FormulaReader {
  /**
   * The formula in terms of atoms. The same expression under the same values gives the same atom, so that it is evaluated once.
   *
   * @throws {InputError} with code `temporal` at a part that is no formula of TLA or cannot be checked, by its name.
   * @throws {EvaluationError} where a constant cannot be evaluated.
   */
  read(bound: Bound): Formula;
  readonly valueOf: ConstantValue;
}

/** Anything in formulas read by one reader may be combined in one check. */
export function formulaReader(evaluation: Evaluation): FormulaReader {
  const atoms = new Map<Expression, Map<string, Atom>>();
  const angles = new Map<Expression, Expression>();

  function read(part: Bound): Formula {
    const { expression, bindings } = part;
    const level = levelUnder(expression, bindings);
    if (level === 0) return constant(expression, bindings);
    if (level === 1) return { kind: 'atom', atom: stateAtom(expression, bindings) };
    if (level === 2) throw bareAction(expression);
    const inner = unfolded(part);
    if (inner !== undefined) return read(inner);
    const under = (each: Expression) => read({ expression: each, bindings });
    switch (expression.kind) {
      case 'junction':
        return { kind: expression.operator === '/\\' ? 'and' : 'or', items: expression.items.map(under) };
      case 'quantifier': {
        const items = unrolled(expression, bindings, evaluation.valueOf).map(read);
        return { kind: expression.quantifier === '\\A' ? 'and' : 'or', items };
      }
      case 'if': {
        const condition = under(expression.condition);
        const otherwise: Formula = { kind: 'not', body: condition };
        return {
          kind: 'and',
          items: [
            { kind: 'implies', left: condition, right: under(expression.then) },
            { kind: 'implies', left: otherwise, right: under(expression.else) },
          ],
        };
      }
      case 'fairness':
        return {
          kind: 'fairness',
          strength: expression.strength,
          enabled: stateAtom(expression.enabled, bindings),
          step: stepAtom(angleOf(expression), bindings),
        };
      case 'builtin':
        return readOperator(expression, bindings);
      default:
        throw unsupported(expression);
    }
  }

  function readOperator(expression: Expression & { readonly kind: 'builtin' }, bindings: Bindings): Formula {
    const [left, right] = expression.arguments.flatMap((argument) => (isOperator(argument) ? [] : [argument]));
    if (left === undefined) throw unsupported(expression);
    const part = { expression: left, bindings };
    switch (expression.operator) {
      case '[]':
        return { kind: 'always', body: readStep(part, 'box') };
      case '<>':
        return { kind: 'eventually', body: readStep(part, 'angle') };
      case '~':
        return { kind: 'not', body: read(part) };
      case '~>':
      case '=>':
      case '<=>': {
        if (right === undefined) throw unsupported(expression);
        return { kind: binary[expression.operator], left: read(part), right: read({ expression: right, bindings }) };
      }
      default:
        throw unsupported(expression);
    }
  }

  /** What stands after `[]` or `<>`: there, and only there, an action may be, in the form `kind`. */
  function readStep(part: Bound, kind: 'box' | 'angle'): Formula {
    if (levelUnder(part.expression, part.bindings) !== 2) return read(part);
    const step = actionForm(part);
    if (step.expression.kind !== kind) throw bareAction(part.expression, kind);
    return { kind: 'atom', atom: stepAtom(step.expression, step.bindings) };
  }

  function constant(expression: Expression, bindings: Bindings): Formula {
    const value = evaluation.valueOf(closed(expression, bindings));
    if (value.kind === 'boolean') return { kind: 'constant', value: value.value };
    const error = new EvaluationError('type', `a formula must be TRUE or FALSE, not ${printValue(value)}`);
    error.place = expression.place;
    throw error;
  }

  function stateAtom(expression: Expression, bindings: Bindings): StateAtom {
    return remembered(expression, bindings, (label) => {
      return { kind: 'state', label, holdsAt: evaluation.holdsAt(closed(expression, bindings)) };
    });
  }

  function stepAtom(expression: Expression, bindings: Bindings): StepAtom {
    return remembered(expression, bindings, (label) => {
      const holdsOn = evaluation.holdsOn(closed(expression, bindings));
      return { kind: 'step', label, onStutter: expression.kind === 'box', holdsOn };
    });
  }

  function remembered<A extends Atom>(expression: Expression, bindings: Bindings, make: (label: string) => A): A {
    const byValues = atoms.get(expression) ?? new Map<string, Atom>();
    atoms.set(expression, byValues);
    const key = keyOf(expression, bindings);
    const atom = (key === undefined ? undefined : byValues.get(key)) ?? make(labelOf(expression, bindings));
    if (key !== undefined) byValues.set(key, atom);
    return atom as A;
  }

  function angleOf(expression: Expression & { readonly kind: 'fairness' }): Expression {
    const { action, subscript, place } = expression;
    const angle = angles.get(expression) ?? { kind: 'angle', action, subscript, place, level: 2 };
    angles.set(expression, angle);
    return angle;
  }

  return { read, valueOf: evaluation.valueOf };
}

/** Unfolds definitions until `[A]_v` or `<<A>>_v` shows, or something else. */
export function actionForm(part: Bound): Bound {
  const inner = part.expression.kind === 'box' || part.expression.kind === 'angle' ? undefined : unfolded(part);
  return inner === undefined ? part : actionForm(inner);
}

export function bareAction(expression: Expression, form?: 'box' | 'angle'): Error {
  const allowed = { box: '[A]_v after []', angle: '<<A>>_v after <>' };
  const expected = form === undefined ? 'an action only as [][A]_v or <><<A>>_v' : allowed[form];
  return refusal(expression.place, expected, `${labelOf(expression, undefined)}, an action`);
}

const binary = { '~>': 'leadsTo', '=>': 'implies', '<=>': 'equivalent' } as const;

function unsupported(expression: Expression): Error {
  const name = expression.kind === 'builtin' ? expression.operator : (shown[expression.kind] ?? expression.kind);
  const expected = 'a temporal formula of [], <>, ~>, WF, SF, Boolean operators, IF and quantifiers over constant sets';
  return refusal(expression.place, expected, `${name} over temporal formulas`);
}

const shown: Partial<Record<Expression['kind'], string>> = {
  case: 'CASE',
  call: 'a recursive definition',
  callParameter: 'a recursive operator',
  choose: 'CHOOSE',
};

/** Equal for equal meanings of one expression; undefined where that cannot be told from values alone. */
function keyOf(expression: Expression, bindings: Bindings): string | undefined {
  const values: string[] = [];
  for (const parameter of mentionsOf(expression).parameters) {
    const argument = lookUp(parameter, bindings);
    if (argument === undefined) continue;
    if (isOperator(argument) || argument.kind !== 'value') return undefined;
    values.push(printValue(argument.value));
  }
  return values.join(' ');
}
