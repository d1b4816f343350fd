/** Bytes that come in pieces, read as lines and numbers. */

import { crc32 } from 'node:zlib';

/** The bytes came to an end where more were asked for. */
export class EndOfFile extends Error {
  constructor(readonly bytes: number) {
    super(`the end after ${bytes} bytes`);
  }
}

/** Bytes of the longest LEB128 number: 53 bits. */
const numberBytes = 8;

export class ByteSource {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private isEnded = false;
  /** Of the pieces that `bytes` no longer holds, and of what of it is read and counted already. */
  private sum = 0;
  private summedTo = 0;
  private bytesBefore = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** The next `count` bytes as text, or fewer when there are no more. */
  async start(count: number): Promise<string> {
    while (this.bytes.length - this.at < count && (await this.fetch()));
    const end = Math.min(this.at + count, this.bytes.length);
    const text = Buffer.from(this.bytes.subarray(this.at, end)).toString();
    this.at = end;
    return text;
  }

  /** The next line, without its end. */
  async line(): Promise<string> {
    let end = this.bytes.indexOf(10, this.at);
    while (end < 0) {
      const searched = this.bytes.length - this.at;
      if (!(await this.fetch())) throw this.atEnd();
      end = this.bytes.indexOf(10, this.at + searched);
    }
    const text = Buffer.from(this.bytes.subarray(this.at, end)).toString();
    this.at = end + 1;
    return text;
  }

  /** Whether `number` can be called. */
  hasNumber(): boolean {
    return this.bytes.length - this.at >= numberBytes;
  }

  /** The next number, in unsigned LEB128, when it is there already. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at >= this.bytes.length) throw this.atEnd();
      const byte = this.bytes[this.at++] as number;
      value += (byte & 127) * scale;
      // A number longer than any that is written: too large for whoever asks for it.
      if (byte < 128 || scale > 2 ** 53) return value;
    }
  }

  /** The next number, waited for. */
  async next(): Promise<number> {
    while (!this.hasNumber() && (await this.fetch()));
    return this.number();
  }

  /** CRC-32 of all that was read. */
  checksum(): number {
    this.sum = crc32(this.bytes.subarray(this.summedTo, this.at), this.sum);
    this.summedTo = this.at;
    return this.sum;
  }

  /** The next four bytes, little-endian, unsigned. */
  async word(): Promise<number> {
    while (this.bytes.length - this.at < 4) if (!(await this.fetch())) throw this.atEnd();
    this.at += 4;
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at - 4, 4).getUint32(0, true);
  }

  async isAtEnd(): Promise<boolean> {
    while (this.at === this.bytes.length) if (!(await this.fetch())) return true;
    return false;
  }

  /** Puts the next piece behind what is not read yet; false when there is none. */
  private async fetch(): Promise<boolean> {
    if (this.isEnded) return false;
    const { done, value } = await this.pieces.next();
    if (done === true) {
      this.isEnded = true;
      return false;
    }
    this.checksum();
    this.bytesBefore += this.at;
    this.bytes = Buffer.concat([this.bytes.subarray(this.at), value]);
    this.at = 0;
    this.summedTo = 0;
    return true;
  }

  private atEnd(): EndOfFile {
    return new EndOfFile(this.bytesBefore + this.bytes.length);
  }
}
