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
}

/**
 * Breadth first, to the end or to the first state for which `isFound` says so. An implementation cannot be put into a state, so
 * each step is taken by a fresh one that was led there.
 */
export function explore<S extends Subject>(create: () => S, isFound: (subject: S) => boolean): Explored {
  const known = new Set<string>();
  const queue: Reached[] = [];
  let steps = 0;
  const reach = (subject: S, reached: Reached): boolean => {
    const key = stateKey(subject);
    if (known.has(key)) return false;
    known.add(key);
    queue.push(reached);
    return isFound(subject);
  };
  const end = (found?: Reached): Explored => ({ states: known.size, steps, found: found && pathTo(found) });
  const start: Reached = { from: undefined, step: undefined };
  if (reach(create(), start)) return end(start);
  for (const from of queue) {
    const path = pathTo(from);
    let subject: S | undefined = ledAlong(create(), path);
    for (const step of subject.enabled()) {
      // Who was asked is still where it was.
      subject ??= ledAlong(create(), path);
      takeSurely(subject, step);
      steps++;
      const reached = { from, step };
      if (reach(subject, reached)) return end(reached);
      subject = undefined;
    }
  }
  return end();
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
