/** Random small machines under random fairness, each with a random temporal property. */

import fc from 'fast-check';

/** The text of a module named `Temporal` that defines Spec and Property. */
export interface RandomTemporal {
  readonly text: string;
}

/** Names in scope that stand for 0 or 1. */
type Scope = readonly string[];

const parameter = 'p';

export function randomTemporal(): fc.Arbitrary<RandomTemporal> {
  return fc.integer({ min: 2, max: 4 }).chain((size) => {
    const machine = new Machine(size);
    return fc
      .record({
        init: machine.init(),
        actions: fc.tuple(machine.action([]), machine.action([]), machine.action([parameter])),
        fairness: fc.array(machine.assumption(), { maxLength: 3 }),
        property: machine.property(),
      })
      .map(({ init, actions: [a, b, c], fairness, property }) => ({
        text: [
          '---- MODULE Temporal ----',
          'EXTENDS Integers',
          'VARIABLES s, b',
          'vars == <<s, b>>',
          `Init == ${init}`,
          `A == ${a}`,
          `B == ${b}`,
          `C(${parameter}) == ${c}`,
          `Next == A \\/ B \\/ \\E ${parameter} \\in 0..1 : C(${parameter})`,
          `Spec == ${['Init', '[][Next]_vars', ...fairness].join(' /\\ ')}`,
          `Property == ${property}`,
          '====',
          '',
        ].join('\n'),
      }));
  });
}

interface Step {
  readonly action: string;
  readonly subscript: string;
}

function box({ action, subscript }: Step): string {
  return `([][${action}]_${subscript})`;
}

/** Larger formulas of formulas; those that `within` has may read the bound `name`. */
function combined(one: fc.Arbitrary<string>, within: fc.Arbitrary<string>, name: string): fc.Arbitrary<string> {
  const sign = fc.constantFrom('=>', '=>', '\\/', '\\/', '/\\', '<=>');
  return fc.oneof(
    { arbitrary: fc.tuple(one, sign, one).map((parts) => `(${parts.join(' ')})`), weight: 4 },
    { arbitrary: one.map((f) => `(~${f})`), weight: 1 },
    {
      arbitrary: fc.tuple(fc.constantFrom('A', 'E'), within).map(([kind, f]) => `(\\${kind} ${name} \\in 0..1 : ${f})`),
      weight: 1,
    },
  );
}

/** A machine of an integer `s` below `size` and a boolean `b`. */
class Machine {
  readonly #values: readonly string[];

  constructor(readonly size: number) {
    this.#values = Array.from({ length: size }, (_, value) => String(value));
  }

  init(): fc.Arbitrary<string> {
    const s = fc.oneof(
      this.#value([]).map((value) => `s = ${value}`),
      fc.constant('s \\in 0..1'),
    );
    return fc.tuple(s, fc.constantFrom('b = FALSE', 'b \\in BOOLEAN')).map((parts) => parts.join(' /\\ '));
  }

  /** One to three ways to take a step. */
  action(scope: Scope): fc.Arbitrary<string> {
    const value = this.#value(scope);
    const guard = fc.oneof(
      fc.constantFrom('b', '~b', 'TRUE'),
      value.map((at) => `s = ${at}`),
      value.map((at) => `s # ${at}`),
      fc.tuple(value, fc.constantFrom('b', '~b')).map(([at, also]) => `(s = ${at} /\\ ${also})`),
    );
    const s = fc.oneof(
      value.map((to) => `s' = ${to}`),
      fc.constant(`s' = (s + 1) % ${this.size}`),
      fc.constant("s' = s"),
      fc.tuple(value, value).map((both) => `s' \\in {${both.join(', ')}}`),
    );
    const b = fc.constantFrom("b' = b", "b' = ~b", "b' = TRUE", "b' = FALSE", "b' \\in BOOLEAN", "b' = (s' = 0)");
    const way = fc.tuple(guard, s, b).map((parts) => `(${parts.join(' /\\ ')})`);
    return fc.array(way, { minLength: 1, maxLength: 3 }).map((ways) => ways.join(' \\/ '));
  }

