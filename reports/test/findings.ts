/** Engine outcomes made by hand, for the rules that stand between an engine's answer and a verdict. */

import type { EngineName, EngineOutcome, PropertyOutcome } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import type { SearchVerdict } from '../../spec/verdict.js';

/** A model with one invariant `Safe`, expected to hold; `changes` replaces parts of it. */
export function modelNamed(id: string, changes: Partial<Model> = {}): Model {
  return {
    id,
    module: 'spec/toy/M.tla',
    config: `spec/toy/${id.slice(id.indexOf('/') + 1)}.cfg`,
    system: 'toy',
    variant: 'old',
    repairs: [],
    purpose: 'made by hand',
    bounds: {},
    notExplored: [],
    properties: [{ name: 'Safe', kind: 'invariant', expected: 'holds', line: 7 }],
    distinctStates: 10,
    generatedStates: null,
    depth: null,
    engines: ['tla-checker', 'tlc'],
    cannotExpress: {},
    conformance: false,
    deep: false,
    enlarges: [],
    lines: { entry: 1, module: 2, config: 3, distinctStates: 4, generatedStates: 5, depth: 6, enlarges: 8 },
    ...changes,
  };
}

/** A complete outcome of 10 states with these verdicts; `changes` replaces parts of it. */
export function outcomeOf(
  verdicts: Readonly<Record<string, SearchVerdict>>,
  changes: Partial<EngineOutcome> = {},
): EngineOutcome {
  const engine: EngineName = changes.engine ?? 'tla-checker';
  return {
    engine,
    distinctStates: 10,
    generatedStates: null,
    depth: null,
    complete: true,
    seconds: 0.1,
    peakBytes: null,
    properties: Object.entries(verdicts).map(
      ([name, verdict]): PropertyOutcome => ({
        property: { name, kind: 'invariant' },
        verdict,
        ...(verdict === 'unknown' ? { reason: 'made by hand' } : {}),
      }),
    ),
    warnings: [],
    ...changes,
  };
}
