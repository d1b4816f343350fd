/** What a table over the implementation is: situations, each with what the source says must come of it. */

import type { Variant } from '../../impl/tsem/code.js';

/** `fixed` is the code of the series with all its repairs. */
export const variants = ['email', 'v3', 'tnum', 'fixed'] as const;

export type TableVariant = (typeof variants)[number];

export function codeOf(variant: TableVariant): Variant {
  return variant === 'fixed' ? 'v3' : variant;
}

export interface Row<Outcome> {
  /** What the row says, as a sentence. */
  readonly title: string;
  /** Entry of the catalogue that it settles. */
  readonly claim?: string;
  /** Where the kernel's source says it: file and function. */
  readonly source: string;
  /** What must come of it in each variant that has the thing. */
  readonly expected: Readonly<Partial<Record<TableVariant, Outcome>>>;
  /** Runs it on the implementation. */
  readonly run: (variant: TableVariant) => Outcome;
}

/** The same outcome in every variant. */
export function everywhere<Outcome>(outcome: Outcome): Record<TableVariant, Outcome> {
  return { email: outcome, v3: outcome, tnum: outcome, fixed: outcome };
}

/** The same outcome in the variants that have keys. */
export function whereKeyed<Outcome>(outcome: Outcome): Partial<Record<TableVariant, Outcome>> {
  return { email: outcome, v3: outcome, fixed: outcome };
}
