/** Checks that a model which enlarges others has their code, at least their bounds, and all that they ask. */

import type { Disagreement } from './disagreement.js';
import { nearestName } from './input-error.js';
import type { Manifest, Model } from './manifest.js';
import { manifestPath } from './manifest-path.js';

/** Everything that keeps `model` from being a larger form of the models it says it enlarges. */
export function checkEnlarged(manifest: Manifest, model: Model): readonly Disagreement[] {
  const fault = (message: string, code = 'enlarges'): Disagreement => {
    return { code, file: manifestPath, line: model.lines.enlarges, message: `${model.id}: ${message}` };
  };
  return model.enlarges.flatMap((id) => {
    const smaller = manifest.models.find((other) => other.id === id);
    if (smaller === undefined) {
      const ids = manifest.models.map((other) => other.id);
      const near = nearestName(id, ids);
      return [fault(`${id} is not in ${manifestPath}${near ? ` (did you mean ${near}?)` : ''}`, 'unknown-model')];
    }
    return [...codeFaults(model, smaller), ...boundFaults(model, smaller), ...propertyFaults(model, smaller)].map(
      (message) => fault(message),
    );
  });
}

function codeFaults(model: Model, smaller: Model): string[] {
  const code = ({ module, variant, repairs }: Model) => [module, variant, ...[...repairs].sort()].join(' ');
  if (model.id === smaller.id) return ['it enlarges itself'];
  return code(model) === code(smaller) ? [] : [`${smaller.id} is of another module, variant or set of repairs`];
}

/** A number may grow, one that is missing being 0; anything else is part of what is modelled. */
function boundFaults(model: Model, smaller: Model): string[] {
  const names = [...new Set([...Object.keys(smaller.bounds), ...Object.keys(model.bounds)])];
  return names
    .filter((name) => {
      const [small, large] = [smaller.bounds[name] ?? 0, model.bounds[name] ?? 0];
      return typeof small === 'number' && typeof large === 'number' ? large < small : large !== small;
    })
    .map((name) => {
      const [small, large] = [smaller.bounds[name] ?? 'none', model.bounds[name] ?? 'none'];
      return `"${name}" is ${large}, in ${smaller.id} it is ${small}`;
    });
}

/** Liveness stays where it is affordable, witnesses where they are needed. */
function propertyFaults(model: Model, smaller: Model): string[] {
  return smaller.properties
    .filter(({ kind, role }) => kind !== 'liveness' && role !== 'witness')
    .filter(({ name }) => !model.properties.some((property) => property.name === name))
    .map(({ name }) => `${name} of ${smaller.id} is not among its properties`);
}
