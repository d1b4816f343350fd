/** What the compiler wants to know of an expression before it writes code for it. */

import type { Argument, Definition, Expression, Parameter, Variable } from '../meaning/resolved.js';

export interface Facts {
  /** State variables read unprimed. */
  readonly unprimed: ReadonlySet<Variable>;
  /** State variables read primed. */
  readonly primed: ReadonlySet<Variable>;
  /** Parameters that are bound outside. */
  readonly free: ReadonlySet<Parameter>;
  /** Whether evaluating it twice may differ, or be seen (Print, TLCGet, RandomElement). */
  readonly impure: boolean;
}

const impureOperators = new Set([
  'Print',
  'PrintT',
  'TLCGet',
  'TLCSet',
  'RandomElement',
  'JavaTime',
  'RandomSubset',
  'RandomSetOfSubsets',
]);

const nothing: Facts = { unprimed: new Set(), primed: new Set(), free: new Set(), impure: false };

/** Facts of expressions and definitions, each found once. */
export class Analysis {
  readonly #expressions = new Map<Expression, Facts>();
  readonly #definitions = new Map<Definition, Facts>();
  readonly #open = new Map<Definition, { facts: Facts; used: boolean }>();
  readonly #primes = new Map<Definition, ReadonlySet<Parameter>>();
  readonly #strict = new Map<Definition, ReadonlySet<Parameter>>();

