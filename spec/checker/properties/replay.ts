/**
 * A second opinion on counterexamples: the meaning of temporal formulas on one behaviour, straight from their definition and
 * sharing nothing with the search. No violation is reported that this does not confirm.
 */

import type { BehaviourGraph } from './behaviour-graph.js';
import type { Lasso } from './lasso.js';
import type { Atom, Formula } from './temporal-formula.js';

/** Whether the behaviour of the lasso satisfies the formula. */
export function satisfies(lasso: Lasso, formula: Formula): boolean {
  return truthAlong(lasso, formula)[0] === true;
}

/** Whether the lasso is a behaviour of the graph: begins in an initial state and takes its edges, or stutters. */
export function isBehaviour(lasso: Lasso, graph: BehaviourGraph): boolean {
  const { states, loopStart } = lasso;
  const first = states[0];
  if (first === undefined || !Array.from(graph.initial).includes(first)) return false;
  if (!(loopStart >= 0 && loopStart < states.length)) return false;
  return states.every((from, position) => {
    const to = states[after(lasso, position)];
    if (from === to) return true;
    const end = graph.offsets[from + 1] ?? 0;
    for (let edge = graph.offsets[from] ?? 0; edge < end; edge++) if (graph.targets[edge] === to) return true;
    return false;
  });
}

/** The truth of the formula from each position of the lasso on. */
function truthAlong(lasso: Lasso, formula: Formula): readonly boolean[] {
  const along = (part: Formula) => truthAlong(lasso, part);
  switch (formula.kind) {
    case 'constant':
      return lasso.states.map(() => formula.value);
    case 'atom':
      return atomAlong(lasso, formula.atom);
    case 'not':
      return along(formula.body).map((value) => !value);
    case 'and':
    case 'or': {
      const items = formula.items.map(along);
      return lasso.states.map((_, position) => {
        const holds = (item: readonly boolean[]) => item[position] === true;
        return formula.kind === 'and' ? items.every(holds) : items.some(holds);
      });
    }
    case 'implies':
    case 'equivalent': {
      const [left, right] = [along(formula.left), along(formula.right)];
      const isEquivalence = formula.kind === 'equivalent';
      return left.map((value, position) =>
        isEquivalence ? value === right[position] : !value || right[position] === true,
      );
    }
    case 'always':
      return everAlong(lasso, along(formula.body), false).map((value) => !value);
    case 'eventually':
      return everAlong(lasso, along(formula.body), true);
    case 'leadsTo': {
      const eventual = everAlong(lasso, along(formula.right), true);
      const answered = along(formula.left).map((value, position) => !value || eventual[position] === true);
      return everAlong(lasso, answered, false).map((value) => !value);
    }
    case 'fairness': {
      // Weak: not enabled for ever from some point on, or taken again and again. Strong: not enabled again and again, or taken so.
      const loop = (truth: readonly boolean[]) => truth.slice(lasso.loopStart);
      const enabled = loop(atomAlong(lasso, formula.enabled));
      const taken = loop(atomAlong(lasso, formula.step)).includes(true);
      const owed = formula.strength === 'WF' ? !enabled.includes(false) : enabled.includes(true);
      return lasso.states.map(() => taken || !owed);
    }
  }
}

/** From each position: whether some position from there on has the value. */
function everAlong({ loopStart }: Lasso, truth: readonly boolean[], value: boolean): readonly boolean[] {
  const inLoop = truth.indexOf(value, loopStart) !== -1;
  return truth.map((_, position) => inLoop || truth.indexOf(value, position) !== -1);
}

function atomAlong(lasso: Lasso, atom: Atom): readonly boolean[] {
  return lasso.states.map((from, position) => {
    if (atom.kind === 'state') return atom.holdsAt(from);
    const to = lasso.states[after(lasso, position)] ?? from;
    return from === to ? atom.onStutter : atom.holdsOn(from, to);
  });
}

function after({ states, loopStart }: Lasso, position: number): number {
  return position + 1 < states.length ? position + 1 : loopStart;
}
