/** What the compiler wants to know of an expression before it writes code for it. */

import type { Argument, Definition, Expression, Parameter, Variable } from '../meaning/resolved.js';
import { union, unionAll } from './sets.js';
import { boundParameters, children, isOperatorArgument, operatorArguments } from './subexpressions.js';

export interface Facts {
  /** State variables read unprimed. */
  readonly unprimed: ReadonlySet<Variable>;
  /** State variables read primed. */
  readonly primed: ReadonlySet<Variable>;
  /** Parameters that are bound outside. */
  readonly free: ReadonlySet<Parameter>;
  /** Those of them that are primed: what stands for one is then read in the next state. */
  readonly freePrimed: ReadonlySet<Parameter>;
  /** Whether evaluating it twice may differ, or be seen (Print, TLCGet). */
  readonly impure: boolean;
}

const impureOperators = new Set(['Print', 'PrintT', 'TLCGet', 'TLCSet']);

const nothing: Facts = {
  unprimed: new Set(),
  primed: new Set(),
  free: new Set(),
  freePrimed: new Set(),
  impure: false,
};

/** Facts of expressions and definitions, each found once. */
export class Analysis {
  readonly #expressions = new Map<Expression, Facts>();
  readonly #definitions = new Map<Definition, Facts>();
  readonly #open = new Map<Definition, { facts: Facts; used: boolean }>();
  readonly #primes = new Map<Definition, ReadonlySet<Parameter>>();

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
          const facts = this.argumentFacts(argument);
          const parameter = expression.definition.parameters[index];
          return parameter !== undefined && primes.has(parameter) ? alsoPrimed(facts) : facts;
        });
        return merge([own, ...args]);
      }
      case 'callParameter': {
        const own = { ...nothing, free: new Set([expression.parameter]) };
        return merge([own, ...expression.arguments.map((argument) => this.argumentFacts(argument))]);
      }
      case 'builtin': {
        const facts = merge(expression.arguments.map((argument) => this.argumentFacts(argument)));
        if (expression.operator === "'") {
          return { ...facts, unprimed: new Set(), primed: facts.unprimed, freePrimed: facts.free };
        }
        if (expression.operator === 'UNCHANGED') return alsoPrimed(facts);
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
        return binding(facts, boundParameters(expression));
      }
    }
  }

  /** Of what stands for a parameter; an operator's own parameters are not free in it. */
  argumentFacts(argument: Argument): Facts {
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
        return binding(facts, argument.parameters);
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
      facts = binding(body, definition.parameters);
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

function merge(all: readonly Facts[]): Facts {
  if (all.length === 1 && all[0] !== undefined) return all[0];
  return {
    unprimed: unionAll(all.map(({ unprimed }) => unprimed)),
    primed: unionAll(all.map(({ primed }) => primed)),
    free: unionAll(all.map(({ free }) => free)),
    freePrimed: unionAll(all.map(({ freePrimed }) => freePrimed)),
    impure: all.some(({ impure }) => impure),
  };
}

function alsoPrimed(facts: Facts): Facts {
  return { ...facts, primed: union(facts.primed, facts.unprimed), freePrimed: facts.free };
}

/** Without the parameters `bound`. */
function binding(facts: Facts, bound: readonly Parameter[]): Facts {
  if (bound.length === 0) return facts;
  const outside = (parameters: ReadonlySet<Parameter>) =>
    new Set([...parameters].filter((parameter) => !bound.includes(parameter)));
  return { ...facts, free: outside(facts.free), freePrimed: outside(facts.freePrimed) };
}

function sameSize(left: Facts, right: Facts): boolean {
  return (
    left.unprimed.size === right.unprimed.size &&
    left.primed.size === right.primed.size &&
    left.free.size === right.free.size &&
    left.freePrimed.size === right.freePrimed.size &&
    left.impure === right.impure
  );
}
