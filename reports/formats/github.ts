/** Annotations as workflow commands of GitHub Actions, one line each, which the runner shows beside the lines they are about. */

import { placeText } from './step-text.js';
import { type Check, checksOf, type Telling } from './telling.js';
import { wellFormed } from './text.js';

/** One error for each check that failed, in their order, and one notice with the summary; lines end in a line break. */
export function githubText(telling: Telling): string {
  const errors = checksOf(telling)
    .filter(([, { outcome }]) => outcome === 'failed')
    .map(([group, check]) => command('error', placed(check, `${group.name}: ${check.name}`), messageOf(check)));
  const notice = command('notice', [['title', `lsm-verify ${telling.door}`]], telling.summary);
  return `${[...errors, notice].join('\n')}\n`;
}

type Properties = readonly (readonly [name: string, value: string])[];

function placed({ place }: Check, title: string): Properties {
  const where: Properties =
    place === undefined
      ? []
      : [
          ['file', place.file],
          ['line', String(place.line)],
        ];
  return [...where, ['title', title]];
}

function messageOf({ message, expectedAt, flow = [] }: Check): string {
  const expected = expectedAt === undefined ? [] : [`Expected at ${placeText(expectedAt)}.`];
  const steps = flow.map(({ step }, index) => (index === 0 ? step : `${index}. ${step}`));
  return [message, ...expected, ...(steps.length === 0 ? [] : [steps.join('\n')])].join('\n');
}

function command(name: 'error' | 'notice', properties: Properties, message: string): string {
  const listed = properties.map(([key, value]) => `${key}=${propertyText(value)}`).join(',');
  return `::${name} ${listed}::${commandText(message)}`;
}

/** As the runner reads it back: percent signs and line ends encoded; the other control characters it leaves alone. */
export function commandText(text: string): string {
  return wellFormed(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property colons and commas would end it. */
export function propertyText(text: string): string {
  return commandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
