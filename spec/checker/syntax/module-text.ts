/** One module's text made ready for the grammar: nothing but the module, comments blank, tabs wide; with the way back to its places. */

import { InputError } from '../../input-error.js';
import type { Place, Source } from './tree.js';

export interface ModuleText {
  readonly source: Source;
  /** The module's own text, on the same lines; in lines with tabs the columns differ from the file's. */
  readonly text: string;
  /** Offset in `text` of each line's first character. */
  readonly lineStarts: readonly number[];
  /** For lines with tabs, by 0-based line: the file's column of each column, 0-based. */
  readonly tabbed: ReadonlyMap<number, readonly number[]>;
  /** Lines at the start that the user did not write, for an expression wrapped in a module. */
  readonly linesBefore: number;
}

/** TLA+ tools see a tab as going to the next multiple of eight; the alignment of bulleted lists depends on it. */
const tabWidth = 8;

/**
 * Cuts the first module, or the one called `module`, out of a file's text. What comes before its header and after its end
 * is not looked at. Throws InputError `syntax` for a text without a module, a comment or string that is not closed, a module that does not end.
 */
export function moduleText(
  text: string,
  file: string,
  { linesBefore = 0, module }: { readonly linesBefore?: number; readonly module?: string } = {},
): ModuleText {
  const header = module === undefined ? /-{4,}[ \t]*MODULE\b/.exec(text) : headerOf(text, module);
  if (header === null) {
    const almost = text.split('\n').findIndex((line) => /\bMODULE\b/.test(line));
    const line = Math.max(almost, 0);
    const found = quoted(text.split('\n')[line]);
    throw new InputError({ code: 'syntax', file, line: line + 1, column: 1, expected: '---- MODULE Name ----', found });
  }
  const name = /^\s*([A-Za-z0-9_]+)/.exec(text.slice(header.index + header[0].length))?.[1] ?? '';
  const whole: Whole = { text, source: { file, module: name }, linesBefore };
  return widened(blank(text.slice(0, header.index)) + uncommented(whole, header.index), whole);
}

/** The header, at the start of a line, of the module called `name`. */
export function headerOf(text: string, name: string): RegExpExecArray | null {
  return new RegExp(`^-{4,}[ \\t]*MODULE(?=[ \\t]+${name}\\b)`, 'm').exec(text);
}

interface Whole {
  readonly text: string;
  readonly source: Source;
  readonly linesBefore: number;
}

/** The text from `start` to the end of its module, comments blank. */
function uncommented(whole: Whole, start: number): string {
  const { text, source } = whole;
  const sign = /\\\*[^\n]*|\(\*|"|-{4,}[ \t]*MODULE\b|={4,}/g;
  sign.lastIndex = start;
  let kept = '';
  let depth = 0;
  let at = start;
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const token = match[0];
    if (token.startsWith('\\*')) {
      kept += text.slice(at, match.index) + blank(token);
      at = sign.lastIndex;
    } else if (token === '(*') {
      const end = commentEnd(whole, match.index);
      kept += text.slice(at, match.index) + blank(text.slice(match.index, end));
      at = end;
    } else if (token === '"') {
      const end = stringEnd(whole, match.index);
      kept += text.slice(at, end);
      at = end;
    } else {
      depth += token.startsWith('=') ? -1 : 1;
      if (depth === 0) return kept + text.slice(at, sign.lastIndex);
    }
    sign.lastIndex = Math.max(at, sign.lastIndex);
  }
  throw faultAt(whole, text.trimEnd().length, `==== at the end of module ${source.module}`, 'the end of the file');
}

function commentEnd(whole: Whole, start: number): number {
  const border = /\(\*|\*\)/g;
  border.lastIndex = start;
  let depth = 0;
  for (let match = border.exec(whole.text); match !== null; match = border.exec(whole.text)) {
    depth += match[0] === '(*' ? 1 : -1;
    if (depth === 0) return border.lastIndex;
  }
  throw faultAt(whole, start, '*) at the end of the comment that begins here', 'the end of the file');
}

function stringEnd(whole: Whole, start: number): number {
  const string = /"(?:[^"\\\n\r]|\\[^\n\r])*"/y;
  string.lastIndex = start;
  if (string.exec(whole.text) === null) {
    throw faultAt(whole, start, '" at the end of the string that begins here', 'the end of the line');
  }
  return string.lastIndex;
}

function blank(text: string): string {
  return text.replace(/[^\n\r\t]/g, ' ');
}

function widened(text: string, { source, linesBefore }: Whole): ModuleText {
  const tabbed = new Map<number, readonly number[]>();
  const lines = text.split('\n').map((full, number) => {
    const line = full.trimEnd();
    if (!line.includes('\t')) return line;
    const columns: number[] = [];
    let wide = '';
    for (let column = 0; column < line.length; column++) {
      const character = line[column] as string;
      const width = character === '\t' ? tabWidth - (wide.length % tabWidth) : 1;
      wide += character === '\t' ? ' '.repeat(width) : character;
      for (let i = 0; i < width; i++) columns.push(column);
    }
    columns.push(line.length);
    tabbed.set(number, columns);
    return wide;
  });
  const lineStarts = [0];
  for (const line of lines) lineStarts.push((lineStarts.at(-1) as number) + line.length + 1);
  return { source, text: lines.join('\n'), lineStarts, tabbed, linesBefore };
}

/** The place of the characters from `start` up to `end`, not included; at least one character is covered. */
export function placeOf(text: ModuleText, start: number, end: number): Place {
  const first = positionOf(text, start);
  const last = positionOf(text, Math.max(start, end - 1));
  return { source: text.source, ...first, endLine: last.line, endColumn: last.column };
}

/** 1-based line and column, in the file's own columns, of an offset in `text.text`. */
export function positionOf(text: ModuleText, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = text.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((text.lineStarts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  const column = offset - (text.lineStarts[low] as number);
  return { line: low + 1 - text.linesBefore, column: (text.tabbed.get(low)?.[column] ?? column) + 1 };
}

function faultAt(whole: Whole, offset: number, expected: string, found: string): InputError {
  const before = whole.text.slice(0, offset).split('\n');
  const line = before.length - whole.linesBefore;
  const column = (before.at(-1) ?? '').length + 1;
  return new InputError({ code: 'syntax', file: whole.source.file, line, column, expected, found });
}

function quoted(line: string | undefined): string {
  const shown = (line ?? '').trim();
  return shown === '' ? 'an empty line' : `\`${shown.length > 40 ? `${shown.slice(0, 40)}...` : shown}\``;
}
