/** What `check` prints: counts, a verdict for each property, and the schedule of each that is violated. */

import type { DescribedModule } from '../../spec/actions.js';
import type { DocumentProperty, DocumentResult } from '../verify/document.js';
import { cell, heading, list, type Page, paragraph } from './page.js';
import type { Part } from './parts.js';
import { scheduleOf } from './schedule.js';
import { boundsText, verdictTone } from './verify-page.js';

/** The parts for the results of one module, one for each engine; schedules are left out when `quiet`. */
export function checkParts(
  results: readonly DocumentResult[],
  module: DescribedModule,
  quiet: boolean,
): readonly Part[] {
  const pages = results.map((result) => ({ page: resultPage(result) }));
  return quiet ? pages : [...pages, ...scheduleParts(results, module)];
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
      return [{ page: [heading(`How ${name} is violated`)] }, { schedule }];
    });
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

function resultPage(result: DocumentResult): Page {
  return [
    heading(`${result.model} with ${result.config}, on ${result.engine}`, 1),
    paragraph(countsText(result)),
    {
      kind: 'table',
      columns: [
        { title: 'property' },
        { title: 'kind' },
        { title: 'verdict' },
        { title: 'confirmed by / reason', wraps: true },
      ],
      rows: result.properties.map(({ name, kind, verdict, confirmedBy, reason }) => [
        cell(name),
        cell(kind),
        cell(verdict, verdict === 'violated' ? 'bad' : verdictTone(verdict)),
        cell(reason ?? confirmedBy.join(', ')),
      ]),
    },
    list([
      ...(result.constraints.length + result.symmetry.length === 0 ? [] : [`Bounds: ${boundsText(result)}.`]),
      `Memory model: ${result.memoryModel}. "holds" speaks of this configuration and of nothing beyond it.`,
      ...result.warnings.map((warning) => `${result.engine} warns: ${warning}`),
    ]),
  ];
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
