/** What `check` prints for a terminal: counts, a verdict for each property, and the schedule of each that is violated. */

import type { DescribedModule } from '../../spec/actions.js';
import type { DocumentProperty, DocumentResult } from '../verify/document.js';
import { cell, heading, list, type Page, paragraph } from './page.js';
import { scheduleOf, scheduleText } from './schedule.js';
import { type TerminalStyle, terminalText } from './terminal.js';
import { boundsText, verdictTone } from './verify-page.js';

/** Text for the results of one module, one for each engine; schedules are left out when `quiet`. */
export function checkPage(
  results: readonly DocumentResult[],
  module: DescribedModule,
  style: TerminalStyle,
  quiet: boolean,
): string {
  const parts = results.map((result) => terminalText(resultPage(result), style));
  if (quiet) return parts.join('\n');
  // Engines may find different schedules of one violation; one is enough to understand it.
  const told = new Set<string>();
  for (const { properties } of results) {
    for (const property of properties) {
      if (property.counterexample === undefined || told.has(property.name)) continue;
      told.add(property.name);
      const title = terminalText([heading(`How ${property.name} is violated`)], style);
      const schedule = scheduleOf(property.counterexample, module, violationSentence(property, module));
      parts.push(`${title}${scheduleText(schedule, style)}`);
    }
  }
  return parts.join('\n');
}

/** The sentence a schedule ends in where the catalogue gives none: the property's name and what its comment says. */
export function violationSentence({ name, kind }: DocumentProperty, module: DescribedModule): string {
  if (kind === 'deadlock') return 'Deadlock: no step is possible from here.';
  const comment = module.definitions.get(name)?.comment ?? '';
  return comment === '' ? `${name} is violated here.` : `${name} is violated here. It says: ${comment}`;
}

function resultPage(result: DocumentResult): Page {
  const { engine, distinctStates, generatedStates, depth, seconds, complete } = result;
  const counts = [
    `${distinctStates ?? 'unknown'} distinct states`,
    ...(generatedStates === null ? [] : [`${generatedStates} generated`]),
    ...(depth === null ? [] : [`depth ${depth}`]),
    `${seconds.toFixed(1)} s`,
  ];
  const held = result.constraints.length + result.symmetry.length === 0 ? [] : [`Bounds: ${boundsText(result)}.`];
  return [
    heading(`${result.model} with ${result.config}, on ${engine}`, 1),
    paragraph(`${counts.join(', ')}.${complete ? '' : ' The whole graph was not explored.'}`),
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
      ...held,
      `Memory model: ${result.memoryModel}. "holds" speaks of this configuration and of nothing beyond it.`,
      ...result.warnings.map((warning) => `${engine} warns: ${warning}`),
    ]),
  ];
}
