/** TLA+ values as plain data: what traces, counterexamples and reports are made of. */

export type Value =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'model'; readonly name: string }
  | { readonly kind: 'set'; readonly elements: readonly Value[] }
  | { readonly kind: 'tuple'; readonly elements: readonly Value[] }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Value])[] }
  | { readonly kind: 'function'; readonly pairs: readonly (readonly [Value, Value])[] };

/** One state: each variable of the module with its value, in the order of VARIABLES. */
export type State = ReadonlyMap<string, Value>;
