/** How a verdict reads and stands out. */

import type { Verdict } from '../../spec/verdict.js';
import type { SettledClaim } from '../verify/claims.js';
import type { Tone } from './page.js';

/** The verdict on a claim; of what is settled by table, what the table says. */
export function verdictWords({ verdict, found }: Pick<SettledClaim, 'verdict' | 'found'>): string {
  return found === undefined ? verdict : `${found}, by table`;
}

/** The tone of a verdict that is as expected. */
export function verdictTone(verdict: Verdict): Tone {
  if (verdict === 'holds') return 'good';
  if (verdict === 'violated') return 'doubtful';
  return 'quiet';
}
