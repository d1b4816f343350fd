/** Automata over events: from a graph in which some steps are seen and others are not, to the smallest deterministic one. */

/** A graph of places; places are numbers from 0. */
export interface Observed {
  readonly initial: ReadonlySet<number>;
  /** By place. `event` is undefined for a step that nobody sees. */
  readonly steps: readonly (readonly { readonly event: string | undefined; readonly to: number }[])[];
  /** Places where nothing is owed to anybody. */
  readonly rests: ReadonlySet<number>;
}

export interface AutomatonState {
  /** Each event that can come here, and the state that it leads to; any other is an error. Events in their order. */
  readonly next: ReadonlyMap<string, number>;
  /** Whether all can be at rest here. */
  readonly final: boolean;
  /** The places that one can be in here, of the first of the states that became this one. */
  readonly places: ReadonlySet<number>;
}

/** State 0 is the initial one; the others come in the order in which a search by breadth reaches them. */
export type Automaton = readonly AutomatonState[];

/** The deterministic automaton of the observed graph: what can be seen from its initial places is what it accepts. */
export function determinised({ initial, steps, rests }: Observed): Automaton {
  const states: AutomatonState[] = [];
  const numbers = new Map<string, number>();
  const todo: ReadonlySet<number>[] = [];
  const numberOf = (places: ReadonlySet<number>) => {
    const key = [...places].sort((left, right) => left - right).join();
    const known = numbers.get(key) ?? todo.push(places) - 1;
    numbers.set(key, known);
    return known;
  };
  numberOf(closed(initial, steps));
  for (let number = 0; number < todo.length; number++) {
    const places = todo[number] as ReadonlySet<number>;
    const reached = new Map<string, Set<number>>();
    for (const place of places) {
      for (const { event, to } of steps[place] ?? []) {
        if (event !== undefined) reached.set(event, (reached.get(event) ?? new Set()).add(to));
      }
    }
    const next = new Map(inOrder(reached).map(([event, to]) => [event, numberOf(closed(to, steps))]));
    states.push({ next, final: [...places].some((place) => rests.has(place)), places });
  }
  return states;
}

/** The automaton with as few states as there can be that accepts the same, with the same final states. */
export function minimised(automaton: Automaton): Automaton {
  let classes: readonly number[] = automaton.map(({ final }) => (final ? 1 : 0));
  for (let count = 0; ; ) {
    const keys = automaton.map(
      ({ next }, state) => `${classes[state]}:${[...next].map(([event, to]) => `${event}>${classes[to]}`).join()}`,
    );
    const numbers = new Map([...new Set(keys)].map((key, index) => [key, index]));
    classes = keys.map((key) => numbers.get(key) as number);
    if (numbers.size === count) break;
    count = numbers.size;
  }
  const order = byBreadth(automaton, classes);
  return order.map((state) => {
    const { next, final, places } = automaton[state] as AutomatonState;
    const renamed = [...next].map(([event, to]) => {
      return [event, order.findIndex((each) => classes[each] === classes[to])] as const;
    });
    return { next: new Map(renamed), final, places };
  });
}

/** The first state of each class, in the order in which a search by breadth reaches the classes. */
function byBreadth(automaton: Automaton, classes: readonly number[]): readonly number[] {
  const order = [0];
  const seen = new Set([classes[0]]);
  for (let at = 0; at < order.length; at++) {
    for (const to of automaton[order[at] as number]?.next.values() ?? []) {
      if (seen.has(classes[to])) continue;
      seen.add(classes[to]);
      order.push(to);
    }
  }
  return order;
}

/** The places, and those that can be reached from them unseen. */
function closed(places: ReadonlySet<number>, steps: Observed['steps']): ReadonlySet<number> {
  const found = new Set(places);
  for (const place of found) {
    for (const { event, to } of steps[place] ?? []) if (event === undefined) found.add(to);
  }
  return found;
}

function inOrder<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1));
}
