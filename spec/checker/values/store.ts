/**
 * The values of one check, each a number: equal values have equal numbers, so that `=` is mostly `===`.
 *
 * Sets such as SUBSET S, Nat or [S -> T] are not written out until they must be; those alone can be equal under different
 * numbers. They never get into other values while they are finite: `push` writes them out.
 */

import { checked } from './arithmetic.js';
import { Atoms } from './atoms.js';
import { plainValue, storedValue } from './conversion.js';
import { enumerateSet } from './enumeration.js';
import { applyFunction, exceptAt, fieldOf, mergeFunctions } from './functions.js';
import {
  BIAS,
  FALSE,
  FIRST_LAZY,
  FUNCTION,
  FUNCTION_SET,
  type Id,
  INTEGERS,
  isSetKind,
  NATURALS,
  POWERSET,
  PRODUCT,
  REALS,
  RECORD_SET,
  SEQUENCES,
  SET,
  STRINGS,
  TRUE,
  TUPLE,
  UNION,
} from './kinds.js';
import { isFiniteSet, isMember, sizeOf } from './lazy-sets.js';
import { PairMemo, TripleMemo, UNKNOWN } from './memo.js';
import { compareValues, equalValues } from './order.js';
import { printId } from './printing.js';
import { appendTo, concatenate, headOf, lengthOf, sortSequence, subsequence, tailOf } from './sequences.js';
import {
  bigUnionOf,
  buildSet,
  insertInto,
  intersectSets,
  intervalOf,
  isSubset,
  memberOfSet,
  subtractSets,
  uniteSets,
} from './sets.js';
import { Shapes } from './shapes.js';
import { allPermutations, permutationOf } from './symmetry.js';
import type { Value } from './value.js';

export { BIAS, FALSE, type Id, TRUE };

export interface StoreOptions {
  /**
   * Sets with more elements are not written out. By default 2^22, somewhat over TLC's limit of a million: TLC goes through
   * sets of functions, records and tuples without writing them out, and models rely on it for their initial states.
   */
  readonly sizeMax?: number;
}

export class ValueStore extends Atoms {
  readonly sizeMax: number;
  /** The infinite sets. */
  readonly naturals: Id;
  readonly integers: Id;
  readonly reals: Id;
  readonly strings: Id;

  readonly shapes = new Shapes(this);
  readonly unions = new PairMemo();
  readonly inserts = new PairMemo();
  readonly intersections = new PairMemo();
  readonly differences = new PairMemo();
  readonly subsets = new PairMemo();
  readonly intervals = new PairMemo();
  readonly members = new PairMemo();
  readonly appends = new PairMemo();
  readonly updates = new TripleMemo();
  readonly #enumerated = new Map<Id, Id>();
  readonly #indexes = new Map<Id, ReadonlyMap<Id, number>>();

  constructor(options: StoreOptions = {}) {
    super();
    this.sizeMax = options.sizeMax ?? 2 ** 22;
    this.naturals = this.intern(NATURALS, 0);
    this.integers = this.intern(INTEGERS, 0);
    this.reals = this.intern(REALS, 0);
    this.strings = this.intern(STRINGS, 0);
  }

  // ---- equality and order

  /** left = right; throws 'incomparable' for unlike values. */
  equal(left: Id, right: Id): boolean {
    return left === right || (!(left < 0 && right < 0) && equalValues(this, left, right));
  }

  /** Negative, 0 or positive; throws 'incomparable' for unlike values. See {@link compareValues}. */
  compare(left: Id, right: Id): number {
    return compareValues(this, left, right);
  }

  // ---- sets

  /** a..b */
  interval(a: Id, b: Id): Id {
    return intervalOf(this, this.numberOf(a), this.numberOf(b));
  }

  isSet(id: Id): boolean {
    return id >= 0 && isSetKind(this.kind[id] as number);
  }

  /** The set of the values pushed since `mark`. */
  set(mark: number): Id {
    return buildSet(this, mark);
  }

