/** Checks a document of `gate` against its schema. */

import { schemaFault } from '../../spec/json-schema.js';
import schema from '../schema/gate.schema.json' with { type: 'json' };

/** Why `content` is no document of `gate`; undefined when it is one. */
export function gateFault(content: unknown): string | undefined {
  return schemaFault(schema, content);
}
