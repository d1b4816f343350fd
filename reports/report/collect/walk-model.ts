/** Walks the graph of one model and keeps what the report shows of it: plain, so that it can be done on any thread. */

import type { StepSource } from '../../../conformance/replay/step-sources.js';
import { exploreModel, type ModelGraph } from '../../../spec/checker/index.js';
import { engineModel } from '../../../spec/engine-model.js';
import { InputError } from '../../../spec/input-error.js';
import type { Model } from '../../../spec/manifest.js';
import { modelDigest } from '../../../spec/model-digest.js';
import type { Modules } from '../../explorer/modules.js';
import { type PackedCandidate, type PackSource, packCandidate } from '../../explorer/pack-candidate.js';
import type { DocumentCounterexample } from '../../verify/document.js';
import type { ReportGraph, ReportModel } from '../document.js';
import { reportGraph, statesMax, transitionsByAction } from './graphs.js';

/** What all models of one report are walked in. */
export interface WalkedProject {
  /** Absolute. */
  readonly root: string;
  /** From steps of the implementation to actions. */
  readonly links: readonly StepSource[];
}

export interface WalkTask {
  /** Undefined where the manifest has none of its id any more. */
  readonly model: Model | undefined;
  /** Of the text that each of the results speaks of. */
  readonly digests: readonly string[];
  /** Whether one of the results is of a complete search. */
  readonly complete: boolean;
  /** As the results have them; null where no engine told. */
  readonly states: number | null;
  /** By property. */
  readonly counterexamples: readonly (readonly [string, DocumentCounterexample])[];
  /** What the explorer is packed from; undefined where it does not show the model. */
  readonly explorer: PackSource | undefined;
}

export interface Walk extends Pick<ReportModel, 'isCurrent' | 'actions'> {
  readonly graph: ReportGraph;
  readonly packed: PackedCandidate | undefined;
}

/** @param modules describes modules for the explorer; it may be kept from model to model of one root. */
export async function walkModel(root: string, task: WalkTask, modules: Modules): Promise<Walk> {
  const { model, digests, counterexamples, explorer } = task;
  const isCurrent = model !== undefined && isOfDigests(root, model, digests);
  const walked = await walk(root, task, isCurrent);
  if ('reason' in walked) {
    const { reason } = walked;
    const sentence = `The graph is not here: ${reason}. The runs are those of the results.`;
    const packed = explorer && packCandidate(explorer, sentence, modules);
    return { isCurrent, graph: { kind: 'none', reason }, actions: undefined, packed };
  }
  const { graph } = walked;
  return {
    isCurrent,
    graph: reportGraph(graph, new Map(counterexamples)),
    actions: transitionsByAction(graph),
    packed: explorer && packCandidate(explorer, graph, modules),
  };
}

function isOfDigests(root: string, model: Model, digests: readonly string[]): boolean {
  try {
    const { moduleFile, configFile } = engineModel(root, model);
    const own = modelDigest(moduleFile, configFile);
    return digests.every((digest) => digest === own);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** The graph of a model whose results speak of its present text; else why there is none. */
async function walk(
  root: string,
  { model, complete, states }: WalkTask,
  isCurrent: boolean,
): Promise<{ readonly graph: ModelGraph } | { readonly reason: string }> {
  if (model === undefined) return { reason: 'the manifest has no model of this id any more' };
  if (!isCurrent) return { reason: 'the module or the configuration is another than the one that was checked' };
  if (!complete || states === null) return { reason: 'the search of it was not complete' };
  if (states > statesMax)
    return { reason: `its ${states} states are more than the ${statesMax} that a report walks through` };
  try {
    const graph = await exploreModel(engineModel(root, model), statesMax);
    const differs = `walking it gave ${graph.states} states where the results have ${states}`;
    return graph.states === states ? { graph } : { reason: differs };
  } catch (error) {
    if (error instanceof InputError) return { reason: error.fault.expected };
    throw error;
  }
}
