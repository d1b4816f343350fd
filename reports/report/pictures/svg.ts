/** What all drawings share: escaping, the look, and how a drawing stands alone or inside a page. */

import { visible } from '../visible.js';

/** A drawing without its frame: `body` uses the classes of `drawingStyle`. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Short. */
  readonly title: string;
  /** What it shows, in words. */
  readonly description: string;
  readonly body: string;
}

/** Text and attribute values of XML and HTML. */
export function escapeXml(text: string): string {
  return visible(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Colours by name, light; a page gives the names its own. */
const light: Readonly<Record<string, string>> = {
  paper: '#ffffff',
  ink: '#1b1f24',
  quiet: '#57606a',
  line: '#8c959f',
  box: '#f2f5f8',
  bad: '#b3261e',
  'bad-paper': '#fdeceb',
  way: '#0b57d0',
};

/** The classes that drawings use, with colours from custom properties of the page. */
export const drawingStyle = `
.d-paper{fill:var(--d-paper)}.d-t{fill:var(--d-ink);font-family:"DejaVu Sans",Verdana,sans-serif;font-size:11px}
.d-m{fill:var(--d-ink);font-family:"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:10.5px}
.d-b{font-weight:700}.d-q{fill:var(--d-quiet)}.d-box{fill:var(--d-box);stroke:var(--d-line);stroke-width:1}
.d-init{stroke:var(--d-ink);stroke-width:2.5}.d-life{stroke:var(--d-line);stroke-width:1;stroke-dasharray:4 4}
.d-row{stroke:var(--d-line);stroke-width:.5;opacity:.5}.d-e{fill:none;stroke:var(--d-line);stroke-width:1}.d-h{fill:var(--d-line)}
.d-arrow{fill:none;stroke:var(--d-ink);stroke-width:1.3}.d-head{fill:var(--d-ink)}
.d-bad{fill:var(--d-bad)}.d-badbox{fill:var(--d-bad-paper);stroke:var(--d-bad);stroke-width:2}
.d-way{fill:none;stroke:var(--d-way);stroke-width:3.5}.d-wayh{fill:var(--d-way)}.d-waybox{fill:var(--d-box);stroke:var(--d-way);stroke-width:3}

.d-l{font-size:10px;paint-order:stroke;stroke:var(--d-paper);stroke-width:3px;stroke-linejoin:round}.d-n{text-anchor:middle}.d-r{text-anchor:end}`;

/** The drawing as a file of its own, in the light colours. */
export function standaloneSvg({ width, height, title, description, body }: Drawing): string {
  const style = drawingStyle.replace(/var\(--d-([\w-]+)\)/g, (_, name: string) => light[name] ?? '#000000');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc><style>${style}</style><rect class="d-paper" width="${width}" height="${height}"/>${body}</svg>\n`;
}

/** The drawing inside a page that has `drawingStyle`. `id` is its own in the page. */
export function inlineSvg({ width, height, title, description, body }: Drawing, id: string): string {
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeXml(title)}</title><desc id="${id}-d">${escapeXml(description)}</desc>${body}</svg>`;
}

/** Custom properties of a colour scheme, as `drawingStyle` reads them. */
export function drawingColours(colours: Readonly<Record<string, string>> = light): string {
  return Object.entries(colours)
    .map(([name, value]) => `--d-${name}:${value}`)
    .join(';');
}

/** A number with one decimal at most. */
export function short(number: number): string {
  return String(Math.round(number * 10) / 10);
}

/** `text` cut to `length` signs, the cut marked. */
export function clipped(text: string, length: number): string {
  const signs = [...text];
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join('')}…`;
}
