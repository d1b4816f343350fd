/**
 * The normal form of temporal formulas: negations at the atoms, and what concerns only the far end of a behaviour
 * (`[]<>P`, `<>[]P` and Boolean combinations of them) moved out of `[]` and `<>`, where a graph search needs no automaton for it.
 *
 * Every `[]<>F` and `<>[]F`, whatever F, comes down to such combinations of Boolean P (Manna and Pnueli's hierarchy).
 */

import type { Atom, Formula } from './temporal-formula.js';

/** A Boolean combination of atoms: judged by one state and the step out of it. `all` of nothing is TRUE, `any` of nothing FALSE. */
export type Instant =
  | { readonly kind: 'literal'; readonly key: string; readonly atom: Atom; readonly negated: boolean }
  | { readonly kind: 'all' | 'any'; readonly key: string; readonly items: readonly Instant[] };

/** Equal keys mean equal formulas, within one {@link Normaliser}. */
export type Normal =
  | { readonly kind: 'instant'; readonly key: string; readonly instant: Instant }
  | { readonly kind: 'and' | 'or'; readonly key: string; readonly items: readonly Normal[] }
  | { readonly kind: 'always' | 'eventually'; readonly key: string; readonly body: Normal }
  /** `[]<>instant` and `<>[]instant`. */
  | { readonly kind: 'recurrent' | 'persistent'; readonly key: string; readonly instant: Instant };

/** Gives atoms their numbers, so that keys of formulas normalised by it compare. */
export class Normaliser {
  readonly #numbers = new Map<Atom, number>();

