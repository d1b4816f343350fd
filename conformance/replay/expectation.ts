/** What a model says of each of its states: the values of its variables, and the steps that can be taken there. */

import type { KnownGraph, Value } from '../../spec/checker/index.js';
import type { Step } from '../bindings/binding.js';

export interface ExpectedState {
  /** In the order of the variables, in canonical form. */
  readonly values: readonly Value[];
  /** Values of an implementation that were last found the same, one a variable. */
  readonly met: (Value | undefined)[];
  /** Every step enabled, those out of the model's constraints included. */
  readonly enabled: readonly Step[];
  /** Steps of an implementation that were last found to be these. */
  metSteps: readonly Step[] | undefined;
}

/** A model's states and steps as an implementation is asked for them; each state is worked out once. */
export class Expectation {
  readonly #states: (ExpectedState | undefined)[] = [];
  readonly #steps: Step[] = [];

  constructor(readonly graph: KnownGraph) {}

  state(state: number): ExpectedState {
    const known = this.#states[state];
    if (known !== undefined) return known;
    const enabled = this.graph.stepsOf(state).map((label) => this.step(label));
    const fresh = { values: this.graph.valuesOf(state), met: [], enabled, metSteps: undefined };
    this.#states[state] = fresh;
    return fresh;
  }

  /** The step of a label; the same object for the same label. */
  step(label: number): Step {
    const known = this.#steps[label];
    if (known !== undefined) return known;
    const { actions, labels } = this.graph;
    const { action, arguments: values } = labels[label] ?? { action: -1, arguments: [] };
    const fresh = { action: actions[action]?.name ?? '', arguments: values };
    this.#steps[label] = fresh;
    return fresh;
  }

  /** Every step that occurs in the graph. */
  allSteps(): readonly Step[] {
    return this.graph.labels.map((_, label) => this.step(label));
  }

  /** The state as a map from variables. */
  valuesByName(state: number): ReadonlyMap<string, Value> {
    const { values } = this.state(state);
    return new Map(this.graph.variables.map((variable, index) => [variable, values[index] as Value]));
  }
}
