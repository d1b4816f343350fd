/** The JSON document of `gate`: which stages ran, what changed against the baseline, and why the change is accepted or not. */

/** A place in a file of the project. */
export interface GatePlace {
  /** From the project root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One step of the schedule that shows a change: what happened and where it stands in the module and in the implementation. */
export interface GateStep {
  /** `Name(arguments)`, or "initial state". */
  readonly step: string;
  /** One sentence: what the step does, or what it changed. */
  readonly text: string;
  readonly spec?: GatePlace;
  readonly source?: GatePlace;
}

/** What a change is about. */
export type GateSubject =
  | 'types'
  | 'lint'
  | 'test'
  | 'test file'
  | 'model'
  | 'property'
  | 'claim'
  | 'count'
  | 'graph'
  | 'action'
  | 'witness'
  | 'traces'
  | 'refusals'
  | 'divergence'
  | 'table'
  | 'bounds'
  | 'definition'
  | 'ledger'
  | 'stage';

/** One difference between the baseline and this run, or one failure of this run by itself. */
export interface GateChange {
  readonly subject: GateSubject;
  /** What it is called: a model's id, `model property`, a claim's id and variant, a test's file and title, a file. */
  readonly name: string;
  /** `lost`: it was in the baseline and is no more; `new`: the other way round; `failed`: wrong by itself, whatever the baseline says. */
  readonly kind: 'changed' | 'lost' | 'new' | 'failed';
  /** `worse` is what a gate exists to stop; `better` and `neutral` are told. */
  readonly direction: 'worse' | 'better' | 'neutral';
  /** Whether the run fails for it. */
  readonly fails: boolean;
  /** One sentence that names the cause. */
  readonly message: string;
  readonly before?: string;
  readonly after?: string;
  readonly place?: GatePlace;
  /** Schedule that shows it: a counterexample, a divergence, a path to what was first reached. */
  readonly flow?: readonly GateStep[];
}

/** Of the parts of a stage, models or files of tests: taken from an earlier run, run again, run for the first time. */
export interface GateReruns {
  readonly same: number;
  readonly again: number;
  readonly fresh: number;
  /** Files that changed, with the number of parts that were run again for each. */
  readonly causes: { readonly [file: string]: number };
}

/** `failed`: it ended with something that fails the gate; `skipped`: an earlier stage made it pointless. */
export interface GateStage {
  readonly name: 'types' | 'lint' | 'tests' | 'verify' | 'conformance';
  readonly ok: boolean;
  readonly skipped: boolean;
  /** Nothing that the stage depends on changed: its last result was taken. `partly`: for some of its parts. */
  readonly cached: boolean | 'partly';
  /** Of a stage that has parts. */
  readonly reruns?: GateReruns;
  readonly seconds: number;
  /** For example "272 models, 3 of them run again". */
  readonly summary: string;
  readonly changes: readonly GateChange[];
}

export interface GateDocument {
  readonly schema: 'lsm-verify/gate@1';
  readonly ok: boolean;
  readonly interrupted: boolean;
  /** A shard or a filter left something out. */
  readonly partial: boolean;
  readonly shard: { readonly index: number; readonly of: number } | null;
  /** Whether this run replaced the baseline. */
  readonly accepted: boolean;
  readonly stages: readonly GateStage[];
  /** Sentences about the run itself: a damaged cache entry, what was left out. */
  readonly notes: readonly string[];
  /** Of a shard: all that it saw, so that `merge` can compare the whole with the baseline. */
  readonly observed?: {
    readonly [entry: string]: string | number | null | { readonly [name: string]: string | number };
  };
}
