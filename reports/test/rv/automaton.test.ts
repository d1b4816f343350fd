/** Automata over events: what they accept is what can be seen, and they are as small as can be. */

import test from 'ava';
import fc from 'fast-check';
import { type Automaton, determinised, minimised, type Observed } from '../../rv/automaton.js';
import { refused } from '../../rv/difference.js';
import { dotText } from '../../rv/dot.js';
import { automatonOf, readDot } from './read-dot.js';

const observed: fc.Arbitrary<Observed> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const place = fc.integer({ min: 0, max: count - 1 });
  const step = fc.record({ event: fc.constantFrom(undefined, 'a', 'b', 'c'), to: place });
  return fc.record({
    initial: fc.uniqueArray(place, { minLength: 1, maxLength: 2 }).map((places) => new Set(places)),
    steps: fc.array(fc.array(step, { maxLength: 4 }), { minLength: count, maxLength: count }),
    rests: fc.uniqueArray(place).map((places) => new Set(places)),
  });
});

const words = wordsUpTo(5, ['a', 'b', 'c']);

function wordsUpTo(length: number, events: readonly string[]): readonly (readonly string[])[] {
  const shorter = length === 0 ? [] : wordsUpTo(length - 1, events);
  const longest = shorter.filter((word) => word.length === length - 1);
  return length === 0 ? [[]] : [...shorter, ...longest.flatMap((word) => events.map((event) => [...word, event]))];
}

/** Whether the sequence can be seen, and whether all can be at rest after it: by following the graph, not by an automaton. */
function seen({ initial, steps, rests }: Observed, word: readonly string[]): 'no' | 'seen' | 'rests' {
  const still = (places: ReadonlySet<number>) => {
    const found = new Set(places);
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const place of [...found]) {
        for (const { event, to } of steps[place] ?? []) if (event === undefined) found.add(to);
      }
    }
    return found;
  };
  let places = still(initial);
  for (const letter of word) {
    const to = [...places].flatMap((place) => (steps[place] ?? []).filter(({ event }) => event === letter));
    places = still(new Set(to.map((step) => step.to)));
  }
  if (places.size === 0) return 'no';
  return [...places].some((place) => rests.has(place)) ? 'rests' : 'seen';
}

function accepts(automaton: Automaton, word: readonly string[]): 'no' | 'seen' | 'rests' {
  let state: number | undefined = 0;
  for (const event of word) state = state === undefined ? undefined : automaton[state]?.next.get(event);
  if (state === undefined) return 'no';
  return automaton[state]?.final === true ? 'rests' : 'seen';
}

test('law: the automaton accepts what can be seen, before and after it is made small', (t) => {
  fc.assert(
    fc.property(observed, (graph) => {
      const whole = determinised(graph);
      const small = minimised(whole);
      for (const word of words) {
        const expected = seen(graph, word);
        t.is(accepts(whole, word), expected);
        t.is(accepts(small, word), expected);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('law: no two states of the small one accept the same, and making it small again changes nothing', (t) => {
  fc.assert(
    fc.property(observed, (graph) => {
      const small = minimised(determinised(graph));
      const kinds = small.map((_, state) => {
        const from = [small[state], ...small] as unknown as Automaton;
        const shifted = from.map(({ next, final, places }) => {
          return { final, places, next: new Map([...next].map(([event, to]) => [event, to + 1])) };
        });
        return words.map((word) => accepts(shifted, word)).join();
      });
      // Words of five events tell apart all states of automata this small that can be told apart.
      if (small.length <= 6) t.is(new Set(kinds).size, small.length);
      t.deepEqual(minimised(small), small);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('law: a sequence that is refused is accepted by one, refused by the other at its last event, and none is missed', (t) => {
  fc.assert(
    fc.property(observed, observed, (one, other) => {
      const [left, right] = [minimised(determinised(one)), minimised(determinised(other))];
      const found = refused(left, right);
      for (const word of found) {
        t.not(accepts(left, word), 'no');
        t.is(accepts(right, word), 'no');
        t.not(accepts(right, word.slice(0, -1)), 'no');
      }
      const any = words.some((word) => accepts(left, word) !== 'no' && accepts(right, word) === 'no');
      if (any) t.not(found.length, 0);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('law: what is written is read back', (t) => {
  fc.assert(
    fc.property(observed, (graph) => {
      const small = minimised(determinised(graph));
      const names = small.map((_, state) => `s${state}`);
      const read = readDot(dotText(small, { names, comment: ['{ a comment; "it" -> misleads }'] }));
      const bare = small.map(({ next, final }) => ({ next: [...next], final }));
      const back = automatonOf(read).map(({ next, final }) => ({ next: [...next], final }));
      // Where no state is final the reader takes the initial one for it.
      const none = small.every(({ final }) => !final);
      t.deepEqual(back, none ? bare.map((state, index) => ({ ...state, final: index === 0 })) : bare);
    }),
    { seed: 5, numRuns: 200 },
  );
});
