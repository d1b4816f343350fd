/** Prints a page as text for a terminal of a given width. */

import type { Block, Cell, Column, Page, Table, Tone } from './page.js';

export interface TerminalStyle {
  /** In columns. */
  readonly width: number;
  readonly colour: boolean;
}

/** Width where the output is no terminal. */
export const plainWidth = 100;

/**
 * The style for a stream: colours on a terminal only, and not where NO_COLOR is set to anything
 * (https://no-color.org); never narrower than 60 columns.
 */
export function terminalStyle(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): TerminalStyle {
  const isTerminal = stream.isTTY === true;
  const colour = isTerminal && (env.NO_COLOR === undefined || env.NO_COLOR === '') && env.TERM !== 'dumb';
  return { width: Math.max(60, (isTerminal ? stream.columns : undefined) ?? plainWidth), colour };
}

/** The page as text that ends in a line break. No line has trailing blanks. */
export function terminalText(page: Page, style: TerminalStyle): string {
  const lines = page.flatMap((block, index) => [
    ...(index === 0 || (block.kind === 'list' && page[index - 1]?.kind === 'paragraph') ? [] : ['']),
    ...blockLines(block, style),
  ]);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** `text` broken at blanks into lines of at most `width` columns; a word longer than that is cut. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
    line = rest;
  }
  lines.push(line);
  return lines;
}

const escapes: Readonly<Record<Tone, string>> = {
  plain: '',
  good: '\u001b[32m',
  bad: '\u001b[1;31m',
  doubtful: '\u001b[33m',
  quiet: '\u001b[2m',
};

/** `text` in the colours of `tone`, where the style allows colours. */
export function toned(text: string, tone: Tone | undefined, style: TerminalStyle): string {
  const start = style.colour ? escapes[tone ?? 'plain'] : '';
  return start === '' || text.trim() === '' ? text : `${start}${text}\u001b[0m`;
}

function blockLines(block: Block, style: TerminalStyle): string[] {
  switch (block.kind) {
    case 'heading': {
      const rule = (block.level === 1 ? '=' : '-').repeat(Math.min(block.text.length, style.width));
      const lines = wrapped(block.text, style.width);
      return block.level >= 3 ? lines : [...lines, rule];
    }
    case 'paragraph':
      return wrapped(block.text, style.width).map((line) => toned(line, block.tone, style));
    case 'list':
      return block.items.flatMap((item) =>
        wrapped(item, style.width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
      );
    case 'verbatim':
      return block.text.split('\n').map((line) => `    ${line}`);
    case 'picture':
      return wrapped(`Picture ${block.file}: ${block.text}`, style.width);
    case 'table':
      return tableLines(block, style);
  }
}

function tableLines(table: Table, style: TerminalStyle): string[] {
  const { widths, below } = arrange(table, style.width);
  const beside = table.columns.map((_, index) => index).filter((index) => !below.includes(index));
  const columns = beside.flatMap((index) => table.columns[index] ?? []);
  const pick = (cells: readonly Cell[]) => beside.map((index) => cells[index] ?? { text: '' });
  const titles = table.columns.map(({ title }) => ({ text: title, tone: 'quiet' as const }));
  return [
    ...rowLines(pick(titles), columns, widths, style),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...table.rows.flatMap((row) => [
      ...rowLines(pick(row), columns, widths, style),
      ...below.flatMap((index) => belowLines(table.columns[index]?.title ?? '', row[index], style)),
    ]),
  ];
}

/** A cell that found no room beside the others: on lines of its own under its row. */
function belowLines(title: string, cell: Cell | undefined, style: TerminalStyle): string[] {
  if (cell === undefined || cell.text === '') return [];
  return wrapped(`${title}: ${cell.text}`, style.width - 4).map(
    (line) => `    ${toned(line, cell.tone === 'plain' ? 'quiet' : cell.tone, style)}`,
  );
}

/** A column that wraps is narrowed to this and no further; what then still does not fit goes below its row. */
const narrowest = 20;

/** Widths of the columns that stand side by side, and the indices of those that go below. */
function arrange(
  table: Table,
  width: number,
): { readonly widths: readonly number[]; readonly below: readonly number[] } {
  const natural = table.columns.map(({ title }, index) =>
    Math.max(title.length, ...table.rows.map((row) => row[index]?.text.length ?? 0)),
  );
  const below: number[] = [];
  for (;;) {
    const beside = table.columns.map((_, index) => index).filter((index) => !below.includes(index));
    const widths = narrowed(
      beside.map((index) => ({ natural: natural[index] ?? 0, wraps: table.columns[index]?.wraps === true })),
      width,
    );
    const wrapping = beside.filter((index) => table.columns[index]?.wraps === true);
    const longest = wrapping.sort((left, right) => (natural[right] ?? 0) - (natural[left] ?? 0))[0];
    if (total(widths) <= width || longest === undefined) return { widths, below: below.sort((a, b) => a - b) };
    below.push(longest);
  }
}

function narrowed(columns: readonly { readonly natural: number; readonly wraps: boolean }[], width: number): number[] {
  const widths = columns.map((column) => column.natural);
  for (let excess = total(widths) - width; excess > 0; excess--) {
    let widest = -1;
    for (const [index, { wraps }] of columns.entries()) {
      const each = widths[index] ?? 0;
      if (wraps && each > narrowest && (widest < 0 || each > (widths[widest] ?? 0))) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Two blanks stand between columns. */
function total(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each + 2, -2);
}

function rowLines(
  cells: readonly Cell[],
  columns: readonly Column[],
  widths: readonly number[],
  style: TerminalStyle,
): string[] {
  const broken = columns.map((column, index) => {
    const text = cells[index]?.text ?? '';
    return column.wraps === true ? wrapped(text, widths[index] ?? text.length) : [text];
  });
  const height = Math.max(...broken.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, index) => {
        const text = broken[index]?.[line] ?? '';
        const width = widths[index] ?? 0;
        const padded = align === 'right' ? text.padStart(width) : text.padEnd(width);
        const tone = cells[index]?.tone;
        return text === '' ? padded : padded.replace(text, () => toned(text, tone, style));
      })
      .join('  '),
  );
}
