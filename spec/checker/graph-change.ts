/** How the state graph of a model differs from that of an earlier text of it. */

import type { GraphFiles } from './model-graph.js';

export interface GraphChangeStep {
  readonly action: string;
  readonly arguments: readonly string[];
}

/** Edges of one action that only one of the graphs has. */
export interface GraphChange {
  readonly action: string;
  readonly edges: number;
  /** A shortest way from an initial state that ends with one of them. */
  readonly first: readonly GraphChangeStep[];
}

export interface GraphComparison {
  /** Of the earlier graph, as `GraphDigest` has it. */
  readonly beforeDigest: string;
  /** Where variables differ, states are compared in those that both have. */
  readonly variablesLost: readonly string[];
  readonly variablesGained: readonly string[];
  readonly initialChanged: boolean;
  readonly gained: readonly GraphChange[];
  readonly lost: readonly GraphChange[];
}

/**
 * Explores both texts; undefined where one of them has more than `statesMax` states or cannot be evaluated.
 * @throws {InputError} for a module or configuration that is not what it should be.
 */
export async function compareGraphs(
  before: GraphFiles,
  after: GraphFiles,
  statesMax: number,
): Promise<GraphComparison | undefined> {
  const { compareGraphs: compare } = await import('./graph-difference.js');
  return compare(before, after, statesMax);
}

/** The digest of a model's graph; undefined as above. @throws {InputError} as above. */
export async function digestOfModel(files: GraphFiles, statesMax: number): Promise<string | undefined> {
  const { digestOfModel: digest } = await import('./graph-difference.js');
  return digest(files, statesMax);
}