  /** As `set`, of values that are in the order of `compare` already, each once: part of an enumerated set. */
  setInOrder(mark: number): Id {
    return this.intern(SET, mark);
  }

  singleton(x: Id): Id {
    const { top } = this;
    this.push(x);
    return this.intern(SET, top);
  }

  /** The SET with the elements of `set`, remembered. Throws 'type', 'infinite' or 'too-large'. */
  enumerate(set: Id): Id {
    if (set >= 0 && this.kind[set] === SET) return set;
    let written = this.#enumerated.get(set);
    if (written === undefined) {
      written = enumerateSet(this, set);
      this.#enumerated.set(set, written);
    }
    return written;
  }

  /** What goes into states and other values: a finite set is written out, all else is as it is. */
  override settle(id: Id): Id {
    return id >= 0 && (this.kind[id] as number) >= FIRST_LAZY && this.isFinite(id) ? this.enumerate(id) : id;
  }

  member(x: Id, set: Id): boolean {
    if (set >= 0 && this.kind[set] === SET) return memberOfSet(this, x, set);
    // Numbers below FIRST_LAZY have no parts to walk through.
    if (x < 0 || (this.kind[x] as number) < SET) return isMember(this, x, set);
    const known = this.members.recall(x, set);
    return (known === UNKNOWN ? this.members.keep(x, set, isMember(this, x, set) ? 1 : 0) : known) === 1;
  }

  subsetEqual(left: Id, right: Id): boolean {
    return isSubset(this, left, right);
  }

  union(left: Id, right: Id): Id {
    return uniteSets(this, left, right);
  }

  intersection(left: Id, right: Id): Id {
    return intersectSets(this, left, right);
  }

  difference(left: Id, right: Id): Id {
    return subtractSets(this, left, right);
  }

  /** set \cup {x} */
  insert(set: Id, x: Id): Id {
    return insertInto(this, set, x);
  }

  /** UNION set */
  bigUnion(set: Id): Id {
    return bigUnionOf(this, set);
  }

  /** SUBSET set */
  powerset(set: Id): Id {
    return this.#lazy(POWERSET, [set]);
  }

  /** [domain -> range] */
  functionSet(domain: Id, range: Id): Id {
    return this.#lazy(FUNCTION_SET, [domain, range]);
  }

  /** [name: set, ...]; the names are strings, each once, in any order. */
  recordSet(names: readonly Id[], sets: readonly Id[]): Id {
    const order = names.map((_, index) => index);
    order.sort((a, b) => this.compare(names[a] as number, names[b] as number));
    const mark = this.mark();
    for (const index of order) this.push(names[index] as number);
    return this.#lazy(RECORD_SET, [this.setInOrder(mark), ...order.map((index) => sets[index] as number)]);
  }

  /** S \X T \X ... */
  product(sets: readonly Id[]): Id {
    return this.#lazy(PRODUCT, sets);
  }

  /** Seq(set) */
  sequences(set: Id): Id {
    return this.#lazy(SEQUENCES, [set]);
  }

  /** Cardinality(set), an integer of the store. */
  cardinality(set: Id): Id {
    return this.integer(checked(sizeOf(this, set), () => `the cardinality of ${this.brief(set)}`));
  }

  isFinite(set: Id): boolean {
    return isFiniteSet(this, set);
  }

  // ---- functions

  isFunction(id: Id): boolean {
    return id >= 0 && (this.kind[id] === TUPLE || this.kind[id] === FUNCTION);
  }

  /** DOMAIN f, a SET. */
  domain(f: Id): Id {
    if (f >= 0 && this.kind[f] === FUNCTION) return this.arena[this.offset[f] as number] as number;
    if (f >= 0 && this.kind[f] === TUPLE) return this.initial(this.length[f] as number);
    throw this.typeError('a function', f);
  }

  /** Number of arguments a function has; known to be one. */
  functionSize(f: Id): number {
    return (this.length[f] as number) - (this.kind[f] === TUPLE ? 0 : 1);
  }

