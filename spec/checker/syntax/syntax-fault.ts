/**
 * What is wrong with a text that the grammar refuses: the first token that cannot be where it is, and what would have let
 * the reading go on. That is found by trial: words and signs are put before the token, or in its place, and what gets the
 * grammar furthest is what was expected.
 */

import type { InputError } from '../../input-error.js';
import { firstStop, type Stop, tokenStart } from './first-stop.js';
import { syntaxError } from './lower-names.js';
import { type ModuleText, positionOf } from './module-text.js';
import { reservedWords } from './reserved-words.js';

/** The error of a text that the grammar does not accept. */
export function syntaxFault(text: ModuleText): InputError {
  const stop = firstStop(text.text);
  if (stop === undefined) return syntaxError(0, text, 'a module', 'something that is not one');
  for (const blamed of blameable(text.text, stop)) {
    const expected = expectedAt(text, blamed, stop);
    if (expected !== undefined) return faultAt(text, blamed, expected);
  }
  return faultAt(text, stop, 'something else, such as an operator or the next definition');
}

function faultAt(text: ModuleText, { offset, previousEnd }: Stop, expected: string): InputError {
  const isPastTyped = text.linesBefore > 0 && offset > text.text.lastIndexOf('\n');
  if (isPastTyped) return syntaxError(previousEnd, text, expected, 'the end of the expression');
  return syntaxError(offset, text, expected, foundAt(text.text, offset));
}

interface Blamed extends Stop {
  /** The only repair to try. */
  readonly only?: string;
}

/**
 * The tokens to blame for a stop, the likeliest first. The fault is before the stop where the grammar took `x = y` for the
 * head of the definition of an operator `=`, the head of the next definition for the end of this one (`a + NEXT == 3`), or
 * a name too many for the head of the next (`a b NEXT == 3`).
 */
function* blameable(text: string, stop: Stop): Generator<Blamed> {
  const line = text.lastIndexOf('\n', stop.offset - 1) + 1;
  const inLine = text.slice(line, stop.offset);
  const equals = /^\s*\w+(?:\([^()]*\)|\[[^\]]*\])?\s*(?==\s*\w*\s*$)/.exec(inLine);
  if (equals !== null) yield { ...stopAt(text, line + equals[0].length), only: '==' };
  const found = tokenAt(text, stop.offset);
  const isHead = /^\s*\w+(?:\(.*\)|\[.*\])?\s*$/.test(inLine);
  if ((found === '==' || found === '≜') && isHead) yield stopAt(text, tokenStart(text, line));
  const previous = lastName(text, stop.previousEnd);
  if (inLine.trim() === '' && previous !== undefined) yield previous;
  yield stop;
}

/** The name that ends at `end`, unless it begins its line. */
function lastName(text: string, end: number): Stop | undefined {
  const name = /\w+$/.exec(text.slice(0, end))?.[0] ?? '';
  const start = end - name.length;
  const isFirst = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
  return name === '' || reservedWords.has(name) || isFirst ? undefined : stopAt(text, start);
}

function stopAt(text: string, offset: number): Stop {
  return { offset, previousEnd: text.slice(0, offset).trimEnd().length };
}

interface Repair {
  readonly insert: string;
  /** What the message calls it; the inserted text itself if not given. */
  readonly called?: string;
  /** Only in place of this token. */
  readonly insteadOf?: string;
}

/** In order of preference where several get equally far. Where the operand is missing as well, `x` stands for it. */
const repairs: readonly Repair[] = [
  { insert: 'x', called: 'an expression' },
  ...[')', ']', '}', '>>', 'THEN', 'ELSE', 'IN', ':', '|->', '->'].map((insert) => ({ insert })),
  ...['THEN', 'ELSE', 'IN', ':', '->'].map((called) => ({ insert: `${called} x`, called })),
  { insert: '-> x ELSE x', called: '->' },
  { insert: '=', insteadOf: '==' },
  { insert: '==', insteadOf: '=' },
  { insert: '#', insteadOf: '!=' },
  { insert: ',' },
  { insert: '+', called: 'an operator' },
  { insert: '==' },
  { insert: '== x', called: '==' },
  { insert: '\\in' },
  { insert: '=' },
  { insert: '----' },
  { insert: '(x)', called: '(' },
  { insert: '!' },
];

