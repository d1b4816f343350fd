/** Where the documents of `conformance` are kept, and what they are checked against first. */

import { type CompiledSchema, schemaFault } from '../../spec/json-schema.js';
import { document as isConformance } from '../schema/conformance.schema.js';
import { document as isValidation } from '../schema/validation.schema.js';
import type { ConformanceDocument } from './document.js';
import type { ValidationDocument } from './validation.js';

/** From the project root: a partial document never in the place of a full one. */
export function conformancePath({ partial }: Pick<ConformanceDocument, 'partial'>): string {
  return partial ? 'reports/results/conformance-partial.json' : 'reports/results/conformance.json';
}

/** Where the shrunk trace to a divergence of this model is kept, from the project root. */
export function tracePath(model: string): string {
  return `reports/results/conformance/${model.replaceAll('/', '.')}.itf.json`;
}

/** Where a run of the implementation is kept that is no behaviour of this model, from the project root. */
export function runPath(model: string): string {
  return `reports/results/conformance/${model.replaceAll('/', '.')}.run.ndjson`;
}

/** The document as JSON text, checked against its schema first: a mistake of ours is not printed as a result. */
export function conformanceJson(document: ConformanceDocument): string {
  return checkedJson(document, isConformance);
}

/** The same for a validation. */
export function validationJson(document: ValidationDocument): string {
  return checkedJson(document, isValidation);
}

function checkedJson(document: object, isDocument: CompiledSchema): string {
  const fault = schemaFault(isDocument, document);
  if (fault !== undefined) throw new Error(`the document does not fit its schema: ${fault}`);
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Why `content` is no document of `conformance`; undefined when it is one. */
export function conformanceFault(content: unknown): string | undefined {
  return schemaFault(isConformance, content);
}
