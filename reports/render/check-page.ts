/** What `check` prints: counts, a verdict for each property, and the behaviour of each that is violated. */

import type { DescribedModule } from '../../spec/actions.js';
import type { Checked } from '../verify/check.js';
import type { DocumentProperty, DocumentResult } from '../verify/document.js';
import { coveragePage } from './coverage-page.js';
import { failureParts } from './failure-page.js';
import { fullTracePage } from './full-trace.js';
import { type Block, cell, heading, list, type Page, paragraph } from './page.js';
import type { Part } from './parts.js';
import { scheduleOf } from './schedule.js';
import { excerpt, type TextReader } from './source-excerpt.js';
import { verdictTone } from './verdict.js';
import { boundsText } from './verify-page.js';

export interface CheckPageOptions {
  /** For the sentences of steps; undefined: behaviours are left out. */
  readonly module: DescribedModule | undefined;
  /** Every state in full, instead of what changes. */
  readonly fullTrace: boolean;
  /** The file that the state graph went to. */
  readonly dump: string | undefined;
  readonly read: TextReader;
}

/** The parts for the results of one module, one for each engine. */
export function checkParts(checked: readonly Checked[], options: CheckPageOptions): readonly Part[] {
  const { module, read } = options;
  const pages = checked.map((each): Part => ({ page: resultPage(each, checked.length > 1, options.dump) }));
  const failures = checked.flatMap((each) => failureParts(each, options));
  const assumptions = checked.slice(0, 1).flatMap((each) => assumptionParts(each, read));
  const behaviours = module === undefined ? [] : behaviourParts(checked, module, options.fullTrace);
  const coverage = checked
    .map(({ result }) => coveragePage(result, read))
    .filter((page) => page.length > 0)
    .map((page): Part => ({ page }));
  return [...pages, ...failures, ...assumptions, ...behaviours, ...coverage];
}

function behaviourParts(checked: readonly Checked[], module: DescribedModule, fullTrace: boolean): readonly Part[] {
  const results = checked.map(({ result }) => result);
  if (!fullTrace) return scheduleParts(results, module);
  const told = new Set<string>();
  return checked.flatMap(({ outcome }) =>
    outcome.properties.flatMap(({ property, counterexample }): Part[] => {
      if (counterexample === undefined || told.has(property.name)) return [];
      told.add(property.name);
      const page = fullTracePage(counterexample, violationSentence(property, module));
      return [{ page: [heading(violationHeading(property)), ...page] }];
    }),
  );
}

