/** What `check --coverage` prints: how often each action was taken, and each line of the modules evaluated. */

import type { CheckResult } from '../verify/check.js';
import { cell, heading, type Page, paragraph } from './page.js';
import type { TextReader } from './source-excerpt.js';

type PlaceCount = NonNullable<CheckResult['placeCoverage']>[number];

/** Stands under what was never evaluated in a line that was. */
const neverMark = '~';

/** Actions first; then, file after file, the lines that hold an expression with their counts. */
export function coveragePage({ actionCoverage, placeCoverage }: CheckResult, read: TextReader): Page {
  if (actionCoverage === undefined || placeCoverage === undefined) return [];
  // A configuration's own expressions are the names in it.
  const files = [...new Set(placeCoverage.map(({ file }) => file))].filter((file) => file.endsWith('.tla'));
  return [
    heading('Coverage'),
    {
      kind: 'table',
      columns: [{ title: 'action' }, { title: 'found', align: 'right' }, { title: 'taken', align: 'right' }],
      rows: actionCoverage.map(({ action, found, taken }) => [
        cell(action),
        cell(found),
        cell(taken, taken === 0 ? 'bad' : 'plain'),
      ]),
    },
    paragraph('found: distinct states that the action was the first to reach; taken: its steps, repetitions included.'),
    ...files.flatMap((file): Page => {
      const places = placeCoverage.filter((place) => place.file === file);
      return [
        heading(`${file}: ${evaluatedText(places)}`, 3),
        { kind: 'verbatim', text: lineCounts(places, read(file)).join('\n') },
      ];
    }),
    paragraph(`Beside a line stands how often its most evaluated expression was; ${neverMark} marks what never was.`),
  ];
}

function evaluatedText(places: readonly PlaceCount[]): string {
  const evaluated = places.filter(({ count }) => count > 0).length;
  return `${evaluated} of ${places.length} expressions evaluated`;
}

function lineCounts(places: readonly PlaceCount[], text: string | undefined): string[] {
  const source = text?.split(/\r?\n/);
  const numbers = [...new Set(places.map(({ line }) => line))].sort((left, right) => left - right);
  const digits = String(numbers.at(-1) ?? 0).length;
  const width = Math.max(5, ...places.map(({ count }) => String(count).length));
  return numbers.flatMap((number) => {
    const own = places.filter(({ line }) => line === number);
    const most = Math.max(...own.map(({ count }) => count));
    const shown = source?.[number - 1] ?? '';
    const line = `${(most === 0 ? 'never' : String(most)).padStart(width)}  ${String(number).padStart(digits)} | ${shown}`;
    const mark = most === 0 ? '' : neverEvaluated(own, shown);
    return mark === '' ? [line] : [line, `${' '.repeat(width + 2 + digits)} | ${mark}`];
  });
}

/** Marks under the parts of a line that were never evaluated; empty where there are none. */
function neverEvaluated(places: readonly PlaceCount[], shown: string): string {
  const marks: string[] = [...shown].map((sign) => (sign === '\t' ? sign : ' '));
  for (const { count, line, column, endLine, endColumn } of places) {
    if (count > 0) continue;
    const end = endLine > line ? shown.length : Math.min(endColumn - 1, shown.length);
    for (let at = column - 1; at < end; at++) marks[at] = neverMark;
  }
  return marks.join('').trimEnd();
}
