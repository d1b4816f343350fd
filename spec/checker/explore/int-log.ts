/** A list of 32-bit integers that only grows, in chunks: growth copies nothing. */

const chunkBits = 16;
const chunkLength = 1 << chunkBits;
const inChunk = chunkLength - 1;

export class IntLog {
  private readonly chunks: Int32Array[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.chunks.length * chunkLength * 4;
  }

  push(value: number): void {
    const offset = this.count & inChunk;
    if (offset === 0) this.chunks.push(new Int32Array(chunkLength));
    (this.chunks[this.count >>> chunkBits] as Int32Array)[offset] = value;
    this.count++;
  }

  /** The value at `index`, from 0 to length - 1; anything outside is our own mistake and not caught here. */
  get(index: number): number {
    return (this.chunks[index >>> chunkBits] as Int32Array)[index & inChunk] as number;
  }

  toArray(): Int32Array {
    const whole = new Int32Array(this.count);
    this.chunks.forEach((chunk, index) => {
      const start = index << chunkBits;
      whole.set(chunk.subarray(0, Math.min(chunkLength, this.count - start)), start);
    });
    return whole;
  }
}
