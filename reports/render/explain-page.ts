/** What `explain` prints of one claim or one model. */

import { type DescribedModule, firstSentence } from '../../spec/actions.js';
import type { Entry, Ruling } from '../../spec/claims.js';
import type { Model } from '../../spec/manifest.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentProperty, DocumentResult } from '../verify/document.js';
import { countsText, scheduleParts, violationSentence } from './check-page.js';
import { type Block, cell, heading, list, paragraph } from './page.js';
import type { Part } from './parts.js';
import { type Schedule, scheduleOf } from './schedule.js';
import { verdictTone, verdictWords } from './verdict.js';
import { boundsText } from './verify-page.js';

/** What an explanation is made from. */
export interface Evidence {
  readonly results: readonly DocumentResult[];
  readonly models: readonly Model[];
  /** The module of a model, described. */
  readonly moduleOf: (model: Model) => DescribedModule;
}

/** One claim: what is claimed, the property, the verdicts, the schedule, the remedy. */
export function claimParts(
  entry: Entry,
  claims: readonly SettledClaim[],
  evidence: Evidence,
  quiet: boolean,
): readonly Part[] {
  const { message, patch, file, place } = entry.source;
  const source = [message && `message ${message}`, patch && `patch ${patch}`, file && `file ${file}`, place];
  const opening: Block[] = [
    heading(`${entry.id}: ${entry.title}`, 1),
    paragraph(`${entry.kind === 'claim' ? 'Claimed' : 'Found'}: ${entry.paraphrase.trim()}`),
    paragraph(`Source: ${source.filter((part) => part !== undefined).join(', ')}.`),
    ...(entry.note === undefined ? [] : [paragraph(`Note: ${entry.note.trim()}`)]),
  ];
  return [
    { page: [...opening, ...propertyBlocks(entry, evidence), ...verdictBlocks(claims)] },
    ...(quiet ? [] : claimSchedules(entry, claims, evidence)),
    ...remedyParts(claims),
  ];
}

/** One model: its purpose, its bounds, its properties with their verdicts. */
export function modelParts(model: Model, evidence: Evidence, quiet: boolean): readonly Part[] {
  const module = evidence.moduleOf(model);
  const results = evidence.results.filter((result) => result.model === model.id);
  const pages = results.map((result): Part => {
    return {
      page: [
        heading(`On ${result.engine}`),
        paragraph(countsText(result)),
        {
          kind: 'table',
          columns: [
            { title: 'property' },
            { title: 'verdict' },
            { title: 'claims', wraps: true },
            { title: 'says', wraps: true },
          ],
          rows: result.properties.map((property) => [
            cell(property.name),
            cell(
              property.asExpected ? property.verdict : `${property.verdict} !`,
              property.asExpected ? verdictTone(property.verdict) : 'bad',
            ),
            cell(property.role === 'witness' ? 'witness' : property.claims.join(', ')),
            cell(property.reason ?? firstSentence(module.definitions.get(property.name)?.comment ?? '')),
          ]),
        },
      ],
    };
  });
  const [first] = results;
  const repairs = model.repairs.length === 0 ? 'no repairs' : `repairs ${model.repairs.join(', ')}`;
  const page: Block[] = [
    heading(model.id, 1),
    paragraph(model.purpose),
    paragraph(`Variant ${model.variant}, ${repairs}. Module ${model.module}, configuration ${model.config}.`),
    ...(first === undefined ? [] : [paragraph(`Bounds: ${boundsText(first)}. Memory model: ${first.memoryModel}.`)]),
    ...(model.notExplored.length === 0 ? [] : [paragraph('Not explored:'), list(model.notExplored)]),
  ];
  return [{ page }, ...pages, ...(quiet ? [] : scheduleParts(results, module, ({ role }) => role !== 'witness'))];
}

/** The schedule by which `claim` is violated in its main model; undefined where none was found. */
export function claimSchedule(entry: Entry, claim: SettledClaim, evidence: Evidence): Schedule | undefined {
  const model = evidence.models.find(({ id }) => id === claim.model);
  const property = violationOf(claim, evidence);
  if (model === undefined || property?.counterexample === undefined) return undefined;
  const module = evidence.moduleOf(model);
  return scheduleOf(property.counterexample, module, entry.harm?.trim() ?? violationSentence(property, module));
}

function violationOf({ model, property }: SettledClaim, { results }: Evidence): DocumentProperty | undefined {
  return results
    .filter((result) => result.model === model)
    .flatMap(({ properties }) => properties)
    .find(({ name, counterexample }) => name === property && counterexample !== undefined);
}

