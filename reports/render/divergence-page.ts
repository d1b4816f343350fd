/** The card of a divergence as a page that fits one screen. */

import type { Step } from '../../conformance/bindings/binding.js';
import type { Card } from '../../conformance/replay/card.js';
import { printValue, type Value } from '../../spec/checker/index.js';
import { callOf } from '../verify/document.js';
import { type Block, cell, heading, list, type Page, paragraph } from './page.js';

/** Lines of each list before the rest is only counted. */
const stepsShown = 12;
const leavesShown = 8;
const enabledShown = 10;

/** Longest text of a value. */
const valueMax = 60;

/** Longest text of a state. */
const stateMax = 900;

export function divergencePage(card: Card): Page {
  return [
    heading(`Divergence in ${card.model}`),
    paragraph(card.headline, 'bad'),
    ...(card.faults.length === 0 ? trace(card) : [list(card.faults)]),
    ...leaves(card),
    ...(card.faults.length === 0 ? enabled(card) : []),
    ...(card.spec === undefined ? [] : [paragraph(`Specified in ${card.spec}${built(card)}.`)]),
    paragraph(`Again: ${card.command}`, 'quiet'),
  ];
}

function trace({ steps, agreedSteps, agreed }: Card): Block[] {
  const left = Math.max(0, steps.length - stepsShown);
  const shown = steps.slice(left).map((step, index) => {
    const number = left + index + 1;
    return `${number}. ${stepText(step)}${number > agreedSteps ? '   <- here' : ''}`;
  });
  const start = steps.length === 0 ? [] : [list([...(left === 0 ? [] : [`(${left} steps before)`]), ...shown])];
  const when =
    agreedSteps < 0
      ? 'The model starts in'
      : agreedSteps === 0
        ? 'Both start in'
        : `After step ${agreedSteps} both are in`;
  const state = [...agreed].map(([name, value]) => `${name}: ${printValue(value)}`).join('; ');
  return [...start, paragraph(`${when} ${cut(state, stateMax)}`)];
}

function leaves(card: Card): Block[] {
  if (card.leaves.length === 0) return [];
  const shown = card.leaves.slice(0, leavesShown);
  const rest = card.leaves.length - shown.length;
  return [
    {
      kind: 'table',
      columns: [{ title: 'part' }, { title: 'model', wraps: true }, { title: 'implementation', wraps: true }],
      rows: [
        ...shown.map(({ path, model, implementation }) => [
          cell(path),
          cell(valueText(model)),
          cell(valueText(implementation), 'bad'),
        ]),
        ...(rest === 0 ? [] : [[cell(`and ${rest} more`), cell(''), cell('')]]),
      ],
    },
  ];
}

function enabled({ enabled: { both, onlyModel, onlyImplementation } }: Card): Block[] {
  const line = (who: string, steps: readonly Step[]) => (steps.length === 0 ? [] : [`${who}: ${callsText(steps)}`]);
  const items = [
    ...line('possible there in both', both),
    ...line('only in the model', onlyModel),
    ...line('only in the implementation', onlyImplementation),
  ];
  return items.length === 0 ? [] : [list(items)];
}

function built({ sources }: Card): string {
  return sources.length === 0 ? '' : `, built in ${sources.join(', ')}`;
}

function callsText(steps: readonly Step[]): string {
  const shown = steps.slice(0, enabledShown).map(stepText).join(', ');
  return steps.length > enabledShown ? `${shown} and ${steps.length - enabledShown} more` : shown;
}

function stepText({ action, arguments: values }: Step): string {
  return callOf(action, values.map(printValue));
}

function valueText(value: Value | undefined): string {
  return value === undefined ? '(not there)' : cut(printValue(value), valueMax);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)} ...`;
}
