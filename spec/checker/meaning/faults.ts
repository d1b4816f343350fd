/** What is wrong with a module, told at its place. */

import { InputError, nearestName } from '../../input-error.js';
import type { Place } from '../syntax/tree.js';

/** Stable codes of what this room finds wrong in modules. */
export type MeaningFault =
  | 'missing-file'
  | 'module-name'
  | 'cyclic-modules'
  | 'unknown-name'
  | 'duplicate'
  | 'arity'
  | 'level'
  | 'missing-substitution'
  | 'missing-constant'
  | 'unsupported'
  | 'syntax';

export interface FaultDetail {
  readonly expected: string;
  readonly found?: string;
  /** The name that may be misspelt, and those it may stand for. */
  readonly misspelt?: { readonly name: string; readonly candidates: Iterable<string> };
}

/** @throws {InputError} always: `code` at `place`. */
export function reject(place: Place, code: MeaningFault, detail: FaultDetail): never {
  const nearest = detail.misspelt && nearestAlike(detail.misspelt.name, detail.misspelt.candidates);
  throw new InputError({
    code,
    file: place.source.file,
    line: place.line,
    column: place.column,
    expected: detail.expected,
    ...(detail.found === undefined ? {} : { found: detail.found }),
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** The nearest of the `candidates` that is a word when `name` is one, and a symbol otherwise. */
export function nearestAlike(name: string, candidates: Iterable<string>): string | undefined {
  const isWord = (text: string) => /^\w+$/.test(text);
  const alike = [...candidates].filter((candidate) => isWord(candidate) === isWord(name) && candidate !== name);
  return nearestName(name, alike);
}

/** `FILE:LINE:COLUMN`, for a second place in a sentence. */
export function shownPlace(place: Place): string {
  return `${place.source.file}:${place.line}:${place.column}`;
}

/** `1 argument`, `2 arguments`, `no argument`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count > 1 ? 's' : ''}`;
}
