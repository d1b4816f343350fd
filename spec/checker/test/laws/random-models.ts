/** Random modules as models of a folder, and what an engine makes of one, in a form that can be compared. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EngineModel, EngineOutcome } from '../../engines/engine.js';
import { randomModule } from './random-module.js';

export interface Sample {
  readonly seed: number;
  readonly count: number;
  readonly isCareless: boolean;
}

/** A temporary folder with so many models in it. */
export function randomModels({ seed, count, isCareless }: Sample): { folder: string; models: EngineModel[] } {
  const folder = mkdtempSync(join(tmpdir(), 'random-'));
  const models = fc.sample(randomModule({ isCareless }), { seed, numRuns: count }).map(({ text }, index) => {
    const own = join(folder, String(index));
    mkdirSync(own);
    const [moduleFile, configFile] = [join(own, 'Random.tla'), join(own, 'Random.cfg')];
    writeFileSync(moduleFile, text);
    writeFileSync(configFile, 'INIT Init\nNEXT Next\nINVARIANTS Small Other\n');
    const properties = [
      { name: 'Small', kind: 'invariant' },
      { name: 'Other', kind: 'invariant' },
      { name: 'deadlock', kind: 'deadlock' },
    ] as const;
    return { id: `Random ${seed}/${index}`, moduleFile, configFile, properties };
  });
  return { folder, models };
}

/** States, and each verdict with the length of its counterexample. */
export function answerOf({ distinctStates, properties, error }: EngineOutcome) {
  return {
    distinctStates,
    error: error?.code,
    verdicts: properties.map(({ property, verdict, counterexample }) => {
      return [property.name, verdict, counterexample?.steps.length].join(' ').trim();
    }),
  };
}

/** Whether the engine left a property open. */
export function isOpen({ properties }: EngineOutcome): boolean {
  return properties.some(({ verdict }) => verdict === 'unknown');
}
