/** Where the implementation takes each action: file, line and name of the step. */

import { stepSources } from '../../../conformance/replay/step-sources.js';
import type { ImplementationPlace } from '../document.js';

/** None where the project has no implementation. By `module!Action`, for example `tsem/TrustRelease!LoadStatus`. */
export function implementationPlaces(root: string): ReadonlyMap<string, readonly ImplementationPlace[]> {
  const places = new Map<string, ImplementationPlace[]>();
  for (const { module, action, file, step, stepLine } of stepSources(root)) {
    const key = `${module}!${action}`;
    places.set(key, [...(places.get(key) ?? []), { step, file, line: stepLine }]);
  }
  return places;
}