  /** A conjunct of the specification beside Init and Next. */
  assumption(): fc.Arbitrary<string> {
    return fc.oneof(
      { arbitrary: this.#fair([]), weight: 4 },
      { arbitrary: this.#fair(['i']).map((fair) => `(\\A i \\in 0..1 : ${fair})`), weight: 2 },
      { arbitrary: this.#predicate([]).map((often) => `[]<>${often}`), weight: 1 },
    );
  }

  /** A property in the class that TLC takes: actions stand in `[][A]_v` alone, or under Boolean operators only. */
  property(): fc.Arbitrary<string> {
    const both = fc.tuple(this.formula([], 1), this.#step([]).map(box));
    return fc.oneof(
      { arbitrary: this.formula([], 3), weight: 12 },
      { arbitrary: this.#step([]).map(box), weight: 1 },
      { arbitrary: both.map(([f, g]) => `(${f}) /\\ ${g}`), weight: 1 },
    );
  }

  /** A Boolean combination of formulas about states, fairness, and what steps are taken again and again. */
  formula(scope: Scope, depth: number): fc.Arbitrary<string> {
    const leaves = [
      { arbitrary: this.#ofStates(scope, 2), weight: 6 },
      { arbitrary: this.#step(scope).map((step) => `([]<><<${step.action}>>_${step.subscript})`), weight: 1 },
      { arbitrary: this.#step(scope).map((step) => `(<>[][${step.action}]_${step.subscript})`), weight: 1 },
      { arbitrary: this.#fair(scope), weight: 1 },
    ];
    if (depth === 0) return fc.oneof(...leaves);
    const ways = combined(
      this.formula(scope, depth - 1),
      this.formula([...scope, `q${depth}`], depth - 1),
      `q${depth}`,
    );
    return fc.oneof({ arbitrary: ways, weight: 1 }, { arbitrary: fc.oneof(...leaves), weight: 1 });
  }

  #ofStates(scope: Scope, depth: number): fc.Arbitrary<string> {
    if (depth === 0) return this.#predicate(scope);
    const one = this.#ofStates(scope, depth - 1);
    const name = `r${depth}`;
    const sign = fc.constantFrom('[]', '<>', '[]<>', '<>[]');
    return fc.oneof(
      { arbitrary: fc.tuple(sign, one).map(([always, f]) => `(${always}${f})`), weight: 4 },
      { arbitrary: fc.tuple(one, one).map(([f, g]) => `(${f} ~> ${g})`), weight: 3 },
      { arbitrary: combined(one, this.#ofStates([...scope, name], depth - 1), name), weight: 3 },
      { arbitrary: this.#predicate(scope), weight: 1 },
    );
  }

  #step(scope: Scope): fc.Arbitrary<Step> {
    const action = fc.tuple(fc.constantFrom('', '', '~'), this.#named(scope)).map((parts) => parts.join(''));
    return fc.record({ action, subscript: fc.constantFrom('s', 'b', 'vars') });
  }

  /** A fairness condition on an action, or on several together. */
  #fair(scope: Scope): fc.Arbitrary<string> {
    const whole = fc.constantFrom('Next', '(A \\/ B)', '(s # 0 /\\ A)');
    return fc
      .tuple(
        fc.constantFrom('WF', 'SF'),
        fc.constantFrom('vars', 'vars', 's', 'b'),
        fc.oneof({ arbitrary: this.#named(scope), weight: 4 }, whole),
      )
      .map(([strength, subscript, action]) => `${strength}_${subscript}(${action})`);
  }

  #named(scope: Scope): fc.Arbitrary<string> {
    return fc.constantFrom('A', 'B', ...['0', '1', ...scope].map((argument) => `C(${argument})`));
  }

  #predicate(scope: Scope): fc.Arbitrary<string> {
    const value = this.#value(scope);
    return fc.oneof(
      { arbitrary: value.map((at) => `(s = ${at})`), weight: 3 },
      { arbitrary: value.map((at) => `(s # ${at})`), weight: 1 },
      { arbitrary: fc.constantFrom('b', '(~b)'), weight: 2 },
      { arbitrary: value.map((at) => `(b /\\ s = ${at})`), weight: 1 },
      { arbitrary: this.#named(scope).map((action) => `(ENABLED ${action})`), weight: 1 },
      { arbitrary: this.#named(scope).map((action) => `(ENABLED <<${action}>>_vars)`), weight: 1 },
    );
  }

  #value(scope: Scope): fc.Arbitrary<string> {
    return fc.constantFrom(...this.#values, ...scope);
  }
}
