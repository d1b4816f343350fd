/** The tables of the control file, row by row, on the implementation. */

import test from 'ava';
import { commonRows, eventRows, modelRows, namespaceRows, verdictRows } from '../../tables/control-lines.js';
import { findingRows } from '../../tables/findings.js';
import { openingRows } from '../../tables/opening.js';
import { type Row, variants } from '../../tables/table.js';
import { statusRows } from '../../tables/trust-status.js';

function check<Outcome>(name: string, rows: readonly Row<Outcome>[]): void {
  for (const row of rows) {
    test(`${name}: ${row.title}`, (t) => {
      for (const variant of variants) {
        const expected = row.expected[variant];
        if (expected !== undefined) t.deepEqual(row.run(variant), expected, variant);
      }
    });
  }
}

check('every line', commonRows);
check('namespaces', namespaceRows);
check('verdicts', verdictRows);
check('events', eventRows);
check('models', modelRows);
check('opening', openingRows);
check('findings', findingRows);
check('trust status', statusRows);
