/** Well-typed TLA+ expressions over small values, at random: closed under the names that are in scope. */

import fc from 'fast-check';

/** Integers mostly of -2..4, sets of those, functions from 0..1 to them, and sequences of them. */
export type Sort = 'integer' | 'boolean' | 'set' | 'function' | 'sequence';

/** A name in scope, or any other text that reads a value, such as `x'`. */
export interface Readable {
  readonly text: string;
  readonly sort: Sort;
}

/** An operator of the module, with the sort of its one parameter. */
export interface Callable {
  readonly name: string;
  readonly takes: Sort;
  readonly gives: Sort;
}

export interface Surroundings {
  readonly readable: readonly Readable[];
  readonly callable: readonly Callable[];
  /** Whether expressions may fail: applied outside a domain, chosen where there is nothing, divided by 0. */
  readonly isCareless: boolean;
}

/**
 * Expressions of a sort, in parentheses where they need them, at most `depth` levels deep. Bound names are those of their
 * depth, so that none is bound twice on one way down.
 */
export function expression(sort: Sort, around: Surroundings, depth: number): fc.Arbitrary<string> {
  const known = cache.get(around) ?? new Map<string, fc.Arbitrary<string>>();
  cache.set(around, known);
  const key = `${sort} ${depth}`;
  const found = known.get(key) ?? make(sort, around, depth);
  known.set(key, found);
  return found;
}

const cache = new WeakMap<Surroundings, Map<string, fc.Arbitrary<string>>>();

/** `around` with one more name in scope. */
export function within(around: Surroundings, name: string, sort: Sort): Surroundings {
  return { ...around, readable: [...around.readable, { text: name, sort }] };
}

function make(sort: Sort, around: Surroundings, depth: number): fc.Arbitrary<string> {
  const read = around.readable.filter((each) => each.sort === sort).map(({ text }) => text);
  const leaves = [
    fc.constantFrom(...literals[sort]),
    ...(read.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...read), weight: 4 }]),
  ];
  if (depth === 0) return fc.oneof(...leaves);
  const deep = new Nesting(around, depth - 1);
  return fc.oneof(...leaves, ...deep.common(sort), ...deep.calls(sort), ...deep.of(sort));
}

const literals: Readonly<Record<Sort, readonly string[]>> = {
  integer: ['0', '1', '2'],
  boolean: ['TRUE', 'FALSE'],
  set: ['{}', '{0, 1}', '(0..2)'],
  function: ['[k \\in 0..1 |-> k]', '(0 :> 1 @@ 1 :> 0)'],
  sequence: ['<<>>', '<<1>>', '<<2, 0>>'],
};

/** The ways to make larger expressions of those one level less deep. */
class Nesting {
  readonly #name: string;

  constructor(
    readonly around: Surroundings,
    readonly depth: number,
  ) {
    this.#name = `n${depth}`;
  }

