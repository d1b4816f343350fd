/** The section of one refuted entry, for the formats without pages of their own. */

import { type Block, cell, heading, list, paragraph } from '../../render/page.js';
import type { ReportDocument, ReportEntry, ReportRuling } from '../document.js';
import {
  boundsSentence,
  countsOf,
  distinctSchedules,
  endingOf,
  groundsText,
  memoryRule,
  modelOf,
  otherVersion,
  remedyText,
  seedRule,
  verdictText,
} from '../words.js';
import { type ScheduleForm, scheduleBlocks } from './schedule-blocks.js';

/** Counterexamples that stand further up, each with the entry it stands at: several entries may rest on one. */
export type Told = Map<string, string>;

export function claimBlocks(
  entry: ReportEntry,
  document: ReportDocument,
  form: ScheduleForm,
  told: Told,
): readonly Block[] {
  const { id, title, kind, paraphrase, source, note, harm, properties } = entry;
  return [
    heading(`${id}: ${title}`, 3, entry.anchor),
    paragraph(`${kind === 'claim' ? 'Claimed' : 'Found'}: ${paraphrase}`),
    paragraph(`Source: ${source}.`),
    ...(harm === undefined ? [] : [paragraph(`What goes wrong: ${harm}`, 'bad' as const)]),
    ...(note === undefined ? [] : [paragraph(`Note: ${note}`)]),
    ...properties.flatMap(({ name, module, line, words, tla }): Block[] => [
      heading(`Property ${name} (${module}:${line})`, 4),
      ...(words === '' ? [] : [paragraph(words)]),
      { kind: 'verbatim', text: tla },
    ]),
    heading('Verdicts', 4),
    verdictTable(entry),
    ...shownSchedules(entry, document, form).flatMap(({ ruling, alike }) =>
      rulingBlocks({ entry, ruling, alike, document, form, told }),
    ),
    ...otherSchedules(entry, document, form),
    ...remedyBlocks(entry),
    ...repeatBlocks(entry, document),
  ];
}

/** Mail has room for one schedule of an entry; the others are told by their length. */
function shownSchedules(entry: ReportEntry, document: ReportDocument, form: ScheduleForm) {
  const all = distinctSchedules(entry, document);
  return form === 'terminal' ? all.slice(0, 1) : all;
}

/** The schedules that mail has no room for. */
function otherSchedules(entry: ReportEntry, document: ReportDocument, form: ScheduleForm): readonly Block[] {
  const others = distinctSchedules(entry, document).slice(form === 'terminal' ? 1 : Number.POSITIVE_INFINITY);
  if (others.length === 0) return [];
  const items = others.map(({ ruling, alike }) => {
    const variants = [ruling, ...alike].map(({ claim }) => claim.variant).join(', ');
    const steps = document.counterexamples.get(ruling.counterexample ?? '')?.schedule.steps.length ?? 0;
    return `${variants}: by another schedule, of ${steps} steps. ${ruling.command}`;
  });
  return [list(items)];
}

function verdictTable({ rulings }: ReportEntry): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'variant', wraps: true },
      { title: 'verdict', wraps: true },
      { title: 'grounds', wraps: true },
    ],
    rows: rulings.flatMap(({ claim }) => [
      [
        cell(claim.variant),
        cell(verdictText(claim)),
        cell([groundsText(claim), claim.reason, claim.why?.trim()].filter((part) => part !== undefined).join(' ')),
      ],
      ...(claim.readings ?? []).map((reading) => [
        cell(`${claim.variant}, reading ${reading.name}`),
        cell(`${reading.verdict}${reading.verdict === reading.expected ? '' : ' (NOT as expected)'}`),
        cell(
          `Property ${reading.property} in ${reading.model}.${reading.why === undefined ? '' : ` ${reading.why.trim()}`}`,
        ),
      ]),
    ]),
  };
}

interface RulingParts {
  readonly entry: ReportEntry;
  readonly ruling: ReportRuling;
  readonly alike: readonly ReportRuling[];
  readonly document: ReportDocument;
  readonly form: ScheduleForm;
  readonly told: Told;
}

