/** What stops the evaluation of an expression: a type error, a value that is not there, a set that has no end. */

import type { Place } from '../syntax/tree.js';

/** One definition that was being evaluated, innermost first. */
export interface EvaluationFrame {
  readonly definition: string;
  /** Of the call. */
  readonly place: Place;
}

export type EvaluationCode =
  | 'type' // an operand of the wrong kind
  | 'incomparable' // `=` or a set of unlike values
  | 'domain' // f[x] with x outside DOMAIN f, a missing field, Head of the empty sequence
  | 'choose' // no element satisfies CHOOSE
  | 'case' // no arm of CASE is true
  | 'infinite' // a set that cannot be enumerated
  | 'too-large' // a set with more elements than the limit
  | 'overflow' // an integer beyond 2^53 - 1 in size
  | 'division' // by zero
  | 'assert' // TLC!Assert
  | 'recursion' // too deep
  | 'unassigned' // a variable read or left without a value in INIT or NEXT
  | 'unsupported';

export class EvaluationError extends Error {
  readonly code: EvaluationCode;
  /** Where, once known: set by the instrumented evaluation. */
  place: Place | undefined;
  readonly frames: EvaluationFrame[] = [];

  /** @param message a sentence without its place, naming the value: `cannot add "a" and 1`. */
  constructor(code: EvaluationCode, message: string) {
    super(message);
    this.name = 'EvaluationError';
    this.code = code;
  }
}

/** An error met while evaluating, as an {@link EvaluationError}: a stack that is used up is a recursion too deep. Others as they are. */
export function evaluationError(thrown: unknown): unknown {
  if (!(thrown instanceof RangeError) || !thrown.message.includes('call stack')) return thrown;
  return new EvaluationError('recursion', 'the recursion is too deep to be evaluated');
}
