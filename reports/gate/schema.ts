/** Checks a document of `gate` against its schema. */

import { Ajv } from 'ajv';
import schema from '../schema/gate.schema.json' with { type: 'json' };

/** Why `content` is no document of `gate`; undefined when it is one. */
export function gateFault(content: unknown): string | undefined {
  const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
  if (validate(content)) return undefined;
  const first = validate.errors?.[0];
  return `${first?.instancePath} ${first?.message}`;
}
