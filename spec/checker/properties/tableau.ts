/**
 * From a temporal formula to an automaton that accepts exactly the behaviours that satisfy it: a generalised Büchi automaton
 * with its conditions on transitions, after Couvreur (On-the-fly verification of linear temporal logic, FM 1999).
 *
 * A state is what is still owed; a transition says what must hold now, and which promises it puts off. A run is accepting
 * when it puts off no promise for ever.
 */

import { InputError } from '../../input-error.js';
import { always, and, type Instant, isFalse, isTrue, type Normal, truth } from './normal-form.js';

export interface Automaton {
  /** The transitions out of each state; state 0 is where runs begin. */
  readonly transitions: readonly (readonly Transition[])[];
  /** Promises are numbered from 0, this excluded. */
  readonly promiseCount: number;
}

export interface Transition {
  readonly to: number;
  /** What the state of the behaviour and the step out of it must satisfy. */
  readonly guard: readonly Instant[];
  /** The promises that the transition puts off. */
  readonly postponed: ReadonlySet<number>;
}

/** States at which an automaton is given up. */
const statesMax = 5_000;

/** @throws {InputError} with code `too-complex` when the automaton would have more than 5,000 states. */
export function automatonOf(formula: Normal): Automaton {
  const promises = new Map<string, number>();
  const states = new Map<string, number>([[formula.key, 0]]);
  const obligations = [formula];
  const transitions: Transition[][] = [];
  for (let state = 0; state < obligations.length; state++) {
    if (obligations.length > statesMax) {
      throw new InputError({
        code: 'too-complex',
        expected: 'a temporal formula with a small automaton',
        found: `one of more than ${statesMax} states; check its conjuncts one by one`,
      });
    }
    const covers = weakest(coversOf(obligations[state] ?? truth));
    transitions.push(
      covers.map((cover) => {
        const next = and([...cover.next.values()]);
        const to = states.get(next.key) ?? states.set(next.key, obligations.push(next) - 1).size - 1;
        return { to, guard: [...cover.now.values()], postponed: numbered(cover.postponed, promises) };
      }),
    );
  }
  return { transitions, promiseCount: promises.size };
}

/** One way to satisfy a formula: what holds now, what the rest of the behaviour owes, which promises wait. */
interface Cover {
  readonly now: ReadonlyMap<string, Instant>;
  readonly next: ReadonlyMap<string, Normal>;
  readonly postponed: ReadonlySet<string>;
}

const empty: Cover = { now: new Map(), next: new Map(), postponed: new Set() };

function coversOf(formula: Normal): readonly Cover[] {
  switch (formula.kind) {
    case 'instant':
      if (isFalse(formula)) return [];
      return [isTrue(formula) ? empty : { ...empty, now: new Map([[formula.key, formula.instant]]) }];
    case 'and':
      return formula.items.reduce<readonly Cover[]>(
        (covers, item) => weakest(product(covers, coversOf(item))),
        [empty],
      );
    case 'or':
      return weakest(formula.items.flatMap(coversOf));
    case 'always':
      return product(coversOf(formula.body), [owing(formula)]);
    case 'eventually':
      return [...coversOf(formula.body), promising(formula)];
    case 'recurrent':
      return [
        join(owing(formula), { ...empty, now: new Map([[formula.instant.key, formula.instant]]) }),
        promising(formula),
      ];
    case 'persistent': {
      const body: Normal = { kind: 'instant', key: formula.instant.key, instant: formula.instant };
      return [...coversOf(always(body)), promising(formula)];
    }
  }
}

function owing(formula: Normal): Cover {
  return { ...empty, next: new Map([[formula.key, formula]]) };
}

function promising(formula: Normal): Cover {
  return { ...owing(formula), postponed: new Set([formula.key]) };
}

function product(left: readonly Cover[], right: readonly Cover[]): readonly Cover[] {
  return left.flatMap((one) => right.map((other) => join(one, other)));
}

function join(one: Cover, other: Cover): Cover {
  return {
    now: new Map([...one.now, ...other.now]),
    next: new Map([...one.next, ...other.next]),
    postponed: new Set([...one.postponed, ...other.postponed]),
  };
}

/** Without the covers that ask for all that another asks for, and more. */
function weakest(covers: readonly Cover[]): readonly Cover[] {
  const kept: Cover[] = [];
  for (const cover of covers) {
    if (kept.some((other) => asksNoMore(other, cover))) continue;
    const stronger = kept.filter((other) => asksNoMore(cover, other));
    for (const other of stronger) kept.splice(kept.indexOf(other), 1);
    kept.push(cover);
  }
  return kept;
}

function asksNoMore(weak: Cover, strong: Cover): boolean {
  return (
    [...weak.now.keys()].every((key) => strong.now.has(key)) &&
    [...weak.next.keys()].every((key) => strong.next.has(key)) &&
    [...weak.postponed].every((key) => strong.postponed.has(key))
  );
}

function numbered(keys: ReadonlySet<string>, numbers: Map<string, number>): ReadonlySet<number> {
  const promised = new Set<number>();
  for (const key of keys) {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    promised.add(number);
  }
  return promised;
}
