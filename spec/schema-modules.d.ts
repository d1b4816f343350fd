/** What the build makes of the JSON Schemas: `x.schema.json` becomes `x.schema.js` (scripts/compile-schemas.mjs). */

declare module '*.schema.js' {
  /** Tells whether a value is what the whole schema says. */
  export const document: import('./json-schema.js').CompiledSchema;
}
