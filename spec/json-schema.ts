/** The JSON Schemas (draft 7) of our own files and documents, compiled. That they are schemas at all is for their test to say. */

import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';

/** The slow parts of compiling are left out: each schema is compiled anew in every process, and asked once or a few times. */
const quickly: Options = { meta: false, validateSchema: false, code: { optimize: false } };

const known = new WeakMap<object, Ajv>();

/** Tells all errors, each with what it was told of: for files that people write. */
export function schemaForReaders<Content>(schema: object): ValidateFunction<Content> {
  const options = {
    strict: true,
    strictRequired: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
  } as const;
  return new Ajv({ ...options, ...quickly }).compile<Content>(schema);
}

/** The first error of `content`; undefined when there is none. @param part of the schema, for example `#/definitions/result`. */
export function schemaError(schema: object, content: unknown, part = ''): ErrorObject | undefined {
  const ajv = known.get(schema) ?? new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, ...quickly });
  if (!known.has(schema)) ajv.addSchema(schema, 'schema');
  known.set(schema, ajv);
  const validate = ajv.getSchema(`schema${part}`);
  if (validate === undefined) throw new Error(`the schema has no ${part}`);
  return validate(content) === true ? undefined : validate.errors?.[0];
}

/** The same as one line: the place in the document, and what is wrong there. */
export function schemaFault(schema: object, content: unknown, part = ''): string | undefined {
  const error = schemaError(schema, content, part);
  return error && `${error.instancePath} ${error.message}`;
}
