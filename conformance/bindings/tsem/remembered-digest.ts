/** The implementation's own hash, asked once for the same parts: every trace of a replay makes its namespaces of the same halves. */

import { type Digest, digestNamed } from '../../../impl/tsem/digests.js';

/** As `digestNamed`, of the same hashes whoever asks. */
export function rememberedDigests(): (name: string) => Digest | undefined {
  const known = new Map<string, Digest>();
  return (name) => {
    const digest = known.get(name) ?? remembered(digestNamed(name));
    if (digest !== undefined) known.set(name, digest);
    return digest;
  };
}

function remembered(digest: Digest | undefined): Digest | undefined {
  if (digest === undefined) return undefined;
  const hashes = new Map<string, Uint8Array | undefined>();
  const hash: Digest['hash'] = (...parts) => {
    const key = parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.length).toString('hex')).join(' ');
    if (!hashes.has(key)) hashes.set(key, digest.hash(...parts));
    // Whoever gets it may write into it.
    return hashes.get(key)?.slice();
  };
  return { ...digest, hash };
}
