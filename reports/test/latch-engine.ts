/** An engine that knows the toy project's answers by heart: verdicts, counts, and the lost wake-up step by step. */

import type {
  Counterexample,
  Engine,
  EngineName,
  PropertyOutcome,
  TraceStep,
  Value,
} from '../../spec/checker/index.js';

const text = (value: string): Value => ({ kind: 'string', value });
const truth = (value: boolean): Value => ({ kind: 'boolean', value });

function step(action: string | null, values: readonly string[], pc: string, flag: boolean, woken: boolean): TraceStep {
  const state = new Map<string, Value>([
    ['pc', { kind: 'function', pairs: [[{ kind: 'model', name: 'a' }, text(pc)]] }],
    ['flag', truth(flag)],
    ['woken', truth(woken)],
  ]);
  return { action, arguments: values, state };
}

/** The sleeper tests, the waker comes and goes, the sleeper sleeps. */
export const lostWakeup: Counterexample = {
  steps: [
    step(null, [], 'test', false, false),
    step('TestFlag', ['a'], 'sleep', false, false),
    step('SetFlag', [], 'sleep', true, false),
    step('WakeAll', [], 'sleep', true, true),
    step('FallAsleep', ['a'], 'asleep', true, true),
  ],
};

const asleep: Counterexample = {
  steps: [
    step(null, [], 'test', false, false),
    step('TestFlag', ['a'], 'sleep', false, false),
    step('FallAsleep', ['a'], 'asleep', false, false),
  ],
};

/** Settles the models of the toy project as `name` would. */
export function latchEngine(name: EngineName): Engine {
  return {
    name,
    version: () => Promise.resolve('1.0'),
    cannotExpress: () => undefined,
    settle(model) {
      const repaired = model.id !== 'toy/Latch.old-one';
      const properties = model.properties.map((property): PropertyOutcome => {
        if (property.name === 'NeverAsleep') return { property, verdict: 'violated', counterexample: asleep };
        if (property.kind === 'liveness') {
          return name === 'tlc'
            ? { property, verdict: 'holds' }
            : { property, verdict: 'unknown', reason: 'not temporal' };
        }
        return repaired
          ? { property, verdict: 'holds' }
          : { property, verdict: 'violated', counterexample: lostWakeup };
      });
      const told =
        name === 'tlc' ? { generatedStates: repaired ? 22 : 25, depth: 5 } : { generatedStates: null, depth: null };
      const distinctStates = repaired ? 10 : 11;
      const counts = { distinctStates, ...told, complete: true, seconds: 0, peakBytes: null };
      return Promise.resolve({ engine: name, ...counts, properties, warnings: [] });
    },
  };
}
