/** The catalogue and the tables name each other. */

import test from 'ava';
import { readCatalogues } from '../../../spec/claims.js';
import { projectRoot } from '../../../spec/project-root.js';
import { runTables } from '../../tables/run-tables.js';

test('the entries that tables settle are those that the catalogue leaves to them', (t) => {
  const settled = runTables().map(({ claim, variant }) => `${claim} ${variant}`);
  const left = readCatalogues(projectRoot()).flatMap(({ entries }) =>
    entries.flatMap(({ id, rulings }) =>
      rulings.filter(({ verdict }) => verdict === 'settled by table').map(({ variant }) => `${id} ${variant}`),
    ),
  );
  t.deepEqual([...new Set(settled)].sort(), left.sort());
});
