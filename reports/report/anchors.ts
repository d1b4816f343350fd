/** Names for places in the page and for files: the same for the same thing, and safe in both. */

/** Letters, digits, `.`, `-` and `_` as they are, all else as `-`; longer than 120 characters it is cut and told apart by a number. */
export function slug(text: string): string {
  const safe = text.replace(/[^\w.-]+/g, '-');
  if (safe === text && safe.length <= 120) return safe;
  return `${safe.slice(0, 100)}-${checksum(text)}`;
}

export function entryAnchor(id: string): string {
  return `claim-${slug(id)}`;
}

/** For example `claim-TSEM-I1-v3`. */
export function rulingAnchor(id: string, variant: string): string {
  return `claim-${slug(id)}-${slug(variant)}`;
}

export function modelAnchor(id: string): string {
  return `model-${modelSlug(id)}`;
}

/** A model's id has one slash, which `.` replaces without a clash. */
export function modelSlug(id: string): string {
  return slug(id.replace('/', '.'));
}

/** `text` as one word of a shell command, whatever stands in it. */
export function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** FNV-1a, 32 bits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of new TextEncoder().encode(text)) hash = Math.imul(hash ^ sign, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
