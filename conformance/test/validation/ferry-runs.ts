/** Runs of the toy ferry as texts: recorded, changed by a test, validated against its model. */

import { join } from 'node:path';
import { type ModelSteps, openModel, printValue } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import { recordedRun } from '../../validation/own-runs.js';
import type { Rejection } from '../../validation/rejection.js';
import { openRun, readRun, writeRun } from '../../validation/run-file.js';
import { type Validation, validate } from '../../validation/validate.js';
import { type Flaws, ferryBinding } from '../ferry.js';

const fixtures = join(projectRoot(), 'conformance/test/fixtures');

export async function ferrySteps(model = 'two'): Promise<ModelSteps> {
  const files = { moduleFile: join(fixtures, 'Ferry.tla'), configFile: join(fixtures, `Ferry.${model}.cfg`) };
  return (await openModel(files)).steps();
}

/** A recording of the implementation, which may be spoilt. */
export async function ferryRun(seed: number, flaws: Flaws = {}): Promise<string> {
  const plan = { model: 'toys/Ferry.two', schedule: 'by seed', seed, stepsMax: 40 } as const;
  return writeRun(recordedRun(await ferrySteps(), ferryBinding(flaws), plan));
}

/** Both passengers board, in seats 1 and 2, and cross. Lines 2 to 6, the last of them the step Rest. */
export const crossing = [
  '{"schema":"lsm-verify/run@1","model":"toys/Ferry.two"}',
  line('shore', 'shore', 0, 0, 0),
  line('aboard', 'shore', 1, 0, 0, '"action":"Board","arguments":["a",1]'),
  line('aboard', 'aboard', 1, 2, 0, '"action":"Board","arguments":["b",2]'),
  line('far', 'far', 0, 0, 1, '"action":"Sail","arguments":[]'),
  line('far', 'far', 0, 0, 1, '"action":"Rest"'),
];

export function line(a: string, b: string, seatA: number, seatB: number, crossings: number, step?: string): string {
  const place = `{"#map":[["a","${a}"],["b","${b}"]]}`;
  const seat = `{"#map":[["a",${seatA}],["b",${seatB}]]}`;
  const state = `"state":{"place":${place},"seat":${seat},"crossings":${crossings}}`;
  return step === undefined ? `{${state}}` : `{${state},${step}}`;
}

export async function validated(lines: readonly string[] | string, model = 'two'): Promise<Validation> {
  const text = typeof lines === 'string' ? lines : `${lines.join('\n')}\n`;
  const steps = await ferrySteps(model);
  const run = readRun(openRun(text, 'run.ndjson'), steps);
  const { signal } = new AbortController();
  return validate(steps, run, { signal, statesMax: 1000, file: 'run.ndjson' });
}

/** What a test expects of a rejection, in short. */
export function brief(rejection: Rejection | undefined) {
  if (rejection === undefined) return undefined;
  const { line: number, kind, conjunct, nearest, missing } = rejection;
  return {
    line: number,
    kind,
    conjunct: conjunct && `${conjunct.text} :${conjunct.line}`,
    sides: conjunct?.sides.map(({ text, value }) => `${text} is ${printValue(value)}`),
    nearest: nearest.map(({ step, leaves }) => {
      const call = step === undefined ? '' : `${step.action}(${step.arguments.map(printValue).join(', ')}) `;
      return `${call}${leaves.map(({ path }) => path).join(' ')}`;
    }),
    missing: missing?.steps.map(({ action }) => action),
  };
}
