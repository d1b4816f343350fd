/** The page of a `verify` document: claims by variant, models, what is not as expected, witnesses, what was not explored. */

import { describeDisagreement } from '../../spec/disagreement.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentResult, VerifyDocument } from '../verify/document.js';
import { enlargedBlocks } from './enlarged.js';
import { failureBlocks, readingBlocks, remedyBlocks, statedBlocks } from './evidence.js';
import { type Block, type Cell, cell, heading, list, type Page, paragraph } from './page.js';
import { verdictTone, verdictWords } from './verdict.js';

/** Follows a verdict that only one engine gave. */
const loneMark = '¹';
/** Follows a verdict that is not as expected. */
const wrongMark = ' !';

/** The whole page. `seconds`, the time of the run, is left out where undefined. */
export function verifyPage(document: VerifyDocument): Page {
  return [
    heading('lsm-verify: claims and models', 1),
    paragraph(summary(document), document.ok ? 'good' : 'bad'),
    ...claimBlocks(document),
    ...modelBlocks(document),
    ...enlargedBlocks(document),
    ...disagreementBlocks(document),
    ...witnessBlocks(document),
    ...limitBlocks(document),
  ];
}

/** One line: what was run and whether it is as expected. */
export function summary(document: VerifyDocument): string {
  const { results, disagreements, notRun, interrupted, partial } = document;
  const models = new Set(results.map(({ model }) => model)).size;
  const searched = document.claims.filter(({ model }) => model !== null).length;
  const engines = document.engines.map((name) => `${name} ${document.engineVersions[name] ?? ''}`.trim()).join(', ');
  const scope = `${count(models, 'model')} on ${engines === '' ? 'no engine' : engines}, ${count(document.claims.length, 'verdict')} (${searched} by search)`;
  const left = notRun.models.length - notRun.deep.length;
  const missing =
    left + notRun.claims.length === 0
      ? ''
      : ` Not run: ${count(left, 'model')}, ${count(notRun.claims.length, 'verdict')}.`;
  const deeper =
    notRun.deep.length === 0 ? '' : ` Left out for size: ${count(notRun.deep.length, 'model')}; --deep runs them too.`;
  const ending = interrupted
    ? 'Interrupted: this is what was known by then.'
    : disagreements.length === 0
      ? 'As expected.'
      : `NOT as expected: ${count(disagreements.length, 'disagreement')}, listed below.`;
  const part = partial && !interrupted ? 'Part of the models only. ' : '';
  return `${part}${scope}. ${ending}${missing}${deeper}`;
}

function claimBlocks(document: VerifyDocument): Block[] {
  const { claims } = document;
  const systems = [...new Set(claims.map(({ system }) => system))];
  const blocks = systems.flatMap((system): Block[] => {
    const own = claims.filter((claim) => claim.system === system);
    const variants = (document.variants[system] ?? []).filter((name) => own.some(({ variant }) => variant === name));
    const ids = [...new Set(own.map(({ id }) => id))];
    return [
      heading(`Claims and findings: ${system}`),
      {
        kind: 'table',
        columns: [{ title: 'id' }, { title: 'in short', wraps: true }, ...variants.map((title) => ({ title }))],
        rows: ids.map((id) => {
          const row = own.filter((claim) => claim.id === id);
          const verdicts = variants.map((variant) => verdictCell(row.find((claim) => claim.variant === variant)));
          return [cell(id), cell(row[0]?.title ?? ''), ...verdicts];
        }),
      },
    ];
  });
  const legend = [
    claims.some(isLone) ? `${loneMark} rests on one engine` : '',
    claims.some(({ asExpected }) => !asExpected) ? `${wrongMark.trim()} not as expected` : '',
  ].filter((line) => line !== '');
  if (legend.length > 0) blocks.push(paragraph(`${legend.join('; ')}.`, 'quiet'));
  return [
    ...blocks,
    ...statedBlocks(claims),
    ...remedyBlocks(claims),
    ...readingBlocks(claims),
    ...failureBlocks(claims),
  ];
}

function verdictCell(claim: SettledClaim | undefined): Cell {
  if (claim === undefined) return cell('not run', 'quiet');
  const text = `${verdictWords(claim)}${isLone(claim) ? loneMark : ''}${claim.asExpected ? '' : wrongMark}`;
  return cell(text, claim.asExpected ? verdictTone(claim.found ?? claim.verdict) : 'bad');
}

function isLone({ model, confirmedBy, verdict }: SettledClaim): boolean {
  return model !== null && verdict !== 'unknown' && confirmedBy.length === 1;
}

