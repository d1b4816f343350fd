/** Our own checker behind the interface that all engines have. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../project-root.js';
import type { Engine, EngineModel, EngineOutcome, EngineRun, RunOptions } from '../engine.js';
import { OutOfTime, watched } from '../limits.js';
import { runInWorker, Unresponsive, WorkerDied } from './pool.js';

/** What a run may exceed its time by before it is ended by force: it looks at the clock itself. */
const graceMs = 3_000;

export const own: Engine = {
  name: 'own',
  version: async () => ownVersion(),
  cannotExpress: () => undefined,
  options: [
    'asConfigured',
    'checkDeadlock',
    'stopsAtViolation',
    'simulation',
    'seed',
    'dump',
    'coverage',
    'graphDigest',
    'onPrinted',
    'keepsPartial',
    'bytesMax',
  ],
  settle,
};

/** That of the project: the checker has no life of its own. */
function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

async function settle(model: EngineModel, run: EngineRun): Promise<EngineOutcome> {
  const { onPrinted, keepsPartial, ...options }: RunOptions = run.options ?? {};
  const started = performance.now();
  const patient = { ...run, limits: { ...run.limits, timeoutMs: run.limits.timeoutMs + graceMs } };
  try {
    return await watched(model, patient, (watch) =>
      runInWorker(
        { model, limits: run.limits, options },
        {
          signal: watch.signal,
          onProgress({ phase, states }) {
            watch.phase(phase);
            if (states !== undefined) watch.states(states);
          },
          onPrinted: (text) => onPrinted?.(text),
        },
      ).then((outcome) => {
        if (keepsPartial !== true) run.signal.throwIfAborted();
        return outcome;
      }),
    );
  } catch (error) {
    const seconds = (performance.now() - started) / 1000;
    if (error instanceof OutOfTime || error instanceof Unresponsive) {
      return nothing(
        model,
        seconds,
        `the time limit of ${run.limits.timeoutMs / 1000} s was reached in one evaluation`,
      );
    }
    if (error instanceof WorkerDied) return nothing(model, seconds, `the checker ended: ${error.message}`);
    throw error;
  }
}

function nothing(model: EngineModel, seconds: number, reason: string): EngineOutcome {
  return {
    engine: 'own',
    distinctStates: null,
    generatedStates: null,
    depth: null,
    complete: false,
    seconds,
    peakBytes: null,
    properties: model.properties.map((property) => ({ property, verdict: 'unknown', reason })),
    warnings: [reason],
  };
}