function propertyBlocks(entry: Entry, { models, moduleOf }: Evidence): Block[] {
  const told = new Set<string>();
  return entry.rulings.flatMap((ruling: Ruling) => {
    const model = models.find(({ id }) => id === ruling.model);
    if (model === undefined) return [];
    const names = [ruling.property, ruling.temporal, ...ruling.readings.map(({ property }) => property)];
    return names.flatMap((name): Block[] => {
      if (name === undefined || told.has(`${model.module} ${name}`)) return [];
      told.add(`${model.module} ${name}`);
      const definition = moduleOf(model).definitions.get(name);
      if (definition === undefined) return [heading(`Property ${name}`)];
      return [
        heading(`Property ${name} (${definition.file}:${definition.line})`),
        ...(definition.comment === '' ? [] : [paragraph(definition.comment)]),
        { kind: 'verbatim', text: definition.text },
      ];
    });
  });
}

function verdictBlocks(claims: readonly SettledClaim[]): Block[] {
  const rows = claims.flatMap((claim) => {
    const { variant, verdict, found, asExpected, model, confirmedBy, reason, why, expected } = claim;
    const said = [asExpected ? undefined : `expected ${expected}`, reason, why?.trim()];
    const row = [
      cell(variant),
      cell(`${verdictWords(claim)}${asExpected ? '' : ' !'}`, asExpected ? verdictTone(found ?? verdict) : 'bad'),
      cell([model ?? '-', ...(claim.alsoIn ?? [])].join(', ')),
      cell(
        confirmedBy.length === 0 ? '-' : confirmedBy.length === 1 ? `${confirmedBy[0]} alone` : confirmedBy.join(', '),
      ),
      cell(said.filter((part) => part !== undefined).join('; ')),
    ];
    const readings = (claim.readings ?? []).map((reading) => [
      cell(`${variant}, reading ${reading.name}`),
      cell(reading.verdict, reading.verdict === reading.expected ? verdictTone(reading.verdict) : 'bad'),
      cell(reading.model),
      cell(''),
      cell(reading.why ?? ''),
    ]);
    return [row, ...readings];
  });
  return [
    heading('Verdicts'),
    {
      kind: 'table',
      columns: [
        { title: 'variant', wraps: true },
        { title: 'verdict' },
        { title: 'model', wraps: true },
        { title: 'confirmed by', wraps: true },
        { title: 'why', wraps: true },
      ],
      rows,
    },
  ];
}

/** The first violated variant in full; of the others whether their shortest schedule is the same. */
function claimSchedules(entry: Entry, claims: readonly SettledClaim[], evidence: Evidence): readonly Part[] {
  const violated = claims.flatMap((claim) => {
    const schedule = claim.verdict === 'violated' ? claimSchedule(entry, claim, evidence) : undefined;
    return schedule === undefined ? [] : [{ claim, schedule }];
  });
  const [first, ...others] = violated;
  if (first === undefined) return [];
  const steps = (schedule: Schedule) => schedule.steps.map(({ action }) => action).join('; ');
  const compared = others.map(({ claim, schedule }) =>
    steps(schedule) === steps(first.schedule)
      ? `${claim.variant}: by the same steps.`
      : `${claim.variant}: in ${schedule.steps.length} steps; explain ${entry.id} --variant ${claim.variant} shows them.`,
  );
  const { claim } = first;
  return [
    { page: [heading(`How it happens in ${claim.variant} (${claim.model})`)] },
    { schedule: first.schedule },
    ...(compared.length === 0 ? [] : [{ page: [list(compared)] }]),
  ];
}

function remedyParts(claims: readonly SettledClaim[]): readonly Part[] {
  const items = claims.flatMap((claim) => {
    const { variant, remedy, remedyModel, dropped, remedyConfirmed, property } = claim;
    if (remedy === undefined) return [];
    if (remedy === 'none') return [`${variant}: none.${claim.why === undefined ? '' : ` ${claim.why.trim()}`}`];
    const said = remedyConfirmed === true ? 'confirmed' : 'NOT confirmed';
    const needed = Object.entries(dropped ?? {}).map(
      ([repair, model]) => `without ${repair} it is violated (${model})`,
    );
    return [
      `${variant}: with ${remedy.join(', ')} ${property} holds (${remedyModel}); ${needed.join('; ')}. This is ${said}.`,
    ];
  });
  return items.length === 0 ? [] : [{ page: [heading('Remedy'), list(items)] }];
}
