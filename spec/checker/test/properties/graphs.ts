/** Hand-made behaviour graphs and formulas over them. */

import type { BehaviourGraph } from '../../properties/behaviour-graph.js';
import type { Formula, StateAtom, StepAtom } from '../../properties/temporal-formula.js';

/** A graph from the successors of each state; state 0 alone is initial unless told otherwise. */
export function graphOf(successors: readonly (readonly number[])[], initial: readonly number[] = [0]): BehaviourGraph {
  const offsets = [0];
  for (const list of successors) offsets.push((offsets.at(-1) ?? 0) + list.length);
  return { stateCount: successors.length, initial, offsets, targets: successors.flat() };
}

/** True in the listed states. */
export function at(...states: readonly number[]): Formula & { readonly kind: 'atom'; readonly atom: StateAtom } {
  const label = `at(${states.join(',')})`;
  return { kind: 'atom', atom: { kind: 'state', label, holdsAt: (state) => states.includes(state) } };
}

/** `<<A>>_v` for the listed steps, each written `from-to`. */
export function takes(...steps: readonly string[]): Formula & { readonly kind: 'atom'; readonly atom: StepAtom } {
  const holdsOn = (from: number, to: number) => steps.includes(`${from}-${to}`);
  return { kind: 'atom', atom: { kind: 'step', label: `<<${steps.join(',')}>>`, onStutter: false, holdsOn } };
}

/** `[A]_v` for the listed steps. */
export function only(...steps: readonly string[]): Formula & { readonly kind: 'atom'; readonly atom: StepAtom } {
  const holdsOn = (from: number, to: number) => steps.includes(`${from}-${to}`);
  return { kind: 'atom', atom: { kind: 'step', label: `[${steps.join(',')}]`, onStutter: true, holdsOn } };
}

export function not(body: Formula): Formula {
  return { kind: 'not', body };
}

export function always(body: Formula): Formula {
  return { kind: 'always', body };
}

export function eventually(body: Formula): Formula {
  return { kind: 'eventually', body };
}

export function and(...items: readonly Formula[]): Formula {
  return { kind: 'and', items };
}

export function or(...items: readonly Formula[]): Formula {
  return { kind: 'or', items };
}

export function implies(left: Formula, right: Formula): Formula {
  return { kind: 'implies', left, right };
}

export function leadsTo(left: Formula, right: Formula): Formula {
  return { kind: 'leadsTo', left, right };
}

/** Weak fairness of the listed steps of a graph; enabled where one of them begins. */
export function weakly(...steps: readonly string[]): Formula {
  return fairness('WF', steps);
}

export function strongly(...steps: readonly string[]): Formula {
  return fairness('SF', steps);
}

function fairness(strength: 'WF' | 'SF', steps: readonly string[]): Formula {
  const enabled = at(...steps.map((step) => Number(step.split('-')[0]))).atom;
  return { kind: 'fairness', strength, enabled, step: takes(...steps).atom };
}
