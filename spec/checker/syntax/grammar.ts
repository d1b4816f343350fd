/** The TLA+ grammar: tree-sitter's WASM, loaded once a process, and a parse as plain nodes. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

/** What the parser saw at the place where it could not go on. */
export interface Stop {
  /** Offset in the parsed text. */
  readonly offset: number;
  /** Names of the grammar's symbols that could have come next. */
  readonly expected: ReadonlySet<string>;
}

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
  await Parser.init();
  const language = await Language.load(wasm);
  parser = new Parser();
  parser.setLanguage(language);
}

/** Parses a text whose comments are already blank. Fails an assertion if the grammar is not loaded. */
export function parseText(text: string): Parse {
  const tree = loadedParser().parse(text);
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
  const type = cursor.nodeIsMissing ? 'MISSING' : cursor.nodeType;
  return { type, start: cursor.startIndex, end: cursor.endIndex, children };
}

function loadedParser(): Parser {
  if (parser === undefined) throw new Error('parse before the grammar is loaded: await loadGrammar() first');
  return parser;
}
