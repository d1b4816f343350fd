/** The TLA+ grammar: tree-sitter's WASM, loaded once a process, and a parse as plain nodes. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';

/** A node of the concrete syntax; tokens are nodes without children, whose type for keywords and signs is their own text. */
export interface ParseNode {
  readonly type: string;
  /** Offsets in the text that was parsed; the end is not included. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly ParseNode[];
}

export interface Parse {
  readonly root: ParseNode;
  /** Whether the text has a syntax error; the nodes are then only the parser's guess. */
  readonly hasError: boolean;
}

/**
 * The grammar goes back to the start of a line at nearly every token, and each time takes the text anew from there. With
 * pieces as long as a line that costs little; given the whole text at once the parse of a large module takes ten times as long.
 */
const pieceLength = 80;

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/** Loads the grammar; must have ended before the first parse. Calls after the first cost nothing. */
export function loadGrammar(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const wasm = readFileSync(
    fileURLToPath(import.meta.resolve('@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm')),
  );
  // Without V8's optimising compiler for this WASM: to optimise the grammar's one huge lexing function takes more time than
  // the parse of a module. What is compiled later is optimised as ever.
  setFlagsFromString('--liftoff-only');
  try {
    await Parser.init();
    const language = await Language.load(wasm);
    parser = new Parser();
    parser.setLanguage(language);
  } finally {
    setFlagsFromString('--no-liftoff-only');
  }
}

/** Parses a text whose comments are already blank. Fails an assertion if the grammar is not loaded. */
export function parseText(text: string): Parse {
  const tree = loadedParser().parse((offset) => text.slice(offset, offset + pieceLength));
  if (tree === null) throw new Error('the parser was stopped');
  const cursor = tree.walk();
  try {
    return { root: plainNode(cursor), hasError: tree.rootNode.hasError };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function plainNode(cursor: TreeCursor): ParseNode {
  const children: ParseNode[] = [];
  if (cursor.gotoFirstChild()) {
    do children.push(plainNode(cursor));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex, children };
}

/**
 * Parses only for the parser's own log, one message a call of `note`; the text ends early once `isDone` answers true.
 * The parser writes down each token it reads and each reading of the text that it gives up; the nodes tell neither.
 */
export function logParse(text: string, note: (message: string) => void, isDone: () => boolean): void {
  const parser = loadedParser();
  parser.setLogger((message, isLexing) => {
    if (!isLexing) note(message);
  });
  const tree = parser.parse((offset) => (isDone() ? '' : text.slice(offset, offset + pieceLength)));
  parser.setLogger(null);
  tree?.delete();
}

function loadedParser(): Parser {
  if (parser === undefined) throw new Error('parse before the grammar is loaded: await loadGrammar() first');
  return parser;
}
