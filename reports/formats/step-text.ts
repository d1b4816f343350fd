/** Steps and places as lines of plain text. */

import type { FlowStep, Place } from './telling.js';

/** `3. StorePending(a): a stores ... [spec/tsem/TrustRelease.tla:233, impl/tsem/trust-release.ts:129]`. */
export function stepText({ step, text, spec, source }: FlowStep, index: number): string {
  const places = [spec, source].filter((place) => place !== undefined).map(placeText);
  const where = places.length === 0 ? '' : ` [${places.join(', ')}]`;
  return `${index}. ${step}${text === '' ? '' : `: ${text}`}${where}`;
}

/** `FILE:LINE`. */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
