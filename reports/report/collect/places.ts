/** Where the implementation takes each action: file, line and name of the step. */

import type { NamedStepSource } from '../../../conformance/replay/step-sources.js';
import type { ImplementationPlace } from '../document.js';

/** Of these links, by `module!Action`, for example `tsem/TrustRelease!LoadStatus`. */
export function implementationPlaces(
  links: readonly NamedStepSource[],
): ReadonlyMap<string, readonly ImplementationPlace[]> {
  const places = new Map<string, ImplementationPlace[]>();
  for (const { module, action, file, step, stepLine } of links) {
    const key = `${module}!${action}`;
    places.set(key, [...(places.get(key) ?? []), { step, file, line: stepLine }]);
  }
  return places;
}
