/** What stands behind the verdicts on claims: other readings of the same words, and models in which a property must fail. */

import type { SettledClaim } from '../verify/claims.js';
import { type Block, cell, heading, paragraph } from './page.js';

/** Other readings of the claims, each with its own verdict; nothing where there are none. */
export function readingBlocks(claims: readonly SettledClaim[]): Block[] {
  const rows = claims.flatMap(({ id, variant, readings = [] }) =>
    readings.map(({ name, verdict, expected, property, model }) => [
      cell(id),
      cell(variant),
      cell(name),
      cell(verdict === expected ? verdict : `${verdict} !`, verdict === expected ? 'plain' : 'bad'),
      cell(`${property} in ${shortModel(model)}`),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    heading('Other readings'),
    {
      kind: 'table',
      columns: [
        { title: 'id' },
        { title: 'variant' },
        { title: 'reading', wraps: true },
        { title: 'verdict' },
        { title: 'settled by', wraps: true },
      ],
      rows,
    },
  ];
}

/** Models with a guard or a repair taken away, in which a property that holds was found violated. */
export function failureBlocks(claims: readonly SettledClaim[]): Block[] {
  const rows = claims.flatMap(({ id, variant, property, failsIn = [] }) =>
    failsIn.map((model) => [cell(id), cell(variant), cell(property), cell(shortModel(model))]),
  );
  if (rows.length === 0) return [];
  return [
    heading('What holds can fail'),
    {
      kind: 'table',
      columns: [{ title: 'id' }, { title: 'variant' }, { title: 'property' }, { title: 'is violated in', wraps: true }],
      rows,
    },
    paragraph(
      'One repair or guard is taken away in these models, or a defect put in, and the breach is back.',
      'quiet',
    ),
  ];
}

function shortModel(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
