/** Hash-consing: equal contents get one number, kept in typed arrays that generated code reads. */

import { EvaluationError } from './evaluation-error.js';
import {
  BIAS,
  BOOLEAN,
  FALSE,
  FIRST_LAZY,
  FUNCTION,
  type Id,
  INTEGER,
  MODEL,
  SET,
  STRING,
  TRUE,
  TUPLE,
} from './kinds.js';

/** The tables, the stack that values are built on, and the atoms. The arrays are replaced when they grow. */
export abstract class ValueTable {
  /** Contents of all values, one after the other. */
  arena = new Int32Array(1 << 12);
  /** Where the content of a value starts in `arena`; of an atom, its index in `texts` or `numbers`. */
  offset = new Int32Array(1 << 10);
  length = new Int32Array(1 << 10);
  kind = new Uint8Array(1 << 10);
  /** See `shapes.ts`; 0 while nobody has asked. */
  shape = new Uint16Array(1 << 10);
  /** Values pushed and not yet taken. */
  stack = new Int32Array(1 << 10);
  top = 0;
  /** Number of values that are no small integers. */
  count = 0;

  /** Text of strings, name of model values. */
  protected readonly texts: string[] = [];
  protected readonly numbers: number[] = [];
  readonly #strings = new Map<string, Id>();
  readonly #models = new Map<string, Id>();
  readonly #integers = new Map<number, Id>();
  /** The sets 1..n, by n. */
  readonly #initials: (Id | undefined)[] = [];

  #hashes = new Int32Array(1 << 10);
  #buckets = new Int32Array(1 << 11);
  #bucketMask = (1 << 11) - 1;
  #arenaTop = 0;

  readonly emptySet: Id;
  readonly emptyTuple: Id;
  /** The set {FALSE, TRUE}. */
  readonly booleans: Id;

  constructor() {
    this.#append(BOOLEAN, 0, 0);
    this.#append(BOOLEAN, 0, 0);
    this.emptySet = this.intern(SET, 0);
    this.emptyTuple = this.intern(TUPLE, 0);
    this.pushAsIs(FALSE);
    this.pushAsIs(TRUE);
    this.booleans = this.intern(SET, 0);
  }

  /** A set that is not written out as the set it is; infinite ones stay. */
  abstract settle(id: Id): Id;

  /** Where the next push goes; give it to what takes the pushed values. Marks nest. */
  mark(): number {
    return this.top;
  }

  push(id: Id): void {
    if (this.top === this.stack.length) this.stack = grown(this.stack, this.top + 1);
    // The value is settled first, since settling uses the stack itself.
    const settled = id >= 0 && (this.kind[id] as number) >= FIRST_LAZY ? this.settle(id) : id;
    this.stack[this.top++] = settled;
  }

  /** Pushes a value that need not be settled: a component of a set that is not written out itself. */
  pushAsIs(id: Id): void {
    if (this.top === this.stack.length) this.stack = grown(this.stack, this.top + 1);
    this.stack[this.top++] = id;
  }

  /** Pushes `count` values of the arena from `from` on. */
  pushRun(from: number, count: number): void {
    if (this.top + count > this.stack.length) this.stack = grown(this.stack, this.top + count);
    const { arena, stack, top } = this;
    for (let index = 0; index < count; index++) stack[top + index] = arena[from + index] as number;
    this.top += count;
  }

  /** Forgets all pushed values: after an error in the middle of an expression. */
  reset(): void {
    this.top = 0;
  }

  /** The tuple of the values pushed since `mark`. */
  tuple(mark: number): Id {
    return this.intern(TUPLE, mark);
  }

  /**
   * The function on `domain`, a SET, whose values were pushed since `mark` in the order of the domain's elements.
   * It is a tuple when the domain is 1..n.
   */
  functionOn(domain: Id, mark: number): Id {
    const count = this.top - mark;
    const from = this.offset[domain] as number;
    if (this.kind[domain] !== SET || this.length[domain] !== count) throw new Error('values do not fit the domain');
    // Sets are ordered and model values come before integers: with 1 first and n last there is nothing else.
    if (count === 0) return this.emptyTuple;
    if (this.arena[from] === 1 - BIAS && this.arena[from + count - 1] === count - BIAS) return this.intern(TUPLE, mark);
    if (this.top === this.stack.length) this.stack = grown(this.stack, this.top + 1);
    const { stack } = this;
    for (let index = this.top; index > mark; index--) stack[index] = stack[index - 1] as number;
    stack[mark] = domain;
    this.top++;
    return this.intern(FUNCTION, mark);
  }

