/** Direct-mapped memories of what an operation gave for its operands. A collision forgets the older answer. */

import type { Id } from './kinds.js';

const BITS_MIN = 10;
const BITS_MAX = 18;
/** A memory doubles, forgetting all, when it was written this many times its size: a small model needs only a small one. */
const WRITES_PER_SLOT = 4;
/** What the memories answer when they do not know. Answers kept here are never negative. */
export const UNKNOWN = -1;

/** Remembers a value for three operands. */
export class TripleMemo {
  /** First, second and third operand, answer. */
  #slots = emptySlots(BITS_MIN);
  #shift = 32 - BITS_MIN;
  #writes = 0;

  recall(first: Id, second: Id, third: Id): Id {
    const slots = this.#slots;
    const slot = slotOf(first, second, third, this.#shift);
    const isKnown = slots[slot] === first && slots[slot + 1] === second && slots[slot + 2] === third;
    return isKnown ? (slots[slot + 3] as number) : UNKNOWN;
  }

  keep(first: Id, second: Id, third: Id, answer: Id): Id {
    if (++this.#writes > this.#slots.length * (WRITES_PER_SLOT / 4) && this.#shift > 32 - BITS_MAX) {
      this.#writes = 0;
      this.#shift--;
      this.#slots = emptySlots(32 - this.#shift);
    }
    const slots = this.#slots;
    const slot = slotOf(first, second, third, this.#shift);
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = third;
    slots[slot + 3] = answer;
    return answer;
  }
}

/** Remembers a value for two operands. */
export class PairMemo {
  readonly #memo = new TripleMemo();

  recall(left: Id, right: Id): Id {
    return this.#memo.recall(left, right, 0);
  }

  keep(left: Id, right: Id, answer: Id): Id {
    return this.#memo.keep(left, right, 0, answer);
  }
}

function emptySlots(bits: number): Int32Array {
  return new Int32Array(4 << bits).fill(UNKNOWN);
}

function slotOf(first: number, second: number, third: number, shift: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(third, 0xc2b2ae3d);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> shift) << 2;
}
