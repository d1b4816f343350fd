/** Leaving a search from within the program's enumeration: at a violation, at a limit. */

import type { SearchLimits } from './search-options.js';
import type { SearchLimit, SearchOutcome } from './search-outcome.js';

/** Thrown through the program's enumeration to leave it. */
export class Ended extends Error {
  constructor(readonly outcome: SearchOutcome) {
    super(outcome.kind);
  }
}

/** @throws {Ended} always. */
export function endAt(limit: SearchLimit): never {
  throw new Ended({ kind: 'limit', limit });
}

/** Generated states between two looks at interruption, and at memory, when nobody looks in between. */
const interruptPeriod = 1 << 10;
const memoryPeriod = 1 << 16;

/** Looks after the limits that have to be asked for: interruption and memory. */
export class LimitWatch {
  constructor(
    private readonly limits: SearchLimits,
    /** Memory held by the search, in bytes. */
    private readonly bytes: () => number,
  ) {}

  /** @throws {Ended} at a limit. */
  look(): void {
    this.lookAtInterruption();
    this.lookAtMemory();
  }

  /** To be called for each generated state, with their number. @throws {Ended} at a limit. */
  lookNowAndThen(generated: number): void {
    if (generated % interruptPeriod !== 0) return;
    this.lookAtInterruption();
    if (generated % memoryPeriod === 0) this.lookAtMemory();
  }

  private lookAtInterruption(): void {
    if (this.limits.isInterrupted?.() === true) endAt('interrupted');
  }

  private lookAtMemory(): void {
    const { bytesMax, memoryUsed } = this.limits;
    if (bytesMax !== undefined && (memoryUsed?.() ?? this.bytes()) > bytesMax) endAt('memory');
  }
}
