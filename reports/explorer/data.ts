/** Builds what the explorer in the page works on where no state graphs are at hand: explores the models itself. */

import { type StepSource, stepSources } from '../../conformance/replay/step-sources.js';
import { exploreModel, type ModelGraph } from '../../spec/checker/index.js';
import { engineModel } from '../../spec/engine-model.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import type { Project } from '../../spec/project.js';
import type { VerifyDocument } from '../verify/document.js';
import { currentResults } from '../verify/explain.js';
import { ExplorerDraft, type ExplorerLimits } from './draft.js';
import type { ExplorerData } from './explorer-data.js';

/** Models with more states are not explored: their runs stand alone. */
const exploredMax = 40_000;

export interface ExplorerSources {
  readonly project: Project;
  readonly document: VerifyDocument;
  readonly limits?: Partial<ExplorerLimits>;
  /** From steps of an implementation to actions; those of the project's unless given. */
  readonly links?: readonly StepSource[];
  /** Called before each model. */
  readonly onModel?: (model: Model, index: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Same project and results, same bytes.
 * @throws the signal's reason when it is aborted.
 */
export async function explorerData({
  project,
  document,
  limits = {},
  links = stepSources(project.root),
  onModel,
  signal,
}: ExplorerSources): Promise<ExplorerData> {
  const draft = new ExplorerDraft(project, document, limits, links);
  const current = new Set(
    currentResults(
      project,
      document,
      draft.candidates.map(({ model }) => model),
    ),
  );
  for (const [index, { model, result }] of draft.candidates.entries()) {
    signal?.throwIfAborted();
    onModel?.(model, index, draft.candidates.length);
    draft.add(model, current.has(result) ? await wholeGraph(project, model, result.distinctStates) : outdated);
  }
  return draft.data();
}

const outdated =
  'The model has changed since these results: the runs are those of the model as it was, and its graph is not here.';

async function wholeGraph(project: Project, model: Model, states: number | null): Promise<ModelGraph | string> {
  const isTooLarge = states === null || states > exploredMax;
  if (isTooLarge)
    return `The graph of ${states ?? 'too many'} states is too large for this page: only the runs are here.`;
  try {
    return await exploreModel(engineModel(project.root, model), exploredMax);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `The graph could not be had (${error.fault.code}): only the runs are here.`;
  }
}
