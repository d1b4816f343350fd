/** A list of 32-bit integers that grows: four bytes an entry, where an array of numbers may take eight. */
export class GrowingInts {
  #entries = new Int32Array(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(entry: number): void {
    if (this.#length === this.#entries.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    this.#entries[this.#length++] = entry;
  }

  at(index: number): number {
    return this.#entries[index] as number;
  }

  /** A view, good until the next push. */
  all(): Int32Array {
    return this.#entries.subarray(0, this.#length);
  }
}
