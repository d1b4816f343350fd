/** Models of the fixtures folder, as an engine gets them. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, EngineModel, EngineOutcome, EngineRun, PropertyRef } from '../../engines/engine.js';

/** The source tree's folder of fixtures; tests run from the built tree. */
export function fixturesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'spec/checker/test/engines/fixtures');
}

/**
 * @param path for example `pass/Turnstile`.
 * @param words properties as `name` or `kind:name`; a plain name is an invariant, `deadlock` and `assumption` themselves.
 */
export function fixtureModel(path: string, words: readonly string[]): EngineModel {
  const file = join(fixturesFolder(), path);
  return {
    id: path,
    moduleFile: `${file}.tla`,
    configFile: `${file}.cfg`,
    properties: words.map(propertyOf),
  };
}

function propertyOf(word: string): PropertyRef {
  const [first = '', second] = word.split(':');
  if (word === 'deadlock' || word === 'assumption') return { name: word, kind: word };
  if (second === undefined) return { name: word, kind: 'invariant' };
  return { name: second, kind: first === 'action' ? 'action' : 'liveness' };
}

/** A run with limits no fixture reaches unless it says so. */
export function patientRun(
  changes: Partial<EngineRun> & { readonly statesMax?: number; readonly timeoutMs?: number } = {},
): EngineRun {
  const { statesMax = 100_000, timeoutMs = 120_000, ...rest } = changes;
  return { limits: { statesMax, depthMax: 100_000, timeoutMs }, signal: new AbortController().signal, ...rest };
}

/** `name verdict` for each property, with the number of states of its counterexample: `NeverUp violated 2`. */
export async function verdicts(
  engine: Engine,
  model: EngineModel,
): Promise<{ outcome: EngineOutcome; lines: string[] }> {
  const outcome = await engine.settle(model, patientRun());
  return { outcome, lines: summary(outcome) };
}

export function summary(outcome: EngineOutcome): string[] {
  return outcome.properties.map(({ property, verdict, counterexample }) =>
    [property.name, verdict, ...(counterexample === undefined ? [] : [counterexample.steps.length])].join(' '),
  );
}
