/** A report as plain data: what was claimed, what was found, and how to see it happen; every format is printed from it. */

import type { Entry } from '../../spec/claims.js';
import type { BranchesDocument } from '../branches/document.js';
import type { ConformanceDocument, ConformanceResult } from '../conformance/document.js';
import type { ExplorerData } from '../explorer/explorer-data.js';
import type { GateDocument } from '../gate/document.js';
import type { Schedule } from '../render/schedule.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentCounterexample, DocumentResult, VerifyDocument } from '../verify/document.js';

export interface ReportDocument {
  /** Of this program. */
  readonly version: string;
  readonly verdict: ReportVerdict;
  readonly verify: VerifyDocument;
  readonly conformance: ConformanceDocument | undefined;
  readonly branches: BranchesDocument | undefined;
  readonly gate: GateDocument | undefined;
  readonly stages: readonly ReportStage[];
  readonly systems: readonly ReportSystem[];
  readonly models: readonly ReportModel[];
  /** One for each model and property that a refuted claim rests on. */
  readonly counterexamples: ReadonlyMap<string, ReportCounterexample>;
  /** What the explorer in the page walks through. */
  readonly explorer: ExplorerData;
}

/** What is known of the claims before any graph is walked. */
export type ReportClaims = Pick<ReportDocument, 'systems' | 'counterexamples'>;

/** The first line of every format. */
export interface ReportVerdict {
  readonly asExpected: boolean;
  readonly sentence: string;
  /** How many verdicts of each word, in the order of the words; of variants as written and repaired ones together. */
  readonly counts: readonly { readonly word: string; readonly count: number; readonly note?: string }[];
  /** What is not as expected, one sentence each. */
  readonly disagreements: readonly string[];
}

/** A stage of the house whose results a report shows. */
export interface ReportStage {
  readonly name: string;
  readonly command: string;
  readonly hasResults: boolean;
  /** What it found, or what its results would show. */
  readonly sentence: string;
}

export interface ReportSystem {
  readonly name: string;
  readonly variants: readonly string[];
  readonly entries: readonly ReportEntry[];
}

/** One entry of the catalogue with its verdicts. */
export interface ReportEntry {
  readonly id: string;
  /** Of its page. */
  readonly anchor: string;
  readonly kind: 'claim' | 'finding';
  readonly title: string;
  readonly paraphrase: string;
  readonly source: string;
  readonly note?: string;
  /** What goes wrong where it is violated. */
  readonly harm?: string;
  readonly properties: readonly ReportProperty[];
  readonly rulings: readonly ReportRuling[];
  readonly entry: Entry | undefined;
}

export interface ReportProperty {
  readonly name: string;
  readonly module: string;
  /** Line in it. */
  readonly line: number;
  /** What it says in words: the comment above it. */
  readonly words: string;
  readonly tla: string;
}

export interface ReportRuling {
  readonly claim: SettledClaim;
  readonly anchor: string;
  /** Key in `counterexamples`. */
  readonly counterexample?: string;
  readonly command: string;
}

export interface ReportCounterexample {
  readonly key: string;
  /** Fit for an id and for a file name. */
  readonly slug: string;
  readonly model: string;
  readonly property: string;
  readonly raw: DocumentCounterexample;
  readonly schedule: Schedule;
  /** One for each step of the schedule. */
  readonly places: readonly (readonly ImplementationPlace[])[];
  readonly replay: ReportReplay;
}

/** A step of the implementation that says it is an action. */
export interface ImplementationPlace {
  readonly step: string;
  readonly file: string;
  readonly line: number;
}

/** Whether the schedule was seen on the implementation, in a sentence. */
export interface ReportReplay {
  readonly kind: 'reached' | 'not reached' | 'none';
  readonly sentence: string;
}

export interface ReportModel {
  readonly id: string;
  readonly anchor: string;
  /** One for each engine that ran it. */
  readonly results: readonly DocumentResult[];
  readonly conformance: ConformanceResult | undefined;
  /** Whether the module and the configuration are still those that were checked. */
  readonly isCurrent: boolean;
  /** Entries whose verdict rests on it. */
  readonly restingClaims: readonly { readonly id: string; readonly variant: string; readonly anchor: string }[];
  /** How often each action leads from one state to another; undefined where the graph was not walked. */
  readonly actions: readonly { readonly action: string; readonly transitions: number }[] | undefined;
  readonly graph: ReportGraph;
  readonly command: string;
  readonly tlcCommand: string;
  /** What a page names the properties by: the first sentence of the comment above each. */
  readonly sentences: ReadonlyMap<string, string>;
}

export type ReportGraph =
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'whole' | 'quotient';
      /** Where it is a quotient: what the states in one node have in common. */
      readonly view: string;
      readonly states: number;
      readonly transitions: number;
      /** Of a quotient: steps that stay in one node. */
      readonly hiddenTransitions: number;
      readonly nodes: readonly GraphNode[];
      readonly edges: readonly GraphEdge[];
      /** The way of a counterexample, by its property: edges, in the order they are taken, each once. */
      readonly paths: ReadonlyMap<string, GraphPath>;
    };

export interface GraphNode {
  readonly lines: readonly string[];
  readonly isInitial: boolean;
  /** States that it stands for. */
  readonly states: number;
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly labels: readonly string[];
}

export interface GraphPath {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}
