/**
 * A PROPERTY taken apart into what the search checks on its way and what needs the whole graph, the way TLC does it.
 *
 * The search checks its parts on all reachable states and steps, fair or not; that is the same wherever fairness does not
 * keep a behaviour from going on (machine closure, *Specifying Systems* 8.9.2).
 */

import type { Expression } from '../meaning/resolved.js';
import { type Bindings, closed, levelUnder } from './bindings.js';
import { actionForm, bareAction, type FormulaReader } from './from-resolved.js';
import { labelOf } from './label.js';
import { isOperator } from './mentions.js';
import type { Formula } from './temporal-formula.js';
import { type Bound, unfolded, unrolled } from './unfold.js';

export type PropertyPart =
  /** A predicate of initial states; P of `[]P`; `[A]_v` of `[][A]_v`. Closed, fit for `Program.predicate`. */
  | { readonly kind: 'initial' | 'invariant' | 'action'; readonly label: string; readonly formula: Expression }
  | { readonly kind: 'temporal'; readonly label: string; readonly formula: Formula };

/**
 * The conjuncts of the property, in the order written.
 *
 * @throws {InputError} with code `temporal` for a part that cannot be checked, {@link FormulaReader.read}.
 */
export function partsOf(property: Expression, reader: FormulaReader): readonly PropertyPart[] {
  return conjunctsOf({ expression: property, bindings: undefined }, reader);
}

function conjunctsOf(part: Bound, reader: FormulaReader): readonly PropertyPart[] {
  const { expression, bindings } = part;
  const level = levelUnder(expression, bindings);
  if (level < 2) return [searched('initial', expression, bindings)];
  if (level === 2) throw bareAction(expression);
  const inner = unfolded(part);
  if (inner !== undefined) return conjunctsOf(inner, reader);
  if (expression.kind === 'junction' && expression.operator === '/\\') {
    return expression.items.flatMap((item) => conjunctsOf({ expression: item, bindings }, reader));
  }
  if (expression.kind === 'quantifier' && expression.quantifier === '\\A') {
    return unrolled(expression, bindings, reader.valueOf).flatMap((body) => conjunctsOf(body, reader));
  }
  const always = underAlways(part);
  if (always !== undefined) {
    const bodyLevel = levelUnder(always.expression, bindings);
    if (bodyLevel < 2) return [searched('invariant', always.expression, bindings)];
    const step = actionForm(always);
    if (bodyLevel === 2 && step.expression.kind === 'box') return [searched('action', step.expression, step.bindings)];
  }
  return [{ kind: 'temporal', label: labelOf(expression, bindings), formula: reader.read(part) }];
}

function underAlways({ expression, bindings }: Bound): Bound | undefined {
  if (expression.kind !== 'builtin' || expression.operator !== '[]') return undefined;
  const [body] = expression.arguments;
  return body === undefined || isOperator(body) ? undefined : { expression: body, bindings };
}

function searched(kind: 'initial' | 'invariant' | 'action', expression: Expression, bindings: Bindings): PropertyPart {
  return { kind, label: labelOf(expression, bindings), formula: closed(expression, bindings) };
}
