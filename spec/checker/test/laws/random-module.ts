/** Small modules at random: two or three variables of few values, all ways of writing Init and Next. */

import fc from 'fast-check';
import { type Callable, expression, type Readable, type Sort, type Surroundings, within } from './random-expression.js';

export interface RandomModule {
  /** The text of a module named `Random` that defines Init, Next, Small and Other, the last two invariants. */
  readonly text: string;
}

interface VariableOf {
  readonly name: string;
  readonly sort: Sort;
}

const variables: readonly VariableOf[] = [
  { name: 'x', sort: 'integer' },
  { name: 'y', sort: 'integer' },
  { name: 'b', sort: 'boolean' },
  { name: 's', sort: 'set' },
  { name: 'f', sort: 'function' },
  { name: 'q', sort: 'sequence' },
];

const operators: readonly (Callable & { readonly parameter: string })[] = [
  { name: 'Plus', parameter: 'p', takes: 'integer', gives: 'integer' },
  { name: 'Test', parameter: 't', takes: 'set', gives: 'boolean' },
];

/** @param isCareless whether an evaluation may fail. */
export function randomModule({ isCareless }: { readonly isCareless: boolean }): fc.Arbitrary<RandomModule> {
  return fc.shuffledSubarray([...variables], { minLength: 2, maxLength: 3 }).chain((chosen) => {
    const reading = (readable: readonly Readable[]): Surroundings => {
      return { readable, callable: readable.length === 0 ? [] : operators, isCareless };
    };
    const state = reading(chosen.map(({ name, sort }) => ({ text: name, sort })));
    const bodies = operators.map(({ parameter, takes, gives }) =>
      expression(gives, within({ ...state, callable: [] }, parameter, takes), 2),
    );
    const parameter = { text: 'a', sort: 'integer' } as const;
    const step = new Step(chosen, "'");
    return fc
      .record({
        bodies: fc.tuple(...bodies),
        init: new Step(chosen, '').formula(chosen, reading([]), 2),
        act: step.formula(chosen, { ...state, readable: [...state.readable, parameter] }, 2),
        next: step.formula(chosen, state, 3),
        small: expression('boolean', state, 2),
        other: expression('boolean', state, 3),
      })
      .map(({ bodies, init, act, next, small, other }) => ({
        text: [
          '---- MODULE Random ----',
          'EXTENDS Integers, FiniteSets, Sequences, TLC',
          `VARIABLES ${chosen.map(({ name }) => name).join(', ')}`,
          ...operators.map(({ name, parameter }, index) => `${name}(${parameter}) == ${bodies[index]}`),
          `Act(a) == ${act}`,
          `Init == ${init}`,
          `Next == ${next}`,
          `Small == ${small}`,
          `Other == ${other}`,
          '====',
          '',
        ].join('\n'),
      }));
  });
}

/** Formulas that give variables their values: those of Init where `mark` is empty, those of Next where it is a prime. */
class Step {
  constructor(
    readonly all: readonly VariableOf[],
    readonly mark: '' | "'",
  ) {}

