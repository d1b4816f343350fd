/**
 * The states found: exact rows, each once, with the state it was first reached from.
 *
 * Rows of up to 8 variables are kept as they are: 4 bytes a variable, 4 for the parent, 5.3 to 10.7 for the table (measured
 * at 1.7 million states: 30 bytes a state with 4 variables, 46 with 8). Wider ones are folded, see folded-row-set.ts: with
 * 24 variables and 2 million states of a toy with small changes a step, measured on one machine, 25 bytes a state folded
 * and 104 flat, at 0.43 and 0.32 microseconds a successor. A quarter of the memory for a third more time in the table is
 * a good trade, since evaluating such a step costs several times that.
 */

import { rowSet } from './folded-row-set.js';
import { IntLog } from './int-log.js';
import { RowLog } from './row-log.js';
import type { RowSet } from './row-set.js';
import type { StateKey } from './state-key.js';

export class StateTable {
  /** Of the states' keys; without a key, of the states themselves. */
  private readonly keys: RowSet;
  private readonly key: StateKey | undefined;
  private readonly keyWords: Int32Array;
  /** The states as found, where the table of keys does not have them. */
  private readonly kept: RowLog | undefined;
  private readonly parents = new IntLog();

  /**
   * @param width variables in a state.
   * @param key when states are the same by something other than their values; the state kept is the first one found.
   */
  constructor(width: number, key?: StateKey) {
    this.key = key;
    this.keys = rowSet(key?.width ?? Math.max(width, 1));
    this.keyWords = new Int32Array(this.keys.width);
    this.kept = key === undefined ? undefined : new RowLog(width);
  }

  get size(): number {
    return this.parents.length;
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.keys.bytes + this.parents.bytes + (this.kept?.bytes ?? 0);
  }

  /** Index of the state in `row`, or of the one that counts as the same; -1 when there is none. */
  find(row: Int32Array): number {
    if (this.key === undefined) return this.keys.find(row, 0);
    this.key.write(row, this.keyWords);
    return this.keys.find(this.keyWords, 0);
  }

  /**
   * Adds the state that the last call of `find` was given and did not find; returns its index, counted from 0.
   * @param parent index of the state it was reached from; -1 for an initial state.
   */
  append(row: Int32Array, parent: number): number {
    this.parents.push(parent);
    this.kept?.append(row, 0);
    return this.keys.append(this.kept === undefined ? row : this.keyWords, 0);
  }

  /** Copies the state at `index` into `row`. */
  read(index: number, row: Int32Array): void {
    if (this.kept === undefined) this.keys.read(index, row, 0);
    else this.kept.read(index, row, 0);
  }

  /** Index of the state that the one at `index` was first reached from; -1 for an initial state. */
  parent(index: number): number {
    return this.parents.get(index);
  }

  /** Indices from an initial state to the one at `index`, both included: a shortest path. */
  pathTo(index: number): number[] {
    const path: number[] = [];
    for (let at = index; at >= 0; at = this.parent(at)) path.push(at);
    return path.reverse();
  }
}
