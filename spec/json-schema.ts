/** Says what is wrong with a value by the JSON Schema (draft 7) of a file or document of ours, compiled by the build. */

import type { ErrorObject } from 'ajv';

/** What a module `x.schema.js` exports: the build has compiled it (scripts/compile-schemas.mjs). */
export interface CompiledSchema {
  (content: unknown): boolean;
  /** Of the last call; null where there were none. */
  readonly errors?: readonly ErrorObject[] | null;
}

/** The first error of `content`; undefined when there is none. */
export function schemaError(validate: CompiledSchema, content: unknown): ErrorObject | undefined {
  return validate(content) ? undefined : (validate.errors?.[0] ?? silent());
}

/** The same as one line: the place in the document, and what is wrong there. */
export function schemaFault(validate: CompiledSchema, content: unknown): string | undefined {
  const error = schemaError(validate, content);
  return error && `${error.instancePath} ${error.message}`;
}

/**
 * The error to tell a reader of: a misspelt field is also a missing one, so say what stands there.
 * @param validate of a schema that is compiled for readers: it tells all errors, each with what it was told of.
 */
export function errorForReaders(validate: CompiledSchema, content: unknown): ErrorObject | undefined {
  const first = schemaError(validate, content);
  return first && (validate.errors?.find(({ keyword }) => keyword === 'additionalProperties') ?? first);
}

function silent(): never {
  throw new Error('a schema failed without saying why');
}