  /** A formula that gives each variable in `open` a value; what `around` reads has one. */
  formula(open: readonly VariableOf[], around: Surroundings, depth: number): fc.Arbitrary<string> {
    const flat = fc
      .shuffledSubarray([...open], { minLength: open.length, maxLength: open.length })
      .chain((order) => this.#inTurn(order, around));
    if (depth === 0) return flat;
    const name = `m${depth}`;
    const deeper = () => this.formula(open, around, depth - 1);
    const condition = expression('boolean', around, 1);
    const ways = [
      flat,
      fc
        .array(fc.constant(0), { minLength: 2, maxLength: 3 })
        .chain((items) => fc.tuple(...items.map(deeper)).map((texts) => `(${texts.join(' \\/ ')})`)),
      fc.tuple(condition, deeper(), deeper()).map(([p, a, b]) => `(IF ${p} THEN ${a} ELSE ${b})`),
      fc.tuple(condition, deeper(), deeper()).map(([p, a, b]) => `(CASE ${p} -> ${a} [] OTHER -> ${b})`),
      fc
        .tuple(expression('integer', around, 1), this.formula(open, within(around, name, 'integer'), depth - 1))
        .map(([value, body]) => `(LET ${name} == ${value} IN ${body})`),
    ];
    // An initial predicate that no state satisfies shows little.
    if (this.mark === "'") {
      ways.push(
        fc
          .tuple(expression('set', around, 1), this.formula(open, within(around, name, 'integer'), depth - 1))
          .map(([set, body]) => `(\\E ${name} \\in ${set} : ${body})`),
        fc.tuple(condition, deeper()).map(([p, a]) => `(${p} /\\ ${a})`),
        fc.tuple(deeper(), expression('boolean', this.#after(open, around), 1)).map(([a, p]) => `(${a} /\\ ${p})`),
      );
    } else {
      ways.push(
        this.formula(open, within(around, name, 'integer'), depth - 1).map(
          (body) => `(\\E ${name} \\in 0..1 : ${body})`,
        ),
      );
    }
    if (open.length > 1) ways.push(this.#split(open, around, depth));
    const isWhole = this.mark === "'" && open.length === this.all.length && around.callable.length > 0;
    if (isWhole && depth === 3) {
      ways.push(expression('integer', around, 1).map((argument) => `Act(${argument})`));
      ways.push(
        fc.tuple(expression('set', around, 1), deeper()).map(([set, a]) => `(${a} \\/ \\E w \\in ${set} : Act(w))`),
      );
    }
    return fc.oneof(...ways);
  }

  /** Some variables first, in any way, then the others, which may read them. */
  #split(open: readonly VariableOf[], around: Surroundings, depth: number): fc.Arbitrary<string> {
    return fc.integer({ min: 1, max: open.length - 1 }).chain((count) => {
      const [first, second] = [open.slice(0, count), open.slice(count)];
      return fc
        .tuple(this.formula(first, around, depth - 1), this.formula(second, this.#after(first, around), depth - 1))
        .map(([a, b]) => `(${a} /\\ ${b})`);
    });
  }

  #inTurn(order: readonly VariableOf[], around: Surroundings): fc.Arbitrary<string> {
    const [variable, ...others] = order;
    if (variable === undefined) return fc.constant('TRUE');
    const rest = this.#inTurn(others, this.#after([variable], around));
    return fc
      .tuple(this.#given(variable, around), rest)
      .map(([first, then]) => (others.length === 0 ? first : `(${first} /\\ ${then})`));
  }

  #after(assigned: readonly VariableOf[], around: Surroundings): Surroundings {
    const more = assigned.map(({ name, sort }) => ({ text: name + this.mark, sort }));
    return { ...around, readable: [...around.readable, ...more] };
  }

  /** A value for one variable, kept small. */
  #given({ name, sort }: VariableOf, around: Surroundings): fc.Arbitrary<string> {
    const left = name + this.mark;
    const value = expression(sort, around, 1);
    const ways = [value.map((text) => `${left} = ${small(sort, text)}`)];
    if (sort === 'integer') {
      ways.push(expression('set', around, 1).map((text) => `${left} \\in (${text} \\cap 0..2)`));
      ways.push(fc.constant(`${left} \\in 0..1`));
    }
    if (sort === 'boolean') ways.push(fc.constant(`${left} \\in BOOLEAN`));
    if (sort === 'set') ways.push(fc.constant(`${left} \\in SUBSET (0..1)`));
    if (sort === 'function') ways.push(fc.constant(`${left} \\in [0..1 -> 0..1]`));
    if (this.mark === "'") ways.push(fc.constant(`UNCHANGED ${name}`));
    return fc.oneof(...ways);
  }
}

function small(sort: Sort, text: string): string {
  switch (sort) {
    case 'integer':
      return `(${text} % 3)`;
    case 'boolean':
      return text;
    case 'set':
      return `(${text} \\cap 0..2)`;
    case 'function':
      return `[j \\in 0..1 |-> ${text}[j] % 3]`;
    case 'sequence':
      return `(LET r == ${text} IN IF Len(r) > 2 THEN <<>> ELSE [k \\in 1..Len(r) |-> r[k] % 2])`;
  }
}
