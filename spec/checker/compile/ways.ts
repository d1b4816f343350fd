/** Formulas that can be true in several ways, each of which TLC counts as a step of its own. */

import type { Expression } from '../meaning/resolved.js';
import { isOperatorArgument } from './subexpressions.js';

export class Ways {
  readonly #known = new Map<Expression, boolean>();

  /** Whether a disjunction or an existential quantifier stands where an action is taken apart. */
  hasSeveral(expression: Expression): boolean {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const answer = this.#find(expression);
    this.#known.set(expression, answer);
    return answer;
  }

  #find(expression: Expression): boolean {
    switch (expression.kind) {
      case 'junction':
        if (expression.operator === '\\/' && expression.items.length > 1) return true;
        return expression.items.some((item) => this.hasSeveral(item));
      case 'parameter':
      case 'callParameter':
        // What stands for it may have.
        return true;
      case 'quantifier':
        return expression.quantifier === '\\E' || this.hasSeveral(expression.body);
      case 'if':
        return this.hasSeveral(expression.then) || this.hasSeveral(expression.else);
      case 'case':
        return [...expression.arms.map(({ value }) => value), expression.other].some(
          (value) => value !== undefined && this.hasSeveral(value),
        );
      case 'builtin': {
        const conclusion = expression.operator === '=>' ? expression.arguments[1] : undefined;
        return conclusion !== undefined && !isOperatorArgument(conclusion) && this.hasSeveral(conclusion);
      }
      case 'let':
        return this.hasSeveral(expression.body);
      case 'call':
        return !expression.definition.isRecursive && this.hasSeveral(expression.definition.body);
      default:
        return false;
    }
  }
}
