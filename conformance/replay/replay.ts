/** Drives an implementation along paths of a model's graph, and compares the two after every step that leads to something new. */

import type { KnownGraph } from '../../spec/checker/index.js';
import type { Binding, Step, Subject } from '../bindings/binding.js';
import type { Path } from '../traces/path.js';
import { enabledDifference, stateDifferences } from './compare.js';
import type { Confirmation } from './confirmation.js';
import type { Difference, Divergence } from './divergence.js';
import { Expectation } from './expectation.js';

export type Offers = 'none' | 'new states' | readonly Step[];

export class Replay {
  readonly expectation: Expectation;
  /** Whether each edge of the graph was taken, with all comparisons after it equal. */
  readonly taken: Uint8Array;
  /** The same for each state. */
  readonly visited: Uint8Array;
  /** Over all paths. */
  steps = 0;
  /** Steps that the model does not have in a state, offered there to the implementation and declined as they should be. */
  refused = 0;
  /** What these offers took, in milliseconds by the clock: the processor's time is too dear to be asked for at every state. */
  offeringMs = 0;
  /** Which beginning of a path a known beginning is with one edge more; a beginning without edges is its first state. */
  readonly #beginnings = new Map<number, number>();
  readonly #tried: Uint8Array;

  constructor(
    readonly graph: KnownGraph,
    readonly binding: Binding,
    /** Undefined where all paths that will be followed are confirmed. */
    private readonly confirmation: Confirmation | undefined,
  ) {
    this.expectation = new Expectation(graph);
    this.taken = new Uint8Array(graph.to.length);
    this.visited = new Uint8Array(graph.states);
    this.#tried = new Uint8Array(graph.states);
  }

  /**
   * Takes the path on a fresh implementation. The checker has a second look at the path first. Comparisons are made after each
   * step that ends a beginning not taken before, and at the end: an implementation does the same when the same is done to it again.
   * @returns the first divergence, undefined when there is none.
   * @param offers steps that the model does not have, to see them declined: on the first visit of each state all that occur
   *   elsewhere in the graph, or these steps at the end of the path.
   */
  follow(path: Path, offers: Offers = 'none'): Divergence | undefined {
    this.confirmation?.confirm(path);
    const { to, label } = this.graph;
    let subject: Subject;
    try {
      subject = this.#create(path.start);
    } catch (error) {
      return { path: { start: path.start, edges: [] }, difference: fault(undefined, error) };
    }
    let difference = this.#compare(subject, path.start, offers);
    let state = path.start;
    let beginning = path.start;
    const last = path.edges.length - 1;
    for (const [index, edge] of path.edges.entries()) {
      if (difference !== undefined) return { path: { ...path, edges: path.edges.slice(0, index) }, difference };
      const step = this.expectation.step(label[edge] as number);
      state = to[edge] as number;
      const longer = beginning * to.length + edge;
      const known = this.#beginnings.get(longer);
      difference = take(subject, step);
      if (known === undefined || index === last) difference ??= this.#compare(subject, state, offers);
      this.steps++;
      if (difference !== undefined) continue;
      this.taken[edge] = 1;
      beginning = known ?? this.graph.states + this.#beginnings.size;
      if (known === undefined) this.#beginnings.set(longer, beginning);
    }
    if (difference === undefined && typeof offers === 'object') {
      difference = firstDefined(offers, (step) => offer(subject, step)) ?? this.#touched(subject, state, offers);
    }
    return difference === undefined ? undefined : { path, difference };
  }

  #create(start: number): Subject {
    const { constants, initial } = this.graph;
    if (initial.length === 1) return this.binding.create(constants);
    return this.binding.create(constants, this.expectation.valuesByName(start));
  }

  #compare(subject: Subject, state: number, offers: Offers): Difference | undefined {
    const expected = this.expectation.state(state);
    const { variables } = this.graph;
    try {
      const leaves = stateDifferences(variables, expected, subject.project());
      if (leaves.length > 0) return { kind: 'state', leaves };
      const enabled = enabledDifference(expected, subject.enabled());
      if (enabled !== undefined) return { kind: 'enabled', ...enabled };
    } catch (error) {
      return fault(undefined, error);
    }
    this.visited[state] = 1;
    return offers === 'new states' ? this.#offerAll(subject, state) : undefined;
  }

  /** Offers every step that is not possible in the model: once a state, and with one look at the state after all of them. */
  #offerAll(subject: Subject, state: number): Difference | undefined {
    if (this.#tried[state] === 1) return undefined;
    this.#tried[state] = 1;
    const started = performance.now();
    const { enabled } = this.expectation.state(state);
    const others = this.expectation.allSteps().filter((step) => !enabled.includes(step));
    for (const step of others) {
      const difference = offer(subject, step);
      if (difference !== undefined) return difference;
    }
    this.refused += others.length;
    const difference = this.#touched(subject, state, others);
    this.offeringMs += performance.now() - started;
    return difference;
  }

  #touched(subject: Subject, state: number, steps: readonly Step[]): Difference | undefined {
    try {
      const leaves = stateDifferences(this.graph.variables, this.expectation.state(state), subject.project());
      return leaves.length === 0 ? undefined : { kind: 'touched', steps, leaves };
    } catch (error) {
      return fault(undefined, error);
    }
  }
}

/** The processor's time that this process has used, in seconds: what a rate on a shared machine should be told by. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Offers a step that is not possible in the model. */
function offer(subject: Subject, step: Step): Difference | undefined {
  try {
    return subject.take(step) === undefined ? { kind: 'accepted', step } : undefined;
  } catch (error) {
    return fault(step, error);
  }
}

function take(subject: Subject, step: Step): Difference | undefined {
  try {
    const declined = subject.take(step);
    return declined && { kind: 'declined', step, reason: declined.reason };
  } catch (error) {
    return fault(step, error);
  }
}

function firstDefined<T, R>(list: readonly T[], of: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const result = of(each);
    if (result !== undefined) return result;
  }
  return undefined;
}

function fault(step: Step | undefined, error: unknown): Difference {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'fault', step, message };
}
