/** A summary in Markdown, fit for the summary of a GitHub step: the verdict, a table of counts, and what failed with its schedule. */

import { placeText } from './step-text.js';
import { bySystem, type Check, type CheckGroup, checksOf, countOf, type Outcome, type Telling } from './telling.js';
import { visible } from './text.js';

/** Failed checks and refuted claims that are told in full; the rest is counted. */
const failuresTold = 20;
const refutedTold = 60;

/** The whole page. */
export function markdownSummary(telling: Telling): string {
  const failed = checksOf(telling).filter(([, { outcome }]) => outcome === 'failed');
  const refuted = checksOf(telling).filter(([, { outcome, claims, rule }]) => {
    return outcome === 'refuted' && claims.includes(rule);
  });
  const blocks = [
    `## ${plain(`lsm-verify ${telling.door}`)}`,
    `**${telling.ok ? 'As expected.' : 'NOT as expected.'}** ${plain(telling.summary)}`,
    countTable(telling),
    ...(failed.length === 0 ? [] : ['### Not as expected', ...cut(failed, failuresTold).flatMap(failureBlocks)]),
    ...left(failed.length, failuresTold),
    ...(refuted.length === 0
      ? []
      : [
          '### Claims refuted, as expected',
          table(['claim', 'what was found'], cut(refuted, refutedTold).map(claimRow)),
        ]),
    ...left(refuted.length, refutedTold),
    ...(telling.partial ? ['This is not a full run: what was left out is not in the table.'] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const columns: readonly (readonly [Outcome, string])[] = [
  ['passed', 'passed'],
  ['refuted', 'refuted as expected'],
  ['noted', 'noted'],
  ['open', 'unknown'],
  ['skipped', 'skipped'],
  ['failed', 'FAILED'],
];

function countTable(telling: Telling): string {
  const shown = columns.filter(([outcome]) => outcome === 'failed' || countOf(telling, outcome) > 0);
  const rows = bySystem(telling).map(([system, groups]) => {
    const part = { ...telling, groups };
    return [system, ...shown.map(([outcome]) => String(countOf(part, outcome)))];
  });
  return table(['', ...shown.map(([, title]) => title)], rows);
}

function failureBlocks([group, check]: readonly [CheckGroup, Check]): readonly string[] {
  const { name, message, place, expectedAt, flow = [] } = check;
  const where = [
    ...(place === undefined ? [] : [`at ${placeText(place)}`]),
    ...(expectedAt === undefined ? [] : [`expected at ${placeText(expectedAt)}`]),
  ];
  const placed = where.length === 0 ? message : `${message} (${where.join(', ')})`;
  const line = `**${plain(`${group.name}: ${name}`)}** ${plain(placed)}`;
  if (flow.length === 0) return [line];
  const rows = flow.map(({ step, text, spec, source }, index) => [
    String(index),
    step,
    text,
    [spec, source].flatMap((each) => (each === undefined ? [] : [placeText(each)])).join(', '),
  ]);
  return [line, table(['#', 'step', 'what happens', 'where'], rows)];
}

function claimRow([, { name, message }]: readonly [CheckGroup, Check]): readonly string[] {
  return [name, message];
}

function cut<T>(all: readonly T[], max: number): readonly T[] {
  return all.slice(0, max);
}

function left(all: number, max: number): readonly string[] {
  return all <= max ? [] : [`And ${all - max} more.`];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles.map(plain)), line(titles.map(() => '---')), ...rows.map((row) => line(row.map(plain)))].join(
    '\n',
  );
}

/**
 * Text on one line that Markdown, GitHub's included, shows as it is: every mark of punctuation that could begin something has a
 * backslash. Control characters are shown as `\u` and four digits.
 */
export function plain(text: string): string {
  return visible(text)
    .trim()
    .replace(/[\\`*_{}[\]<>#+~!|&$@]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^-/, '\\-')
    .replace(/^=/, '\\=')
    .replace(/:(?=[\w+-]+:|\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.');
}
