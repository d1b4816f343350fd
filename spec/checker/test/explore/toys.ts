/** The toy programs that several tests explore. */

import type { Toy } from './toy-program.js';

/** x counts 0, 1, 2, ... without end; a test bounds it. */
export const counter: Toy = {
  variables: ['x'],
  initial: [[0]],
  actions: [{ name: 'Count', steps: ([x = 0]) => [{ to: [x + 1] }] }],
};

/** x goes round 0, 1, ..., size - 1. */
export function ring(size: number): Toy {
  return {
    variables: ['x'],
    initial: [[0]],
    actions: [{ name: 'Turn', steps: ([x = 0]) => [{ to: [(x + 1) % size] }] }],
  };
}

/** Three people queue up, each once; 0 is a free place. */
export const queue: Toy = {
  variables: ['first', 'second', 'third'],
  initial: [[0, 0, 0]],
  actions: [
    {
      name: 'Join',
      parameters: ['p'],
      steps: (row) =>
        [1, 2, 3]
          .filter((p) => !row.includes(p) && row.includes(0))
          .map((p) => ({ args: [p], to: row.map((q, place) => (place === row.indexOf(0) ? p : q)) })),
    },
  ],
};

/** The five permutations of the three people that are not the identity. */
export const exchanges = [
  [1, 3, 2],
  [2, 1, 3],
  [2, 3, 1],
  [3, 1, 2],
  [3, 2, 1],
].map((images) => (value: number) => (value === 0 ? 0 : (images[value - 1] ?? 0)));

/** Three missionaries, three cannibals and a boat for two: numbers on the left bank, and whether the boat is there. */
export const missionaries: Toy = {
  variables: ['missionaries', 'cannibals', 'boat'],
  initial: [[3, 3, 1]],
  actions: [
    {
      name: 'Cross',
      parameters: ['m', 'c'],
      *steps([m = 0, c = 0, boat = 0]) {
        for (const [dm, dc] of [
          [1, 0],
          [2, 0],
          [0, 1],
          [0, 2],
          [1, 1],
        ] as const) {
          const [left, leftC] = boat === 1 ? [m - dm, c - dc] : [m + dm, c + dc];
          if (left < 0 || left > 3 || leftC < 0 || leftC > 3) continue;
          if ((left > 0 && left < leftC) || (left < 3 && 3 - left < 3 - leftC)) continue;
          yield { args: [dm, dc], to: [left, leftC, 1 - boat] };
        }
      },
    },
  ],
  invariants: { SomebodyIsLeft: ([m = 0, c = 0]) => m + c > 0 },
};

/**
 * Two-phase commit with `size` resource managers: rm has two bits for each (working, prepared, committed, aborted), tm is
 * init, committed or aborted, prepared and messages are sets as bits; messages has commit and abort at the end.
 */
export function twoPhase(size: number): Toy {
  const all = (1 << size) - 1;
  const [commit, abort] = [1 << size, 2 << size];
  const rms = Array.from({ length: size }, (_, rm) => rm);
  const put = (rm: number, i: number, state: number) => (rm & ~(3 << (2 * i))) | (state << (2 * i));
  return {
    variables: ['rm', 'tm', 'prepared', 'messages'],
    initial: [[0, 0, 0, 0]],
    actions: [
      {
        name: 'Manager',
        *steps([rm = 0, tm = 0, prepared = 0, messages = 0]) {
          if (tm === 0 && prepared === all) yield { to: [rm, 1, prepared, messages | commit] };
          if (tm === 0) yield { to: [rm, 2, prepared, messages | abort] };
          for (const i of rms) {
            if (tm === 0 && (messages & (1 << i)) !== 0) yield { to: [rm, tm, prepared | (1 << i), messages] };
          }
        },
      },
      {
        name: 'Resource',
        *steps([rm = 0, tm = 0, prepared = 0, messages = 0]) {
          for (const i of rms) {
            if (((rm >> (2 * i)) & 3) === 0) {
              yield { to: [put(rm, i, 1), tm, prepared, messages | (1 << i)] };
              yield { to: [put(rm, i, 3), tm, prepared, messages] };
            }
            if ((messages & commit) !== 0) yield { to: [put(rm, i, 2), tm, prepared, messages] };
            if ((messages & abort) !== 0) yield { to: [put(rm, i, 3), tm, prepared, messages] };
          }
        },
      },
    ],
  };
}
