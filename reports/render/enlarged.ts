/** What larger bounds did to the verdicts, in words. */

import type { VerifyDocument } from '../verify/document.js';
import { type Block, heading, list, paragraph } from './page.js';

type Compared = Pick<VerifyDocument, 'enlarged'>;

/** A section of the page; none where no model was run in two sizes. */
export function enlargedBlocks(document: Compared): Block[] {
  const [sentence, ...changes] = enlargedSentences(document);
  if (sentence === undefined) return [];
  return [heading('Larger bounds'), paragraph(sentence), ...(changes.length === 0 ? [] : [list(changes)])];
}

/** How many verdicts were compared and how many changed, then a line for each change; none where nothing was compared. */
export function enlargedSentences({ enlarged }: Compared): readonly string[] {
  if (enlarged.length === 0) return [];
  const models = new Set(enlarged.map(({ model }) => model)).size;
  const compared = enlarged.reduce((sum, pair) => sum + pair.compared, 0);
  const changes = enlarged.flatMap(({ model, smaller, changed }) =>
    changed.map((each) => `${each.property}: ${each.smaller} in ${smaller}, ${each.larger} in ${model}`),
  );
  const outcome = changes.length === 0 ? 'none changed' : `${changes.length} changed`;
  const sizes = models === 1 ? '1 model' : `${models} models`;
  return [
    `${compared} verdicts of ${sizes} in larger bounds compared with those in smaller ones, ${outcome}.`,
    ...changes,
  ];
}
