/** Where the keys and values of a text stand, for JSON and for YAML. */

import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Document, isMap, isNode, isScalar } from 'yaml';

/** Keys and indices from the root of the file to a value. */
export type FieldPath = readonly (string | number)[];

/** Offsets are characters from the start of the text. */
export interface Places {
  /** Of the key of the value at `path`, or of the value where it is an element of a list; the nearest ancestor's where it is not there. */
  keyOffset(path: FieldPath): number;
  valueOffset(path: FieldPath): number;
  /** Whether the value at `path` has keys. */
  isMap(path: FieldPath): boolean;
}

export function yamlPlaces(document: Document): Places {
  const nodeAt = (path: FieldPath): unknown => (path.length === 0 ? document.contents : document.getIn(path, true));
  const valueOffset = (path: FieldPath): number => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(path.slice(0, length));
      if (isNode(node) && node.range) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };
  return {
    valueOffset,
    keyOffset(path) {
      const parent = nodeAt(path.slice(0, -1));
      if (typeof path.at(-1) === 'string' && isMap(parent)) {
        for (const { key } of parent.items) {
          if (isScalar(key) && String(key.value) === path.at(-1) && key.range) return key.range[0];
        }
      }
      return valueOffset(path);
    },
    isMap: (path) => isMap(nodeAt(path)),
  };
}

/** The places of a text that JSON.parse takes; undefined where an object has a key twice. Ten times as fast as reading it as YAML. */
export function jsonPlaces(text: string): Places | undefined {
  const root = parseTree(text);
  if (root === undefined || hasKeyTwice(root)) return undefined;
  const nodeAt = (path: FieldPath): Node | undefined => findNodeAtLocation(root, [...path]);
  const valueOffset = (path: FieldPath): number => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(path.slice(0, length));
      if (node !== undefined) return node.offset;
    }
    return root.offset;
  };
  return {
    valueOffset,
    keyOffset(path) {
      const property = typeof path.at(-1) === 'string' ? nodeAt(path)?.parent : undefined;
      return property?.type === 'property' ? property.offset : valueOffset(path);
    },
    isMap: (path) => nodeAt(path)?.type === 'object',
  };
}

function hasKeyTwice({ type, children = [] }: Node): boolean {
  if (type === 'object') {
    const keys = children.map((property) => property.children?.[0]?.value);
    if (new Set(keys).size < keys.length) return true;
  }
  return children.some(hasKeyTwice);
}
