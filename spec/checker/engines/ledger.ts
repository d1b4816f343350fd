/** What is settled so far of the properties of one model. */

import type { PropertyKind, PropertyOutcome, PropertyRef } from './engine.js';

export interface Ledger {
  /** @throws {Error} when the property is settled already. */
  settle(property: PropertyRef, outcome: Omit<PropertyOutcome, 'property'>): void;
  /** The properties of a kind that are not settled yet, in the order they were asked for. */
  open(kind: PropertyKind): readonly PropertyRef[];
  /** Everything still open becomes unknown. */
  giveUp(reason: string): void;
  /** Keeps a warning, once. */
  warn(warning: string): void;
  readonly warnings: readonly string[];
  /** @throws {Error} when a property is not settled. */
  outcomes(): readonly PropertyOutcome[];
}

export function openLedger(properties: readonly PropertyRef[]): Ledger {
  const settled = new Map<PropertyRef, PropertyOutcome>();
  const warnings: string[] = [];
  const settle: Ledger['settle'] = (property, outcome) => {
    if (settled.has(property)) throw new Error(`${property.name} is settled twice`);
    settled.set(property, { property, ...outcome });
  };
  return {
    settle,
    open: (kind) => properties.filter((property) => property.kind === kind && !settled.has(property)),
    giveUp(reason) {
      for (const property of properties) if (!settled.has(property)) settle(property, { verdict: 'unknown', reason });
    },
    warn(warning) {
      if (!warnings.includes(warning)) warnings.push(warning);
    },
    warnings,
    outcomes: () =>
      properties.map((property) => {
        const outcome = settled.get(property);
        if (outcome === undefined) throw new Error(`${property.name} is not settled`);
        return outcome;
      }),
  };
}
