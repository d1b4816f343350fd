/** The report in its three text formats. */

import { markdownText } from '../../render/markdown.js';
import type { Block, Page, Table } from '../../render/page.js';
import { rstText } from '../../render/rst.js';
import { terminalText, wrapped } from '../../render/terminal.js';
import type { ReportDocument } from '../document.js';
import { visible } from '../visible.js';
import { reportPage } from './report-page.js';
import { mailWidth } from './schedule-blocks.js';

/** CommonMark with tables. */
export function reportMarkdown(document: ReportDocument): string {
  return markdownText(visiblePage(reportPage(document, 'table')));
}

/** reStructuredText for a Documentation tree. */
export function reportRst(document: ReportDocument): string {
  return rstText(visiblePage(reportPage(document, 'table')));
}

/** Plain text of at most `mailWidth` columns. */
export function reportText(document: ReportDocument): string {
  const page = visiblePage(reportPage(document, 'terminal')).map((block): Block => {
    if (block.kind === 'verbatim') return { ...block, text: block.text.split('\n').flatMap(folded).join('\n') };
    if (block.kind === 'table') return narrowable(block);
    // Four levels are one too many for rules under headings: the title's is that of the sections.
    if (block.kind === 'heading' && block.level > 1)
      return { ...block, level: block.level === 2 ? 1 : block.level === 3 ? 2 : 3 };
    return block;
  });
  return terminalText(page, { width: mailWidth, colour: false });
}

/** Longer cells than this are broken, whatever their column says. */
const unbrokenMax = 24;

function narrowable(table: Table): Table {
  return {
    ...table,
    columns: table.columns.map((column, index) => {
      const isLong = table.rows.some((row) => (row[index]?.text.length ?? 0) > unbrokenMax);
      return isLong ? { ...column, wraps: true } : column;
    }),
  };
}

/** A line of verbatim text in pieces that fit, the further ones set in. */
function folded(line: string): string[] {
  const room = mailWidth - 4;
  if (line.length <= room) return [line];
  const indent = /^\s*/.exec(line)?.[0].slice(0, 30) ?? '';
  const [first = '', ...rest] = wrapped(line.trimStart(), room - indent.length);
  const further = rest.length === 0 ? [] : wrapped(rest.join(' '), room - indent.length - 6);
  return [`${indent}${first}`, ...further.map((each) => `${indent}      ${each}`)];
}

/** The page with every sign visible that would not be, or would change how others are shown. */
function visiblePage(page: Page): Page {
  return page.map(visibleBlock);
}

function visibleBlock(block: Block): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'picture':
      return { ...block, text: visible(block.text) };
    case 'verbatim':
      return { ...block, text: block.text.split('\n').map(visible).join('\n') };
    case 'list':
      return { ...block, items: block.items.map(visible) };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, title: visible(column.title) })),
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: visible(cell.text) }))),
      };
  }
}