function rulingBlocks({ entry, ruling, alike, document, form, told }: RulingParts): readonly Block[] {
  const counterexample = document.counterexamples.get(ruling.counterexample ?? '');
  if (counterexample === undefined) return [];
  const { claim } = ruling;
  const { schedule, slug, replay, model } = counterexample;
  const also = alike.map((each) => each.claim.variant);
  const steps = schedule.steps.map(({ action }) => action).join('; ');
  const key = `${counterexample.property} ${steps}`;
  const before = told.get(key);
  if (before !== undefined) {
    return [
      heading(`How it happens in ${claim.variant}: ${schedule.steps.length} steps`, 4, ruling.anchor),
      paragraph(
        `By the steps that stand at ${before}.${also.length === 0 ? '' : ` So in ${also.join(', ')}.`} ${replay.sentence}`,
      ),
    ];
  }
  told.set(key, `${entry.id}, ${claim.variant}`);
  return [
    heading(`How it happens in ${claim.variant}: ${schedule.steps.length} steps`, 4, ruling.anchor),
    paragraph(
      `The shortest schedule in ${model}.${also.length === 0 ? '' : ` By the same steps in ${also.join(', ')}.`} The same as a picture: pictures/${slug}.svg.`,
    ),
    ...scheduleBlocks({ ...schedule, ending: endingOf(entry, ruling, document) }, form),
    ...(form === 'terminal'
      ? []
      : [
          {
            kind: 'picture' as const,
            file: `pictures/${slug}.svg`,
            text: `Sequence diagram of the ${schedule.steps.length} steps above, one lane an actor`,
          },
        ]),
    paragraph(replay.sentence),
    ...(form === 'terminal' ? [] : placeBlocks(counterexample.places, schedule.steps)),
  ];
}

/** Which step of the implementation each action is. */
function placeBlocks(
  places: readonly (readonly { readonly step: string; readonly file: string; readonly line: number }[])[],
  steps: readonly { readonly action: string }[],
): readonly Block[] {
  const told = new Map<string, string>();
  for (const [index, each] of places.entries()) {
    const action = steps[index]?.action.replace(/\(.*$/s, '') ?? '';
    if (each.length > 0) told.set(action, each.map(({ step, file, line }) => `${step} (${file}:${line})`).join(', '));
  }
  if (told.size === 0) return [];
  return [
    paragraph('Its actions are these steps of the implementation:'),
    list([...told].map(([action, at]) => `${action}: ${at}`)),
  ];
}

function remedyBlocks({ rulings }: ReportEntry): readonly Block[] {
  const said = new Map<string, string[]>();
  for (const { claim } of rulings) {
    const text = remedyText(claim);
    if (text !== undefined) said.set(text, [...(said.get(text) ?? []), claim.variant]);
  }
  if (said.size === 0) return [];
  return [heading('Remedy', 4), list([...said].map(([text, variants]) => `${variants.join(', ')}: ${text}`))];
}

/** Bounds, assumptions, what was not explored, versions, digests and the commands. */
function repeatBlocks({ rulings }: ReportEntry, document: ReportDocument): readonly Block[] {
  const ids = [...new Set(rulings.flatMap(({ claim }) => (claim.model === null ? [] : [claim.model])))];
  const items = ids.flatMap((id) => {
    const model = modelOf(document, id);
    if (model === undefined) return [`${id}: no results`];
    const [first] = model.results;
    if (first === undefined) return [];
    return [
      [
        `${id}.`,
        ...(model.isCurrent ? [] : [otherVersion]),
        boundsSentence(first),
        ...model.results.map(countsOf),
        `Not explored: ${first.notExplored.length === 0 ? 'nothing named' : first.notExplored.join('; ')}.`,
        `Digest ${first.digest}.`,
      ].join(' '),
    ];
  });
  return [
    heading('Bounds, and how to repeat it', 4),
    ...(items.length === 0 ? [] : [list(items)]),
    paragraph(`${memoryRule} ${seedRule}`),
    {
      kind: 'verbatim',
      language: 'sh',
      text: rulings
        .filter(({ claim }) => claim.verdict === 'violated')
        .map(({ command }) => command)
        .join('\n'),
    },
  ];
}
