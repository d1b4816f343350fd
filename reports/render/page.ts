/** A page as data: headings, paragraphs, lists and tables, printed as terminal text or as Markdown from the same value. */

/** How a piece of text stands out where colours are allowed; it never carries a meaning that the words do not. */
export type Tone = 'plain' | 'good' | 'bad' | 'doubtful' | 'quiet';

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be broken over several lines when the table is too wide; one such column or more takes what the others leave. */
  readonly wraps?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  /** Text kept as it is: a TLA+ definition unless it says otherwise. */
  | { readonly kind: 'verbatim'; readonly text: string; readonly language?: 'tla' | 'sh' | 'text' }
  /** A drawing kept in a file beside the page; `text` says what it shows. */
  | { readonly kind: 'picture'; readonly file: string; readonly text: string }
  | Table;

export type HeadingLevel = 1 | 2 | 3 | 4;

export type Page = readonly Block[];

/** @param anchor the name by which other places lead here, where the format has such names. */
export function heading(text: string, level: HeadingLevel = 2, anchor?: string): Block {
  return { kind: 'heading', level, text, ...(anchor === undefined ? {} : { anchor }) };
}

export function paragraph(text: string, tone: Tone = 'plain'): Block {
  return { kind: 'paragraph', text, tone };
}

export function list(items: readonly string[]): Block {
  return { kind: 'list', items };
}

export function cell(text: string | number | null, tone: Tone = 'plain'): Cell {
  return { text: text === null ? '-' : String(text), tone };
}
