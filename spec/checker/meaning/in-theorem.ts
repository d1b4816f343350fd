/** Where a theorem with its proof ends: what it assumes and defines for itself looks like units of the module. */

import type { Token } from '../syntax/tokens.js';

const proofWords = new Set(['PROOF', 'BY', 'OBVIOUS', 'OMITTED', 'QED', 'SUFFICES', 'HAVE', 'TAKE', 'WITNESS', 'PICK']);
const assumeWords = new Set(['ASSUME', 'ASSUMPTION']);
const theoremWords = new Set(['THEOREM', 'LEMMA', 'PROPOSITION', 'COROLLARY', 'AXIOM']);
const declareWords = new Set(['CONSTANT', 'VARIABLE', 'STATE', 'ACTION', 'TEMPORAL']);

/**
 * Whether the token at `at`, which could begin a unit, still belongs to the theorem that begins at `theorem`: ASSUME with a
 * PROVE, what NEW declares, and definitions of a proof, in a step of their own or in a list after DEFINE.
 */
export function isInTheorem(all: readonly Token[], theorem: number, at: number): boolean {
  const token = all[at];
  if (token === undefined || theoremWords.has(token.text)) return false;
  if (assumeWords.has(token.text)) return hasGoal(all, at);
  if (declareWords.has(token.text) && all[at - 1]?.text === 'NEW') return true;
  for (let index = at - 1; index > theorem; index--) {
    const before = all[index];
    if (before?.text === 'DEFINE') return true;
    if (before !== undefined && proofWords.has(before.text)) return false;
    if (isStepLabel(all, index)) return before?.line === token.line;
  }
  return false;
}

/** Whether PROVE comes before anything that only a module holds. */
function hasGoal(all: readonly Token[], assume: number): boolean {
  for (let index = assume + 1; index < all.length; index++) {
    const token = all[index];
    if (token?.text === 'PROVE') return true;
    if (token?.kind === 'separator' || token?.kind === 'end' || theoremWords.has(token?.text ?? '')) return false;
  }
  return false;
}

/** `<1>` at the start of a line. */
function isStepLabel(all: readonly Token[], at: number): boolean {
  const [previous, open, level, close] = [all[at - 1], all[at], all[at + 1], all[at + 2]];
  if (open?.text !== '<' || close?.text !== '>' || previous?.line === open.line) return false;
  return level?.kind === 'number' || level?.text === '*' || level?.text === '+';
}