/** How much of the text after the stop a trial reads. */
const lookahead = 400;

/** What was expected at the token that is blamed; undefined if nothing there gets the grammar past its stop. */
function expectedAt(text: ModuleText, blamed: Blamed, stop: Stop): string | undefined {
  const found = tokenAt(text.text, blamed.offset);
  let furthest = stop.offset;
  let best: Repair | undefined;
  for (const repair of repairs) {
    if (repair.insteadOf !== undefined && repair.insteadOf !== found) continue;
    if (blamed.only !== undefined && blamed.only !== repair.insert) continue;
    const instead = reachedWith(repair.insert, text.text, blamed.offset, blamed.offset + found.length);
    const before =
      repair.insteadOf === undefined
        ? reachedWith(repair.insert, text.text, blamed.previousEnd, blamed.previousEnd)
        : 0;
    const reached = Math.max(instead, before);
    if (reached > furthest) {
      furthest = reached;
      best = repair;
    }
  }
  return best === undefined ? undefined : wordsFor(best.called ?? best.insert, text, blamed);
}

/** How far the grammar reads with `insert` in place of the text from `start` to `end`: an offset of the text as it is. */
function reachedWith(insert: string, text: string, start: number, end: number): number {
  const piece = ` ${insert} `;
  const stop = firstStop(text.slice(0, start) + piece + text.slice(end, end + lookahead));
  return stop === undefined ? Number.POSITIVE_INFINITY : stop.offset - start - piece.length + end;
}

function wordsFor(called: string, text: ModuleText, blamed: Stop): string {
  const before = text.text.slice(0, blamed.previousEnd);
  if (called === 'an expression') {
    return namesFollow.test(before) || tokenAt(text.text, blamed.offset) === '==' ? 'a name' : called;
  }
  if (called === 'an operator') return called;
  if (called === ',' && /(?:\\A|\\E|CHOOSE)\s+[\w\s,]+$/.test(before)) return '`\\in`';
  const opening = openings[called];
  const open = opening === undefined ? undefined : lastOpen(before, opening);
  if (open === undefined) return `\`${called}\``;
  const { line, column } = positionOf(text, open);
  return `\`${called}\` to close the \`${opening}\` at ${line}:${column}`;
}

const openings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>>': '<<' };

const namesFollow =
  /(?:\b(?:MODULE|EXTENDS|INSTANCE|VARIABLES?|CONSTANTS?|RECURSIVE|WITH|LAMBDA|CHOOSE|LOCAL|LET)|\\AA?|\\EE?|\\forall|\\exists)$/;

/** The last bracket of a sort that is still open at the end of a text. */
function lastOpen(text: string, opening: string): number | undefined {
  const open: { readonly bracket: string; readonly offset: number }[] = [];
  for (const { 0: bracket, index: offset } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|<<|>>|[()[\]{}]/g)) {
    if (bracket.startsWith('"')) continue;
    if (/^(?:<<|[([{])$/.test(bracket)) open.push({ bracket, offset });
    else open.pop();
  }
  return open.findLast(({ bracket }) => bracket === opening)?.offset;
}

function foundAt(text: string, offset: number): string {
  const found = tokenAt(text, offset);
  if (found === '') return 'the end of the text';
  if (reservedWords.has(found)) return `the reserved word ${found}`;
  return found.includes('`') ? `the character ${found.charAt(0)}` : `\`${found}\``;
}

function tokenAt(text: string, offset: number): string {
  const token = /"(?:[^"\\\n]|\\.)*"|[A-Za-z0-9_]+|\\[A-Za-z]+|={4,}|==|<<|>>|[()[\]{},;]|[^\sA-Za-z0-9_"()[\]{},;]+/y;
  token.lastIndex = offset;
  return token.exec(text)?.[0] ?? '';
}
