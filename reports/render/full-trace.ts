/** A counterexample with every state in full, in TLA+, for those who want to read or paste it. */

import { type Counterexample, printValue, type TraceStep } from '../../spec/checker/index.js';
import { callOf } from '../verify/document.js';
import { type Page, paragraph } from './page.js';

/** The states one after the other, numbered from 1 as TLC does, then how it goes on, then `ending`. */
export function fullTracePage({ steps, loopStart }: Counterexample, ending: string): Page {
  const goesOn =
    loopStart === undefined
      ? []
      : [loopStart === steps.length - 1 ? 'Stuttering from here on, for ever.' : `Back to state ${loopStart + 1}.`];
  const states = steps.map((step, index) => `State ${index + 1}: ${stepText(step)}\n${stateText(step)}`);
  return [
    { kind: 'verbatim', text: states.join('\n\n') },
    ...goesOn.map((text) => paragraph(text)),
    paragraph(ending, 'bad'),
  ];
}

function stepText({ action, arguments: values }: TraceStep): string {
  return action === null ? 'the initial state' : callOf(action, values);
}

function stateText({ state }: TraceStep): string {
  return [...state].map(([name, value]) => `/\\ ${name} = ${printValue(value)}`).join('\n');
}