  /** x \in DOMAIN f */
  isInDomain(x: Id, f: Id): boolean {
    if (f >= 0 && this.kind[f] === TUPLE && x < 0) return x > -BIAS && x + BIAS <= (this.length[f] as number);
    return memberOfSet(this, x, this.domain(f));
  }

  apply(f: Id, x: Id): Id {
    return applyFunction(this, f, x);
  }

  field(r: Id, name: Id): Id {
    return fieldOf(this, r, name);
  }

  /** [f EXCEPT ![x] = v] */
  except(f: Id, x: Id, v: Id): Id {
    return exceptAt(this, f, x, v);
  }

  /** [r EXCEPT !.name = v] */
  exceptField(r: Id, name: Id, v: Id): Id {
    return exceptAt(this, r, name, v);
  }

  /** x :> v */
  singletonFunction(x: Id, v: Id): Id {
    const domain = this.singleton(x);
    const { top } = this;
    this.push(v);
    return this.functionOn(domain, top);
  }

  /** f @@ g */
  merge(f: Id, g: Id): Id {
    return mergeFunctions(this, f, g);
  }

  // ---- sequences

  /** Len(s), an integer of the store. */
  len(s: Id): Id {
    return lengthOf(this, s) - BIAS;
  }

  head(s: Id): Id {
    return headOf(this, s);
  }

  tail(s: Id): Id {
    return tailOf(this, s);
  }

  append(s: Id, x: Id): Id {
    const known = this.appends.recall(s, x);
    return known === UNKNOWN ? this.appends.keep(s, x, appendTo(this, s, x)) : known;
  }

  concat(s: Id, t: Id): Id {
    return concatenate(this, s, t);
  }

  subSeq(s: Id, m: Id, n: Id): Id {
    return subsequence(this, s, m, n);
  }

  sortSeq(s: Id, precedes: (left: Id, right: Id) => boolean): Id {
    return sortSequence(this, s, precedes);
  }

  // ---- TLC

  /** Permutations(set) */
  permutations(set: Id): Id {
    return allPermutations(this, set);
  }

  /** The map on values that a permutation of model values makes. */
  permute(bijection: ReadonlyMap<Id, Id>): (value: Id) => Id {
    return permutationOf(this, bijection);
  }

  /** ToString(id), a string of the store. */
  toStringValue(id: Id): Id {
    return this.string(this.print(id));
  }

  // ---- text and plain values

  /** TLA+ text on one line; a small set is written out for it, as TLC does. */
  print(id: Id): string {
    const isSmall =
      this.isSet(id) && (this.kind[id] as number) < UNION && this.isFinite(id) && sizeOf(this, id) <= 2000;
    return printId(this, isSmall ? this.enumerate(id) : id, Number.POSITIVE_INFINITY);
  }

  /** As `print`, shortened for an error message. */
  override brief(id: Id): string {
    return printId(this, id, 200);
  }

  toValue(id: Id): Value {
    return plainValue(this, id);
  }

  fromValue(value: Value): Id {
    return storedValue(this, value);
  }

  /** Position of each element of a large SET. */
  indexOf(set: Id): ReadonlyMap<Id, number> {
    let index = this.#indexes.get(set);
    if (index === undefined) {
      const from = this.offset[set] as number;
      const elements = this.arena.subarray(from, from + (this.length[set] as number));
      index = new Map([...elements].map((element, position) => [element, position]));
      this.#indexes.set(set, index);
    }
    return index;
  }

  /** The bases, when both sets are power sets that are not written out. */
  basesOfPowersets(left: Id, right: Id): readonly [Id, Id] | undefined {
    if (this.kind[left] !== POWERSET || this.kind[right] !== POWERSET) return undefined;
    return [this.arena[this.offset[left] as number] as number, this.arena[this.offset[right] as number] as number];
  }

  #lazy(kind: number, parts: readonly Id[]): Id {
    const { top } = this;
    for (const part of parts) {
      if (!this.isSet(part)) throw this.typeError('a set', part);
      this.pushAsIs(part);
    }
    return this.intern(kind, top);
  }
}
