/** Paths for graphs that are too large to be toured: every step with every outcome once, and walks by seed. */

import { type ModelGraph, RandomStream } from '../../spec/checker/index.js';
import { type Path, shortestPaths } from './path.js';

export interface Sampling {
  readonly seed: number;
  readonly walks: number;
  /** Steps of a walk at most; it ends earlier where nothing is left to do. */
  readonly lengthMax: number;
}

/** The samples, each with what it is chosen for. */
export interface Samples {
  /** One a step and outcome: the step's name, its arguments, and which variables it changes. */
  readonly outcomes: readonly Path[];
  readonly walks: readonly Path[];
}

export function samples(graph: ModelGraph, sampling: Sampling): Samples {
  return { outcomes: outcomePaths(graph), walks: walks(graph, sampling) };
}

function outcomePaths(graph: ModelGraph): Path[] {
  const { states, offsets, to, label } = graph;
  const shortest = shortestPaths(graph);
  const seen = new Set<string>();
  const paths: Path[] = [];
  for (let state = 0; state < states; state++) {
    const before = graph.valuesOf(state);
    for (let edge = offsets[state] as number; edge < (offsets[state + 1] as number); edge++) {
      const after = graph.valuesOf(to[edge] as number);
      const changed = before.flatMap((value, index) => (value === after[index] ? [] : [index]));
      const outcome = `${label[edge]}: ${changed.join(' ')}`;
      if (seen.has(outcome)) continue;
      seen.add(outcome);
      const { start, edges } = shortest.to(state);
      paths.push({ start, edges: [...edges, edge] });
    }
  }
  return paths;
}

function walks({ initial, offsets, to }: ModelGraph, { seed, walks, lengthMax }: Sampling): Path[] {
  return Array.from({ length: walks }, (_, walk) => {
    const random = new RandomStream(seed, walk);
    const start = initial[random.below(initial.length)] as number;
    const edges: number[] = [];
    let state = start;
    while (edges.length < lengthMax) {
      const first = offsets[state] as number;
      const choices = (offsets[state + 1] as number) - first;
      if (choices === 0) break;
      const edge = first + random.below(choices);
      edges.push(edge);
      state = to[edge] as number;
    }
    return { start, edges };
  });
}
