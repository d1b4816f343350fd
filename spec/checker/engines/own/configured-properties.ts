/** What the configuration of a model asks to be checked, each with the kind that its formula has. */

import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import type { PropertyRef } from '../engine.js';
import type { Subject } from './subject.js';

/** Invariants, properties, deadlock where it is checked, and the assumptions where there are any, in this order. */
export function configuredProperties(subject: Subject): readonly PropertyRef[] {
  const { model, program } = subject;
  const hasBehaviour = model.behaviour !== undefined;
  return [
    ...model.invariants.map(({ name }): PropertyRef => ({ name, kind: 'invariant' })),
    ...model.properties.map(({ name }): PropertyRef => ({ name, kind: kindOf(subject, name) })),
    ...(hasBehaviour && subject.checksDeadlock ? [{ name: 'deadlock', kind: 'deadlock' } as const] : []),
    ...(program.assumptions.length > 0 ? [{ name: 'assumption', kind: 'assumption' } as const] : []),
  ];
}

/** About single steps, or about whole behaviours. A property whose constants cannot be evaluated is not taken apart. */
function kindOf(subject: Subject, name: string): 'action' | 'liveness' {
  try {
    const own = subject.parts.filter(({ property }) => property === name);
    return own.some(({ kind }) => kind === 'temporal') ? 'liveness' : 'action';
  } catch (thrown) {
    const error = evaluationError(thrown);
    if (error instanceof EvaluationError) return 'liveness';
    throw error;
  }
}
