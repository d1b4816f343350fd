/** What generated code calls besides the value store: conversions, arithmetic, failures, output, and what TLCGet tells. */

import { type EvaluationCode, EvaluationError, evaluationError } from '../values/evaluation-error.js';
import { BIAS, FALSE, FUNCTION, SET, TRUE, TUPLE } from '../values/kinds.js';
import type { ValueStore } from '../values/store.js';

/** What the search tells of itself to TLCGet. */
export interface SearchFigures {
  level: number;
  distinct: number;
  generated: number;
  queue: number;
  diameter: number;
  /** Seconds since the start. */
  duration: number;
}

export interface RuntimeOptions {
  /** Text of Print and PrintT. */
  readonly print: (text: string) => void;
}

const largest = Number.MAX_SAFE_INTEGER;

/** The names that generated code sees as `R`. Every member is a bound function: the text calls some of them bare. */
export class Runtime {
  readonly figures: SearchFigures = { level: 1, distinct: 0, generated: 0, queue: 0, diameter: 0, duration: 0 };
  /** Registers of TLCSet. */
  readonly registers = new Map<number, number>();
  readonly store: ValueStore;
  readonly #print: (text: string) => void;

  constructor(store: ValueStore, options: RuntimeOptions) {
    this.store = store;
    this.#print = options.print;
  }

  /** The value of an integer. */
  integer = (number: number): number => (number >= -BIAS && number < BIAS ? number - BIAS : this.store.integer(number));

  /** The integer of a value. */
  number = (id: number): number => (id < 0 ? id + BIAS : this.store.numberOf(id));

  /** The truth of a value. */
  boolean = (id: number): boolean => {
    if (id === TRUE) return true;
    if (id === FALSE) return false;
    throw new EvaluationError('type', `expected TRUE or FALSE, found ${this.store.print(id)}`);
  };

  equal = (left: number, right: number): boolean => left === right || this.store.equal(left, right);

  /** Integers are exact up to 2^53 - 1 in size; beyond, arithmetic fails rather than round. */
  within = (number: number): number => {
    if (number <= largest && number >= -largest) return number;
    throw new EvaluationError('overflow', `the integer ${number} is larger than 2^53 - 1 in size`);
  };

  /** Rounds down. */
  divide = (left: number, right: number): number => {
    if (right === 0) throw new EvaluationError('division', `${left} is divided by 0`);
    const rest = ((left % right) + right) % right;
    return (left - rest) / right;
  };

  modulo = (left: number, right: number): number => {
    if (right <= 0) throw new EvaluationError('division', `the second operand of % must be positive, found ${right}`);
    return ((left % right) + right) % right;
  };

  power = (base: number, exponent: number): number => {
    if (exponent < 0) throw new EvaluationError('type', `the exponent must not be negative, found ${exponent}`);
    if (base === 0 && exponent === 0) throw new EvaluationError('type', '0^0 is not defined');
    let result = 1n;
    if (base === 1 || base === 0) return base;
    if (base === -1) return exponent % 2 === 0 ? 1 : -1;
    if (exponent > 60) throw new EvaluationError('overflow', `${base}^${exponent} is larger than 2^53 - 1 in size`);
    result = BigInt(base) ** BigInt(exponent);
    return this.within(Number(result));
  };

  /** Whether `id` is an integer from `low` to `high`. */
  between = (id: number, low: number, high: number): boolean => {
    const number = this.number(id);
    return number >= low && number <= high;
  };

  /** A function without parameters that computes its value once, when first asked. */
  lazy = (compute: () => number): (() => number) => {
    let value: number | undefined;
    return () => {
      if (value === undefined) value = compute();
      return value;
    };
  };

  /** The same for a function of one value. */
  remembering = (compute: (argument: number) => number): ((argument: number) => number) => {
    const known = new Map<number, number>();
    return (argument) => {
      const found = known.get(argument);
      if (found !== undefined) return found;
      const value = compute(argument);
      known.set(argument, value);
      return value;
    };
  };

  /** The function on the set `domain` whose values `compute` gives. */
  tabulate = (domain: number, compute: (argument: number) => number): number => {
    const { store } = this;
    const length = store.length[domain] as number;
    const mark = store.mark();
    for (let index = 0; index < length; index++) {
      store.push(compute(store.arena[(store.offset[domain] as number) + index] as number));
    }
    return store.functionOn(domain, mark);
  };

  outside = (argument: number): never => {
    throw new EvaluationError(
      'domain',
      `the function is applied to ${this.store.print(argument)}, which is outside its domain`,
    );
  };

