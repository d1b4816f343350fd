/** Walking through a model: along a run, round its loop, or by choosing one of the steps that are possible. */

import type { ExplorerTrace } from './explorer-data.js';
import type { ExplorerGraph } from './graph.js';
import { type Position, stepsMax } from './position.js';

/** The states that a position has behind it and before it. */
export interface Course {
  readonly states: readonly number[];
  /** One fewer than states: index in the model's `steps`, -1 where nothing happens or the engine does not tell. */
  readonly steps: readonly number[];
  /** Index in `states` that the last one goes back to. */
  readonly loopStart?: number;
  /** The run it is the whole of, or that it starts with. */
  readonly trace?: ExplorerTrace;
  /** How many of its steps are the run's. */
  readonly traceSteps: number;
}

export type Followed =
  | { readonly kind: 'followed'; readonly course: Course }
  /** Why the position does not exist in this model. */
  | { readonly kind: 'lost'; readonly reason: string };

export type Move = 'first' | 'back' | 'forward' | 'last';

/** Follows a position from its origin. */
export function follow(graph: ExplorerGraph, position: Position): Followed {
  const origin = courseFrom(graph, position);
  if (typeof origin === 'string') return { kind: 'lost', reason: origin };
  const states = [...origin.states];
  const steps = [...origin.steps];
  for (const choice of position.choices) {
    const edge = graph.edgesOf(states.at(-1) ?? 0)?.[choice];
    if (edge === undefined) return { kind: 'lost', reason: `no choice ${choice + 1} after step ${steps.length}` };
    states.push(edge.to);
    steps.push(edge.step);
  }
  const course = { ...origin, states, steps };
  if (position.at > lastStep(course)) return { kind: 'lost', reason: `no step ${position.at}` };
  return { kind: 'followed', course };
}

/** Index in `states` after `at` steps, round and round where the course is a loop. */
export function indexAt({ states, loopStart }: Course, at: number): number {
  if (at < states.length || loopStart === undefined) return at;
  return loopStart + ((at - loopStart) % (states.length - loopStart));
}

/** The state after `at` steps. */
export function stateAt(course: Course, at: number): number {
  return course.states[indexAt(course, at)] ?? 0;
}

/** Whether the course ends in a state that is never left. */
export function restsForEver({ states, loopStart }: Course): boolean {
  return loopStart === states.length - 1;
}

/** Where a move leads; the position itself where there is no further step that way. */
export function move(course: Course, position: Position, where: Move): Position {
  const to = { first: 0, back: position.at - 1, forward: position.at + 1, last: course.states.length - 1 }[where];
  return { ...position, at: Math.min(Math.max(to, 0), lastStep(course)) };
}

/**
 * Takes the step with this index among those possible in the present state. Where it is the one the course takes anyway, the course
 * stays; otherwise what lay ahead is given up.
 */
export function choose(graph: ExplorerGraph, course: Course, position: Position, choice: number): Position {
  const edge = graph.edgesOf(stateAt(course, position.at))?.[choice];
  if (edge === undefined) return position;
  const next = nextEdge(graph, course, position.at);
  if (next === choice) return { ...position, at: position.at + 1 };
  const { origin } = position;
  if (origin.kind === 'initial') {
    return { ...position, choices: [...position.choices.slice(0, position.at), choice], at: position.at + 1 };
  }
  // In the loop the reader has gone round: the way there is told by the first time it came through.
  const index = indexAt(course, position.at);
  const steps = Math.min(index, course.traceSteps);
  const choices = [...position.choices.slice(0, index - steps), choice];
  return { ...position, origin: { ...origin, steps }, choices, at: index + 1 };
}

/** Index, among the steps possible after `at` steps, of the one that the course takes next; undefined where it takes none of them. */
export function nextEdge(graph: ExplorerGraph, course: Course, at: number): number | undefined {
  if (at >= lastStep(course)) return undefined;
  const index = indexAt(course, at);
  const to = stateAt(course, at + 1);
  const step = course.steps[index];
  const edges = graph.edgesOf(stateAt(course, at)) ?? [];
  const found = edges.findIndex((edge) => edge.to === to && (step === undefined || step < 0 || step === edge.step));
  return found < 0 ? undefined : found;
}

/** The most steps that can be taken: as many as an address can tell of in a loop in which something happens. */
export function lastStep(course: Course): number {
  return course.loopStart === undefined || restsForEver(course) ? course.states.length - 1 : stepsMax;
}

function courseFrom({ model }: ExplorerGraph, { origin, choices }: Position): Course | string {
  if (origin.kind === 'initial') {
    const state = model.initial[origin.index];
    return state === undefined
      ? `no initial state ${origin.index + 1} of ${model.initial.length}`
      : { states: [state], steps: [], traceSteps: 0 };
  }
  const trace = model.traces.find(({ property }) => property === origin.property);
  if (trace === undefined) return `no run for the property ${origin.property}`;
  if (origin.steps === undefined) {
    if (choices.length > 0) return 'choices on a whole run';
    const { states, steps, loopStart } = trace;
    return { states, steps, trace, traceSteps: steps.length, ...(loopStart === undefined ? {} : { loopStart }) };
  }
  if (origin.steps > trace.steps.length) return `no step ${origin.steps} of ${trace.steps.length}`;
  const traceSteps = origin.steps;
  return { states: trace.states.slice(0, traceSteps + 1), steps: trace.steps.slice(0, traceSteps), trace, traceSteps };
}
