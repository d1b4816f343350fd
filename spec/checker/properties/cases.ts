/** The alternatives in what a counterexample must satisfy, each as conditions that a search of components can use directly. */

import { InputError } from '../../input-error.js';
import { and, type Instant, isTail, type Normal } from './normal-form.js';

/** A conjunction. A behaviour that satisfies the formula satisfies one case at least, and the other way round. */
export interface Case {
  /** `[]<>` of each. */
  readonly infinitelyOften: readonly Instant[];
  /** `<>[]` of each. */
  readonly finallyAlways: readonly Instant[];
  /** `<>[]always \/ []<>often` of each (strong fairness, a Streett pair). */
  readonly pairs: readonly { readonly always: Instant; readonly often: Instant }[];
  /** What is left for an automaton; TRUE when nothing is. */
  readonly transient: Normal;
}

/** Cases at which a formula is given up. */
const casesMax = 4_096;

/** @throws {InputError} with code `too-complex` for more than 4,096 cases. */
export function casesOf(formula: Normal): readonly Case[] {
  return alternatives(formula).map(caseOf);
}

/** Conjunctions as lists, none of whose items is a disjunction that must be split. */
function alternatives(formula: Normal): readonly (readonly Normal[])[] {
  if (formula.kind === 'and') {
    return formula.items.reduce<readonly (readonly Normal[])[]>(
      (lists, item) => bounded(lists.flatMap((list) => alternatives(item).map((more) => [...list, ...more]))),
      [[]],
    );
  }
  if (formula.kind !== 'or' || strongPair(formula) !== undefined || !hasTail(formula)) return [[formula]];
  const recurrent = formula.items.find((item) => item.kind === 'recurrent');
  const persistent = formula.items.filter((item) => item.kind === 'persistent');
  if (recurrent === undefined || persistent.length === 0) return bounded(formula.items.flatMap(alternatives));
  const rest = formula.items.filter((item) => item.kind !== 'recurrent' && item.kind !== 'persistent');
  const pairs = persistent.map((item): readonly Normal[] => [pairOf(recurrent, item)]);
  return bounded([...pairs, ...rest.flatMap(alternatives)]);
}

function pairOf(recurrent: Normal, persistent: Normal): Normal {
  return { kind: 'or', key: `or(${recurrent.key},${persistent.key})`, items: [recurrent, persistent] };
}

function strongPair(formula: Normal): { readonly always: Instant; readonly often: Instant } | undefined {
  if (formula.kind !== 'or' || formula.items.length !== 2) return undefined;
  const persistent = formula.items.find((item) => item.kind === 'persistent');
  const recurrent = formula.items.find((item) => item.kind === 'recurrent');
  if (persistent?.kind !== 'persistent' || recurrent?.kind !== 'recurrent') return undefined;
  return { always: persistent.instant, often: recurrent.instant };
}

/** Whether splitting the formula would free something for the direct search. */
function hasTail(formula: Normal): boolean {
  if (formula.kind === 'and' || formula.kind === 'or') return formula.items.some(hasTail);
  return isTail(formula);
}

function caseOf(conjuncts: readonly Normal[]): Case {
  const infinitelyOften: Instant[] = [];
  const finallyAlways: Instant[] = [];
  const pairs: { always: Instant; often: Instant }[] = [];
  const transient: Normal[] = [];
  for (const conjunct of conjuncts) {
    const pair = strongPair(conjunct);
    if (pair !== undefined) pairs.push(pair);
    else if (conjunct.kind === 'recurrent') infinitelyOften.push(conjunct.instant);
    else if (conjunct.kind === 'persistent') finallyAlways.push(conjunct.instant);
    else transient.push(conjunct);
  }
  return { infinitelyOften, finallyAlways, pairs, transient: and(transient) };
}

function bounded<T>(cases: readonly T[]): readonly T[] {
  if (cases.length <= casesMax) return cases;
  throw new InputError({
    code: 'too-complex',
    expected: `fairness and a property with at most ${casesMax} alternatives between them`,
    found: `at least ${cases.length}; check the conjuncts of the property one by one`,
  });
}
