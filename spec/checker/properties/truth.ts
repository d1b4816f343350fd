/** The truth of atoms on a graph: each is evaluated when it is first asked for, and once. */

import type { StutteringGraph } from './behaviour-graph.js';
import type { Instant } from './normal-form.js';
import type { Atom } from './temporal-formula.js';

/** Whether something holds of the state `from` and the step that `edge`, an edge of the graph out of it, takes. */
export type EdgeTest = (from: number, edge: number) => boolean;

/** The truths known so far of one graph; shared by all properties that are checked on it. */
export class Truths {
  readonly #tests = new Map<Atom, EdgeTest>();

  constructor(readonly graph: StutteringGraph) {}

  /** A Boolean combination as a test. */
  test(instant: Instant): EdgeTest {
    if (instant.kind === 'literal') {
      const test = this.#atom(instant.atom);
      return instant.negated ? (from, edge) => !test(from, edge) : test;
    }
    const tests = instant.items.map((item) => this.test(item));
    return instant.kind === 'all' ? conjunction(tests) : disjunction(tests);
  }

  #atom(atom: Atom): EdgeTest {
    const known = this.#tests.get(atom);
    if (known !== undefined) return known;
    const test = atom.kind === 'state' ? this.#ofStates(atom) : this.#ofSteps(atom);
    this.#tests.set(atom, test);
    return test;
  }

  #ofStates(atom: Atom & { readonly kind: 'state' }): EdgeTest {
    const memo = new Memo(this.graph.stateCount);
    return (from) => memo.at(from) ?? memo.set(from, atom.holdsAt(from));
  }

  #ofSteps(atom: Atom & { readonly kind: 'step' }): EdgeTest {
    const { targets } = this.graph;
    const memo = new Memo(targets.length);
    return (from, edge) => {
      const to = targets[edge] as number;
      if (to === from) return atom.onStutter;
      return memo.at(edge) ?? memo.set(edge, atom.holdsOn(from, to));
    };
  }
}

/** All of the tests, in their order until one fails. */
export function conjunction(tests: readonly EdgeTest[]): EdgeTest {
  const [first, second, ...others] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  // Asked for every edge: two plain calls are several times faster than a loop over a list.
  const rest = others.length === 0 ? second : conjunction([second, ...others]);
  return (from, edge) => first(from, edge) && rest(from, edge);
}

function disjunction(tests: readonly EdgeTest[]): EdgeTest {
  const [first, second, ...others] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  const rest = others.length === 0 ? second : disjunction([second, ...others]);
  return (from, edge) => first(from, edge) || rest(from, edge);
}

/** Whether the combination can be judged by the state alone. */
export function isOfState(instant: Instant): boolean {
  return instant.kind === 'literal' ? instant.atom.kind === 'state' : instant.items.every(isOfState);
}

/** Two bits an entry: unknown, false or true. */
class Memo {
  readonly #bits: Uint8Array;

  constructor(length: number) {
    this.#bits = new Uint8Array((length >> 2) + 1);
  }

  at(index: number): boolean | undefined {
    const code = ((this.#bits[index >> 2] as number) >> ((index & 3) << 1)) & 3;
    return code === 0 ? undefined : code === 3;
  }

  set(index: number, value: boolean): boolean {
    const word = index >> 2;
    this.#bits[word] = (this.#bits[word] as number) | ((value ? 3 : 1) << ((index & 3) << 1));
    return value;
  }
}
