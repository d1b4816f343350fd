/** What validation found of one recorded run, as a page that fits one screen. */

import type { RejectedRun } from '../../conformance/validation/own-runs.js';
import type { Near, Rejection } from '../../conformance/validation/rejection.js';
import { printValue, type Value } from '../../spec/checker/index.js';
import { rejectionHeadline, stepText, type Validated } from '../conformance/validation.js';
import { type Block, cell, heading, list, type Page, paragraph } from './page.js';

/** Parts of the nearest states before the rest is only counted. */
const leavesShown = 8;
const stepsShown = 10;

/** Longest text of a value, of a state. */
const valueMax = 60;
const stateMax = 900;

export function validationPage({ file, model, lines, found }: Validated): Page {
  const { verdict, explaining, explainingMax, linesOutside, rejection } = found;
  if (rejection !== undefined) return rejectionPage(rejection, { file, model });
  if (verdict === undefined)
    return [paragraph(`Interrupted after ${found.lines} of ${lines} lines of ${file}.`, 'doubtful')];
  const outside =
    linesOutside === 0 ? '' : ` ${linesOutside} of the lines lie outside the constraints in which it is checked.`;
  const states = `${explaining} state${explaining === 1 ? '' : 's'} of the model explain${explaining === 1 ? 's' : ''} it at its end, at most ${explainingMax} on the way.`;
  return [paragraph(`${file}: a behaviour of ${model}, ${lines} lines. ${states}${outside}`, 'good')];
}

/** A run of our own implementation that is none of the model's. */
export function rejectedRunPage(
  run: RejectedRun,
  { file, model }: { readonly file: string; readonly model: string },
): Page {
  if (run.kind === 'fault') {
    return [
      heading(`A run in ${model}`),
      paragraph(`The implementation fails on its own schedule: ${run.message}.`, 'bad'),
    ];
  }
  const again = paragraph(`Again: npm run conformance -- --validate ${file}`, 'quiet');
  return [...rejectionPage(run.rejection, { file, model }), again];
}

/** @param run where it is kept, and the model that it is none of. */
export function rejectionPage(
  rejection: Rejection,
  { file, model }: { readonly file: string; readonly model: string },
): Page {
  const { state, hidden, nearest, enabled, missing, explaining, conjunct, kind } = rejection;
  const before = [...state].map(([name, value]) => `${name}: ${printValue(value)}`).join('; ');
  const sides = (conjunct?.sides ?? []).map(({ text, value }) => `${text} is ${cut(printValue(value), valueMax)}`);
  const explained = explaining === 1 ? 'the state that explains' : `one of ${explaining} states that explain`;
  const after = hidden.length === 0 ? '' : `, and after ${callsText(hidden.map(stepText))} unseen`;
  const fitting = kind === 'not possible' ? nearest.filter(({ leaves }) => leaves.length === 0) : [];
  return [
    heading(`${file} is no behaviour of ${model}`),
    paragraph(`${rejectionHeadline(rejection)}.`, 'bad'),
    ...(sides.length === 0 ? [] : [paragraph(`There, ${sides.join(', and ')}.`)]),
    ...(missing === undefined || kind === 'hidden'
      ? []
      : [
          paragraph(
            `It would fit after ${missing.steps.map(stepText).join(', ')}, were ${missing.steps.length === 1 ? 'that' : 'these'} recorded or hidden.`,
          ),
        ]),
    ...(fitting.length === 0
      ? []
      : [
          paragraph(
            `The recorded values fit ${fitting.flatMap(({ step }) => (step ? [stepText(step)] : [])).join(', ')}.`,
          ),
        ]),
    ...nearestBlocks(nearest),
    ...(state.size === 0
      ? []
      : [
          list([`possible there: ${callsText(enabled.map(stepText))}`]),
          paragraph(`Told of ${explained} all lines before${after}: ${cut(before, stateMax)}`),
        ]),
  ];
}

function nearestBlocks(nearest: readonly Near[]): Block[] {
  const rows = nearest.flatMap(({ step, leaves }) => {
    const name = step === undefined ? 'initial state' : stepText(step);
    if (leaves.length === 0) return [[cell(name), cell('(nothing differs)'), cell(''), cell('')]];
    const shown = leaves
      .slice(0, leavesShown)
      .map(({ path, model, implementation }, index) => [
        cell(index === 0 ? name : ''),
        cell(path),
        cell(valueText(model)),
        cell(valueText(implementation), 'bad'),
      ]);
    const rest = leaves.length - shown.length;
    return rest === 0 ? shown : [...shown, [cell(''), cell(`and ${rest} more`), cell(''), cell('')]];
  });
  if (rows.length === 0) return [];
  const columns = [
    { title: 'nearest' },
    { title: 'part' },
    { title: 'model', wraps: true },
    { title: 'recorded', wraps: true },
  ];
  return [{ kind: 'table', columns, rows }];
}

function callsText(calls: readonly string[]): string {
  if (calls.length === 0) return 'nothing';
  const shown = calls.slice(0, stepsShown).join(', ');
  return calls.length > stepsShown ? `${shown} and ${calls.length - stepsShown} more` : shown;
}

function valueText(value: Value | undefined): string {
  return value === undefined ? '(not there)' : cut(printValue(value), valueMax);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)} ...`;
}