  facts(expression: Expression): Facts {
    const known = this.#expressions.get(expression);
    if (known !== undefined) return known;
    const facts = this.#compute(expression);
    // While a recursive definition is open its facts are not final, nor are those of what is inside it.
    if (this.#open.size === 0) this.#expressions.set(expression, facts);
    return facts;
  }

  /** A closed expression of level 0 without effects: it has one value for the whole check. */
  isConstant(expression: Expression): boolean {
    const { unprimed, primed, free, impure } = this.facts(expression);
    return unprimed.size === 0 && primed.size === 0 && free.size === 0 && !impure;
  }

  /** Parameters of `definition` that its body primes, or hands to something that does; a value cannot stand for those. */
  primedParameters(definition: Definition): ReadonlySet<Parameter> {
    const known = this.#primes.get(definition);
    if (known !== undefined) return known;
    const found = new Set<Parameter>();
    this.#primes.set(definition, found);
    this.#collectPrimed(definition.body, false, new Set(definition.parameters), found);
    return found;
  }

  /** Parameters of arity 0 that every evaluation of the body evaluates, unless it fails before. */
  strictParameters(definition: Definition): ReadonlySet<Parameter> {
    const known = this.#strict.get(definition);
    if (known !== undefined) return known;
    let assumed: ReadonlySet<Parameter> = new Set(definition.parameters.filter(({ arity }) => arity === 0));
    for (;;) {
      this.#strict.set(definition, assumed);
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
        if (expression.operator === '=>')
          return first(plainArguments(expression).map((item) => this.surelyEvaluated(item)));
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

  #compute(expression: Expression): Facts {
    switch (expression.kind) {
      case 'parameter':
        return { ...nothing, free: new Set([expression.parameter]) };
      case 'variable':
        return { ...nothing, unprimed: new Set([expression.variable]) };
      case 'call': {
        const own = this.#ofDefinition(expression.definition);
        const primes = this.primedParameters(expression.definition);
        const args = expression.arguments.map((argument, index) => {
          const facts = this.#ofArgument(argument);
          const parameter = expression.definition.parameters[index];
          return parameter !== undefined && primes.has(parameter) ? alsoPrimed(facts) : facts;
        });
        return merge([own, ...args]);
      }
      case 'callParameter': {
        const own = { ...nothing, free: new Set([expression.parameter]) };
        return merge([own, ...expression.arguments.map((argument) => this.#ofArgument(argument))]);
      }
      case 'builtin': {
        const facts = merge(expression.arguments.map((argument) => this.#ofArgument(argument)));
        if (expression.operator === "'") return { ...facts, unprimed: new Set(), primed: facts.unprimed };
        if (expression.operator === 'UNCHANGED') return { ...facts, primed: union(facts.primed, facts.unprimed) };
        return impureOperators.has(expression.operator) ? { ...facts, impure: true } : facts;
      }
      case 'let': {
        // The definitions count where they are called.
        return this.facts(expression.body);
      }
      case 'enabled': {
        const facts = this.facts(expression.action);
        const bound = new Set(expression.variables);
        const currents = expression.variables.flatMap(({ current }) => current ?? []);
        const inner: Facts = {
          ...facts,
          unprimed: new Set([...facts.unprimed].filter(({ index }) => index >= 0)),
          primed: new Set([...facts.primed].filter((variable) => !bound.has(variable))),
        };
        return merge([inner, ...currents.map((current) => this.facts(current))]);
      }
      case 'box':
      case 'angle': {
        return merge([this.facts(expression.action), alsoPrimed(this.facts(expression.subscript))]);
      }
      default: {
        const facts = merge(children(expression).map((child) => this.facts(child)));
        const bound = boundParameters(expression);
        if (bound.length === 0) return facts;
        return { ...facts, free: new Set([...facts.free].filter((parameter) => !bound.includes(parameter))) };
      }
    }
  }

  #ofArgument(argument: Argument): Facts {
    if (!isOperatorArgument(argument)) return this.facts(argument);
    switch (argument.kind) {
      case 'definition':
        return this.#ofDefinition(argument.definition);
      case 'parameter':
        return { ...nothing, free: new Set([argument.parameter]) };
      case 'builtin':
        return nothing;
      case 'lambda': {
        const facts = this.facts(argument.body);
        return {
          ...facts,
          free: new Set([...facts.free].filter((parameter) => !argument.parameters.includes(parameter))),
        };
      }
    }
  }

  #ofDefinition(definition: Definition): Facts {
    const known = this.#definitions.get(definition);
    if (known !== undefined) return known;
    const open = this.#open.get(definition);
    if (open !== undefined) {
      open.used = true;
      return open.facts;
    }
    const entry = { facts: nothing, used: false };
    this.#open.set(definition, entry);
    let facts: Facts;
    for (;;) {
      entry.used = false;
      const body = this.facts(definition.body);
      facts = {
        ...body,
        free: new Set([...body.free].filter((parameter) => !definition.parameters.includes(parameter))),
      };
      const stable = !entry.used || sameSize(facts, entry.facts);
      entry.facts = facts;
      if (stable) break;
    }
    this.#open.delete(definition);
    if (this.#open.size === 0) this.#definitions.set(definition, facts);
    return facts;
  }

  #collectPrimed(
    expression: Expression,
    underPrime: boolean,
    own: ReadonlySet<Parameter>,
    found: Set<Parameter>,
  ): void {
    if (expression.kind === 'parameter') {
      if (underPrime && own.has(expression.parameter)) found.add(expression.parameter);
      return;
    }
    if (expression.kind === 'callParameter' && own.has(expression.parameter)) found.add(expression.parameter);
    const primes =
      underPrime ||
      (expression.kind === 'builtin' &&
        ["'", 'UNCHANGED', '[]', '<>', '~>', 'ENABLED'].includes(expression.operator)) ||
      ['enabled', 'box', 'angle', 'fairness'].includes(expression.kind);
    if (expression.kind === 'call') {
      const inner = this.primedParameters(expression.definition);
      expression.arguments.forEach((argument, index) => {
        const parameter = expression.definition.parameters[index];
        const under = primes || (parameter !== undefined && inner.has(parameter));
        if (!isOperatorArgument(argument)) this.#collectPrimed(argument, under, own, found);
        else this.#collectPrimedArgument(argument, own, found);
      });
      return;
    }
    if (expression.kind === 'let') {
      for (const definition of expression.definitions) this.#collectPrimed(definition.body, primes, own, found);
    }
    for (const argument of operatorArguments(expression)) this.#collectPrimedArgument(argument, own, found);
    for (const child of children(expression)) this.#collectPrimed(child, primes, own, found);
  }

  #collectPrimedArgument(argument: Argument, own: ReadonlySet<Parameter>, found: Set<Parameter>): void {
    if (!isOperatorArgument(argument)) return;
    if (argument.kind === 'parameter' && own.has(argument.parameter)) found.add(argument.parameter);
    if (argument.kind === 'lambda') this.#collectPrimed(argument.body, true, own, found);
  }
}

/** Builtins that do not evaluate all their arguments. */
const lazyBuiltins = new Set(['~>', '[]', '<>', 'Print', 'Assert', 'TLCEval', "'", 'UNCHANGED']);

export function isOperatorArgument(argument: Argument): argument is Exclude<Argument, Expression> {
  return !('place' in argument);
}

/** How often `parameter` is written in `expression`; an occurrence that may be evaluated many times counts 100. */
export function occurrences(expression: Expression, parameter: Parameter): number {
  if (expression.kind === 'parameter') return expression.parameter === parameter ? 1 : 0;
  const count = (child: Expression, weight: number): number => weight * occurrences(child, parameter);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  switch (expression.kind) {
    case 'quantifier':
    case 'map':
    case 'function':
      return sum(expression.bounds.map(({ set }) => count(set, 1))) + count(expression.body, 100);
    case 'filter':
      return count(expression.bound.set, 1) + count(expression.predicate, 100);
    case 'choose':
      return (expression.set === undefined ? 0 : count(expression.set, 1)) + count(expression.body, 100);
    case 'let':
      return sum(expression.definitions.map(({ body }) => count(body, 100))) + count(expression.body, 1);
    case 'call':
    case 'callParameter': {
      const lambdas = operatorArguments(expression).flatMap((argument) =>
        isOperatorArgument(argument) && argument.kind === 'lambda' ? [argument.body] : [],
      );
      return (
        sum(lambdas.map((body) => count(body, 100))) + sum(plainArguments(expression).map((child) => count(child, 1)))
      );
    }
    case 'builtin': {
      const lambdas = operatorArguments(expression).flatMap((argument) =>
        isOperatorArgument(argument) && argument.kind === 'lambda' ? [argument.body] : [],
      );
      return (
        sum(lambdas.map((body) => count(body, 100))) + sum(plainArguments(expression).map((child) => count(child, 1)))
      );
    }
    default:
      return sum(children(expression).map((child) => count(child, 1)));
  }
}

/** Number of nodes, the bodies of definitions not counted; for the choice between copying a body and calling it. */
export function size(expression: Expression): number {
  let total = 1;
  for (const child of children(expression)) total += size(child);
  if (expression.kind === 'let') for (const { body } of expression.definitions) total += size(body);
  return total;
}

function plainArguments(expression: { readonly arguments: readonly Argument[] }): Expression[] {
  return expression.arguments.filter((argument): argument is Expression => !isOperatorArgument(argument));
}

function operatorArguments(expression: Expression): readonly Argument[] {
  return 'arguments' in expression ? expression.arguments.filter(isOperatorArgument) : [];
}

/** The expressions directly inside, bodies of LET definitions and LAMBDAs apart. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'value':
    case 'parameter':
    case 'variable':
      return [];
    case 'call':
    case 'callParameter':
    case 'builtin':
      return plainArguments(expression);
    case 'junction':
      return expression.items;
    case 'quantifier':
    case 'map':
    case 'function':
      return [...expression.bounds.map(({ set }) => set), expression.body];
    case 'choose':
      return expression.set === undefined ? [expression.body] : [expression.set, expression.body];
    case 'set':
    case 'tuple':
      return expression.elements;
    case 'filter':
      return [expression.bound.set, expression.predicate];
    case 'functionSet':
      return [expression.domain, expression.range];
    case 'record':
    case 'recordSet':
      return expression.fields.map(({ value }) => value);
    case 'product':
      return expression.sets;
    case 'application':
      return [expression.function, expression.argument];
    case 'field':
      return [expression.record];
    case 'except':
      return [
        expression.function,
        ...expression.updates.flatMap(({ path, value }) => [
          ...path.flatMap((step) => (step.kind === 'index' ? [step.index] : [])),
          value,
        ]),
      ];
    case 'if':
      return [expression.condition, expression.then, expression.else];
    case 'case':
      return [
        ...expression.arms.flatMap(({ guard, value }) => [guard, value]),
        ...(expression.other === undefined ? [] : [expression.other]),
      ];
    case 'let':
      return [expression.body];
    case 'enabled':
      return [expression.action];
    case 'box':
    case 'angle':
      return [expression.action, expression.subscript];
    case 'fairness':
      return [expression.subscript, expression.action];
  }
}

/** The parameters that `expression` itself binds in its children. */
export function boundParameters(expression: Expression): readonly Parameter[] {
  switch (expression.kind) {
    case 'quantifier':
    case 'map':
      return expression.bounds.flatMap(({ parameters }) => parameters);
    case 'function':
      return [
        ...expression.bounds.flatMap(({ parameters }) => parameters),
        ...(expression.self === undefined ? [] : [expression.self]),
      ];
    case 'choose':
      return expression.parameters;
    case 'filter':
      return expression.bound.parameters;
    case 'except':
      return expression.updates.flatMap(({ at }) => at ?? []);
    default:
      return [];
  }
}

function merge(all: readonly Facts[]): Facts {
  if (all.length === 1 && all[0] !== undefined) return all[0];
  return {
    unprimed: unionAll(all.map(({ unprimed }) => unprimed)),
    primed: unionAll(all.map(({ primed }) => primed)),
    free: unionAll(all.map(({ free }) => free)),
    impure: all.some(({ impure }) => impure),
  };
}

function alsoPrimed(facts: Facts): Facts {
  return { ...facts, primed: union(facts.primed, facts.unprimed) };
}

function sameSize(left: Facts, right: Facts): boolean {
  return (
    left.unprimed.size === right.unprimed.size &&
    left.primed.size === right.primed.size &&
    left.free.size === right.free.size &&
    left.impure === right.impure
  );
}

function union<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  if (right.size === 0) return left;
  if (left.size === 0) return right;
  return new Set([...left, ...right]);
}

function unionAll<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return sets.reduce(union, new Set<T>());
}

function intersection<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...left].filter((element) => right.has(element)));
}

function first<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return sets[0] ?? new Set<T>();
}