  /** The formula, or with `negated` its negation, in normal form. */
  normalise(formula: Formula, negated = false): Normal {
    switch (formula.kind) {
      case 'constant':
        return formula.value === negated ? falsity : truth;
      case 'atom':
        return instantly(this.#literal(formula.atom, negated));
      case 'not':
        return this.normalise(formula.body, !negated);
      case 'and':
      case 'or': {
        const items = formula.items.map((item) => this.normalise(item, negated));
        return (formula.kind === 'and') === negated ? or(items) : and(items);
      }
      case 'implies': {
        const items = [this.normalise(formula.left, !negated), this.normalise(formula.right, negated)];
        return negated ? and(items) : or(items);
      }
      case 'equivalent': {
        const same = (left: boolean, right: boolean) =>
          and([this.normalise(formula.left, left), this.normalise(formula.right, right)]);
        return negated ? or([same(false, true), same(true, false)]) : or([same(false, false), same(true, true)]);
      }
      case 'always':
      case 'eventually': {
        const body = this.normalise(formula.body, negated);
        return (formula.kind === 'always') === negated ? eventually(body) : always(body);
      }
      case 'leadsTo':
        return negated
          ? eventually(and([this.normalise(formula.left), always(this.normalise(formula.right, true))]))
          : always(or([this.normalise(formula.left, true), eventually(this.normalise(formula.right))]));
      case 'fairness': {
        const enabled = instantly(this.#literal(formula.enabled, negated === false));
        const step = instantly(this.#literal(formula.step, negated));
        if (formula.strength === 'WF') {
          return negated ? finallyAlways(and([enabled, step])) : infinitelyOften(or([enabled, step]));
        }
        return negated
          ? and([infinitelyOften(enabled), finallyAlways(step)])
          : or([finallyAlways(enabled), infinitelyOften(step)]);
      }
    }
  }

  #literal(atom: Atom, negated: boolean): Instant {
    const number = this.#numbers.get(atom) ?? this.#numbers.size;
    this.#numbers.set(atom, number);
    return { kind: 'literal', key: `${negated ? '~' : ''}${number}`, atom, negated };
  }
}

export const truth: Normal = instantly(combine('all', []));
const falsity: Normal = instantly(combine('any', []));

/** Whether the formula says TRUE, as far as its form shows. */
export function isTrue(formula: Normal): boolean {
  return formula.key === truth.key;
}

/** Whether the formula says FALSE, as far as its form shows. */
export function isFalse(formula: Normal): boolean {
  return formula.key === falsity.key;
}

/** Whether the truth of the formula is the same from every position of a behaviour, as far as its form shows. */
export function isTail(formula: Normal): boolean {
  switch (formula.kind) {
    case 'recurrent':
    case 'persistent':
      return true;
    case 'and':
    case 'or':
      return formula.items.every(isTail);
    case 'instant':
      return isTrue(formula) || isFalse(formula);
    default:
      return false;
  }
}

/** The conjunction; `<>[]P /\ <>[]Q` becomes `<>[](P /\ Q)`. */
export function and(items: readonly Normal[]): Normal {
  return junction('and', items);
}

/** The disjunction; `[]<>P \/ []<>Q` becomes `[]<>(P \/ Q)`. */
export function or(items: readonly Normal[]): Normal {
  return junction('or', items);
}

export function always(body: Normal): Normal {
  if (body.kind === 'always' || isTail(body)) return body;
  if (body.kind === 'eventually') return infinitelyOften(body.body);
  if (body.kind === 'and') return and(body.items.map(always));
  if (body.kind === 'or') {
    if (body.items.every((item) => item.kind === 'eventually' || isTail(item))) return infinitelyOften(body);
    const tails = body.items.filter(isTail);
    if (tails.length > 0) return or([...tails, always(or(body.items.filter((item) => !isTail(item))))]);
  }
  return { kind: 'always', key: `G${body.key}`, body };
}

export function eventually(body: Normal): Normal {
  if (body.kind === 'eventually' || isTail(body)) return body;
  if (body.kind === 'always') return finallyAlways(body.body);
  if (body.kind === 'or') return or(body.items.map(eventually));
  if (body.kind === 'and') {
    if (body.items.every((item) => item.kind === 'always' || isTail(item))) return finallyAlways(body);
    const tails = body.items.filter(isTail);
    if (tails.length > 0) return and([...tails, eventually(and(body.items.filter((item) => !isTail(item))))]);
  }
  return { kind: 'eventually', key: `F${body.key}`, body };
}

/** `[]<>body`. Infinitely many positions of `P /\ <>Q /\ []R` are infinitely many of P, infinitely many of Q, and R for ever. */
function infinitelyOften(body: Normal): Normal {
  switch (body.kind) {
    case 'instant':
      return isTail(body) ? body : { kind: 'recurrent', key: `GF${body.key}`, instant: body.instant };
    case 'recurrent':
    case 'persistent':
      return body;
    case 'eventually':
      return infinitelyOften(body.body);
    case 'always':
      return finallyAlways(body.body);
    case 'or':
      return or(body.items.map(infinitelyOften));
    case 'and': {
      const choice = body.items.find((item) => item.kind === 'or' && !isTail(item));
      if (choice?.kind !== 'or') return and(body.items.map(infinitelyOften));
      const rest = body.items.filter((item) => item !== choice);
      return or(choice.items.map((item) => infinitelyOften(and([...rest, item]))));
    }
  }
}

/** `<>[]body`, the dual of {@link infinitelyOften}. */
function finallyAlways(body: Normal): Normal {
  switch (body.kind) {
    case 'instant':
      return isTail(body) ? body : { kind: 'persistent', key: `FG${body.key}`, instant: body.instant };
    case 'recurrent':
    case 'persistent':
      return body;
    case 'eventually':
      return infinitelyOften(body.body);
    case 'always':
      return finallyAlways(body.body);
    case 'and':
      return and(body.items.map(finallyAlways));
    case 'or': {
      const both = body.items.find((item) => item.kind === 'and' && !isTail(item));
      if (both?.kind !== 'and') return or(body.items.map(finallyAlways));
      const rest = body.items.filter((item) => item !== both);
      return and(both.items.map((item) => finallyAlways(or([...rest, item]))));
    }
  }
}

function junction(kind: 'and' | 'or', parts: readonly Normal[]): Normal {
  const items = parts.flatMap((part) => (part.kind === kind ? part.items : [part]));
  const [neutral, absorbing] = kind === 'and' ? [truth, falsity] : [falsity, truth];
  const quantity = kind === 'and' ? 'all' : 'any';
  const instants = items.flatMap((item) => (item.kind === 'instant' ? [item.instant] : []));
  const limit = kind === 'and' ? 'persistent' : 'recurrent';
  const limits = items.flatMap((item) => (item.kind === limit ? [item.instant] : []));
  const merged: Normal[] = [];
  if (instants.length > 0) merged.push(instantly(combine(quantity, instants)));
  if (limits.length > 0) {
    const joined = instantly(combine(quantity, limits));
    merged.push(kind === 'and' ? finallyAlways(joined) : infinitelyOften(joined));
  }
  for (const item of items) if (item.kind !== 'instant' && item.kind !== limit) merged.push(item);
  const distinct = new Map(merged.map((item) => [item.key, item]));
  distinct.delete(neutral.key);
  if (distinct.has(absorbing.key)) return absorbing;
  const rest = withoutAbsorbed([...distinct.values()], kind === 'and' ? 'or' : 'and').sort(byKey);
  if (rest.length === 0) return neutral;
  if (rest.length === 1 && rest[0] !== undefined) return rest[0];
  return { kind, key: `${kind}(${rest.map((item) => item.key).join(',')})`, items: rest };
}

/** Without the items that another makes superfluous: `P /\ (P \/ Q)` is P, and the dual. */
function withoutAbsorbed(items: readonly Normal[], dual: 'and' | 'or'): Normal[] {
  const parts = items.map((item) => new Set(item.kind === dual ? item.items.map((part) => part.key) : [item.key]));
  return items.filter((_, index) => {
    const own = parts[index] ?? new Set();
    return !parts.some((other) => other.size < own.size && [...other].every((key) => own.has(key)));
  });
}

function combine(kind: 'all' | 'any', parts: readonly Instant[]): Instant {
  const items = parts.flatMap((part) => (part.kind === kind ? part.items : [part]));
  const distinct = [...new Map(items.map((item) => [item.key, item])).values()].sort(byKey);
  const absorbing = distinct.find((item) => item.kind !== 'literal' && item.kind !== kind && item.items.length === 0);
  if (absorbing !== undefined) return absorbing;
  if (distinct.length === 1 && distinct[0] !== undefined) return distinct[0];
  return { kind, key: `${kind}(${distinct.map((item) => item.key).join(',')})`, items: distinct };
}

function instantly(instant: Instant): Normal {
  return { kind: 'instant', key: instant.key, instant };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
