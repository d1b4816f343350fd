/** The checker's second look at the paths that are taken on an implementation. */

import type { ModelGraph } from '../../spec/checker/index.js';
import type { Path } from '../traces/path.js';

export class Confirmation {
  readonly #confirmed: Uint8Array;

  constructor(private readonly graph: ModelGraph) {
    this.#confirmed = new Uint8Array(graph.to.length);
  }

  /**
   * Evaluates start and steps of the path anew, each step once, without the graph.
   * @throws {Error} when it is no behaviour of the model: a mistake of the checker or of who chose the path.
   */
  confirm({ start, edges }: Path): void {
    const { graph } = this;
    if (!graph.isInitial(start)) throw new Error(`a path starts in state ${start}, which is not initial`);
    let state = start;
    for (const edge of edges) {
      const next = graph.to[edge] as number;
      if (this.#confirmed[edge] === 0) {
        const isStep = graph.isStep(state, graph.label[edge] as number, next);
        if (!isStep) throw new Error(`a path goes from state ${state} to ${next} by what is no step of the model`);
        this.#confirmed[edge] = 1;
      }
      state = next;
    }
  }
}
