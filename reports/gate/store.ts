/** Where the documents of `gate` are kept, and what they are checked against first. */

import type { GateDocument } from './document.js';
import { gateFault } from './schema.js';

/** From the project root: a partial document never in the place of a full one. */
export function gatePath({ partial }: Pick<GateDocument, 'partial'>): string {
  return partial ? 'reports/results/gate-partial.json' : 'reports/results/gate.json';
}

/** The document as JSON text, checked against its schema first: a mistake of ours is not printed as a result. */
export function gateJson(document: GateDocument): string {
  const fault = gateFault(document);
  if (fault !== undefined) throw new Error(`the document does not fit its schema: ${fault}`);
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
