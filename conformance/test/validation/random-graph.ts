/** Random models as graphs: states that may look alike, steps with names and arguments, and runs through them. */

import fc from 'fast-check';
import type { Value } from '../../../spec/checker/index.js';
import type { RunLine } from '../../validation/run-file.js';
import type { ValidationModel } from '../../validation/validate.js';

export interface RandomEdge {
  readonly from: number;
  readonly to: number;
  readonly action: number;
  readonly argument: number;
}

export interface RandomGraph {
  /** Values of the variables x and y. */
  readonly states: readonly (readonly [number, number])[];
  readonly edges: readonly RandomEdge[];
}

export const actionNames = ['Go', 'Turn', 'Stop'] as const;

export const integer = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });

/** State 0 is initial, and state 1 as well where there is one. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .array(fc.tuple(fc.nat(2), fc.nat(1)), { minLength: 1, maxLength: 6 })
  .chain((states) => {
    const state = fc.nat(states.length - 1);
    const edge = fc.record({ from: state, to: state, action: fc.nat(2), argument: fc.nat(1) });
    return fc.record({ states: fc.constant(states), edges: fc.array(edge, { maxLength: 14 }) });
  });

export function initialStates({ states }: RandomGraph): readonly number[] {
  return states.length > 1 ? [0, 1] : [0];
}

export function modelOf(graph: RandomGraph): ValidationModel {
  const labels = actionNames.flatMap((_, action) => [0, 1].map((value) => ({ action, arguments: [integer(value)] })));
  const values = graph.states.map(([x, y]) => [integer(x), integer(y)]);
  return {
    variables: ['x', 'y'],
    actions: actionNames.map((name) => ({ name, parameters: ['a'], file: 'Random.tla', line: 1 })),
    labels,
    initial: initialStates(graph),
    states: graph.states.length,
    from: (state) =>
      graph.edges
        .filter(({ from }) => from === state)
        .map(({ action, argument, to }) => ({ label: 2 * action + argument, to })),
    valuesOf: (state) => values[state] ?? [],
    isWithin: () => true,
    readings: () => [],
  };
}

/** The run through these edges, whole. */
export function linesOf(graph: RandomGraph, start: number, edges: readonly RandomEdge[]): readonly RunLine[] {
  const observed = (state: number) => {
    const [x, y] = graph.states[state] ?? [0, 0];
    return new Map([
      ['x', integer(x)],
      ['y', integer(y)],
    ]);
  };
  return [
    { values: observed(start), hidden: 0 },
    ...edges.map(({ to, action, argument }) => {
      return { values: observed(to), action: actionNames[action] ?? '', arguments: [integer(argument)], hidden: 0 };
    }),
  ];
}
