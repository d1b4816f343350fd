/** What the number of a value tells, and the kinds of value behind it. */

/** A value of one store: negative for a small integer, else an index into the store's tables. */
export type Id = number;

/** The id of a small integer n, -BIAS <= n < BIAS, is n - BIAS. */
export const BIAS = 2 ** 30;

export const FALSE: Id = 0;
export const TRUE: Id = 1;

export const BOOLEAN = 0;
/** An integer too large to be its own id. */
export const INTEGER = 1;
export const STRING = 2;
export const MODEL = 3;
/** The elements, in the order of `compare`, each once. */
export const SET = 4;
/** A function whose domain is 1..n, n may be 0: its values. */
export const TUPLE = 5;
/** Any other function: the id of its domain, a SET, and the values in the order of the domain. */
export const FUNCTION = 6;
/** From here on sets that are not written out; see `lazy-sets.ts`. */
export const INTERVAL = 8;
export const POWERSET = 9;
/** Domain and range. */
export const FUNCTION_SET = 10;
/** The set of the field names, then the field sets in its order. */
export const RECORD_SET = 11;
export const PRODUCT = 12;
export const SEQUENCES = 13;
export const NATURALS = 14;
export const INTEGERS = 15;
export const REALS = 16;
export const STRINGS = 17;
/** Two operands, at least one of which was not written out when they met. */
export const UNION = 18;
export const INTERSECTION = 19;
export const DIFFERENCE = 20;

/** Kinds from here on are sets that are not written out. */
export const FIRST_LAZY = INTERVAL;

export const isSetKind = (kind: number): boolean => kind === SET || kind >= FIRST_LAZY;
