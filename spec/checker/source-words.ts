/** The text of a module as a place names it, on one line, with other words put in for some of its names. */

import type { Place } from './syntax/tree.js';

/** The lines of a file as a place names it; undefined where it cannot be had, as of a standard module. */
export type LinesOf = (file: string) => readonly string[] | undefined;

/** Undefined where the text cannot be had. */
export function sourceWords(place: Place, words: ReadonlyMap<string, string>, linesOf: LinesOf): string | undefined {
  const lines = linesOf(place.source.file)?.slice(place.line - 1, place.endLine);
  if (lines === undefined || lines.length === 0) return undefined;
  const last = lines.length - 1;
  const cut = lines.map((line, index) => {
    const end = index === last ? line.slice(0, place.endColumn) : line;
    return (index === 0 ? end.slice(place.column - 1) : end).replace(/\\\*.*$/, '');
  });
  const text = cut
    .join(' ')
    .replace(/\(\*.*?\*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return substituted(text, words);
}

/** Names of fields stay: they stand after a dot, before `|->`, or before `:` in a set of records. */
function substituted(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\\?[A-Za-z_0-9]+/g, (token, offset: number) => {
    const word = words.get(token);
    if (word === undefined) return token;
    const [before, after] = [text.slice(0, offset).trimEnd(), text.slice(offset + token.length).trimStart()];
    const isField =
      before.endsWith('.') || after.startsWith('|->') || (/[[,]$/.test(before) && /^:(?![:>])/.test(after));
    if (isField) return token;
    return isOneTerm(word) || (before === '' && after === '') ? word : `(${word})`;
  });
}

/** Whether a text reads the same wherever it is put in: a name, a literal, or what has its own brackets. */
function isOneTerm(word: string): boolean {
  return /^[\w"']+$|^"[^"]*"$|^\{[^{}]*\}$|^<<[^<>]*>>$|^\[[^[\]]*\]$|^\([^()]*\)$|^[\w]+\[[^[\]]*\]$/.test(word);
}
