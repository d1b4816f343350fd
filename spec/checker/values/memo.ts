/** Small direct-mapped memories of what an operation gave for its operands. A collision forgets the older answer. */

import type { Id } from './kinds.js';

const BITS = 14;
const SHIFT = 32 - BITS;
/** What the memories answer when they do not know. Answers kept here are never small integers. */
export const UNKNOWN = -1;

/** Remembers a value for two operands. */
export class PairMemo {
  readonly #slots = new Int32Array(4 << BITS).fill(UNKNOWN);

  recall(left: Id, right: Id): Id {
    const slot = slotOf(left, right, 0);
    const slots = this.#slots;
    return slots[slot] === left && slots[slot + 1] === right ? (slots[slot + 2] as number) : UNKNOWN;
  }

  keep(left: Id, right: Id, answer: Id): Id {
    const slot = slotOf(left, right, 0);
    this.#slots[slot] = left;
    this.#slots[slot + 1] = right;
    this.#slots[slot + 2] = answer;
    return answer;
  }
}

/** Remembers a value for three operands. */
export class TripleMemo {
  readonly #slots = new Int32Array(4 << BITS).fill(UNKNOWN);

  recall(first: Id, second: Id, third: Id): Id {
    const slot = slotOf(first, second, third);
    const slots = this.#slots;
    const isKnown = slots[slot] === first && slots[slot + 1] === second && slots[slot + 2] === third;
    return isKnown ? (slots[slot + 3] as number) : UNKNOWN;
  }

  keep(first: Id, second: Id, third: Id, answer: Id): Id {
    const slot = slotOf(first, second, third);
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = third;
    this.#slots[slot + 3] = answer;
    return answer;
  }
}

function slotOf(first: number, second: number, third: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(third, 0xc2b2ae3d);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> SHIFT) << 2;
}
