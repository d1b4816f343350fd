/** A fresh store and short ways to put values in and see what comes out. */

import { EvaluationError } from '../../values/evaluation-error.js';
import { parseValue } from '../../values/parse-value.js';
import { type Id, ValueStore } from '../../values/store.js';

export interface Stored {
  readonly store: ValueStore;
  /** The value that the text says; sets and functions as TLC prints them. */
  readonly v: (text: string) => Id;
}

export function stored(): Stored {
  const store = new ValueStore();
  return { store, v: (text) => store.fromValue(parseValue(text)) };
}

/** What `evaluate` gives, printed and written out; of an evaluation error its code. */
export function outcome(store: ValueStore, evaluate: () => Id | boolean): string {
  try {
    const answer = evaluate();
    if (typeof answer === 'boolean') return answer ? 'TRUE' : 'FALSE';
    return store.print(store.settle(answer));
  } catch (error) {
    if (error instanceof EvaluationError) return error.code;
    throw error;
  }
}
