/** One model against its implementation: traces chosen, taken, counted. */

import { setImmediate } from 'node:timers/promises';
import type { ModelGraph } from '../../spec/checker/index.js';
import type { Binding } from '../bindings/binding.js';
import { countPairs, pairTour } from '../traces/pairs.js';
import { type Path, pathThrough, shortestPaths } from '../traces/path.js';
import { samples } from '../traces/sample.js';
import { type Tour, transitionTour } from '../traces/tour.js';
import { bindingFaults } from './binding-faults.js';
import type { Divergence } from './divergence.js';
import { cpuSeconds, Replay } from './replay.js';
import { shrink } from './shrink.js';

export interface ConformOptions {
  readonly seed: number;
  /** Graphs with more transitions are sampled. */
  readonly transitionsMax: number;
  /** Graphs with more pairs of transitions are toured by single transitions only. */
  readonly pairsMax: number;
  readonly signal: AbortSignal;
  /** Names of PROPERTIES that the model breaks. */
  readonly broken: readonly string[];
  /** These paths alone, in place of tours and samples. */
  readonly only?: readonly Path[];
  /** Told now and then how many of the traces are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

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
export async function conform(graph: ModelGraph, binding: Binding, options: ConformOptions): Promise<Conformance> {
  const replay = new Replay(graph, binding);
  let refusals = 0;
  for (let state = 0; state < graph.states; state++) refusals -= replay.expectation.state(state).enabled.length;
  refusals += graph.states * graph.labels.length;
  const shortest = shortestPaths(graph);
  const { tour, pairs, sampled, situations, paths } =
    options.only === undefined ? choose(graph, options) : just(options.only);

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
      divergences.push(shrink(found, replay, shortest));
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
      : { pairs: { all: pairs.all, replayed: pairsOf(pairs.tour.paths.filter((path) => done.has(path))) } }),
    refusals,
    refusalsTried: replay.refused,
    sampled,
    traces: done.size,
    steps: replay.steps,
    ...(tour === undefined ? {} : { tour: { steps: tour.steps, resets: tour.resets, lowerBound: tour.lowerBound } }),
    seconds: seconds * (1 - offering),
    refusalSeconds: seconds * offering,
    situations: situations.map(({ path, ...told }) => ({ ...told, reached: path !== undefined && done.has(path) })),
    divergences,
    interrupted: options.signal.aborted,
  };
}

/** The traces of one model, each for its reason. */
interface Choice {
  readonly tour?: Tour;
  readonly pairs?: { readonly all: number; readonly tour: Tour };
  readonly sampled: boolean;
  readonly situations: readonly (Omit<Situation, 'reached'> & { readonly path: Path | undefined })[];
  /** All of them. */
  readonly paths: readonly Path[];
}

function choose(graph: ModelGraph, { seed, transitionsMax, pairsMax, broken }: ConformOptions): Choice {
  const situations: Choice['situations'] = [
    ...graph.violations.map(({ invariant, states }) => {
      const path = states === undefined ? undefined : pathThrough(graph, states);
      return { invariant, path, length: path?.edges.length ?? null };
    }),
    ...broken.map((property) => ({ invariant: property, ...wayAgainst(graph, property) })),
  ];
  const ways = situations.flatMap(({ path }) => path ?? []);
  if (graph.to.length > transitionsMax) {
    const { outcomes, walks } = samples(graph, { seed, walks: 1000, lengthMax: 200 });
    return { sampled: true, situations, paths: [...ways, ...outcomes, ...walks] };
  }
  const tour = transitionTour(graph);
  const all = countPairs(graph);
  const pairs = all > pairsMax ? undefined : { all, tour: pairTour(graph) };
  const paths = [...tour.paths, ...ways, ...(pairs?.tour.paths ?? [])];
  return { tour, ...(pairs === undefined ? {} : { pairs }), sampled: false, situations, paths };
}

/** A path along a behaviour that violates the property, twice round its loop. A property that holds is not reached. */
function wayAgainst(
  graph: ModelGraph,
  property: string,
): Pick<Choice['situations'][number], 'path' | 'length' | 'loop'> {
  const found = graph.behaviourAgainst(property);
  if (found === undefined) return { path: undefined, length: 0 };
  const { states, loopStart } = found;
  const once = withoutStuttering(graph, states);
  if (loopStart === undefined) return { path: pathThrough(graph, once), length: once.length - 1 };
  if (loopStart === states.length - 1) return { path: pathThrough(graph, once), length: once.length - 1, loop: 0 };
  const back = states[loopStart] as number;
  const round = withoutStuttering(graph, [...once, back]);
  const loop = withoutStuttering(graph, [...states.slice(loopStart), back]).slice(1);
  return { path: pathThrough(graph, [...round, ...loop]), length: round.length - 1, loop: loop.length };
}

/** What stays where it is by no step of the model is nothing that an implementation could be asked to do. */
function withoutStuttering({ offsets, to }: ModelGraph, states: readonly number[]): readonly number[] {
  return states.filter((state, index) => {
    if (index === 0 || state !== states[index - 1]) return true;
    return to.subarray(offsets[state], offsets[state + 1]).includes(state);
  });
}

function just(paths: readonly Path[]): Choice {
  return { sampled: true, situations: [], paths };
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
