/** Hash functions of modeling namespaces. */

import { createHash } from 'node:crypto';

export interface Digest {
  readonly name: string;
  /** Bytes of a hash value, 1 to {@link digestSizeMax}. */
  readonly size: number;
  /** Hash of `parts`, one after the other; undefined where the kernel's hash reports an error. */
  hash(...parts: readonly Uint8Array[]): Uint8Array | undefined;
}

/** HASH_MAX_DIGESTSIZE: bytes of the key field in a task's blob. */
export const digestSizeMax = 64;

/** The digest of a namespace that names none. */
export const defaultDigestName = 'sha256';

const sizes: ReadonlyMap<string, number> = new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
]);

/** SHA-256, SHA-384 or SHA-512 by its kernel name; undefined for any other name. */
export function digestNamed(name: string): Digest | undefined {
  const size = sizes.get(name);
  if (size === undefined) return undefined;
  return {
    name,
    size,
    hash: (...parts) => {
      const hash = createHash(name);
      for (const part of parts) hash.update(part);
      return hash.digest();
    },
  };
}
