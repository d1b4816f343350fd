/** Where the grammar stops: the first token at which no reading of a text can go on. */

import { logParse } from './grammar.js';
import { reservedWords } from './reserved-words.js';

export interface Stop {
  /** Offset of the first character of the token that cannot be where it is; the text's length at the end of the text. */
  readonly offset: number;
  /** Where the token before it ends. */
  readonly previousEnd: number;
}

/**
 * The stop of a text; undefined if the whole text is a module.
 *
 * The parser follows several readings at once; each that cannot go on says so in the log, and when none is left the parser
 * resumes one of them by throwing text away. The grammar also reads a reserved word as a name, or half of a sign as another
 * sign, where the word or sign itself would have no use: that is a stop too.
 */
export function firstStop(text: string): Stop | undefined {
  const lines = lineStarts(text);
  const misread = new Map<number, boolean>();
  let previousEnd = 0;
  let furthest = 0;
  let hasStopped = false;
  const note = (message: string): void => {
    if (hasStopped) return;
    if (message.startsWith('process')) previousEnd = positionIn(message, lines);
    else if (message.startsWith('lexed_lookahead')) noteToken(message, text, previousEnd, misread);
    else if (message.startsWith('detect_error')) furthest = Math.max(furthest, previousEnd);
    else if (message.startsWith('resume')) hasStopped = true;
  };
  logParse(text, note, () => hasStopped);
  const ends = [...misread].filter(([, byAll]) => byAll).map(([end]) => end);
  if (hasStopped) ends.push(furthest);
  if (ends.length === 0) return undefined;
  const first = Math.min(...ends);
  return { offset: tokenStart(text, first), previousEnd: first };
}

/** The log counts columns and sizes in bytes of UTF-16. */
const bytesPerUnit = 2;

function positionIn(message: string, lines: readonly number[]): number {
  const match = /row:(\d+), col:(\d+)/.exec(message);
  return (lines[Number(match?.[1])] ?? 0) + Number(match?.[2]) / bytesPerUnit;
}

/** Remembers, by the end of the token before, whether a word or sign was misread by all readings so far. */
function noteToken(message: string, text: string, previousEnd: number, misread: Map<number, boolean>): void {
  const match = /sym:(.*), size:(\d+)$/.exec(message);
  const start = tokenStart(text, previousEnd);
  const length = Number(match?.[2]) / bytesPerUnit - (start - previousEnd);
  if (length <= 0) return;
  const pattern = /[A-Za-z0-9_]+|={2,}|!=/y;
  pattern.lastIndex = start;
  const whole = pattern.exec(text)?.[0];
  if (whole === undefined) return;
  const isMisread = /^\w/.test(whole)
    ? match?.[1] === 'identifier' && reservedWords.has(whole)
    : length < signLength(whole);
  misread.set(previousEnd, isMisread && (misread.get(previousEnd) ?? true));
}

/** `====` closes a module however long it is. */
function signLength(sign: string): number {
  return sign.length >= 4 ? 4 : 2;
}

export function tokenStart(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