/** An ASSUME that is false has no behaviour, but a place. */
function assumptionParts({ outcome }: Checked, read: TextReader): readonly Part[] {
  const broken = outcome.properties.find(({ property, verdict }) => {
    return property.kind === 'assumption' && verdict === 'violated';
  });
  if (broken?.reason === undefined) return [];
  const blocks: Block[] = [heading('An assumption is false'), paragraph(capital(broken.reason), 'bad')];
  const [, file, line, column] = /([^\s(]+):(\d+):(\d+)/.exec(broken.reason) ?? [];
  const text = file === undefined ? undefined : excerpt({ file, line: Number(line), column: Number(column) }, read);
  if (text !== undefined) blocks.push({ kind: 'verbatim', text });
  return [{ page: blocks }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The schedule of every violated property, under its heading; `wanted` may leave some out. */
export function scheduleParts(
  results: readonly DocumentResult[],
  module: DescribedModule,
  wanted: (property: DocumentProperty) => boolean = () => true,
): readonly Part[] {
  // Engines may find different schedules of one violation; one is enough to understand it.
  const told = new Set<string>();
  return results
    .flatMap(({ properties }) => properties.filter(wanted))
    .flatMap((property): readonly Part[] => {
      const { counterexample, name } = property;
      if (counterexample === undefined || told.has(name)) return [];
      told.add(name);
      const schedule = scheduleOf(counterexample, module, violationSentence(property, module));
      return [{ page: [heading(violationHeading(property))] }, { schedule }];
    });
}

function violationHeading({ name, kind }: Pick<DocumentProperty, 'name' | 'kind'>): string {
  return kind === 'deadlock' ? 'How a deadlock is reached' : `How ${name} is violated`;
}

/** The sentence a schedule ends in where the catalogue gives none: the property's name and what its comment says. */
export function violationSentence(
  { name, kind }: Pick<DocumentProperty, 'name' | 'kind'>,
  module: DescribedModule,
): string {
  if (kind === 'deadlock') return 'Deadlock: no step is possible from here.';
  const comment = module.definitions.get(name)?.comment ?? '';
  return comment === '' ? `${name} is violated here.` : `${name} is violated here. It says: ${comment}`;
}

function resultPage({ result, outcome }: Checked, isOneOfSeveral: boolean, dump: string | undefined): Page {
  const { model, config, engine, properties, complete, error, behaviours } = result;
  const reasons = [
    ...new Set(properties.flatMap(({ verdict, reason }) => (verdict === 'unknown' ? (reason ?? []) : []))),
  ];
  // One reason for all stands below the table once; that of a failed evaluation has a section of its own.
  const common = reasons.length === 1 ? reasons[0] : undefined;
  const isTold = (text: string) =>
    text === common || text.includes(error?.message ?? '\0') || text.startsWith(simulated);
  const on = isOneOfSeveral || engine !== 'own' ? `, on ${engine}` : '';
  return [
    heading(`${model} with ${config}${on}`, 1),
    paragraph(behaviours === undefined ? countsText(result) : simulationText(result)),
    ...(properties.length === 0 && complete ? [paragraph(nothingAsked)] : []),
    ...(properties.length === 0 ? [] : [propertyTable(result, isOneOfSeveral, common === undefined)]),
    ...(common === undefined || error !== undefined ? [] : [paragraph(unknownText(common), 'doubtful')]),
    ...notes(result, outcome, isTold, dump),
  ];
}

const nothingAsked = 'The configuration names no property, and deadlock is not checked.';

const simulated = 'simulation: ';

/** What was walked, as the engine says it; it is the first thing to know of a simulation. */
function simulationText({ warnings, seconds }: DocumentResult): string {
  const walked = warnings.find((warning) => warning.startsWith(simulated)) ?? simulated;
  return `${capital(walked)}, ${seconds.toFixed(1)} s.`;
}

function unknownText(reason: string): string {
  return reason.includes(simulated)
    ? 'unknown: not violated in these behaviours. A simulation refutes, it never proves.'
    : `unknown: ${reason}.`;
}

function propertyTable(
  { properties }: DocumentResult,
  isOneOfSeveral: boolean,
  withReasons: boolean,
): Extract<Block, { kind: 'table' }> {
  const hasReasons =
    withReasons && properties.some(({ verdict, reason }) => verdict === 'unknown' && reason !== undefined);
  return {
    kind: 'table',
    columns: [
      { title: 'property' },
      { title: 'kind' },
      { title: 'verdict' },
      ...(isOneOfSeveral ? [{ title: 'confirmed by', wraps: true }] : []),
      ...(hasReasons ? [{ title: 'reason', wraps: true }] : []),
    ],
    rows: properties.map(({ name, kind, verdict, confirmedBy, reason }) => [
      cell(shownName(name, kind)),
      cell(kind),
      cell(verdict, verdict === 'violated' ? 'bad' : verdictTone(verdict)),
      ...(isOneOfSeveral ? [cell(confirmedBy.join(', '))] : []),
      ...(hasReasons ? [cell(verdict === 'unknown' ? (reason ?? '') : '')] : []),
    ]),
  };
}

/** Deadlock and assumptions have no name of their own; what holds is that there is none, and that they are true. */
function shownName(name: string, kind: DocumentProperty['kind']): string {
  if (kind === 'deadlock') return 'no deadlock';
  return kind === 'assumption' ? 'assumptions' : name;
}

function notes(
  result: DocumentResult,
  { actionCoverage }: Checked['outcome'],
  isTold: (text: string) => boolean,
  dump: string | undefined,
): Block[] {
  const idle = (actionCoverage ?? []).filter(({ taken }) => taken === 0).map(({ action }) => action);
  const items = [
    ...(result.constraints.length + result.symmetry.length === 0 ? [] : [`Bounds: ${boundsText(result)}.`]),
    ...(result.complete && idle.length > 0 ? [`Never taken: ${idle.join(', ')}.`] : []),
    ...result.warnings.filter((warning) => !isTold(warning)).map(capital),
    ...(dump === undefined
      ? []
      : [`The state graph is in ${dump}${result.complete ? '' : ', as far as it is known'}.`]),
  ];
  return items.length === 0 ? [] : [list(items)];
}

/** `57 distinct states, 1.0 s.` and whether that was all. */
export function countsText({ distinctStates, generatedStates, depth, seconds, complete }: DocumentResult): string {
  const counts = [
    ...(distinctStates === null ? [] : [`${distinctStates} distinct states`]),
    ...(generatedStates === null ? [] : [`${generatedStates} generated`]),
    ...(depth === null ? [] : [`depth ${depth}`]),
    `${seconds.toFixed(1)} s`,
  ];
  return `${counts.join(', ')}.${complete ? '' : ' The whole graph was not explored.'}`;
}
