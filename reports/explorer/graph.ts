/** A model of the explorer, unpacked: the values of each state, the steps from it. */

import type { ExplorerData, ExplorerModel, ExplorerModule } from './explorer-data.js';

export interface Edge {
  /** Index in the model's `steps`. */
  readonly step: number;
  readonly to: number;
}

export interface ExplorerGraph {
  readonly model: ExplorerModel;
  readonly module: ExplorerModule;
  /** Indices of the values of a state, in the order of the module's variables. */
  valuesOf(state: number): readonly number[];
  /** The steps that are possible in a state; undefined where they were left out. */
  edgesOf(state: number): readonly Edge[] | undefined;
}

/** @throws {Error} where the parts do not fit together. */
export function graphOf(data: ExplorerData, model: ExplorerModel): ExplorerGraph {
  const module = data.modules[model.module];
  if (module === undefined) throw new Error(`${model.id} has no module`);
  const rows: (readonly number[])[] = [];
  for (const [earlier = -1, ...changed] of model.states) {
    const row = [...(rows[earlier] ?? [])];
    for (let i = 0; i < changed.length; i += 2) row[changed[i] ?? 0] = changed[i + 1] ?? 0;
    rows.push(row);
  }
  return {
    model,
    module,
    valuesOf: (state) => rows[state] ?? [],
    edgesOf: (state) => {
      const packed = model.edges[state];
      if (packed === undefined || packed === null) return undefined;
      return packed.flatMap((step, index) => (index % 2 === 0 ? [{ step, to: packed[index + 1] ?? 0 }] : []));
    },
  };
}
