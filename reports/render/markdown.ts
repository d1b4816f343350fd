/** Prints a page as Markdown (CommonMark with tables). */

import type { Block, Page, Table } from './page.js';

/** The page as Markdown that ends in a line break. */
export function markdownText(page: Page): string {
  return `${page.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.anchor === undefined ? '' : `<a id="${block.anchor}"></a>\n\n`}${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'paragraph':
      return escapedStart(escaped(block.text));
    case 'list':
      return block.items.map((item) => `- ${escapedStart(escaped(item))}`).join('\n');
    case 'verbatim':
      return fenced(block.text, block.language ?? 'tla');
    case 'picture':
      return `![${escaped(block.text)}](${encodeURI(block.file)})`;
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

/** Between fences longer than any run of their sign in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A block that begins like a heading, a list or a rule is none. */
function escapedStart(text: string): string {
  return text.replace(/^(\s*)([-+#=~]|\d+(?=[.)]))/, (_, blanks: string, mark: string) => {
    return /\d/.test(mark) ? `${blanks}${mark}\\` : `${blanks}\\${mark}`;
  });
}

/** Text that Markdown would take for marks, made plain. */
function escaped(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, (character) => `\\${character}`);
}
