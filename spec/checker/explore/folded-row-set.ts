/** Wide rows, folded: groups of neighbouring words are stored once each, and a row is the list of its groups' numbers. */

import { FlatRowSet, type RowSet } from './row-set.js';

/** Words in a group, at most. */
const groupWidth = 6;

/** Rows up to this width stay flat: folding would save little and cost time. */
const flatWidthMax = 8;

/**
 * The set for rows of `width` words: flat for narrow ones, folded for wide ones.
 *
 * Folding is tree compression (Laarman, van de Pol, Weber: Parallel Recursive State Compression for Free, 2011) with
 * groups in place of pairs.
 */
export function rowSet(width: number): RowSet {
  return width <= flatWidthMax ? new FlatRowSet(width) : new FoldedRowSet(width);
}

export class FoldedRowSet implements RowSet {
  readonly width: number;
  private readonly groups: readonly FlatRowSet[];
  /** Where each group starts in a row. */
  private readonly starts: readonly number[];
  private readonly folded: RowSet;
  /** The row now looked up, folded; -1 for a group that was never seen. */
  private readonly numbers: Int32Array;
  /** The row read last, and the same folded: a successor shares most groups with the state it came from. */
  private readonly anchor: Int32Array;
  private readonly anchorNumbers: Int32Array;
  private hasAnchor = false;

  constructor(width: number) {
    this.width = width;
    const count = Math.ceil(width / groupWidth);
    this.starts = Array.from({ length: count + 1 }, (_, group) => Math.floor((group * width) / count));
    this.groups = Array.from(
      { length: count },
      (_, group) => new FlatRowSet((this.starts[group + 1] as number) - (this.starts[group] as number)),
    );
    this.folded = rowSet(count);
    this.numbers = new Int32Array(count);
    this.anchor = new Int32Array(width);
    this.anchorNumbers = new Int32Array(count);
  }

  get size(): number {
    return this.folded.size;
  }

  get bytes(): number {
    return this.groups.reduce((sum, group) => sum + group.bytes, this.folded.bytes);
  }

  find(words: Int32Array, offset: number): number {
    const { numbers } = this;
    let isKnown = true;
    for (let group = 0; group < numbers.length; group++) {
      if (this.isAnchored(group, words, offset)) {
        numbers[group] = this.anchorNumbers[group] as number;
        continue;
      }
      const number = (this.groups[group] as FlatRowSet).find(words, offset + (this.starts[group] as number));
      numbers[group] = number;
      if (number < 0) isKnown = false;
    }
    return isKnown ? this.folded.find(numbers, 0) : -1;
  }

  append(words: Int32Array, offset: number): number {
    const { numbers } = this;
    let isNewGroup = false;
    for (let group = 0; group < numbers.length; group++) {
      if ((numbers[group] as number) >= 0) continue;
      // Each group's own `find` was the last one in its set, so that its place is still known there.
      numbers[group] = (this.groups[group] as FlatRowSet).append(words, offset + (this.starts[group] as number));
      isNewGroup = true;
    }
    if (isNewGroup) this.folded.find(numbers, 0);
    return this.folded.append(numbers, 0);
  }

  read(index: number, words: Int32Array, offset: number): void {
    const { anchor, anchorNumbers, groups, starts } = this;
    this.folded.read(index, anchorNumbers, 0);
    for (let group = 0; group < groups.length; group++) {
      (groups[group] as FlatRowSet).read(anchorNumbers[group] as number, anchor, starts[group] as number);
    }
    for (let i = 0; i < anchor.length; i++) words[offset + i] = anchor[i] as number;
    this.hasAnchor = true;
  }

  private isAnchored(group: number, words: Int32Array, offset: number): boolean {
    if (!this.hasAnchor) return false;
    const end = this.starts[group + 1] as number;
    for (let i = this.starts[group] as number; i < end; i++) {
      if (this.anchor[i] !== words[offset + i]) return false;
    }
    return true;
  }
}
