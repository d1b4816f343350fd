/**
 * Which values may be compared without an error, told from a small number instead of a walk.
 *
 * A shape stands for values any two of which can be compared; so does the join of two shapes, unless it is MIXED, of which
 * nothing is known. Model values without a type and parts that are not there (elements of the empty set) compare with
 * everything: they have the shape BOTTOM.
 */

import { BOOLEAN, FUNCTION, type Id, INTEGER, MODEL, SET, STRING, TUPLE } from './kinds.js';
import { modelType } from './order.js';
import type { ValueTable } from './value-table.js';

export type Shape = number;

export const BOTTOM: Shape = 1;
export const MIXED: Shape = 2;
const INTEGERS: Shape = 3;
const STRINGS: Shape = 4;
const BOOLEANS: Shape = 5;

/** Beyond this number every new shape is MIXED: comparing gets slower, not wrong. */
const SHAPES_MAX = 0x8000;

type Node =
  | { readonly kind: 'atom' }
  | { readonly kind: 'set'; readonly element: Shape }
  /** Functions on any domain of elements of one shape to values of one shape. */
  | { readonly kind: 'uniform'; readonly domain: Shape; readonly value: Shape }
  /** Functions on some known domains (a SET, or -n for 1..n), with a shape for each argument. */
  | { readonly kind: 'family'; readonly domain: Shape; readonly members: ReadonlyMap<number, readonly Shape[]> };

export class Shapes {
  readonly #table: ValueTable;
  readonly #nodes: Node[] = Array.from({ length: 6 }, () => ({ kind: 'atom' }));
  readonly #byKey = new Map<string, Shape>();
  readonly #sets: Shape[] = [];
  readonly #joins = new Map<number, Shape>();

  constructor(table: ValueTable) {
    this.#table = table;
  }

  /** The shape of a value, found once. */
  of(id: Id): Shape {
    if (id < 0) return INTEGERS;
    const known = this.#table.shape[id] as number;
    if (known !== 0) return known;
    const shape = this.#find(id);
    this.#table.shape[id] = shape;
    return shape;
  }

  /** Whether any value of one shape can be compared with any of the other; false when that is not known. */
  alike(left: Shape, right: Shape): boolean {
    return left === right ? left !== MIXED : this.join(left, right) !== MIXED;
  }

  /** Of the elements of sets of this shape; BOTTOM for the empty set, MIXED when not known. */
  elementOf(shape: Shape): Shape {
    const node = this.#nodes[shape];
    return node?.kind === 'set' ? node.element : MIXED;
  }

  /** The shape of what has either shape. */
  join(left: Shape, right: Shape): Shape {
    if (left === right || right === BOTTOM) return left;
    if (left === BOTTOM) return right;
    if (left === MIXED || right === MIXED) return MIXED;
    const key = left < right ? left * 0x10000 + right : right * 0x10000 + left;
    const known = this.#joins.get(key);
    if (known !== undefined) return known;
    const joined = this.#joinNodes(this.#nodes[left] as Node, this.#nodes[right] as Node, left, right);
    this.#joins.set(key, joined);
    return joined;
  }

  #find(id: Id): Shape {
    const { kind, offset, length } = this.#table;
    const from = offset[id] as number;
    const end = from + (length[id] as number);
    switch (kind[id]) {
      case BOOLEAN:
        return BOOLEANS;
      case INTEGER:
        return INTEGERS;
      case STRING:
        return STRINGS;
      case MODEL: {
        const type = modelType(this.#table.atomText(id));
        return type === undefined ? BOTTOM : this.#shape(`M${type}`, { kind: 'atom' });
      }
      case SET:
        return this.#set(this.#joined(from, end));
      case TUPLE:
        if (from === end) return this.#uniform(BOTTOM, BOTTOM);
        return this.#function(INTEGERS, from - end, from, end);
      case FUNCTION: {
        const domain = this.#table.arena[from] as number;
        return this.#function(this.elementOf(this.of(domain)), domain, from + 1, end);
      }
      default:
        return MIXED;
    }
  }

  /** The join of the shapes of part of the arena. */
  #joined(from: number, end: number): Shape {
    let shape = BOTTOM;
    for (let index = from; index < end && shape !== MIXED; index++) {
      shape = this.join(shape, this.of(this.#table.arena[index] as number));
    }
    return shape;
  }

  #function(domain: Shape, key: number, from: number, end: number): Shape {
    if (domain === MIXED) return MIXED;
    // Records stay apart by their fields: two kinds of message seldom have fields of the same shapes.
    const value = domain === STRINGS ? MIXED : this.#joined(from, end);
    if (value !== MIXED) return this.#uniform(domain, value);
    const shapes: Shape[] = [];
    for (let index = from; index < end; index++) shapes.push(this.of(this.#table.arena[index] as number));
    return shapes.includes(MIXED) ? MIXED : this.#family(domain, new Map([[key, shapes]]));
  }

  #joinNodes(a: Node, b: Node, left: Shape, right: Shape): Shape {
    if (a.kind === 'set' && b.kind === 'set') return this.#set(this.join(a.element, b.element));
    // The empty function differs from every other one by its size.
    if (a.kind === 'uniform' && a.domain === BOTTOM && a.value === BOTTOM && isFunction(b)) return right;
    if (b.kind === 'uniform' && b.domain === BOTTOM && b.value === BOTTOM && isFunction(a)) return left;
    if (a.kind === 'uniform' && b.kind === 'uniform') {
      return this.#uniform(this.join(a.domain, b.domain), this.join(a.value, b.value));
    }
    if (a.kind !== 'family' || b.kind !== 'family') return MIXED;
    const domain = this.join(a.domain, b.domain);
    const members = new Map(a.members);
    for (const [key, shapes] of b.members) {
      const known = members.get(key);
      members.set(
        key,
        known === undefined ? shapes : shapes.map((shape, index) => this.join(shape, known[index] ?? MIXED)),
      );
    }
    if (domain === MIXED || [...members.values()].some((shapes) => shapes.includes(MIXED))) return MIXED;
    return this.#family(domain, members);
  }

  #set(element: Shape): Shape {
    if (element === MIXED) return MIXED;
    let shape = this.#sets[element];
    if (shape === undefined) {
      shape = this.#shape(`S${element}`, { kind: 'set', element });
      this.#sets[element] = shape;
    }
    return shape;
  }

  #uniform(domain: Shape, value: Shape): Shape {
    if (domain === MIXED || value === MIXED) return MIXED;
    return this.#shape(`U${domain},${value}`, { kind: 'uniform', domain, value });
  }

  #family(domain: Shape, members: ReadonlyMap<number, readonly Shape[]>): Shape {
    const keys = [...members.keys()].sort((a, b) => a - b);
    const text = keys.map((key) => `${key}:${members.get(key)?.join()}`).join('|');
    return this.#shape(`F${domain}|${text}`, { kind: 'family', domain, members });
  }

  #shape(key: string, node: Node): Shape {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    if (this.#nodes.length >= SHAPES_MAX) return MIXED;
    const shape = this.#nodes.push(node) - 1;
    this.#byKey.set(key, shape);
    return shape;
  }
}

function isFunction(node: Node): boolean {
  return node.kind === 'uniform' || node.kind === 'family';
}
