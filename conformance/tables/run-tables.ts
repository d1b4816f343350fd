/** Runs the rows that settle entries of the catalogue. */

import { isDeepStrictEqual } from 'node:util';
import { modelRows, verdictRows } from './control-lines.js';
import { findingRows } from './findings.js';
import { type Row, variants } from './table.js';

/** One row in one variant. */
export interface TableResult {
  /** Id of the catalogue's entry that it settles. */
  readonly claim: string;
  readonly variant: string;
  readonly title: string;
  /** Whether the implementation does what the source says. */
  readonly asExpected: boolean;
}

/** All rows that name an entry, each in every variant that has the thing. */
export function runTables(): readonly TableResult[] {
  return [...resultsOf(verdictRows), ...resultsOf(modelRows), ...resultsOf(findingRows)];
}

function resultsOf<Outcome>(rows: readonly Row<Outcome>[]): TableResult[] {
  return rows.flatMap(({ claim, title, expected, run }) =>
    claim === undefined
      ? []
      : variants
          .filter((variant) => expected[variant] !== undefined)
          .map((variant) => ({
            ...{ claim, variant, title },
            asExpected: isDeepStrictEqual(run(variant), expected[variant]),
          })),
  );
}
