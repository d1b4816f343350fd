/** The finite graph whose infinite paths are the behaviours that liveness is about. */

/** All that a search reached. Stuttering need not be among the edges: every state may repeat for ever. */
export interface BehaviourGraph {
  readonly stateCount: number;
  readonly initial: ArrayLike<number>;
  /** The edges from state s are those from `offsets[s]`, included, to `offsets[s + 1]`, excluded. Length: states + 1. */
  readonly offsets: ArrayLike<number>;
  /** Of each edge, the state it leads to. */
  readonly targets: ArrayLike<number>;
}

/** A graph in which each state has exactly one edge to itself, the first of its edges, and no other edge twice in a row. */
export interface StutteringGraph {
  readonly stateCount: number;
  readonly initial: Int32Array;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** The same behaviours, stuttering made an edge. Runs of equal edges, which differ only by their action, become one. */
export function withStuttering(graph: BehaviourGraph): StutteringGraph {
  const { stateCount } = graph;
  const offsets = new Int32Array(stateCount + 1);
  const targets = new Int32Array(graph.targets.length + stateCount);
  let count = 0;
  for (let state = 0; state < stateCount; state++) {
    targets[count++] = state;
    const end = graph.offsets[state + 1] as number;
    for (let edge = graph.offsets[state] as number; edge < end; edge++) {
      const target = graph.targets[edge] as number;
      if (target !== state && target !== targets[count - 1]) targets[count++] = target;
    }
    offsets[state + 1] = count;
  }
  return { stateCount, initial: Int32Array.from(graph.initial), offsets, targets: targets.subarray(0, count) };
}
