/** Every state that an implementation reaches by its own steps, without a word from the checker. */

import { printValue, type Value } from '../../spec/checker/index.js';
import { type Step, type Subject, takeSurely } from '../bindings/binding.js';

export interface Explored {
  /** States that differ in their projection. */
  readonly states: number;
  /** Steps from them: those that lead back to a known state counted too. */
  readonly steps: number;
  /** Steps to the first state that was asked for; undefined when there is none. */
  readonly found: readonly Step[] | undefined;
}

interface Reached {
  readonly from: Reached | undefined;
  readonly step: Step | undefined;
  /** Steps that it can take and that nobody has taken from it yet; the next one last. */
  readonly open: Step[];
}

/**
 * To the end, or to the first state for which `isFound` says so. An implementation cannot be put into a state: a fresh one is led to
 * the oldest state that has a step nobody has taken, and goes on from there as long as it finds such steps. Two states with one
 * projection are taken for the same.
 */
export function explore<S extends Subject>(create: () => S, isFound: (subject: S) => boolean): Explored {
  const known = new Map<string, Reached>();
  const queue: Reached[] = [];
  let steps = 0;
  let found: Reached | undefined;
  /** The state that `subject` is in, having taken `step` from `from`. */
  const reach = (subject: S, from?: Reached, step?: Step): Reached => {
    const key = stateKey(subject);
    const before = known.get(key);
    if (before !== undefined) return before;
    const reached = { from, step, open: [...subject.enabled()].reverse() };
    known.set(key, reached);
    queue.push(reached);
    if (isFound(subject)) found = reached;
    return reached;
  };
  const goOn = (subject: S, start: Reached): void => {
    for (let at = start, step = at.open.pop(); step !== undefined && found === undefined; step = at.open.pop()) {
      takeSurely(subject, step);
      steps++;
      at = reach(subject, at, step);
    }
  };
  reach(create());
  for (const oldest of queue) {
    while (oldest.open.length > 0 && found === undefined) goOn(ledAlong(create(), pathTo(oldest)), oldest);
  }
  return { states: known.size, steps, found: found && pathTo(found) };
}

function ledAlong<S extends Subject>(subject: S, path: readonly Step[]): S {
  for (const step of path) takeSurely(subject, step);
  return subject;
}

function pathTo(reached: Reached): Step[] {
  const path: Step[] = [];
  for (let at: Reached | undefined = reached; at?.step !== undefined; at = at.from) path.unshift(at.step);
  return path;
}

function stateKey(subject: Subject): string {
  return [...subject.project().values()].map(textOf).join('\n');
}

const texts = new WeakMap<Value, string>();

function textOf(value: Value): string {
  const known = texts.get(value) ?? printValue(value);
  texts.set(value, known);
  return known;
}
