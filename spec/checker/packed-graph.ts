/** A model's graph as plain data, to be kept and read back: what a structured clone takes, each value once. */

import type { GraphLabel, KnownGraph, ModuleShape } from './model-graph.js';
import type { Value } from './values/value.js';

export interface PackedGraph {
  readonly shape: ModuleShape;
  readonly constants: KnownGraph['constants'];
  readonly labels: readonly GraphLabel[];
  readonly initial: readonly number[];
  readonly offsets: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
  /** Each once. */
  readonly values: readonly Value[];
  /** Indices in `values`: those of a state stand together, in the order of the variables. */
  readonly rows: Int32Array;
  /** Labels of the steps of state s are those in `steps` from stepOffsets[s] to stepOffsets[s + 1] - 1. */
  readonly stepOffsets: Int32Array;
  readonly steps: Int32Array;
}

export function packGraph(graph: KnownGraph): PackedGraph {
  const { module, variables, actions, constants, initial, offsets, to, label, states } = graph;
  const numbers = new Map<Value, number>();
  const rows = new Int32Array(states * variables.length);
  const stepOffsets = new Int32Array(states + 1);
  const steps: number[] = [];
  for (let state = 0; state < states; state++) {
    for (const [index, value] of graph.valuesOf(state).entries()) {
      const number = numbers.get(value) ?? numbers.size;
      numbers.set(value, number);
      rows[state * variables.length + index] = number;
    }
    steps.push(...graph.stepsOf(state));
    stepOffsets[state + 1] = steps.length;
  }
  return {
    shape: { module, variables, actions },
    // After the steps were asked for: they may have names that no edge has.
    labels: [...graph.labels],
    ...{ constants, initial, offsets, to, label },
    values: [...numbers.keys()],
    ...{ rows, stepOffsets, steps: Int32Array.from(steps) },
  };
}

export function unpackGraph(packed: PackedGraph): KnownGraph {
  const { shape, constants, labels, initial, offsets, to, label, values, rows, stepOffsets, steps } = packed;
  const width = shape.variables.length;
  return {
    ...shape,
    ...{ constants, labels, initial, offsets, to, label },
    states: offsets.length - 1,
    valuesOf: (state) => {
      return Array.from(rows.subarray(state * width, (state + 1) * width), (number) => values[number] as Value);
    },
    stepsOf: (state) => [...steps.subarray(stepOffsets[state], stepOffsets[state + 1])],
  };
}
