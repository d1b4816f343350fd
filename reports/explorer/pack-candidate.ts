/** Packs a model for the explorer by itself, so that it can be done on any thread: its values and actions are numbered for it alone. */

import type { ItfValue, ModelGraph } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import type { DocumentResult } from '../verify/document.js';
import type { ExplorerModel, ExplorerModule } from './explorer-data.js';
import type { Modules } from './modules.js';
import { documentVariables, packModel } from './pack-model.js';
import { ValuePool } from './packing.js';

/** Plain, as it goes from thread to thread. */
export interface PackSource {
  readonly model: Model;
  readonly result: DocumentResult;
  /** What goes wrong where a property is violated, by its name. */
  readonly harms: ReadonlyMap<string, string>;
  /** States of the largest graph, for each of the forms that the page can choose from. */
  readonly sizes: readonly number[];
}

export interface PackedCandidate {
  /** One for each of the sizes. */
  readonly models: readonly ExplorerModel[];
  /** What their numbers of values mean. */
  readonly values: readonly ItfValue[];
  /** What their numbers of actions mean. */
  readonly module: ExplorerModule;
  /** The file that the model names: two files can go by one name, and mean other actions. */
  readonly file: string;
}

/**
 * @param graph the whole graph of the text that was checked, or why there is none, in a sentence.
 * @returns undefined where there is neither a graph nor a run: nothing to show.
 */
export function packCandidate(
  { model, result, harms, sizes }: PackSource,
  graph: ModelGraph | string,
  modules: Modules,
): PackedCandidate | undefined {
  const variables = typeof graph === 'string' ? documentVariables(result) : graph.variables;
  if (variables.length === 0) return undefined;
  const table = modules.table(model, variables);
  const pool = new ValuePool();
  const harmOf = (property: string) => harms.get(property);
  const models = sizes.map((statesMax) => packModel({ model, result, graph, harmOf, statesMax }, table, pool));
  const module = modules.list[table.index];
  if (module === undefined) throw new Error(`no module of ${model.id}`);
  return { models, values: pool.list, module, file: model.module };
}
