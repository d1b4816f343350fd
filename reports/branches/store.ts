/** Where the document of `branches` is kept, and what it is checked against first. */

import { schemaFault } from '../../spec/json-schema.js';
import { document as isDocument } from '../schema/branches.schema.js';
import type { BranchesDocument } from './document.js';

/** From the project root: a partial document never in the place of a full one. */
export function branchesPath({ partial }: Pick<BranchesDocument, 'partial'>): string {
  return partial ? 'reports/results/branches-partial.json' : 'reports/results/branches.json';
}

/** The document as JSON text, checked against its schema first: a mistake of ours is not printed as a result. */
export function branchesJson(document: BranchesDocument): string {
  const fault = schemaFault(isDocument, document);
  if (fault !== undefined) throw new Error(`the document does not fit its schema: ${fault}`);
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
