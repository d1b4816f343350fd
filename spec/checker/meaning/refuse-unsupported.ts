/** Operators that cannot be evaluated are refused where a model uses them, and only there. */

import { builtinOperator } from './builtins.js';
import { reject } from './faults.js';
import { isOperator } from './levels.js';
import type { Argument, Definition, Expression, ResolvedModel } from './resolved.js';
import { subexpressions } from './subexpressions.js';

/**
 * Looks through everything that the model's formulas reach.
 *
 * @throws {InputError} `unsupported` at the first use of an operator that has a refusal.
 */
export function refuseUnsupported(model: ResolvedModel): void {
  const seen = new Set<Definition>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'builtin') {
      const refusal = builtinOperator(expression.operator)?.refusal;
      if (refusal !== undefined)
        reject(expression.place, 'unsupported', { expected: refusal, found: expression.operator });
    }
    for (const part of subexpressions(expression)) visitArgument(part, expression);
  };
  const visitArgument = (argument: Argument, user: Expression): void => {
    if (!isOperator(argument)) visit(argument);
    else if (argument.kind === 'definition') visitDefinition(argument.definition);
    else if (argument.kind === 'lambda') visit(argument.body);
    else if (argument.kind === 'builtin') {
      const refusal = builtinOperator(argument.operator)?.refusal;
      if (refusal !== undefined) reject(user.place, 'unsupported', { expected: refusal, found: argument.operator });
    }
  };
  const visitDefinition = (definition: Definition): void => {
    if (seen.has(definition)) return;
    seen.add(definition);
    visit(definition.body);
  };
  const { behaviour } = model;
  const roots = [
    ...model.assumptions,
    ...model.invariants,
    ...model.properties,
    ...model.constraints,
    ...model.actionConstraints,
    ...model.symmetry,
    ...[model.view, model.alias, model.postcondition].filter((named) => named !== undefined),
  ].map(({ formula }) => formula);
  for (const root of roots) visit(root);
  if (behaviour !== undefined) for (const root of [behaviour.init, behaviour.next, ...behaviour.fairness]) visit(root);
}
