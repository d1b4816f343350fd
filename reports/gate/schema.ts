/** Checks a document of `gate` against its schema. */

import { schemaFault } from '../../spec/json-schema.js';
import { document } from '../schema/gate.schema.js';

/** Why `content` is no document of `gate`; undefined when it is one. */
export function gateFault(content: unknown): string | undefined {
  return schemaFault(document, content);
}
