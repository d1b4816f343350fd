/** Where the allocator puts contexts: a freed one's place may be the next one's. */

export interface AddressSource {
  /** Whether there is one left. */
  has(): boolean;
  take(): number;
  giveBack(address: number): void;
}

/** Never the same place twice. */
export class FreshAddresses implements AddressSource {
  #last = 0;

  has(): boolean {
    return true;
  }

  take(): number {
    return ++this.#last;
  }

  giveBack(): void {}
}
