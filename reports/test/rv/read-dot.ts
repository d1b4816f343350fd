/** Reads an automaton as automata.py of the kernel's tools does, by lines and words; both its older form and the present one. */

import type { Automaton, AutomatonState } from '../../rv/automaton.js';

export interface ReadAutomaton {
  /** The initial one first, the others by name, as the reader sorts them. */
  readonly states: readonly string[];
  readonly finals: readonly string[];
  readonly events: readonly string[];
  /** By state, then by event. */
  readonly next: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** @throws {Error} where the reader would raise one, and where it would take two edges for one. */
export function readDot(text: string): ReadAutomaton {
  // The older reader fails on the first empty line that it meets, so none may stand before the last edge.
  const lines = text.split('\n').slice(0, -1);
  const words = (line: string) => line.split(/\s+/).filter((word) => word !== '');
  const first = words(lines[0] ?? '');
  if (first[0] !== 'digraph' || first[1] !== 'state_automaton') throw new Error('no automaton');

  const begin = lines.findIndex((line) => wordOf(line) === '{node');
  if (begin < 0) throw new Error('no states');
  let at = begin;
  let initial: string | undefined;
  const states = new Set<string>();
  const finals: string[] = [];
  for (; wordOf(lines[at]) === '{node'; at++) {
    const line = lines[at] ?? '';
    const state = (words(line).at(-1) ?? '').replaceAll('"', '').replaceAll('};', '').replaceAll(',', '_');
    if (state.startsWith('__init_')) initial = state.slice('__init_'.length);
    else {
      states.add(state);
      if (line.includes('doublecircle') || line.includes('ellipse')) finals.push(state);
    }
  }
  if (initial === undefined || !states.has(initial)) throw new Error('no initial state');
  if (!words(lines[at] ?? '').includes('->'))
    throw new Error('the edge of the initial mark is not where it is skipped');

  const next = new Map([...states].map((state) => [state, new Map<string, string>()]));
  for (at++; lines[at]?.trimStart().startsWith('"'); at++) {
    const line = words(lines[at] ?? '');
    if (line[1] !== '->') {
      const label = (lines[at] ?? '').split('label')[1]?.split('"')[1];
      if (label === undefined || !states.has(label)) throw new Error(`line ${at + 1}: a label of no state`);
      continue;
    }
    const [from, to] = [line[0], line[2]].map((word) => (word ?? '').replaceAll('"', ''));
    const label = line
      .slice(line.indexOf('label') + 2, -1)
      .join('')
      .replaceAll('"', '');
    if (line.indexOf('label') < 0 || line.at(-2)?.replaceAll('"', '') !== label)
      throw new Error(`line ${at + 1}: no label`);
    for (const event of label.split('\\n')) {
      const edges = next.get(from ?? '');
      if (edges === undefined || to === undefined || !states.has(to))
        throw new Error(`line ${at + 1}: an edge of no state`);
      if (edges.has(event)) throw new Error(`line ${at + 1}: ${event} twice, the reader would keep the last`);
      edges.set(event, to);
    }
  }
  const events = [...new Set([...next.values()].flatMap((edges) => [...edges.keys()]))].sort();
  const rest = [...states].filter((state) => state !== initial).sort();
  return { states: [initial, ...rest], finals: finals.length === 0 ? [initial] : finals, events, next };
}

/** The same as an automaton of ours, its states in the order in which they are reached. */
export function automatonOf({ states, finals, next }: ReadAutomaton): Automaton {
  const order = [states[0] as string];
  for (const state of order) {
    for (const [, to] of inOrder(next.get(state))) if (!order.includes(to)) order.push(to);
  }
  return order.map((state): AutomatonState => {
    const edges = inOrder(next.get(state)).map(([event, to]) => [event, order.indexOf(to)] as const);
    return { next: new Map(edges), final: finals.includes(state), places: new Set() };
  });
}

function inOrder(edges: ReadonlyMap<string, string> | undefined): readonly (readonly [string, string])[] {
  return [...(edges ?? [])].sort(([left], [right]) => (left < right ? -1 : 1));
}

function wordOf(line: string | undefined): string | undefined {
  return line?.trim().split(/\s+/)[0];
}
