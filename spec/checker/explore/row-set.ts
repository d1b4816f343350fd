/** Sets of rows, each row with the index at which it came in: exact, no fingerprints. */

import { hashWords, RowLog } from './row-log.js';

export interface RowSet {
  /** Words in a row. */
  readonly width: number;
  readonly size: number;
  /** Memory held, in bytes. */
  readonly bytes: number;
  /** Index of the row in `words` from `offset` on, or -1 when it is not in the set. */
  find(words: Int32Array, offset: number): number;
  /** Adds the row that the last call of `find` was given and did not find; returns its index, the former size. */
  append(words: Int32Array, offset: number): number;
  /** Copies the row at `index` into `words`, from `offset` on. */
  read(index: number, words: Int32Array, offset: number): void;
}

/**
 * Rows in a log, with an open-addressing table of their indices.
 *
 * An entry of the table of 2^b places is index + 1 in its low b bits (so 0 is an empty place) and, above them, the high
 * bits of the row's hash: a place is looked up by the low bits, so that the high ones tell most other rows apart
 * without reading them. The table is at most three quarters full: 5.3 to 10.7 bytes a row.
 */
export class FlatRowSet implements RowSet {
  readonly width: number;
  private readonly rows: RowLog;
  private places = new Int32Array(1 << 10);
  private lastHash = 0;
  private lastPlace = 0;

  constructor(width: number) {
    this.width = width;
    this.rows = new RowLog(width);
  }

  get size(): number {
    return this.rows.size;
  }

  get bytes(): number {
    return this.rows.bytes + this.places.length * 4;
  }

  find(words: Int32Array, offset: number): number {
    const { places, rows } = this;
    const mask = places.length - 1;
    const hash = hashWords(words, offset, this.width);
    let place = hash & mask;
    for (let entry = places[place] as number; entry !== 0; entry = places[place] as number) {
      if (((entry ^ hash) & ~mask) === 0) {
        const index = (entry & mask) - 1;
        if (rows.matches(index, words, offset)) return index;
      }
      place = (place + 1) & mask;
    }
    this.lastHash = hash;
    this.lastPlace = place;
    return -1;
  }

  append(words: Int32Array, offset: number): number {
    const mask = this.places.length - 1;
    const index = this.rows.append(words, offset);
    this.places[this.lastPlace] = (this.lastHash & ~mask) | (index + 1);
    if ((index + 1) * 4 > this.places.length * 3) this.grow();
    return index;
  }

  read(index: number, words: Int32Array, offset: number): void {
    this.rows.read(index, words, offset);
  }

  /** Doubles the table. The old one is dropped first, since the rows say all that was in it. */
  private grow(): void {
    const length = this.places.length * 2;
    if (length > 2 ** 30) throw new RangeError(`more than ${this.size - 1} rows in one table`);
    this.places = new Int32Array(0);
    const places = new Int32Array(length);
    const mask = length - 1;
    for (let index = 0; index < this.rows.size; index++) {
      const hash = this.rows.hash(index);
      let place = hash & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = (hash & ~mask) | (index + 1);
    }
    this.places = places;
  }
}
