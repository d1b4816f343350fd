/** Pieces of HTML that the pages are put together from; everything that comes from outside is escaped here. */

import type { Verdict } from '../../../spec/verdict.js';
import type { SettledClaim } from '../../verify/claims.js';
import { escapeXml } from '../pictures/svg.js';

/** HTML that is safe to put into a page; only `html` and `trusted` make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | readonly Html[] | string | number | undefined | false;

/** Template for HTML: strings are escaped, HTML and lists of it are not, undefined and false are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += `${rendered(part)}${strings[index + 1]}`;
  return new Html(text);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeXml(String(part));
}

/** Text that is HTML already, such as a drawing or a style sheet of ours. */
export function trusted(text: string): Html {
  return new Html(text);
}

const marks: Readonly<Record<Verdict, string>> = {
  violated: '✗',
  holds: '✓',
  unknown: '?',
  'settled by table': '▤',
  assumption: '≈',
  'not applicable': '–',
};

export function verdictMark(verdict: Verdict): string {
  return marks[verdict];
}

export function verdictClass(verdict: Verdict): string {
  return `v-${verdict.replaceAll(' ', '-')}`;
}

/** A verdict as a label: sign and word, never colour alone. With `href` it leads to its page. */
export function verdictLabel(claim: Pick<SettledClaim, 'verdict' | 'asExpected'>, href?: string): Html {
  const { verdict, asExpected } = claim;
  const inner = html`<span aria-hidden="true">${verdictMark(verdict)}</span> ${verdict}${!asExpected && html` <strong class="wrong">! not as expected</strong>`}`;
  return href === undefined
    ? html`<span class="v ${verdictClass(verdict)}">${inner}</span>`
    : html`<a class="v ${verdictClass(verdict)}" href="#${href}">${inner}</a>`;
}

export interface HtmlColumn {
  readonly title: string;
  readonly align?: 'right';
  readonly className?: string;
}

export interface HtmlRow {
  readonly cells: readonly Html[];
  readonly id?: string;
  /** Attributes for the filter. */
  readonly data?: Readonly<Record<string, string>>;
}

/** A table with a caption, in a frame that scrolls by itself where it is too wide. The first cell of each row is its header. */
export function table(caption: string, columns: readonly HtmlColumn[], rows: readonly HtmlRow[], className = ''): Html {
  const classOf = ({ align, className: own }: HtmlColumn) =>
    [align === 'right' ? 'num' : '', own ?? ''].join(' ').trim();
  const head = columns.map((column) => html`<th scope="col" class="${classOf(column)}">${column.title}</th>`);
  const body = rows.map(({ cells, id, data = {} }) => {
    const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
    const inner = cells.map((cell, index) => {
      const column = columns[index];
      const label = classOf(column ?? { title: '' });
      const name = column?.title ?? '';
      return index === 0
        ? html`<th scope="row" class="${label}">${cell}</th>`
        : html`<td class="${label}" data-t="${name}">${cell}</td>`;
    });
    return html`<tr${id !== undefined && html` id="${id}"`}${attributes}>${inner}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${className}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function list(items: readonly Html[], className = ''): Html {
  return html`<ul class="${className}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

export function pre(text: string, label: string): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${trusted(text.split('\n').map(escapeXml).join('\n'))}</code></pre>`;
}

/** Links to a place in the page. */
export function link(anchor: string, text: string): Html {
  return html`<a href="#${anchor}">${text}</a>`;
}
