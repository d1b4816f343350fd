/** The edges of the graph while it grows: each state's are gathered, freed of repetitions, and kept when it is done. */

import type { Id } from '../compile/program.js';
import { IntLog } from './int-log.js';
import { StepLabels } from './step-labels.js';

export interface RecordedEdges {
  /** Edges of state s are those from offsets[s] to offsets[s + 1] - 1; states not gone on from have none. */
  readonly offsets: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
}

export class EdgeRecorder {
  readonly labels = new StepLabels();
  private readonly ends = new IntLog();
  private readonly to = new IntLog();
  private readonly label = new IntLog();
  private gatheredTo = new Int32Array(64);
  private gatheredLabel = new Int32Array(64);
  private gathered = 0;
  /** Open addressing: index + 1 of a gathered edge, 0 for none. Twice as long as the gathered arrays. */
  private places = new Int32Array(128);

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.ends.bytes + this.to.bytes + this.label.bytes;
  }

  /** A step from the state now gone on from to `to`. */
  add(action: number, args: readonly Id[], to: number): void {
    const label = this.labels.number(action, args);
    const place = this.placeOf(to, label);
    if (this.places[place] !== 0) return;
    this.gatheredTo[this.gathered] = to;
    this.gatheredLabel[this.gathered] = label;
    this.places[place] = ++this.gathered;
    if (this.gathered === this.gatheredTo.length) this.grow();
  }

  /** Keeps the edges gathered as those of the next state in order. */
  finishState(): void {
    for (let i = 0; i < this.gathered; i++) {
      this.to.push(this.gatheredTo[i] as number);
      this.label.push(this.gatheredLabel[i] as number);
    }
    this.ends.push(this.to.length);
    // Emptying only the places in use: the table may have grown large for one state with many successors.
    if (this.gathered * 4 > this.places.length) this.places.fill(0);
    else for (let i = this.gathered - 1; i >= 0; i--) this.vacate(i);
    this.gathered = 0;
  }

  /** @param states number of states; those after the last finished one get no edges. */
  edges(states: number): RecordedEdges {
    const offsets = new Int32Array(states + 1).fill(this.to.length);
    offsets[0] = 0;
    offsets.set(this.ends.toArray(), 1);
    return { offsets, to: this.to.toArray(), label: this.label.toArray() };
  }

  /** The place of the edge among those gathered, or the empty one where it belongs. */
  private placeOf(to: number, label: number): number {
    const mask = this.places.length - 1;
    let place = (Math.imul(to, 0x9e3779b1) ^ Math.imul(label, 0x85ebca77)) >>> 7;
    for (place &= mask; this.places[place] !== 0; place = (place + 1) & mask) {
      const index = (this.places[place] as number) - 1;
      if (this.gatheredTo[index] === to && this.gatheredLabel[index] === label) break;
    }
    return place;
  }

  /** Last in, first out: then no chain of places is cut. */
  private vacate(index: number): void {
    this.places[this.placeOf(this.gatheredTo[index] as number, this.gatheredLabel[index] as number)] = 0;
  }

  private grow(): void {
    const { gatheredTo, gatheredLabel } = this;
    this.gatheredTo = new Int32Array(gatheredTo.length * 2);
    this.gatheredTo.set(gatheredTo);
    this.gatheredLabel = new Int32Array(gatheredLabel.length * 2);
    this.gatheredLabel.set(gatheredLabel);
    this.places = new Int32Array(this.gatheredTo.length * 2);
    for (let i = 0; i < this.gathered; i++) {
      this.places[this.placeOf(gatheredTo[i] as number, gatheredLabel[i] as number)] = i + 1;
    }
  }
}
