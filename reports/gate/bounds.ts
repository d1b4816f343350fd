/** How one value of a constant compares with another: what a model no longer covers is what matters. */

import { printValue, readConfiguration, type Value } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';

export type BoundChange = 'narrowed' | 'widened' | 'changed';

/** Words of a configuration that leave states out. */
const restricting = new Set(['CONSTRAINT', 'ACTION_CONSTRAINT', 'SYMMETRY', 'VIEW']);

/**
 * @param name of the constant, or the keyword of a configuration.
 * @param before its text; undefined where it was not there. @param after likewise.
 */
export function boundChange(name: string, before: string | undefined, after: string | undefined): BoundChange {
  if (restricting.has(name)) return before === undefined ? 'narrowed' : after === undefined ? 'widened' : 'changed';
  if (before === undefined || after === undefined) return 'changed';
  const [from, to] = [readValue(before), readValue(after)];
  if (from === undefined || to === undefined) return 'changed';
  if (from.kind === 'integer' && to.kind === 'integer') return to.value < from.value ? 'narrowed' : 'widened';
  if (from.kind === 'set' && to.kind === 'set') {
    const [were, are] = [from, to].map(({ elements }) => new Set(elements.map(printValue)));
    if (were === undefined || are === undefined) return 'changed';
    if ([...are].every((each) => were.has(each))) return 'narrowed';
    if ([...were].every((each) => are.has(each))) return 'widened';
  }
  return 'changed';
}

/** The value that a configuration would read there; undefined for what is no value. */
function readValue(text: string): Value | undefined {
  try {
    const [constant] = readConfiguration(`CONSTANT C = ${text}`, 'bounds').constants;
    return constant?.kind === 'value' ? constant.value : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