  #one(sort: Sort): fc.Arbitrary<string> {
    return expression(sort, this.around, this.depth);
  }

  #under(sort: Sort, bound: Sort): fc.Arbitrary<string> {
    return expression(sort, within(this.around, this.#name, bound), this.depth);
  }

  #all(...sorts: readonly Sort[]): fc.Arbitrary<readonly string[]> {
    return fc.tuple(...sorts.map((sort) => this.#one(sort)));
  }

  common(sort: Sort): fc.Arbitrary<string>[] {
    return [
      this.#all('boolean', sort, sort).map(([p, a, b]) => `(IF ${p} THEN ${a} ELSE ${b})`),
      this.#all('boolean', sort, sort).map(([p, a, b]) => `(CASE ${p} -> ${a} [] OTHER -> ${b})`),
      ...(['integer', 'set'] as const).map((bound) =>
        fc
          .tuple(this.#one(bound), this.#under(sort, bound))
          .map(([value, body]) => `(LET ${this.#name} == ${value} IN ${body})`),
      ),
    ];
  }

  calls(sort: Sort): fc.Arbitrary<string>[] {
    return this.around.callable
      .filter(({ gives }) => gives === sort)
      .map(({ name, takes }) => this.#one(takes).map((argument) => `${name}(${argument})`));
  }

  #careless(): fc.Arbitrary<string>[] {
    const name = this.#name;
    return [
      this.#all('function', 'integer').map(([f, a]) => `${f}[${a}]`),
      this.#all('sequence', 'integer').map(([s, a]) => `${s}[${a}]`),
      this.#one('sequence').map((s) => `Head(${s})`),
      this.#all('integer', 'integer').map(([a, b]) => `(${a} \\div ${b})`),
      fc
        .tuple(this.#one('set'), this.#under('boolean', 'integer'))
        .map(([s, p]) => `(CHOOSE ${name} \\in ${s} : ${p})`),
    ];
  }

  of(sort: Sort): fc.Arbitrary<string>[] {
    const name = this.#name;
    switch (sort) {
      case 'integer':
        return [
          ...['+', '-', '*'].map((sign) => this.#all('integer', 'integer').map(([a, b]) => `(${a} ${sign} ${b})`)),
          this.#one('integer').map((a) => `(${a} % 3)`),
          this.#one('set').map((s) => `Cardinality(${s})`),
          this.#one('sequence').map((s) => `Len(${s})`),
          this.#all('function', 'integer').map(([f, a]) => `${f}[${a} % 2]`),
          fc
            .tuple(this.#one('set'), this.#under('boolean', 'integer'))
            .map(([s, p]) => `(CHOOSE ${name} \\in ${s} \\cup 0..9 : ${p} \\/ ${name} = 9)`),
          ...(this.around.isCareless ? this.#careless() : []),
        ];
      case 'boolean':
        return [
          ...['<', '<=', '=', '#', '>='].map((sign) =>
            this.#all('integer', 'integer').map(([a, b]) => `(${a} ${sign} ${b})`),
          ),
          ...['/\\', '\\/', '=>', '<=>'].map((sign) =>
            this.#all('boolean', 'boolean').map(([p, q]) => `(${p} ${sign} ${q})`),
          ),
          this.#one('boolean').map((p) => `(~${p})`),
          ...(['set', 'function', 'sequence'] as const).map((each) =>
            this.#all(each, each).map(([a, b]) => `(${a} = ${b})`),
          ),
          this.#all('set', 'set').map(([s, t]) => `(${s} \\subseteq ${t})`),
          ...['\\in', '\\notin'].map((sign) => this.#all('integer', 'set').map(([a, s]) => `(${a} ${sign} ${s})`)),
          ...['\\A', '\\E'].map((sign) =>
            fc
              .tuple(this.#one('set'), this.#under('boolean', 'integer'))
              .map(([s, p]) => `(${sign} ${name} \\in ${s} : ${p})`),
          ),
          this.#one('function').map((f) => `(${f} \\in [0..1 -> 0..2])`),
          this.#one('set').map((s) => `(${s} \\in SUBSET (0..2))`),
        ];
      case 'set':
        return [
          ...['\\cup', '\\cap', '\\'].map((sign) => this.#all('set', 'set').map(([s, t]) => `(${s} ${sign} ${t})`)),
          this.#all('integer', 'integer').map(([a, b]) => `{${a}, ${b}}`),
          this.#one('integer').map((a) => `(0..(${a} % 4))`),
          fc.tuple(this.#one('set'), this.#under('boolean', 'integer')).map(([s, p]) => `{${name} \\in ${s} : ${p}}`),
          fc.tuple(this.#one('set'), this.#under('integer', 'integer')).map(([s, e]) => `{${e} : ${name} \\in ${s}}`),
          this.#all('set', 'set').map(([s, t]) => `(UNION {${s}, ${t}})`),
        ];
      case 'function':
        return [
          this.#under('integer', 'integer').map((e) => `[${name} \\in 0..1 |-> ${e}]`),
          this.#all('function', 'integer', 'integer').map(([f, a, b]) => `[${f} EXCEPT ![${a} % 2] = ${b}]`),
          this.#all('function', 'integer').map(([f, a]) => `[${f} EXCEPT ![0] = @ + ${a}, ![1] = @]`),
        ];
      case 'sequence':
        return [
          this.#all('sequence', 'integer').map(([s, a]) => `Append(${s}, ${a})`),
          this.#all('sequence', 'sequence').map(([s, t]) => `(${s} \\o ${t})`),
          this.#one('sequence').map((s) => `(IF ${s} = <<>> THEN <<>> ELSE Tail(${s}))`),
          this.#all('integer', 'integer').map(([a, b]) => `<<${a}, ${b}>>`),
        ];
    }
  }
}
