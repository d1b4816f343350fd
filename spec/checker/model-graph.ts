/** A model as conformance walks it: its whole state graph, the steps of each state, and the states that break an invariant. */

import type { ModelSteps } from './model-steps.js';
import type { Value } from './values/value.js';

export interface GraphFiles {
  readonly moduleFile: string;
  readonly configFile: string;
}

/** What NEXT calls a step, and where it is defined. */
export interface NamedAction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** The names of a module that an implementation is bound to. */
export interface ModuleShape {
  readonly module: string;
  readonly variables: readonly string[];
  readonly actions: readonly NamedAction[];
}

/** A step by its name: index in `actions`, and arguments in canonical form. */
export interface GraphLabel {
  readonly action: number;
  readonly arguments: readonly Value[];
}

/** An invariant that does not hold, and a shortest path of states to where it fails: undefined where that lies outside the constraints. */
export interface GraphViolation {
  readonly invariant: string;
  readonly states: readonly number[] | undefined;
}

/** A behaviour through these states; with a loop: after the last it goes back to the one at this index, for ever. */
export interface GraphBehaviour {
  readonly states: readonly number[];
  /** At the last index: it stays there, also where no step leads back. */
  readonly loopStart?: number;
}

/** The part of a graph that is data: what it is, and nothing that is evaluated anew. */
export interface KnownGraph extends ModuleShape {
  /** CONSTANTS by name, in canonical form. */
  readonly constants: ReadonlyMap<string, Value>;
  readonly labels: readonly GraphLabel[];
  readonly states: number;
  readonly initial: readonly number[];
  /** Edges of state s are those from offsets[s] to offsets[s + 1] - 1. */
  readonly offsets: Int32Array;
  readonly to: Int32Array;
  /** Index in `labels`. */
  readonly label: Int32Array;
  /** The state's values in the order of the variables, in canonical form; equal values are the same object. */
  valuesOf(state: number): readonly Value[];
  /**
   * Labels of every step that NEXT has in the state, each once: also of steps out of the constraints, which are no edges.
   * Indices in `labels`, which grows where such a step has a name of its own.
   */
  stepsOf(state: number): readonly number[];
}

export interface ModelGraph extends KnownGraph {
  readonly violations: readonly GraphViolation[];
  /** A behaviour that violates one of the PROPERTIES of the configuration, by its name; undefined where it holds. */
  behaviourAgainst(property: string): GraphBehaviour | undefined;
  /** Whether the state is an initial one: INIT enumerated anew. */
  isInitial(state: number): boolean;
  /** Whether a step of this label leads from one state to the other: NEXT evaluated anew, without the graph. */
  isStep(from: number, label: number, to: number): boolean;
}

/** The names of the model's module. @throws {InputError} for a module or configuration that is not what it should be. */
export async function moduleShape(files: GraphFiles): Promise<ModuleShape> {
  const { shape } = await import('./explored-model.js');
  return shape(files);
}

/** A model read and compiled once, for either way of walking it. */
export interface OpenModel extends ModuleShape {
  /** As {@link exploreModel}. */
  explore(statesMax: number): ModelGraph;
  /** The model from its initial states on, as far as it is asked for; any model that can be evaluated. */
  steps(): ModelSteps;
}

/** @throws {InputError} for a module or configuration that is not what it should be, or whose constants fail an assumption. */
export async function openModel(files: GraphFiles): Promise<OpenModel> {
  const { open } = await import('./explored-model.js');
  return open(files);
}

/**
 * Explores the whole model.
 *
 * @throws {InputError} for a module or configuration that is not what it should be; `unsupported` for SYMMETRY and VIEW (a step
 *   then leads to another state than the graph says) and for replaced constants; `too-large` beyond `statesMax` states;
 *   `evaluation` where the model cannot be evaluated.
 */
export async function exploreModel(files: GraphFiles, statesMax: number): Promise<ModelGraph> {
  return (await openModel(files)).explore(statesMax);
}
