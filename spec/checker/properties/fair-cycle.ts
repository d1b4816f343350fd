/**
 * Liveness on a finite graph: is there a behaviour that satisfies the fairness conditions and not the property?
 *
 * The negated property and fairness are put in normal form and split into cases. What a case says of the far end of the
 * behaviour (`[]<>`, `<>[]`, WF, SF) is asked of strongly connected components directly; only what is left, say the
 * `<>(P /\ []~Q)` of a violated `P ~> Q`, is made an automaton and multiplied with the graph.
 */

import { strict as assert } from 'node:assert';
import { onArena, plainArena, productArena } from './arena.js';
import { type BehaviourGraph, withStuttering } from './behaviour-graph.js';
import { type Case, casesOf } from './cases.js';
import { nearestFairComponent } from './fair-component.js';
import { type Lasso, lassoThrough, withoutStuttering } from './lasso.js';
import { and, type Instant, isTrue, type Normal, Normaliser } from './normal-form.js';
import { reachOf } from './paths.js';
import { isBehaviour, satisfies } from './replay.js';
import { automatonOf } from './tableau.js';
import type { Formula } from './temporal-formula.js';
import { Truths } from './truth.js';

/** Liveness questions about one graph under one fairness condition; what is learned for one serves the next. */
export interface LivenessCheck {
  /**
   * A behaviour that is fair and violates the property, confirmed by replay; undefined when there is none. That is a proof
   * only for a graph that is complete.
   *
   * @throws {InputError} with code `too-complex` for a formula that would need an enormous automaton.
   */
  counterexample(property: Formula): Lasso | undefined;
  /** A fair behaviour; undefined when there is none, so that every property holds by emptiness. */
  witness(): Lasso | undefined;
}

export function livenessOf(graph: BehaviourGraph, fairness: readonly Formula[]): LivenessCheck {
  const truths = new Truths(withStuttering(graph));
  const normaliser = new Normaliser();
  const fair = and(fairness.map((condition) => normaliser.normalise(condition)));

  function confirmed(lasso: Lasso, property: Formula): boolean {
    return (
      isBehaviour(lasso, graph) &&
      fairness.every((condition) => satisfies(lasso, condition)) &&
      !satisfies(lasso, property)
    );
  }

  function counterexample(property: Formula): Lasso | undefined {
    const lasso = shortest(behaviours(truths, and([fair, normaliser.normalise(property, true)])));
    if (lasso === undefined) return undefined;
    assert(confirmed(lasso, property), 'a counterexample to liveness satisfies fairness and violates the property');
    const brief = withoutStuttering(lasso);
    return confirmed(brief, property) ? brief : lasso;
  }

  return { counterexample, witness: () => counterexample({ kind: 'constant', value: false }) };
}

/** Why a model with symmetry gets no answer about liveness. */
export const symmetryRefusal =
  'liveness is not checked under SYMMETRY: states that symmetry makes one are not one to fairness and to the property, ' +
  'so both a violation and its absence could be wrong; remove SYMMETRY from the configuration';

/** What a reader of liveness verdicts under CONSTRAINT or ACTION_CONSTRAINT should know. */
export const constraintWarning =
  'liveness was checked on the states and steps within the constraints only: at their edge a behaviour can do nothing but ' +
  'stutter, which may make a property fail, or may be unfair and hide a violation that lies beyond';

/** The shortest fair behaviour of each case that has one. */
function* behaviours(truths: Truths, wanted: Normal): Generator<Lasso> {
  for (const one of casesOf(wanted)) {
    const lasso = behaviourOf(truths, one);
    if (lasso !== undefined) yield lasso;
  }
}

function behaviourOf(truths: Truths, one: Case): Lasso | undefined {
  const arena = isTrue(one.transient) ? plainArena(truths.graph) : productArena(truths, automatonOf(one.transient));
  const test = (instant: Instant) => onArena(arena, truths.test(instant));
  const reach = reachOf(arena);
  const component = nearestFairComponent(
    arena,
    {
      some: [...arena.promises, ...one.infinitelyOften.map(test)],
      all: one.finallyAlways.map(test),
      pairs: one.pairs.map((pair) => ({ always: test(pair.always), often: test(pair.often) })),
    },
    reach.depths,
  );
  return component === undefined ? undefined : lassoThrough(arena, component, reach);
}

function shortest(lassos: Iterable<Lasso>): Lasso | undefined {
  let best: Lasso | undefined;
  for (const lasso of lassos) if (best === undefined || lasso.states.length < best.states.length) best = lasso;
  return best;
}
