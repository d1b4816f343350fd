/** The Markdown page of a `verify` document: what the terminal shows, and the schedule of every refuted claim. */

import type { Catalogue } from '../../spec/claims.js';
import type { VerifyDocument } from '../verify/document.js';
import { claimSchedule, type Evidence } from './explain-page.js';
import { heading, paragraph } from './page.js';
import { type Part, partsMarkdown } from './parts.js';
import { verifyPage } from './verify-page.js';

/** The page, with one schedule for each entry that is violated: that of its first violated variant. */
export function verifyMarkdown(document: VerifyDocument, catalogues: readonly Catalogue[], evidence: Evidence): string {
  const schedules = catalogues.flatMap(({ entries }) =>
    entries.flatMap((entry): readonly Part[] => {
      const violated = document.claims.filter(({ id, verdict }) => id === entry.id && verdict === 'violated');
      const told = violated.flatMap((claim) => {
        const schedule = claimSchedule(entry, claim, evidence);
        return schedule === undefined ? [] : [{ claim, schedule }];
      });
      const [first] = told;
      if (first === undefined) return [];
      const place = `In ${first.claim.variant}, model ${first.claim.model}, property ${first.claim.property}.`;
      return [{ page: [heading(`${entry.id}: ${entry.title}`, 3), paragraph(place)] }, { schedule: first.schedule }];
    }),
  );
  const title: readonly Part[] = schedules.length === 0 ? [] : [{ page: [heading('Schedules')] }];
  return partsMarkdown([{ page: verifyPage(document) }, ...title, ...schedules]);
}