  /** The value of this kind whose content was pushed since `mark`. The stack goes back to `mark`. */
  intern(kind: number, mark: number): Id {
    const { stack, top: end } = this;
    const count = end - mark;
    this.top = mark;
    let hash = kind + Math.imul(count, 0x27d4eb2f);
    for (let index = mark; index < end; index++) {
      hash = Math.imul(hash ^ (stack[index] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 13;
    const buckets = this.#buckets;
    const hashes = this.#hashes;
    let bucket = hash & this.#bucketMask;
    for (let id = buckets[bucket] as number; id !== 0; id = buckets[bucket] as number) {
      if (hashes[id] === hash && this.#hasContent(id, kind, mark, count)) return id;
      bucket = (bucket + 1) & this.#bucketMask;
    }
    const from = this.#arenaTop;
    if (from + count > this.arena.length) this.arena = grown(this.arena, from + count);
    const { arena } = this;
    for (let index = 0; index < count; index++) arena[from + index] = stack[mark + index] as number;
    this.#arenaTop = from + count;
    const id = this.#append(kind, from, count);
    this.#hashes[id] = hash;
    buckets[bucket] = id;
    if (this.count * 2 > buckets.length) this.#rehash();
    return id;
  }

  /** The set 1..n, n >= 0: the domain of tuples. */
  initial(n: number): Id {
    let set = this.#initials[n];
    if (set === undefined) {
      const { top } = this;
      for (let element = 1; element <= n; element++) this.push(element - BIAS);
      set = this.intern(SET, top);
      this.#initials[n] = set;
    }
    return set;
  }

  /** Of an integer from -(2^53 - 1) to 2^53 - 1; anything beyond is an overflow. */
  integer(n: number): Id {
    if (n >= -BIAS && n < BIAS) return n - BIAS;
    const known = this.#integers.get(n);
    if (known !== undefined) return known;
    if (!Number.isSafeInteger(n)) throw new EvaluationError('overflow', `${n} is beyond 2^53 - 1 in size`);
    const id = this.#append(INTEGER, this.numbers.push(n) - 1, 0);
    this.#integers.set(n, id);
    return id;
  }

  string(text: string): Id {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const id = this.#append(STRING, this.texts.push(text) - 1, 0);
    this.#strings.set(text, id);
    return id;
  }

  /** A model value. Named like `A_x`, one letter before the underscore, it is of the type A, as in TLC. */
  modelValue(name: string): Id {
    const known = this.#models.get(name);
    if (known !== undefined) return known;
    const id = this.#append(MODEL, this.texts.push(name) - 1, 0);
    this.#models.set(name, id);
    return id;
  }

  /** Text of a string or name of a model value, known to be one. */
  atomText(id: Id): string {
    return this.texts[this.offset[id] as number] as string;
  }

  /** Of an integer that has no id of its own; known to be one. */
  largeNumber(id: Id): number {
    return this.numbers[this.offset[id] as number] as number;
  }

  #hasContent(id: Id, kind: number, mark: number, count: number): boolean {
    if (this.kind[id] !== kind || this.length[id] !== count) return false;
    const { arena, stack } = this;
    const from = this.offset[id] as number;
    for (let index = 0; index < count; index++) if (arena[from + index] !== stack[mark + index]) return false;
    return true;
  }

  #append(kind: number, offset: number, length: number): Id {
    const id = this.count++;
    if (id === this.kind.length) {
      this.offset = grown(this.offset, id + 1);
      this.length = grown(this.length, id + 1);
      this.#hashes = grown(this.#hashes, id + 1);
      const kinds = new Uint8Array(this.offset.length);
      kinds.set(this.kind);
      this.kind = kinds;
      const shapes = new Uint16Array(this.offset.length);
      shapes.set(this.shape);
      this.shape = shapes;
    }
    this.offset[id] = offset;
    this.length[id] = length;
    this.kind[id] = kind;
    return id;
  }

  #rehash(): void {
    const buckets = new Int32Array(this.#buckets.length * 2);
    const mask = buckets.length - 1;
    for (let id = 0; id < this.count; id++) {
      if ((this.kind[id] as number) < SET) continue;
      let bucket = (this.#hashes[id] as number) & mask;
      while (buckets[bucket] !== 0) bucket = (bucket + 1) & mask;
      buckets[bucket] = id;
    }
    this.#buckets = buckets;
    this.#bucketMask = mask;
  }
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  let capacity = array.length * 2;
  while (capacity < length) capacity *= 2;
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
