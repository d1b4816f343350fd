/** What every engine does for us: take one model, settle the properties it can express, and say plainly what it cannot. */

import type { SearchVerdict } from '../../verdict.js';
import type { GraphDigest } from '../explore/graph-digest.js';
import type { State } from '../values/value.js';

export type EngineName = 'own' | 'tla-checker' | 'tlc';

export type PropertyKind = 'invariant' | 'action' | 'liveness' | 'deadlock' | 'assumption';

/** A property to settle. `deadlock` and `assumption` have a fixed name of the same word; the others name an operator of the module. */
export interface PropertyRef {
  readonly name: string;
  readonly kind: PropertyKind;
}

/** A model as an engine sees it: text, not the manifest's expectations. */
export interface EngineModel {
  /** For example `tsem/TrustRelease.v3-two-tasks`; for a foreign module its path. */
  readonly id: string;
  /** Absolute path of the root module. */
  readonly moduleFile: string;
  /** Absolute path of the TLC configuration. */
  readonly configFile: string;
  readonly properties: readonly PropertyRef[];
}

export interface EngineLimits {
  /** Distinct states at which the search gives up with `unknown`. */
  readonly statesMax: number;
  /** Steps from an initial state at which it does. */
  readonly depthMax: number;
  /** Wall time for the whole model, in milliseconds. */
  readonly timeoutMs: number;
  /** Memory of the process in bytes, for engines that can tell. */
  readonly bytesMax?: number;
}

/** One step of a trace. `action` is null for the initial state and where the engine cannot tell. */
export interface TraceStep {
  readonly action: string | null;
  /** Arguments of the action as TLA+ text, in the order of its parameters; empty where unknown or none. */
  readonly arguments: readonly string[];
  readonly state: State;
}

export interface Counterexample {
  /** First the initial state, last the state that violates. */
  readonly steps: readonly TraceStep[];
  /** For liveness: index in `steps` that the last state goes back to. */
  readonly loopStart?: number;
}

export interface PropertyOutcome {
  readonly property: PropertyRef;
  readonly verdict: SearchVerdict;
  /** Why, when `unknown`. */
  readonly reason?: string;
  readonly counterexample?: Counterexample;
}

/** An expression that could not be evaluated, and the behaviour that leads to where it was tried. */
export interface EvaluationFailure {
  /** The sort of failure, for scripts: `type`, `domain`, `infinite`, `recursion`, ... */
  readonly code: string;
  /** What failed, with the value: `cannot add "a" and 1`. */
  readonly message: string;
  /** What was being evaluated: `the invariant TypeOK`, `the next-state relation`. */
  readonly evaluating: string;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
  /** The definitions that led there, innermost first, with the places of their calls. */
  readonly frames: readonly {
    readonly definition: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly steps: readonly TraceStep[];
}

export interface EngineOutcome {
  readonly engine: EngineName;
  /** Distinct states of the whole graph; null when no run explored it completely. */
  readonly distinctStates: number | null;
  /** Null where the engine does not tell. */
  readonly generatedStates: number | null;
  /** States on the longest shortest path, the initial state counting 1, as TLC counts; null where the engine does not tell. */
  readonly depth: number | null;
  /** Whether one run explored the whole graph. */
  readonly complete: boolean;
  /** Wall time over all runs of this model. */
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly properties: readonly PropertyOutcome[];
  /** What the engine said that a reader should see. */
  readonly warnings: readonly string[];
  /** How often each action found a new state, and was taken. */
  readonly actionCoverage?: readonly { readonly action: string; readonly found: number; readonly taken: number }[];
  /** How often each place of the modules was evaluated, where asked for. */
  readonly placeCoverage?: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly count: number;
  }[];
  /** What the whole graph is, where asked for. */
  readonly graph?: GraphDigest;
  /** The evaluation that broke the run off. */
  readonly error?: EvaluationFailure;
  /** Behaviours walked by a simulation. */
  readonly behaviours?: number;
}

export interface EngineProgress {
  readonly model: string;
  /** For example `run 2: 5 invariants left`. */
  readonly phase: string;
  /** Where the engine tells while it runs. */
  readonly states?: number;
  readonly elapsedMs: number;
}

/** What a user may ask for besides the verdicts; an engine refuses what it does not have. */
export interface RunOptions {
  /** Settles what the configuration asks for instead of the model's `properties`, each with the kind that its formula has. */
  readonly asConfigured?: boolean;
  /** FALSE: states without successors are no deadlock, whatever the configuration says. */
  readonly checkDeadlock?: boolean;
  /** Ends at the first violation, instead of finding the shortest of each property. */
  readonly stopsAtViolation?: boolean;
  /** Random behaviours instead of all states. */
  readonly simulation?: { readonly behaviours: number; readonly depth: number };
  /** For random choices. */
  readonly seed?: number;
  /** Writes the state graph to a file. */
  readonly dump?: { readonly file: string; readonly format: 'dot' | 'itf' | 'graph' };
  /** Counts, for each place of the module, how often it was evaluated. */
  readonly coverage?: boolean;
  /** Tells what the whole graph is: its digest and its edges by action. */
  readonly graphDigest?: boolean;
  /** Shows the text of Print and PrintT. */
  readonly onPrinted?: (text: string) => void;
  /** An aborted run resolves to what is known by then, instead of rejecting. */
  readonly keepsPartial?: boolean;
}

export interface EngineRun {
  readonly limits: EngineLimits;
  /** Aborted by Ctrl-C: the run then ends soon and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: EngineProgress) => void;
  readonly options?: RunOptions;
}

export interface Engine {
  readonly name: EngineName;
  /** Version as printed in reports. Resolves to undefined when the engine is not present on this machine. */
  version(): Promise<string | undefined>;
  /** The reason why this engine cannot settle `property` in any model, or undefined when it can. */
  cannotExpress(property: PropertyRef): string | undefined;
  /** Those of the options that it has; none where this is not given. */
  readonly options?: readonly (keyof RunOptions | keyof EngineLimits)[];
  /**
   * Settles every property of the model, each with its own shortest counterexample.
   * @throws {InputError} when the module or the configuration is not what the engine can read (with file, line, column).
   */
  settle(model: EngineModel, run: EngineRun): Promise<EngineOutcome>;
}
