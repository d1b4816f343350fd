/** Compares the verdicts of models in larger bounds with those of the smaller models they enlarge. */

import type { Model } from '../../spec/manifest.js';
import type { SearchVerdict } from '../../spec/verdict.js';
import type { Finding } from './claims.js';

/** A property that has one verdict in the smaller model and the other in the larger one. */
export interface ChangedVerdict {
  readonly property: string;
  readonly smaller: SearchVerdict;
  readonly larger: SearchVerdict;
}

/** What larger bounds did to the verdicts of one model. */
export interface Enlargement {
  readonly model: string;
  readonly smaller: string;
  /** Properties settled in both. */
  readonly compared: number;
  readonly changed: readonly ChangedVerdict[];
}

/** One comparison for each pair of which both models ran, in the order of `models`. What is unknown in either is not compared. */
export function compareEnlarged(models: readonly Model[], findings: readonly Finding[]): readonly Enlargement[] {
  const settled = new Map<string, Map<string, SearchVerdict>>();
  for (const { model, properties } of findings) {
    const verdicts = settled.get(model) ?? new Map<string, SearchVerdict>();
    settled.set(model, verdicts);
    for (const { name, verdict } of properties) {
      // Engines that differ are a disagreement of their own; here the first that settled it speaks.
      if (verdict !== 'unknown' && !verdicts.has(name)) verdicts.set(name, verdict);
    }
  }
  return models.flatMap(({ id, enlarges }) =>
    enlarges.flatMap((smaller): readonly Enlargement[] => {
      const [found, before] = [settled.get(id), settled.get(smaller)];
      if (found === undefined || before === undefined) return [];
      const both = [...before].flatMap(([property, verdict]) => {
        const larger = found.get(property);
        return larger === undefined ? [] : [{ property, smaller: verdict, larger }];
      });
      const changed = both.filter((each) => each.smaller !== each.larger);
      return [{ model: id, smaller, compared: both.length, changed }];
    }),
  );
}
