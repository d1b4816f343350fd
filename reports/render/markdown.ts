/** Prints a page as Markdown (CommonMark with tables). */

import type { Block, Page, Table } from './page.js';

/** The page as Markdown that ends in a line break. */
export function markdownText(page: Page): string {
  return `${page.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'paragraph':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'verbatim':
      return `\`\`\`tla\n${block.text}\n\`\`\``;
    case 'table':
      return tableText(block);
  }
}

function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, index) => escaped(row[index]?.text ?? '')))),
  ].join('\n');
}

/** Text that Markdown would take for marks, made plain. */
function escaped(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, (character) => `\\${character}`);
}
