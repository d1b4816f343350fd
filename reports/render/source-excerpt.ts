/** A line of a module with a mark under the place that is meant. */

/** The text of a file as a place names it; undefined where it cannot be had, as of a standard module. */
export type TextReader = (file: string) => string | undefined;

export interface Spot {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Two lines: the numbered line of the module, and a caret under the column; undefined where the text cannot be had. */
export function excerpt({ file, line, column }: Spot, read: TextReader): string | undefined {
  const text = read(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined) return undefined;
  const number = `${line} | `;
  // Tabs are kept, so that the caret stands under its sign however wide they are shown.
  const before = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${number}${text}\n${' '.repeat(number.length - 2)}| ${before}^`;
}

/** `Counter.tla:7:12`. */
export function spotText({ file, line, column }: Spot): string {
  return `${file}:${line}:${column}`;
}
