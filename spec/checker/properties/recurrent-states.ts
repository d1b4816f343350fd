/** The states of an automaton in which an accepting run can stay: the rest of a product need not be searched for cycles. */

import type { Automaton } from './tableau.js';

/** By state: whether it is on a cycle, and each promise is kept by a transition among the states it shares cycles with. */
export function recurrentStates(automaton: Automaton): readonly boolean[] {
  const reach = automaton.transitions.map((_, state) => reachedFrom(state, automaton));
  return automaton.transitions.map((_, state) => {
    const shares = (other: number) => reach[state]?.has(other) === true && reach[other]?.has(state) === true;
    const inside = automaton.transitions.flatMap((transitions, from) =>
      shares(from) ? transitions.filter((transition) => shares(transition.to)) : [],
    );
    const promises = Array.from({ length: automaton.promiseCount }, (_promise, index) => index);
    return inside.length > 0 && promises.every((index) => inside.some(({ postponed }) => !postponed.has(index)));
  });
}

/** By one transition or more. */
function reachedFrom(state: number, automaton: Automaton): ReadonlySet<number> {
  const reached = new Set<number>();
  const work = [state];
  for (let from = work.pop(); from !== undefined; from = work.pop()) {
    for (const { to } of automaton.transitions[from] ?? []) {
      if (!reached.has(to)) work.push(to);
      reached.add(to);
    }
  }
  return reached;
}
