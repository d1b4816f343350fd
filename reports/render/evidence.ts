/** What stands behind the verdicts on claims: stated reasons, remedies, other readings, and models in which what holds fails. */

import type { SettledClaim } from '../verify/claims.js';
import { type Block, cell, heading, paragraph, type Tone } from './page.js';
import { verdictWords } from './verdict.js';

/** Claims that no search settles, each with the reason. */
export function statedBlocks(claims: readonly SettledClaim[]): Block[] {
  const stated = claims.filter(({ model }) => model === null);
  if (stated.length === 0) return [];
  return [
    heading('Not settled by a search'),
    {
      kind: 'table',
      columns: [{ title: 'id' }, { title: 'variants' }, { title: 'verdict' }, { title: 'why', wraps: true }],
      rows: acrossVariants(stated, (claim) => [claim.id, verdictWords(claim), claim.why ?? '']).map(
        ({ variants, parts }) => {
          const [id = '', verdict = '', why = ''] = parts;
          return [cell(id), cell(variants), cell(verdict), cell(why)];
        },
      ),
    },
  ];
}

/** The repairs that take each breach away, or why none does. */
export function remedyBlocks(claims: readonly SettledClaim[]): Block[] {
  const refuted = claims.filter(({ remedy }) => remedy !== undefined);
  if (refuted.length === 0) return [];
  const rows = acrossVariants(refuted, ({ id, remedy, remedyConfirmed, why }) =>
    remedy === 'none' || remedy === undefined
      ? [id, `none. ${why ?? ''}`.trim(), '-']
      : [id, remedy.join(', '), remedyConfirmed === true ? 'yes' : 'no'],
  );
  return [
    heading('Remedies of what is violated'),
    {
      kind: 'table',
      columns: [{ title: 'id' }, { title: 'variants' }, { title: 'repairs', wraps: true }, { title: 'confirmed' }],
      rows: rows.map(({ variants, parts }) => {
        const [id = '', repairs = '', confirmed = ''] = parts;
        return [cell(id), cell(variants), cell(repairs), cell(confirmed, confirmedTones.get(confirmed) ?? 'plain')];
      }),
    },
    paragraph(
      'Confirmed: with these repairs the property holds, and without any one of them it is violated again.',
      'quiet',
    ),
  ];
}

const confirmedTones = new Map<string, Tone>([
  ['yes', 'good'],
  ['no', 'bad'],
]);

/** One row for all variants of which the same is to be said, in the order of their first. */
function acrossVariants(
  claims: readonly SettledClaim[],
  partsOf: (claim: SettledClaim) => readonly string[],
): readonly { readonly variants: string; readonly parts: readonly string[] }[] {
  const rows = new Map<string, { readonly variants: string[]; readonly parts: readonly string[] }>();
  for (const claim of claims) {
    const parts = partsOf(claim);
    const key = JSON.stringify(parts);
    const row = rows.get(key) ?? { variants: [], parts };
    row.variants.push(claim.variant);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ variants, parts }) => ({ variants: variants.join(', '), parts }));
}

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
