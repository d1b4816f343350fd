/** Random numbers that are the same on every machine for the same seed. */

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, a period of at least 2^32. A stream is given by two 32-bit
 * numbers, so that each behaviour of a simulation has its own and can be had again alone.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c = 0;
  private counter = 1;

  /** @param seed any integer; its low 32 bits count. @param stream the same. */
  constructor(seed: number, stream: number) {
    this.a = seed | 0;
    this.b = stream | 0;
    // Until each bit of the seed has reached every word.
    for (let round = 0; round < 15; round++) this.word();
  }

  /** A number from 0 to `end` - 1, each as likely as the others. `end` is from 1 to 2^32. */
  below(end: number): number {
    // Words from the last, incomplete run of `end` numbers are thrown away.
    const limit = 2 ** 32 - (2 ** 32 % end);
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % end;
  }

  /** From 0 to 2^32 - 1. */
  private word(): number {
    const result = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result >>> 0;
  }
}
