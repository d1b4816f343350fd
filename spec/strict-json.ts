/** Where a text that reads as YAML is not JSON: YAML takes more, and a lost quote would pass unseen. */

import { type Document, isCollection, isScalar, visit } from 'yaml';

export interface JsonFault {
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly found: string;
}

/**
 * The first place where `text` is not JSON, or undefined when it is.
 *
 * @param document the text as the YAML reader has it, without errors of its own.
 */
export function jsonFault(text: string, document: Document): JsonFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
    // Not every message of JSON.parse names a position; YAML's nodes all have one.
    const position = /position (\d+)/.exec(message)?.[1];
    return { offset: foreignNode(document) ?? Number(position ?? 0), found: message };
  }
}

/** Where the first node stands that JSON does not have: a block, or a scalar without double quotes. */
function foreignNode(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Node(_, node) {
      const isForeign =
        (isCollection(node) && node.flow !== true) ||
        (isScalar(node) && typeof node.value === 'string' && node.type !== 'QUOTE_DOUBLE');
      if (!isForeign) return undefined;
      offset = node.range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}
