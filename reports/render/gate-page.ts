/** The gate's result as a page: one table, the first failure in full, what else fails, what else changed. */

import type { GateChange, GateDocument, GatePlace, GateStage } from '../gate/document.js';
import { type Block, cell, heading, list, type Page, paragraph, type Tone } from './page.js';

/** Failures listed before the rest is counted; all of them stand in the JSON. */
const failuresShown = 20;
const changesShown = 12;

export function gatePage(document: GateDocument): Page {
  const changes = document.stages.flatMap((stage) => stage.changes);
  const [first, ...others] = changes.filter(({ fails }) => fails);
  const told = changes.filter(({ fails }) => !fails);
  return [
    stageTable(document.stages),
    ...(first === undefined ? [] : firstFailure(first)),
    ...listed('What else fails', others, failuresShown),
    ...listed(document.accepted ? 'Accepted' : 'Changed, without failing', told, changesShown),
    ...(document.notes.length === 0 ? [] : [list(document.notes)]),
    paragraph(gateSummary(document), document.ok ? 'good' : 'bad'),
  ];
}

/** One line: whether it passes, and what kept it from that. */
export function gateSummary({ stages, ok, interrupted, accepted, partial, shard }: GateDocument): string {
  const changes = stages.flatMap((stage) => stage.changes);
  const failing = changes.filter(({ fails }) => fails).length;
  const left = stages.filter(({ skipped }) => skipped).map(({ name }) => name);
  const part = shard !== null ? ` of shard ${shard.index}/${shard.of}` : partial ? ' of what was asked for' : '';
  if (interrupted) return 'Interrupted: this is what was known by then. Nothing was accepted.';
  if (accepted) return `The baseline is now what this run${part} found: ${counted(changes)}.`;
  if (ok)
    return `The gate is open: everything${part} is as in the baseline${changes.length === 0 ? '' : ', or better'}.`;
  const skipped = left.length === 0 ? '' : ` Not run: ${left.join(', ')}.`;
  const how = changes.some(({ fails, kind }) => fails && kind === 'failed')
    ? ''
    : ' If all of it is meant, accept it: npm run gate -- --accept.';
  return `The gate is closed: ${failing} failure${failing === 1 ? '' : 's'}.${skipped}${how}`;
}

function counted(changes: readonly GateChange[]): string {
  const count = (direction: GateChange['direction']) =>
    changes.filter((change) => change.direction === direction).length;
  const parts = [`${count('worse')} worse`, `${count('better')} better`, `${count('neutral')} neither`];
  return changes.length === 0 ? 'no change' : parts.join(', ');
}

function stageTable(stages: readonly GateStage[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'stage' },
      { title: 'result' },
      { title: 'cached' },
      { title: 'seconds', align: 'right' },
      { title: 'worse', align: 'right' },
      { title: 'better', align: 'right' },
      { title: 'what', wraps: true },
    ],
    rows: stages.map((stage) => {
      const tone: Tone = stage.ok ? 'good' : 'bad';
      const count = (direction: GateChange['direction']) =>
        stage.changes.filter((change) => change.direction === direction).length;
      return [
        cell(stage.name),
        cell(stage.skipped ? 'not run' : stage.ok ? 'passes' : 'fails', tone),
        cell(stage.cached === true ? 'yes' : stage.cached === 'partly' ? 'partly' : 'no'),
        cell(stage.seconds.toFixed(1)),
        cell(count('worse')),
        cell(count('better')),
        cell(stage.summary),
      ];
    }),
  };
}

function firstFailure(change: GateChange): readonly Block[] {
  const { before, after, flow } = change;
  const compared =
    before === undefined || after === undefined || before.length + after.length > 400
      ? []
      : [paragraph(`Before: ${before}. Now: ${after}.`, 'quiet')];
  const steps = (flow ?? []).map(({ step, text, spec, source }, index) => {
    const places = [spec, source].filter((each) => each !== undefined).map(placeText);
    return `${index}. ${step}${text === '' ? '' : `: ${text}`}${places.length === 0 ? '' : ` [${places.join(', ')}]`}`;
  });
  return [
    heading('The first failure'),
    paragraph(`${sentence(change)}`, 'bad'),
    ...compared,
    ...(steps.length === 0 ? [] : [list(steps)]),
  ];
}

function listed(title: string, changes: readonly GateChange[], max: number): readonly Block[] {
  if (changes.length === 0) return [];
  const rest = changes.length - max;
  return [
    heading(title),
    list([
      ...changes.slice(0, max).map((change) => `${change.direction}: ${sentence(change)}`),
      ...(rest > 0 ? [`and ${rest} more, in the JSON`] : []),
    ]),
  ];
}

function sentence({ message, place }: GateChange): string {
  return place === undefined ? message : `${placeText(place)}: ${message}`;
}

function placeText({ file, line }: GatePlace): string {
  return `${file}:${line}`;
}
