import type { CompiledSchema } from '../../spec/json-schema.js';

/** Tells whether a value is a document of `verify`. */
export const document: CompiledSchema;
/** Tells whether a value is one element of its `results`. */
export const result: CompiledSchema;
