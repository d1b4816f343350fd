/** What the explorer in the page works on: state graphs and counterexamples as plain JSON, everything that repeats stored once. */

import type { ItfValue } from '../../spec/checker/index.js';

export interface ExplorerData {
  readonly schema: 'lsm-verify/explorer@1';
  /** Values of variables in ITF, each once. */
  readonly values: readonly ItfValue[];
  readonly modules: readonly ExplorerModule[];
  readonly models: readonly ExplorerModel[];
  /** Claims and findings that are violated, in the order of the catalogue, with the run that shows each. */
  readonly claims: readonly ExplorerClaim[];
}

export interface ExplorerModule {
  /** For example `tsem/TrustRelease`. */
  readonly name: string;
  readonly variables: readonly string[];
  readonly actions: readonly ExplorerAction[];
}

export interface ExplorerAction {
  readonly name: string;
  /** `file:line` of its definition; empty where it is not known. */
  readonly spec: string;
  /** `file:line` of each step that implements it. */
  readonly implementation: readonly string[];
}

export interface ExplorerModel {
  readonly id: string;
  /** Index in `modules`. */
  readonly module: number;
  readonly variant: string;
  readonly purpose: string;
  readonly bounds: string;
  readonly steps: readonly ExplorerStep[];
  /**
   * A state is told by what differs from an earlier one: `[earlier, variable, value, variable, value, ...]`. The first has -1 and all
   * its variables. Variables are indices in the module's, values in `values`.
   */
  readonly states: readonly (readonly number[])[];
  /** For each state `[step, to, step, to, ...]`, steps being indices in `steps`; null where the steps of the state were left out. */
  readonly edges: readonly (readonly number[] | null)[];
  readonly initial: readonly number[];
  readonly traces: readonly ExplorerTrace[];
  /** Not all reachable states are here, or not all their steps. */
  readonly partial?: { readonly reason: string };
}

/** A step by its name: an action with arguments. */
export interface ExplorerStep {
  /** Index in the module's actions. */
  readonly action: number;
  /** As TLA+ text. */
  readonly arguments: readonly string[];
  /** Who acts; empty where the module does not say. */
  readonly actor: string;
  /** What happens in the world; empty where the module does not say. */
  readonly sentence: string;
}

export interface ExplorerTrace {
  readonly property: string;
  readonly verdict: string;
  /** Ids of the claims that rest on the property in this model. */
  readonly claims: readonly string[];
  /** A run that is meant to be found: it shows that something can happen. */
  readonly isWitness: boolean;
  /** What went wrong. */
  readonly ending: string;
  /** Each a successor of the one before it. */
  readonly states: readonly number[];
  /** One fewer than states: index in the model's `steps`, -1 where nothing happens or the engine does not tell. */
  readonly steps: readonly number[];
  /** Liveness: index in `states` that the last state goes back to. */
  readonly loopStart?: number;
}

export interface ExplorerClaim {
  readonly id: string;
  readonly title: string;
  readonly variant: string;
  /** Index in `models`. */
  readonly model: number;
  readonly property: string;
}