function modelBlocks({ results }: VerifyDocument): Block[] {
  if (results.length === 0) return [];
  const systems = [...new Set(results.map(({ system }) => system))];
  return systems.flatMap((system): Block[] => {
    const own = results.filter((result) => result.system === system);
    const several = new Set(own.map(({ engine }) => engine)).size > 1;
    return [
      heading(`Models: ${system ?? 'other modules'}`),
      {
        kind: 'table',
        columns: [
          { title: 'model' },
          ...(several ? [{ title: 'engine' }] : []),
          { title: 'distinct', align: 'right' },
          { title: 'generated', align: 'right' },
          { title: 'depth', align: 'right' },
          { title: 'seconds', align: 'right' },
          { title: 'bounds', wraps: true },
          { title: 'confirmed by', wraps: true },
        ],
        rows: own.map((result) => [
          cell(result.model.slice(result.model.indexOf('/') + 1), result.asExpected ? 'plain' : 'bad'),
          ...(several ? [cell(result.engine)] : []),
          cell(result.distinctStates),
          cell(result.generatedStates),
          cell(result.depth),
          cell(result.seconds.toFixed(1)),
          cell(boundsText(result)),
          cell(confirmation(result)),
        ]),
      },
    ];
  });
}

/** `tasks 2, kills 1; constraint Small`. */
export function boundsText({ bounds, constraints, symmetry }: DocumentResult): string {
  const parts = Object.entries(bounds).map(([name, value]) => `${name} ${value}`);
  const text = parts.length === 0 ? 'none' : parts.join(', ');
  const held = constraints.length === 0 ? '' : `; constraint ${constraints.join(', ')}`;
  const folded = symmetry.length === 0 ? '' : `; symmetry ${symmetry.join(', ')}`;
  return `${text}${held}${folded}`;
}

function confirmation({ properties }: DocumentResult): string {
  const settled = properties.filter(({ verdict }) => verdict !== 'unknown');
  const open = properties.length - settled.length;
  const engines = settled
    .map(({ confirmedBy }) => confirmedBy)
    .reduce<readonly string[] | undefined>(
      (left, right) => (left === undefined ? right : left.filter((name) => right.some((other) => other === name))),
      undefined,
    );
  const names = engines === undefined || engines.length === 0 ? 'none' : engines.join(', ');
  return open === 0 ? names : `${names}; ${open} unknown`;
}

function disagreementBlocks({ disagreements }: VerifyDocument): Block[] {
  if (disagreements.length === 0) return [];
  return [heading('Not as expected'), list(disagreements.map(describeDisagreement))];
}

function witnessBlocks({ results }: VerifyDocument): Block[] {
  const found = new Map<string, { readonly models: Set<string>; steps: number; in: string }>();
  for (const { model, properties } of results) {
    for (const { name, role, verdict, counterexample } of properties) {
      if (role !== 'witness' || verdict !== 'violated') continue;
      const steps = counterexample === undefined ? Number.POSITIVE_INFINITY : counterexample.length - 1;
      const known = found.get(name) ?? { models: new Set(), steps: Number.POSITIVE_INFINITY, in: model };
      known.models.add(model);
      found.set(name, steps < known.steps ? { ...known, steps, in: model } : known);
    }
  }
  if (found.size === 0) return [];
  return [
    heading('Witnesses found'),
    paragraph('Each names a state or action and says that it never comes; a run that reaches it was found.', 'quiet'),
    list(
      [...found].map(([name, { models, steps, in: where }]) => {
        const shortest = Number.isFinite(steps) ? `, soonest after ${count(steps, 'step')} in ${where}` : '';
        return `${name}: in ${count(models.size, 'model')}${shortest}`;
      }),
    ),
  ];
}

function limitBlocks({ results, enginesAbsent, notRun, partial }: VerifyDocument): Block[] {
  const left = grouped(results.flatMap(({ model, notExplored }) => notExplored.map((line) => [line, model] as const)));
  const open = grouped(
    results.flatMap(({ model, engine, properties }) =>
      properties
        .filter(({ verdict }) => verdict === 'unknown')
        .map(({ name, reason }) => [`${name} is unknown on ${engine}: ${reason ?? 'no reason given'}`, model] as const),
    ),
  );
  const warned = grouped(
    results.flatMap(({ model, engine, warnings }) =>
      warnings.map((warning) => [`${engine} warns: ${warning}`, model] as const),
    ),
  );
  const refused = notRun.models.filter((model) => !notRun.deep.includes(model));
  const items = [
    'Memory model: sequential consistency. A weaker memory can only add behaviours.',
    '"holds" speaks of the bounds printed beside each model and of nothing beyond them.',
    ...enginesAbsent.map((engine) => `${engine} is not on this machine: it confirms nothing here.`),
    ...open,
    ...warned,
    ...left,
    ...notRun.deep.map((model) => `${model}: not run, too large unless asked for (--deep)`),
    ...(partial ? [] : refused.map((model) => `${model}: not run, no engine of this run takes it`)),
  ];
  return [heading('What was not explored'), list(items)];
}

/** Each line once, with the models it is about: the first few by name. */
function grouped(lines: readonly (readonly [line: string, model: string])[]): string[] {
  const models = new Map<string, Set<string>>();
  for (const [line, model] of lines) models.set(line, (models.get(line) ?? new Set()).add(model));
  return [...models].map(([line, among]) => {
    const [...names] = among;
    const shown = names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
    return `${line} (${shown})`;
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
