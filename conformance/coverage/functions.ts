/** The functions of a compiled file: the place and the digest of each, and the file with a mark set wherever one begins to run. */

import { createHash } from 'node:crypto';
import { type Function as FunctionNode, type Node, parse, type Token } from 'acorn';
import { full } from 'acorn-walk';

/** A function, or the file itself: what stands in no function runs when the file is loaded. */
export interface CodeFunction {
  /** The file is 0; the functions in it are 0.0, 0.1 and so on in the order of the text, those in the second of them 0.1.0. */
  readonly name: string;
  /**
   * 128 bits of SHA-256, hexadecimal, of its text without comments and spacing. Each function in it stands there without its body:
   * one that is added, renamed or taken away changes the one around it too.
   */
  readonly digest: string;
}

interface Place {
  readonly name: string;
  /** Where its text starts, parameters included. */
  readonly start: number;
  /** Of its body, in UTF-16 units from 0. */
  readonly bodyStart: number;
  readonly end: number;
  /** Its body is one expression. */
  readonly isExpression: boolean;
  readonly inside: Place[];
}

/**
 * The file first, each function after the one that it is in.
 * @throws {SyntaxError} for what is no module.
 */
export function functionsOf(code: string): readonly CodeFunction[] {
  const tokens: Token[] = [];
  return placesIn(code, tokens).map(({ name, start, end, inside }) => {
    const own = tokens.filter((token) => {
      if (token.start < start || token.end > end) return false;
      return !inside.some((other) => token.start >= other.bodyStart && token.end <= other.end);
    });
    const text = own.map((token) => code.slice(token.start, token.end)).join('\n');
    return { name, digest: createHash('sha256').update(text).digest('hex').slice(0, 32) };
  });
}

/**
 * The same code, in which every function first sets its mark, the element of `marks` with its number in {@link functionsOf}. Lines
 * stay where they are.
 * @param marks an expression, evaluated once when the file is loaded.
 */
export function withMarks(code: string, marks: string): string {
  const inserts: { readonly at: number; readonly text: string; readonly isEnd: boolean }[] = [];
  for (const [number, { bodyStart, end, isExpression }] of placesIn(code).entries()) {
    if (number === 0) continue;
    const set = `${marksName}[${number}]=1`;
    if (!isExpression) inserts.push({ at: bodyStart + 1, text: `${set};`, isEnd: false });
    else inserts.push({ at: bodyStart, text: `(${set},`, isEnd: false }, { at: end, text: ')', isEnd: true });
  }
  // At one place the ends of what is inside come first; of beginnings, which do not meet, the order is kept.
  inserts.sort((left, right) => left.at - right.at || Number(right.isEnd) - Number(left.isEnd));
  let marked = `const ${marksName}=${marks};`;
  let done = 0;
  for (const { at, text } of inserts) {
    marked += code.slice(done, at) + text;
    done = at;
  }
  return marked + code.slice(done);
}

/** No name of ours. */
const marksName = '$marks';

/** Whether {@link withMarks} made it. */
export function isMarked(code: string): boolean {
  return code.startsWith(`const ${marksName}=`);
}

/** In the order of their starts. */
function placesIn(code: string, onToken: Token[] = []): readonly Place[] {
  const nodes: FunctionNode[] = [];
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module', onToken });
  full(program, (node) => {
    if (isFunction(node)) nodes.push(node);
  });
  nodes.sort((left, right) => left.start - right.start || right.end - left.end);
  const file: Place = { name: '0', start: 0, bodyStart: 0, end: code.length, isExpression: false, inside: [] };
  const places = [file];
  const around = [file];
  for (const { start, end, body } of nodes) {
    const outer = around.findLast((place) => place.start <= start && place.end >= end) ?? file;
    around.splice(around.indexOf(outer) + 1);
    const name = `${outer.name}.${outer.inside.length}`;
    // The brackets around an object or a list of expressions that an arrow returns are not part of it.
    const isExpression = body.type !== 'BlockStatement';
    const place: Place = {
      name,
      start,
      bodyStart: body.start,
      end: isExpression ? body.end : end,
      isExpression,
      inside: [],
    };
    outer.inside.push(place);
    places.push(place);
    around.push(place);
  }
  return places;
}

function isFunction(node: Node): node is FunctionNode {
  return /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);
}
