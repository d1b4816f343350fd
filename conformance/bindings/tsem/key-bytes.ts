/** Which bytes stand for which value of the module in a key field: real hash values are remembered as what was hashed. */

import type { Digest } from '../../../impl/tsem/digests.js';
import type { Value } from '../../../spec/checker/index.js';
import { integer, text, tuple } from '../values.js';
import { rememberedDigests } from './remembered-digest.js';
import type { HashKind } from './task-key-model.js';

const size = 32;

const digests = rememberedDigests();

/** `<<"zero">>` of the module. */
export const zeroKey = tuple(text('zero'));

interface Known {
  readonly bytes: Uint8Array;
  readonly value: Value;
}

export class KeyBytes {
  readonly digest: Digest;
  /** What bytes stand for, by the hash of a few of them. */
  readonly #known = new Map<number, Known[]>();
  readonly #halves: string[] = [];
  /** What each field held when it was last looked at, and what that stands for: most fields stay as they are for many steps. */
  readonly #seen = new WeakMap<Uint8Array, Known>();

  constructor(kind: HashKind) {
    this.#remember(new Uint8Array(size), zeroKey);
    this.digest = kind === 'injective' ? this.#rememberingSha256() : this.#parityHash(kind === 'zeroing');
  }

  /** The random half numbered `value`. */
  memberHalf(value: number): Uint8Array {
    return this.#remember(tagged('r', value), tuple(text('half'), integer(value)));
  }

  /** The orchestrator's half numbered `value`, as a control line has it. */
  orchestratorHalf(value: number): string {
    this.#halves[value] ??= Buffer.from(tagged('o', value)).toString('hex');
    return this.#halves[value] as string;
  }

  /** The value that the first bytes of `field` stand for. @throws {Error} when nothing made these bytes. */
  valueOf(field: Uint8Array | undefined): Value {
    if (field === undefined) return zeroKey;
    const seen = this.#seen.get(field);
    if (seen !== undefined && isSame(seen.bytes, field)) return seen.value;
    const known = this.#find(field);
    if (known === undefined) throw new Error('a key field holds bytes that no half and no hash has');
    this.#seen.set(field, known);
    return known.value;
  }

  #remember(bytes: Uint8Array, value: Value): Uint8Array {
    if (this.#find(bytes) !== undefined) return bytes;
    const alike = this.#known.get(mixed(bytes)) ?? [];
    alike.push({ bytes: bytes.slice(0, size), value });
    this.#known.set(mixed(bytes), alike);
    return bytes;
  }

  #find(field: Uint8Array): Known | undefined {
    return this.#known.get(mixed(field))?.find(({ bytes }) => isSame(bytes, field));
  }

  /** SHA-256: two pairs of halves have different hashes. */
  #rememberingSha256(): Digest {
    const sha256 = digests('sha256') as Digest;
    const hash = (...parts: readonly Uint8Array[]): Uint8Array | undefined => {
      const [half, given] = parts;
      const made = sha256.hash(...parts);
      if (made === undefined || given === undefined) return made;
      return this.#remember(made, tuple(text('key'), this.valueOf(half), integer(given[size - 1] as number)));
    };
    return { name: sha256.name, size, hash };
  }

  /** A hash with two values, the parity of the numbers of both halves; `hasZero` makes one of them all zero. */
  #parityHash(hasZero: boolean): Digest {
    const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
      const parity = parts.reduce((sum, part) => sum + (part[size - 1] as number), 0) % 2;
      if (hasZero && parity === 0) return new Uint8Array(size);
      return this.#remember(tagged('d', parity), tuple(text('digest'), integer(parity)));
    };
    return { name: 'parity', size, hash };
  }
}

function tagged(tag: string, value: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes[0] = tag.charCodeAt(0);
  bytes[size - 1] = value;
  return bytes;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  for (let i = 0; i < size; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** Halves differ in the last byte, hash values everywhere. */
function mixed(field: Uint8Array): number {
  return ((field[0] as number) << 16) | ((field[1] as number) << 8) | (field[size - 1] as number);
}
