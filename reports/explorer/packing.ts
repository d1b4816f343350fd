/** Packs a state graph, or a part of it, for the explorer: values and names once, states by what differs. */

import { type ItfValue, itfValue, type Value } from '../../spec/checker/index.js';

/** Values of all models, each once. */
export class ValuePool {
  readonly list: ItfValue[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<Value, number>();

  number(value: ItfValue): number {
    const key = JSON.stringify(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.list.length);
    return this.list.push(value) - 1;
  }

  /** A value of a graph, where equal ones are the same object. */
  numberOf(value: Value): number {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const fresh = this.number(itfValue(value));
    this.known.set(value, fresh);
    return fresh;
  }

  /** The values of one graph are not met again in the next. */
  forget(): void {
    this.known.clear();
  }
}

export interface StepName {
  readonly action: string;
  /** As TLA+ text. */
  readonly arguments: readonly string[];
}

/** States and steps of one model, numbered in the order they come. */
export class Packing {
  readonly names: StepName[] = [];
  readonly states: number[][] = [];
  readonly edges: (number[] | null)[] = [];
  private readonly rows: (readonly number[])[] = [];
  private readonly stateNumbers = new Map<string, number>();
  private readonly nameNumbers = new Map<string, number>();

  /** Number of the state with these values; a new one is told by what differs from `near`, -1 for none. */
  state(row: readonly number[], near: number): number {
    const key = row.join();
    const known = this.stateNumbers.get(key);
    if (known !== undefined) return known;
    const earlier = this.rows[near];
    const packed = [near];
    row.forEach((value, variable) => {
      if (earlier?.[variable] !== value) packed.push(variable, value);
    });
    this.stateNumbers.set(key, this.states.length);
    this.rows.push(row);
    this.edges.push(null);
    return this.states.push(packed) - 1;
  }

  step(name: StepName): number {
    const key = JSON.stringify([name.action, name.arguments]);
    const known = this.nameNumbers.get(key);
    if (known !== undefined) return known;
    this.nameNumbers.set(key, this.names.length);
    return this.names.push(name) - 1;
  }

  /** From now on the steps of the state are known: those that are added. */
  expand(state: number): void {
    this.edges[state] ??= [];
  }

  /** Adds a step from a state, once. Where its steps are left out nothing is added: one step would be taken for all there are. */
  edge(from: number, step: number, to: number): void {
    const edges = this.edges[from];
    if (edges === null || edges === undefined) return;
    for (let i = 0; i < edges.length; i += 2) if (edges[i] === step && edges[i + 1] === to) return;
    edges.push(step, to);
  }
}
