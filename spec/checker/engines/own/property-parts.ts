/** PROPERTY formulas taken apart: what one look at a state or a step can refute, and what needs whole behaviours. */

import type { Expression, ResolvedModel } from '../../meaning/resolved.js';
import { classify } from '../../properties/classify.js';

export interface PropertyPart {
  /** Of the property, as the configuration names it. */
  readonly name: string;
  /** Different for each part, also of different properties. */
  readonly key: string;
  readonly sort: 'initial' | 'invariant' | 'action' | 'temporal';
  readonly formula: Expression;
}

export function partsOf(model: ResolvedModel): readonly PropertyPart[] {
  return model.properties.flatMap(({ name, formula }) =>
    classify(formula).map((part, index) => ({ name, key: `${name} (part ${index + 1})`, ...part })),
  );
}
