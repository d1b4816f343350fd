/** Rows of 32-bit integers of one width, kept in chunks: growth copies nothing. */

/** Words a chunk holds, about: small enough that the last, half empty chunk costs little. */
const chunkWords = 1 << 16;

export class RowLog {
  readonly width: number;
  private readonly rowBits: number;
  private readonly inChunk: number;
  private readonly chunks: Int32Array[] = [];
  private count = 0;

  /** @param width words in a row, at least 1. */
  constructor(width: number) {
    this.width = width;
    this.rowBits = Math.max(0, Math.floor(Math.log2(chunkWords / width)));
    this.inChunk = 2 ** this.rowBits - 1;
  }

  get size(): number {
    return this.count;
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.chunks.length * 2 ** this.rowBits * this.width * 4;
  }

  /** Keeps the `width` words of `words` from `offset` on; returns the row's index, counted from 0. */
  append(words: Int32Array, offset: number): number {
    const { width } = this;
    const index = this.count++;
    if ((index & this.inChunk) === 0) this.chunks.push(new Int32Array(2 ** this.rowBits * width));
    const chunk = this.chunks[index >>> this.rowBits] as Int32Array;
    const start = (index & this.inChunk) * width;
    for (let i = 0; i < width; i++) chunk[start + i] = words[offset + i] as number;
    return index;
  }

  /** Copies the row at `index` into `words`, from `offset` on. */
  read(index: number, words: Int32Array, offset: number): void {
    const { width } = this;
    const chunk = this.chunks[index >>> this.rowBits] as Int32Array;
    const start = (index & this.inChunk) * width;
    for (let i = 0; i < width; i++) words[offset + i] = chunk[start + i] as number;
  }

  /** Whether the row at `index` is the `width` words of `words` from `offset` on. */
  matches(index: number, words: Int32Array, offset: number): boolean {
    const { width } = this;
    const chunk = this.chunks[index >>> this.rowBits] as Int32Array;
    const start = (index & this.inChunk) * width;
    for (let i = 0; i < width; i++) if (chunk[start + i] !== words[offset + i]) return false;
    return true;
  }

  /** A hash of the row at `index`, the same as {@link hashWords} gives for its words. */
  hash(index: number): number {
    return hashWords(
      this.chunks[index >>> this.rowBits] as Int32Array,
      (index & this.inChunk) * this.width,
      this.width,
    );
  }
}

/** A 32-bit hash of `width` words from `offset` on: every bit of the result depends on every word. */
export function hashWords(words: Int32Array, offset: number, width: number): number {
  let hash = width;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ (words[offset + i] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
