/** The modules of the explorer's models, with the actions that their steps are named after. */

import type { StepSource } from '../../conformance/replay/step-sources.js';
import type { DescribedModule } from '../../spec/actions.js';
import type { Model } from '../../spec/manifest.js';
import { moduleReader } from '../verify/explain.js';
import type { ExplorerAction, ExplorerModule } from './explorer-data.js';

/** What a model is packed with besides its states. */
export interface ModuleTable {
  readonly index: number;
  readonly variables: readonly string[];
  readonly described: DescribedModule;
  /** Index of an action in the module's list, which grows. */
  actionNumber(name: string): number;
}

export class Modules {
  readonly list: ExplorerModule[] = [];
  private readonly tables = new Map<string, ModuleTable>();
  private readonly describedOf: (model: Model) => DescribedModule;

  /** @param links of the implementation at `root`, see `stepSources`. */
  constructor(
    root: string,
    private readonly links: readonly StepSource[],
  ) {
    this.describedOf = moduleReader(root);
  }

  /** @param variables of the module, in their order. */
  table(model: Model, variables: readonly string[]): ModuleTable {
    // Results of another text of the module can have other variables.
    const key = `${model.module} ${variables.join()}`;
    const known = this.tables.get(key);
    if (known !== undefined) return known;
    const name = model.id.slice(0, model.id.lastIndexOf('.'));
    const described = this.describedOf(model);
    const actions: ExplorerAction[] = [];
    const table: ModuleTable = {
      index: this.list.push({ name, variables, actions }) - 1,
      variables,
      described,
      actionNumber: (action) => {
        const number = actions.findIndex((other) => other.name === action);
        return number >= 0 ? number : actions.push(this.action(name, action, described)) - 1;
      },
    };
    this.tables.set(key, table);
    return table;
  }

  private action(module: string, name: string, { definitions }: DescribedModule): ExplorerAction {
    const definition = definitions.get(name);
    const steps = this.links.filter((link) => link.module === module && link.action === name);
    return {
      name,
      spec: definition === undefined ? '' : `${definition.file}:${definition.line}`,
      implementation: steps.map(({ file, line }) => `${file}:${line}`),
    };
  }
}
