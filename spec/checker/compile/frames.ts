/** The ways in which variables are read: of a state, of a step, of the first state, under ENABLED. */

import type { Variable } from '../meaning/resolved.js';
import { type Context, type Frame, isAssigned } from './context.js';

/** `C` holds the current state, `N` the next. */
export const stepFrame: Frame = {
  key: 'step',
  unprimed: ({ index }) => (index < 0 ? undefined : `C[${index}]`),
  primed: ({ index }) => (index < 0 ? undefined : `N[${index}]`),
};

/** Initial states come to be in `N`. */
export const initialFrame: Frame = {
  key: 'initial',
  unprimed: ({ index }) => (index < 0 ? undefined : `N[${index}]`),
  primed: () => undefined,
};

/** Under ENABLED the next state comes to be in an array of its own; variables of the action have the places that `slots` gives. */
export function enabledFrame(array: string, slots: ReadonlyMap<Variable, number>, outer: Frame): Frame {
  return {
    key: `${outer.key}>${array}`,
    unprimed: (variable) => outer.unprimed(variable),
    primed: (variable) => {
      const slot = slots.get(variable);
      return slot === undefined ? outer.primed(variable) : `${array}[${slot}]`;
    },
  };
}

/** The context inside a prime: what was primed is read unprimed. */
export function primed(context: Context): Context {
  const { frame, assigned } = context;
  const readable = (variable: Variable): string | undefined =>
    assigned === 'all' || isAssigned(context, variable) ? frame.primed(variable) : undefined;
  const inner: Frame = { key: `${frame.key}'`, unprimed: readable, primed: () => undefined };
  return { ...context, frame: inner, initial: false, assigned: assigned === 'all' ? 'all' : assigned };
}
