/** Whether the schedule that breaks a property was seen on the implementation, from the results of conformance. */

import type { ConformanceDocument } from '../../conformance/document.js';
import type { ReportReplay } from '../document.js';

export interface Wanted {
  readonly model: string;
  readonly property: string;
  readonly kind: string;
  /** Of the counterexample. */
  readonly steps: number;
  /** States of the model in the results of verify; null where no engine told. */
  readonly states: number | null;
}

export function replayOf(conformance: ConformanceDocument | undefined, wanted: Wanted): ReportReplay {
  const { model, property, steps } = wanted;
  if (conformance === undefined) {
    return none('Not replayed: there are no results of conformance yet. npm run conformance makes them.');
  }
  const result = conformance.results.find((each) => each.model === model);
  if (result === undefined) {
    return none(
      'Not replayed: conformance did not run this model. No implementation is bound to its module, or it is not marked.',
    );
  }
  if (wanted.states !== null && wanted.states !== result.states) {
    return none(
      `Not compared: conformance speaks of ${result.states} states of this model, verify of ${wanted.states}. The results are of different versions.`,
    );
  }
  const situation = result.situations.find(({ invariant }) => invariant === property);
  const whole = `every one of the model's ${result.transitions} transitions was replayed on it, with states and enabled steps compared`;
  const isWhole = !result.sampled && result.transitionsReplayed === result.transitions;
  if (situation === undefined) {
    return none(
      `A ${wanted.kind === 'deadlock' ? 'deadlock' : `property of this kind (${wanted.kind})`} is not one of the situations that conformance leads the implementation to; ${
        isWhole ? whole : 'of the model a sample was replayed on it'
      }.`,
    );
  }
  if (situation.length === null) return none('Not replayed: the state lies outside the constraints of the model.');
  if (!situation.reached) {
    return { kind: 'not reached', sentence: 'NOT seen on the implementation: conformance did not get to this breach.' };
  }
  const same = situation.length === steps ? 'by as many steps' : 'by a shortest path';
  const also = isWhole ? ` Besides, ${whole}.` : ' Of the model a sample was replayed.';
  return {
    kind: 'reached',
    sentence: `Seen on the reference implementation: conformance led it to a state that breaks ${property} ${same}, ${situation.length}, and compared its state with the model's after each.${also}`,
  };
}

function none(sentence: string): ReportReplay {
  return { kind: 'none', sentence };
}
