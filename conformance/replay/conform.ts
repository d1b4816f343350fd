/** One model against its implementation: traces chosen, taken, counted. */

import { setImmediate } from 'node:timers/promises';
import type { ModelGraph } from '../../spec/checker/index.js';
import type { Binding } from '../bindings/binding.js';
import { type Path, shortestPaths } from '../traces/path.js';
import { bindingFaults } from './binding-faults.js';
import type { Divergence } from './divergence.js';
import { type Plan, type PlanOptions, planOf } from './plan.js';
import { cpuSeconds, Replay } from './replay.js';
import { shrink } from './shrink.js';

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Told now and then how many of the traces are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ConformOptions extends PlanOptions, FollowOptions {}

export const defaultConformOptions = { seed: 1, transitionsMax: 20_000, pairsMax: 50_000, broken: [] } as const;

/** An invariant or a property that the model breaks, and whether the implementation was led along a behaviour that shows it. */
export interface Situation {
  /** The name of either. */
  readonly invariant: string;
  /** Steps; null where the state is outside the constraints, so that it is on no path. Those of a loop count once. */
  readonly length: number | null;
  readonly reached: boolean;
  /**
   * Of a behaviour without end: steps of its loop, which was gone round twice and came back to the same state each time; 0 where it stays
   * in its last state.
   */
  readonly loop?: number;
}

export interface Conformance {
  readonly states: number;
  readonly statesVisited: number;
  readonly transitions: number;
  readonly transitionsReplayed: number;
  /** Undefined where pairs were not asked for. */
  readonly pairs?: { readonly all: number; readonly replayed: number };
  /** Steps that the model does not have, over all states; and those that the implementation declined unchanged. */
  readonly refusals: number;
  readonly refusalsTried: number;
  /** Where the graph is too large to be toured. */
  readonly sampled: boolean;
  readonly traces: number;
  /** Of all traces, and what shrinking and shortest paths took. */
  readonly steps: number;
  /** Of the transition tour. */
  readonly tour?: { readonly steps: number; readonly resets: number; readonly lowerBound: number };
  /** Of the processor, for the steps with their comparisons. */
  readonly seconds: number;
  /** Of the processor, for the refusals. */
  readonly refusalSeconds: number;
  readonly situations: readonly Situation[];
  readonly divergences: readonly Divergence[];
  readonly interrupted: boolean;
}

/** Time between two looks at what else there is to do, in milliseconds. */
const sliceMs = 100;

/** Replays the traces of a model, up to the first divergence. */
export function conform(graph: ModelGraph, binding: Binding, options: ConformOptions): Promise<Conformance> {
  return followPlan(planOf(graph, options), binding, options);
}

/** The same for traces that are chosen. A divergence is shrunk only where the checker can confirm what is tried for it. */
export async function followPlan(plan: Plan, binding: Binding, options: FollowOptions): Promise<Conformance> {
  const { graph, choice, confirmation } = plan;
  const { tour, pairs, sampled, situations, paths } = choice;
  const replay = new Replay(graph, binding, confirmation);
  let refusals = 0;
  for (let state = 0; state < graph.states; state++) refusals -= replay.expectation.state(state).enabled.length;
  refusals += graph.states * graph.labels.length;
  const faults = bindingFaults(graph, binding);
  const divergences: Divergence[] =
    faults.length === 0
      ? []
      : [{ path: { start: graph.initial[0] ?? 0, edges: [] }, difference: { kind: 'binding', faults } }];
  const started = { cpu: cpuSeconds(), clock: performance.now() };
  const done = new Set<Path>();
  let sliceEnd = performance.now() + sliceMs;
  for (const path of divergences.length > 0 ? [] : paths) {
    if (performance.now() > sliceEnd) {
      options.onProgress?.(done.size, paths.length);
      await setImmediate();
      if (options.signal.aborted) break;
      sliceEnd = performance.now() + sliceMs;
    }
    const found = replay.follow(path, 'new states');
    if (found !== undefined) {
      divergences.push(confirmation === undefined ? found : shrink(found, replay, shortestPaths(graph)));
      break;
    }
    done.add(path);
  }
  const seconds = cpuSeconds() - started.cpu;
  const offering = replay.offeringMs / Math.max(performance.now() - started.clock, 1);
  return {
    states: graph.states,
    statesVisited: count(replay.visited),
    transitions: graph.to.length,
    transitionsReplayed: count(replay.taken),
    ...(pairs === undefined
      ? {}
      : { pairs: { all: pairs.all, replayed: pairsOf(pairs.paths.filter((path) => done.has(path))) } }),
    refusals,
    refusalsTried: replay.refused,
    sampled,
    traces: done.size,
    steps: replay.steps,
    ...(tour === undefined ? {} : { tour }),
    seconds: seconds * (1 - offering),
    refusalSeconds: seconds * offering,
    situations: situations.map(({ path, ...told }) => ({ ...told, reached: path !== undefined && done.has(path) })),
    divergences,
    interrupted: options.signal.aborted,
  };
}

function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}

/** Number of different pairs of edges that follow each other on the paths. */
function pairsOf(paths: readonly Path[]): number {
  const after = new Map<number, Set<number>>();
  for (const { edges } of paths) {
    for (const [index, edge] of edges.entries()) {
      const before = edges[index - 1];
      if (before === undefined) continue;
      const known = after.get(before) ?? new Set();
      after.set(before, known.add(edge));
    }
  }
  return [...after.values()].reduce((sum, { size }) => sum + size, 0);
}
