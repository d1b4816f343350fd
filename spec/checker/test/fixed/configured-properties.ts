/** What a configuration asks for, as properties to settle. */

import { readFileSync } from 'node:fs';
import type { PropertyKind, PropertyRef } from '../../engines/engine.js';
import { readConfiguration } from '../../meaning/configuration.js';

/** Invariants, properties, assumptions, and deadlock unless it is switched off. */
export function configuredProperties(configFile: string): PropertyRef[] {
  const configuration = readConfiguration(readFileSync(configFile, 'utf8'), configFile);
  const all = (names: readonly { readonly name: string }[], kind: PropertyKind) =>
    names.map(({ name }) => ({ name, kind }));
  return [
    ...all(configuration.invariants, 'invariant'),
    ...all(configuration.properties, 'liveness'),
    ...(configuration.checkDeadlock === false ? [] : all([{ name: 'deadlock' }], 'deadlock')),
    ...all([{ name: 'assumption' }], 'assumption'),
  ];
}