  /** `id`, if it is a tuple of `length` elements. */
  taken = (id: number, length: number): number => {
    if (this.isTuple(id, length)) return id;
    throw new EvaluationError('type', `expected a tuple of ${length} elements, found ${this.store.print(id)}`);
  };

  isTuple = (id: number, length: number): boolean =>
    id >= 0 && this.store.kind[id] === TUPLE && this.store.length[id] === length;

  /** Fails unless `id` is a set. */
  set = (id: number): number => this.store.enumerate(id);

  /** Whether `id` is a record with just the fields `names`, strings. */
  hasFields = (id: number, names: readonly number[]): boolean => {
    const { store } = this;
    if (id < 0 || store.kind[id] !== FUNCTION) return false;
    const domain = store.domain(id);
    return store.length[domain] === names.length && names.every((name) => store.isInDomain(name, id));
  };

  isFunctionOn = (id: number, domain: number): boolean =>
    this.store.isFunction(id) && this.store.equal(this.store.domain(id), domain);

  /** Where in the arena the values of a function begin. */
  valuesStart = (id: number): number => (this.store.offset[id] as number) + (this.store.kind[id] === TUPLE ? 0 : 1);

  valuesEnd = (id: number): number => (this.store.offset[id] as number) + (this.store.length[id] as number);

  selectSeq = (sequence: number, test: (element: number) => number): number => {
    const { store } = this;
    const length = this.number(store.len(sequence));
    const chosen: number[] = [];
    for (let index = 0; index < length; index++) {
      const element = store.arena[(store.offset[sequence] as number) + index] as number;
      if (this.boolean(test(element))) chosen.push(element);
    }
    return this.tuple(chosen);
  };

  /** Insertion sort, stable; `before(a, b)` is whether a may stand before b. */
  sortSeq = (sequence: number, before: (left: number, right: number) => number): number => {
    const { store } = this;
    const length = this.number(store.len(sequence));
    const sorted: number[] = [];
    for (let index = 0; index < length; index++) {
      const element = store.arena[(store.offset[sequence] as number) + index] as number;
      let at = sorted.length;
      while (at > 0 && this.boolean(before(element, sorted[at - 1] as number))) at--;
      sorted.splice(at, 0, element);
    }
    return this.tuple(sorted);
  };

  tuple = (elements: readonly number[]): number => {
    const mark = this.store.mark();
    for (const element of elements) this.store.push(element);
    return this.store.tuple(mark);
  };

  /** The value with every lazy set in it written out. */
  whole = (id: number): number =>
    id >= 0 && (this.store.kind[id] as number) > SET && !this.store.isFunction(id) ? this.store.enumerate(id) : id;

  /** The arguments of an action to be shown; none where one cannot be evaluated: the action itself may do without it. */
  shown = (evaluate: () => readonly number[]): readonly number[] => {
    const mark = this.store.mark();
    try {
      return evaluate();
    } catch (thrown) {
      if (!(evaluationError(thrown) instanceof EvaluationError)) throw thrown;
      this.store.top = mark;
      return [];
    }
  };

  printed = (out: number, value: number): number => {
    this.#print(`${this.store.print(out)}  ${this.store.print(value)}`);
    return value;
  };

  printLine = (out: number): boolean => {
    this.#print(this.store.print(out));
    return true;
  };

  fail = (code: EvaluationCode, message: string): never => {
    throw new EvaluationError(code, message);
  };

  assert = (condition: boolean, message: () => number): boolean => {
    if (condition) return true;
    throw new EvaluationError('assert', `Assert failed: ${this.store.print(message())}`);
  };

  assertEqual = (left: number, right: number): boolean => {
    if (this.equal(left, right)) return true;
    throw new EvaluationError('assert', `AssertEq failed: ${this.store.print(left)} and ${this.store.print(right)}`);
  };

  tlcGet = (key: number): number => {
    if (key < 0) {
      const register = this.registers.get(key + BIAS);
      if (register !== undefined) return register;
      throw new EvaluationError('domain', `TLCGet(${key + BIAS}): nothing was set`);
    }
    const name = this.store.textOf(key);
    if (Object.hasOwn(this.figures, name)) {
      return this.store.integer(Math.floor(this.figures[name as keyof SearchFigures]));
    }
    throw new EvaluationError('unsupported', `TLCGet("${name}") is not supported`);
  };

  tlcSet = (key: number, value: number): boolean => {
    if (key >= 0) throw new EvaluationError('unsupported', `TLCSet(${this.store.print(key)}, ...) is not supported`);
    this.registers.set(key + BIAS, value);
    return true;
  };
}
