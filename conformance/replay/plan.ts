/** What is replayed of a model, and why: traces chosen from its graph. Nothing here depends on an implementation. */

import type { KnownGraph, ModelGraph } from '../../spec/checker/index.js';
import { countPairs, pairTour } from '../traces/pairs.js';
import { type Path, pathThrough } from '../traces/path.js';
import { samples } from '../traces/sample.js';
import { type Tour, transitionTour } from '../traces/tour.js';
import { Confirmation } from './confirmation.js';

export interface PlanOptions {
  readonly seed: number;
  /** Graphs with more transitions are sampled. */
  readonly transitionsMax: number;
  /** Graphs with more pairs of transitions are toured by single transitions only. */
  readonly pairsMax: number;
  /** Names of PROPERTIES that the model breaks. */
  readonly broken: readonly string[];
  /** These paths alone, in place of tours and samples. */
  readonly only?: readonly Path[];
}

/** An invariant or a property that the model breaks, and a way to where it shows. */
export interface PlannedSituation {
  /** The name of either. */
  readonly invariant: string;
  /** Undefined where the state is outside the constraints, so that it is on no path. */
  readonly path: Path | undefined;
  /** Steps; null without a path. Those of a loop count once. */
  readonly length: number | null;
  /** See `Situation`. */
  readonly loop?: number;
}

/** The traces of one model, each for its reason: plain data, in which a path that has two reasons is the same object. */
export interface Choice {
  readonly tour?: Omit<Tour, 'paths'>;
  readonly pairs?: { readonly all: number; readonly paths: readonly Path[] };
  readonly sampled: boolean;
  readonly situations: readonly PlannedSituation[];
  /** All of them. */
  readonly paths: readonly Path[];
}

export interface Plan {
  readonly graph: KnownGraph;
  readonly choice: Choice;
  /** Undefined where the checker has had its second look at every path of the choice already. Others cannot be confirmed then. */
  readonly confirmation: Confirmation | undefined;
}

export function planOf(graph: ModelGraph, options: PlanOptions): Plan {
  const choice = options.only === undefined ? choose(graph, options) : just(options.only);
  return { graph, choice, confirmation: new Confirmation(graph) };
}

function choose(graph: ModelGraph, { seed, transitionsMax, pairsMax, broken }: PlanOptions): Choice {
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
  const { paths: tour, ...counts } = transitionTour(graph);
  const all = countPairs(graph);
  const pairs = all > pairsMax ? undefined : { all, paths: pairTour(graph).paths };
  const paths = [...tour, ...ways, ...(pairs?.paths ?? [])];
  return { tour: counts, ...(pairs === undefined ? {} : { pairs }), sampled: false, situations, paths };
}

/** A path along a behaviour that violates the property, twice round its loop. A property that holds is not reached. */
function wayAgainst(graph: ModelGraph, property: string): Omit<PlannedSituation, 'invariant'> {
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
