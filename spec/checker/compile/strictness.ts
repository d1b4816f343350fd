/** Which parameters an evaluation is sure to evaluate: those can be handed over as values. */

import type { Definition, Expression, Parameter } from '../meaning/resolved.js';
import { union, unionAll } from './sets.js';
import { children, isOperatorArgument, plainArguments } from './subexpressions.js';

/** Builtins that do not evaluate all their arguments. */
const lazyBuiltins = new Set(['~>', '[]', '<>', 'Print', 'Assert', 'TLCEval', "'", 'UNCHANGED']);

/** Builtins that may be settled by their first argument. */
const firstOnly = new Set(['=>', '/\\', '\\/', '\\in', '\\notin']);

export class Strictness {
  readonly #known = new Map<Definition, ReadonlySet<Parameter>>();

  /** Parameters of arity 0 that every evaluation of the body evaluates, unless it fails before. */
  strictParameters(definition: Definition): ReadonlySet<Parameter> {
    const known = this.#known.get(definition);
    if (known !== undefined) return known;
    let assumed: ReadonlySet<Parameter> = new Set(definition.parameters.filter(({ arity }) => arity === 0));
    for (;;) {
      this.#known.set(definition, assumed);
      const surely = this.surelyEvaluated(definition.body);
      const next = new Set([...assumed].filter((parameter) => surely.has(parameter)));
      if (next.size === assumed.size) return assumed;
      assumed = next;
    }
  }

  /** The parameters that evaluating `expression` to a value surely evaluates. */
  surelyEvaluated(expression: Expression): ReadonlySet<Parameter> {
    switch (expression.kind) {
      case 'parameter':
        return new Set([expression.parameter]);
      case 'if':
        return union(
          this.surelyEvaluated(expression.condition),
          intersection(this.surelyEvaluated(expression.then), this.surelyEvaluated(expression.else)),
        );
      case 'case':
        return first(expression.arms.map(({ guard }) => this.surelyEvaluated(guard)));
      case 'junction':
        return first(expression.items.map((item) => this.surelyEvaluated(item)));
      case 'let':
        return this.surelyEvaluated(expression.body);
      case 'quantifier':
        return first(expression.bounds.map(({ set }) => this.surelyEvaluated(set)));
      case 'filter':
        return this.surelyEvaluated(expression.bound.set);
      case 'map':
      case 'function':
        return unionAll(expression.bounds.map(({ set }) => this.surelyEvaluated(set)));
      case 'choose':
        return expression.set === undefined ? new Set() : this.surelyEvaluated(expression.set);
      case 'call':
        return unionAll(
          expression.arguments.map((argument, index) => {
            const parameter = expression.definition.parameters[index];
            if (parameter === undefined || isOperatorArgument(argument)) return new Set<Parameter>();
            const strict = this.strictParameters(expression.definition).has(parameter);
            return strict ? this.surelyEvaluated(argument) : new Set<Parameter>();
          }),
        );
      case 'builtin':
        if (firstOnly.has(expression.operator)) {
          return first(plainArguments(expression).map((item) => this.surelyEvaluated(item)));
        }
        if (lazyBuiltins.has(expression.operator)) return new Set();
        return unionAll(plainArguments(expression).map((item) => this.surelyEvaluated(item)));
      case 'except':
        return this.surelyEvaluated(expression.function);
      case 'callParameter':
      case 'enabled':
      case 'box':
      case 'angle':
      case 'fairness':
        return new Set();
      default:
        return unionAll(children(expression).map((child) => this.surelyEvaluated(child)));
    }
  }
}

function intersection<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...left].filter((element) => right.has(element)));
}

function first<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return sets[0] ?? new Set<T>();
}
