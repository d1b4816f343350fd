/** Why an evaluation failed, told with its place and the definitions that led there. */

import type { Place } from '../../syntax/tree.js';
import { EvaluationError } from '../../values/evaluation-error.js';
import type { EvaluationFailure, TraceStep } from '../engine.js';

/**
 * @param evaluating for example `the invariant TypeOK`.
 * @param again does in the instrumented program what failed in the fast one, to learn the place.
 */
export function failureOf(
  error: EvaluationError,
  evaluating: string,
  steps: readonly TraceStep[],
  again: () => void,
): EvaluationFailure {
  const told = located(error, again);
  return {
    code: told.code,
    message: told.message,
    evaluating,
    ...(told.place === undefined ? {} : { place: start(told.place) }),
    frames: told.frames.map(({ definition, place }) => ({ definition, ...start(place) })),
    steps,
  };
}

function located(error: EvaluationError, again: () => void): EvaluationError {
  if (error.place !== undefined) return error;
  try {
    again();
  } catch (repeated) {
    if (repeated instanceof EvaluationError) return repeated;
  }
  return error;
}

function start({ source, line, column }: Place) {
  return { file: source.file, line, column };
}

/** One sentence: what failed, where, on the way through which definitions. */
export function failureText({ message, evaluating, place, frames }: EvaluationFailure): string {
  const where = place === undefined ? '' : ` at ${place.file}:${place.line}:${place.column}`;
  const chain = frames.slice(0, 6).map(({ definition, line }) => `${definition} (line ${line})`);
  const way = chain.length === 0 ? '' : `, in ${chain.join(', in ')}${frames.length > 6 ? ', ...' : ''}`;
  return `${evaluating} could not be evaluated: ${message}${where}${way}`;
}
