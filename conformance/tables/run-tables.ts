/** Runs the rows that settle entries of the catalogue. */

import { isDeepStrictEqual } from 'node:util';
import { aside } from '../coverage/asides.js';
import { commonRows, eventRows, modelRows, namespaceRows, verdictRows } from './control-lines.js';
import { findingRows } from './findings.js';
import { openingRows } from './opening.js';
import { type Row, variants } from './table.js';
import { statusRows } from './trust-status.js';

/** One row in one variant. */
export interface TableResult {
  /** Id of the catalogue's entry that it settles. */
  readonly claim: string;
  readonly variant: string;
  readonly title: string;
  /** Whether the implementation does what the source says. */
  readonly asExpected: boolean;
}

/** What {@link runTables} does aside. */
export const tablesAside = 'tables';

/** All rows that name an entry, each in every variant that has the thing. */
export function runTables(): readonly TableResult[] {
  return aside(tablesAside, () => [...resultsOf(verdictRows), ...resultsOf(modelRows), ...resultsOf(findingRows)]);
}

/** Every row in every variant that has the thing. @throws {Error} for a row that comes out otherwise. */
export function runEveryRow(): void {
  for (const rows of [commonRows, namespaceRows, verdictRows, eventRows, modelRows, openingRows]) runAll(rows);
  runAll(findingRows);
  runAll(statusRows);
}

function runAll<Outcome>(rows: readonly Row<Outcome>[]): void {
  for (const { title, expected, run } of rows) {
    for (const variant of variants) {
      const outcome = expected[variant];
      if (outcome !== undefined && !isDeepStrictEqual(run(variant), outcome)) throw new Error(`${variant}: ${title}`);
    }
  }
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
