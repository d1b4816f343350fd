/** The JSON document of `conformance`: what was replayed, how much of it there is, where model and implementation part. */

import type { Step } from '../../conformance/bindings/binding.js';
import type { Card } from '../../conformance/replay/card.js';
import type { Conformance, Situation } from '../../conformance/replay/conform.js';
import type { OwnRuns } from '../../conformance/validation/own-runs.js';
import { type ItfValue, itfState, itfValue, printValue } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import type { ShardMark } from '../shards.js';
import { callOf } from '../verify/document.js';
import { type DocumentRejection, documentRejection } from './validation.js';

export interface ConformanceDivergence {
  readonly headline: string;
  /** `Name(arguments)` of each step from the initial state. */
  readonly steps: readonly string[];
  /** Steps after which both sides still agreed; -1 when not even at the start. */
  readonly agreedSteps: number;
  /** The last state in which they did, in ITF. */
  readonly agreed: { readonly [variable: string]: ItfValue };
  readonly leaves: readonly {
    readonly path: string;
    /** In ITF; null for a part that is not there. */
    readonly model: ItfValue | null;
    readonly implementation: ItfValue | null;
  }[];
  readonly faults: readonly string[];
  readonly enabled: {
    readonly both: readonly string[];
    readonly onlyModel: readonly string[];
    readonly onlyImplementation: readonly string[];
  };
  readonly spec: string | null;
  readonly sources: readonly string[];
  readonly command: string;
}

export interface ConformanceRejectedRun {
  /** In a sentence: the line that fits no step, or how the implementation failed. */
  readonly headline: string;
  /** Where it is kept, from the root; null where the implementation failed. */
  readonly file: string | null;
  readonly rejection: DocumentRejection | null;
}

export interface ConformanceResult {
  readonly model: string;
  readonly module: string;
  readonly variant: string;
  readonly asExpected: boolean;
  readonly states: number;
  readonly statesVisited: number;
  readonly transitions: number;
  readonly transitionsReplayed: number;
  readonly pairs?: number;
  readonly pairsReplayed?: number;
  /** Steps that the model does not have, over all states; and those of them that were offered and declined. */
  readonly refusals: number;
  readonly refusalsTried: number;
  /** The graph was too large: each step with each outcome was replayed, and walks by seed. */
  readonly sampled: boolean;
  readonly traces: number;
  readonly steps: number;
  /** Of the transition tour; no tour has fewer steps and resets together than the lower bound. */
  readonly tour?: { readonly steps: number; readonly resets: number; readonly lowerBound: number };
  /** Of the processor, for the steps with their comparisons; for the refusals. */
  readonly seconds: number;
  readonly refusalSeconds: number;
  /** On one core. */
  readonly stepsPerSecond: number;
  readonly situations: readonly Situation[];
  /** Recorded runs of the implementation checked to be behaviours of the model. */
  readonly runsValidated: number;
  /** None where one trace alone was replayed. */
  readonly runs: {
    readonly recorded: number;
    /** Of them, those of which something was left out. */
    readonly partial: number;
    readonly lines: number;
    /** The most states of the model that explained a line. */
    readonly explainingMax: number;
    /** Of the processor, recording included. */
    readonly seconds: number;
    readonly rejected: readonly ConformanceRejectedRun[];
  };
  readonly divergences: readonly ConformanceDivergence[];
}

export interface ConformanceDocument {
  readonly schema: 'lsm-verify/conformance@1';
  readonly ok: boolean;
  /** A filter, a single trace or an interruption left something out. */
  readonly partial: boolean;
  readonly interrupted: boolean;
  /** Where this run was one of several: which. */
  readonly shard?: ShardMark;
  readonly seed: number;
  readonly results: readonly ConformanceResult[];
}

export interface ConformanceFindings {
  readonly found: Conformance;
  readonly cards: readonly Card[];
  readonly runs: OwnRuns;
  /** Where a rejected run is kept. */
  readonly runFile: string;
}

/**
 * One element of `results`. As expected: no divergence, every recorded run a behaviour, and of a graph that is toured every state,
 * transition, pair, refusal and situation done.
 */
export function conformanceResult(model: Model, findings: ConformanceFindings): ConformanceResult {
  const { found, cards, runs, runFile } = findings;
  const { pairs, tour, divergences: _, interrupted: __, seconds, refusalSeconds, ...rest } = found;
  return {
    model: model.id,
    module: model.module,
    variant: model.variant,
    asExpected: isWhole(found) && runs.recorded > 0 && runs.validated === runs.recorded,
    ...rest,
    ...(pairs === undefined ? {} : { pairs: pairs.all, pairsReplayed: pairs.replayed }),
    ...(tour === undefined ? {} : { tour }),
    seconds: rounded(seconds),
    refusalSeconds: rounded(refusalSeconds),
    stepsPerSecond: seconds === 0 ? 0 : Math.round(found.steps / seconds),
    runsValidated: runs.validated,
    runs: {
      recorded: runs.recorded,
      partial: runs.partial,
      lines: runs.lines,
      explainingMax: runs.explainingMax,
      seconds: rounded(runs.seconds),
      rejected: runs.rejected.map((run): ConformanceRejectedRun => {
        if (run.kind === 'fault')
          return { headline: `The implementation fails: ${run.message}`, file: null, rejection: null };
        const rejection = documentRejection(run.rejection);
        return { headline: rejection.headline, file: runFile, rejection };
      }),
    },
    divergences: cards.map(documentDivergence),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function isWhole(found: Conformance): boolean {
  if (found.interrupted || found.divergences.length > 0) return false;
  if (found.situations.some(({ length, reached }) => length !== null && !reached)) return false;
  if (found.sampled) return true;
  return (
    found.statesVisited === found.states &&
    found.transitionsReplayed === found.transitions &&
    found.refusalsTried === found.refusals &&
    (found.pairs === undefined || found.pairs.replayed === found.pairs.all)
  );
}

function documentDivergence(card: Card): ConformanceDivergence {
  const calls = (steps: readonly Step[]) =>
    steps.map(({ action, arguments: values }) => callOf(action, values.map(printValue)));
  return {
    headline: card.headline,
    steps: calls(card.steps),
    agreedSteps: card.agreedSteps,
    agreed: itfState(card.agreed),
    leaves: card.leaves.map(({ path, model, implementation }) => ({
      path,
      model: model === undefined ? null : itfValue(model),
      implementation: implementation === undefined ? null : itfValue(implementation),
    })),
    faults: card.faults,
    enabled: {
      both: calls(card.enabled.both),
      onlyModel: calls(card.enabled.onlyModel),
      onlyImplementation: calls(card.enabled.onlyImplementation),
    },
    spec: card.spec ?? null,
    sources: card.sources,
    command: card.command,
  };
}
