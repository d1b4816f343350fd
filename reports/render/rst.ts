/** Prints a page as reStructuredText, as the kernel's Documentation tree has it: no extension is needed to read it. */

import type { Block, Cell, HeadingLevel, Page, Table } from './page.js';
import { wrapped } from './terminal.js';

/** Columns that text is wrapped to; a table takes more where its cells can not be broken. */
const width = 78;
/** Under headings; the first level has its line above as well, as the kernel's guide asks for. */
const rules: Readonly<Record<HeadingLevel, string>> = { 1: '=', 2: '=', 3: '-', 4: '~' };

/** The page as reStructuredText that ends in a line break. */
export function rstText(page: Page): string {
  const lines = page.flatMap((block) => [...blockLines(block), '']);
  return `${lines
    .slice(0, -1)
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading': {
      const text = escapedLine(oneLine(block.text));
      const rule = (rules[block.level] ?? '~').repeat(Math.max(columns(text), 1));
      const target = block.anchor === undefined ? [] : [`.. _${block.anchor.replace(/[^\w.-]/g, '-')}:`, ''];
      return [...target, ...(block.level === 1 ? [rule] : []), text, rule];
    }
    case 'paragraph':
      return textLines(block.text, width);
    case 'list':
      return block.items.flatMap((item) =>
        textLines(item, width - 2).map((line, index) => `${index === 0 ? '* ' : '  '}${line}`),
      );
    case 'verbatim':
      return ['::', '', ...block.text.split('\n').map((line) => `    ${line}`)];
    case 'picture':
      return [`.. image:: ${encodeURI(block.file)}`, `   :alt: ${escapedLine(oneLine(block.text))}`];
    case 'table':
      return block.rows.length === 0 ? ['(none)'] : isPlain(block) ? gridLines(block) : listLines(block);
  }
}

/** Signs that may be wider or narrower than a column make the borders of a grid miss each other. */
function isPlain({ columns: titles, rows }: Table): boolean {
  const isNarrow = (text: string) => /^[\t\n\r\u0020-\u007e\u00a0-\u02ff\u2010-\u203a\u2190-\u22ff]*$/.test(text);
  return titles.every(({ title }) => isNarrow(title)) && rows.every((row) => row.every(({ text }) => isNarrow(text)));
}

function gridLines(table: Table): string[] {
  const widths = columnWidths(table);
  const broken = (texts: readonly string[]) =>
    texts.map((text, index) => (text === '' ? [''] : textLines(text, widths[index] ?? text.length)));
  const titles = broken(table.columns.map(({ title }) => title || '-'));
  const rows = table.rows.map((row) => broken(table.columns.map((_, index) => row[index]?.text ?? '')));
  const taken = table.columns.map((_, index) =>
    Math.max(...[titles, ...rows].flatMap((row) => (row[index] ?? []).map((line) => columns(line)))),
  );
  const rule = (sign: string) => `+${taken.map((each) => sign.repeat(each + 2)).join('+')}+`;
  const rowLines = (cells: readonly (readonly string[])[]) =>
    Array.from({ length: Math.max(...cells.map((lines) => lines.length)) }, (_, line) => {
      return `| ${taken.map((each, index) => padded(cells[index]?.[line] ?? '', each)).join(' | ')} |`;
    });
  return [rule('-'), ...rowLines(titles), rule('='), ...rows.flatMap((cells) => [...rowLines(cells), rule('-')])];
}

/** Columns that wrap share what the others leave, none less than it can do with. */
function columnWidths({ columns: titles, rows }: Table): readonly number[] {
  const cells = (index: number) => [titles[index]?.title ?? '', ...rows.map((row) => row[index]?.text ?? '')];
  const natural = titles.map((_, index) => Math.max(...cells(index).map((text) => text.length), 1));
  const least = titles.map(({ wraps }, index) => {
    const words = cells(index).flatMap((text) => text.split(/\s+/).map((word) => word.length));
    return wraps === true
      ? Math.min(Math.max(...words, 12), 28, natural[index] ?? 1)
      : Math.min(natural[index] ?? 1, 40);
  });
  const widths = titles.map(({ wraps }, index) => (wraps === true ? (natural[index] ?? 1) : (least[index] ?? 1)));
  const sum = () => widths.reduce((total, each) => total + each + 3, 1);
  for (let excess = sum() - width; excess > 0; excess--) {
    let widest = -1;
    for (const [index, each] of widths.entries()) {
      if (each > (least[index] ?? 1) && (widest < 0 || each > (widths[widest] ?? 0))) widest = index;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A table that no width matters to. */
function listLines({ columns: titles, rows }: Table): string[] {
  const row = (texts: readonly string[]) =>
    texts.flatMap((text, index) => {
      const lines = text === '' ? [''] : textLines(text, width - 8);
      return lines.map((line, at) => `   ${index === 0 && at === 0 ? '* - ' : at === 0 ? '  - ' : '    '}${line}`);
    });
  const cells = (each: readonly Cell[]) => titles.map((_, index) => each[index]?.text ?? '');
  return [
    '.. list-table::',
    '   :header-rows: 1',
    '',
    ...row(titles.map(({ title }) => title || '-')),
    ...rows.flatMap((each) => row(cells(each))),
  ];
}

function textLines(text: string, columnsMax: number): string[] {
  return wrapped(oneLine(text), columnsMax).map(escapedLine);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A line in which nothing is a mark. */
function escapedLine(line: string): string {
  const inner = line
    .replace(/[\\*`|]/g, '\\$&')
    .replace(/_(?=\W|$)/g, '\\_')
    .replace(/::$/, '\\::');
  // A line that starts with a sign or a number and a dot could be a list, a rule, a comment or a field.
  if (/^(\(?([0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)])(\s|$)/.test(inner)) return `\\${inner}`;
  return /^[^\w\s\\]/.test(inner) ? `\\${inner}` : inner;
}

function padded(text: string, columnsMax: number): string {
  return text + ' '.repeat(Math.max(0, columnsMax - columns(text)));
}

/** Columns that a line takes at most: signs from the East Asian blocks on may take two. */
function columns(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + ((sign.codePointAt(0) ?? 0) < 0x1100 || /[\u2000-\u22ff]/.test(sign) ? 1 : 2),
    0,
  );
}
