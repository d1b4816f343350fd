import type { CompiledSchema } from '../../spec/json-schema.js';

/** Tells whether a value is the first line of a recorded run. */
export const header: CompiledSchema;
/** Tells whether a value is one of its other lines. */
export const line: CompiledSchema;
