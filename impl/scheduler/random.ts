/** Random numbers that are the same on every machine for the same seed. */

/** From 0 to `end` - 1, each about as likely as the others; `end` is from 1 to 2^31. */
export type Random = (end: number) => number;

/** @param seed any integer; its low 32 bits count. */
export function randomFrom(seed: number): Random {
  // Mulberry32 (Tommy Ettinger): one word of state, good enough to choose who moves.
  let state = seed | 0;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}
