/** What `branches` found, as a page: one row a file, what was not taken, what need not be. */

import type { BranchesDocument, BranchesPart, Share } from '../branches/document.js';
import { type Block, cell, heading, list, type Page, paragraph } from './page.js';

export function branchesPage(document: BranchesDocument): Page {
  return [
    ...document.parts.flatMap(partBlocks),
    ...(document.exclusions.length === 0 ? [] : [heading('Excluded'), list(document.exclusions.map(exclusionLine))]),
    ...document.faults.map((fault) => paragraph(fault, 'bad')),
    paragraph(branchesSummary(document), document.ok ? 'good' : 'bad'),
  ];
}

/** One line: a figure for each part. */
export function branchesSummary({ parts, models, ok, partial }: BranchesDocument): string {
  const figures = parts.map((part) => `${part.name} by ${part.by}: ${figure(part)}`).join('; ');
  const few = partial ? ` Part of the models only, ${models.length} of them.` : ` ${models.length} models.`;
  return `${figures}.${few}${ok ? '' : ' Not as expected.'}`;
}

/** Of the branches that are not excluded. */
function figure({ branches, covered, excluded }: Share): string {
  const counted = branches - excluded;
  const percent = counted === 0 ? 100 : (covered * 100) / counted;
  // 99.96 is not 100.
  const shown = covered === counted ? '100' : Math.min(percent, 99.9).toFixed(1);
  return `${shown} % of ${counted} branches, ${excluded} excluded`;
}

function partBlocks(part: BranchesPart): Block[] {
  const open = part.files.flatMap(({ file, open: branches }) =>
    branches.map(({ line, arm, text }) => `${file}:${line}: ${arm} of ${text}`),
  );
  return [
    heading(`${part.name}, by ${part.by}`),
    {
      kind: 'table',
      columns: [
        { title: 'file' },
        { title: 'branches', align: 'right' },
        { title: 'taken', align: 'right' },
        { title: 'excluded', align: 'right' },
        { title: 'open', align: 'right' },
      ],
      rows: part.files.map(({ file, branches, covered, excluded, open: left }) => {
        const tone = left.length === 0 ? 'plain' : 'bad';
        return [cell(file, tone), cell(branches), cell(covered), cell(excluded), cell(left.length, tone)];
      }),
    },
    ...(open.length === 0 ? [] : [paragraph('Not taken:'), list(open)]),
  ];
}

function exclusionLine({ file, arm, text, reason }: BranchesDocument['exclusions'][number]): string {
  return `${file}: ${arm} of ${text} (${reason})`;
}
