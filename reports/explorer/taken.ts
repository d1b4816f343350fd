/** Models that were packed each by itself, brought to common numbers: the same as if they had been packed one after the other. */

import type { ItfValue } from '../../spec/checker/index.js';
import type { ExplorerAction, ExplorerModel, ExplorerModule } from './explorer-data.js';
import type { PackedCandidate } from './pack-candidate.js';
import { ValuePool } from './packing.js';

interface GrowingModule extends ExplorerModule {
  readonly actions: ExplorerAction[];
}

export class Taken {
  private readonly pool = new ValuePool();
  private readonly known: GrowingModule[] = [];
  private readonly numbers = new Map<string, number>();

  get values(): readonly ItfValue[] {
    return this.pool.list;
  }

  get modules(): readonly ExplorerModule[] {
    return this.known;
  }

  models({ models, values, module, file }: PackedCandidate): readonly ExplorerModel[] {
    const value = values.map((each) => this.pool.number(each));
    const index = this.module(file, module);
    const actions = this.known[index]?.actions ?? [];
    const action = (number: number) => {
      const wanted = module.actions[number];
      if (wanted === undefined) throw new Error(`no action ${number} in ${module.name}`);
      const at = actions.findIndex(({ name }) => name === wanted.name);
      return at >= 0 ? at : actions.push(wanted) - 1;
    };
    return models.map((model) => ({
      ...model,
      module: index,
      steps: model.steps.map((step) => ({ ...step, action: action(step.action) })),
      // [earlier, variable, value, variable, value, ...]
      states: model.states.map((packed) =>
        packed.map((each, place) => (place > 0 && place % 2 === 0 ? (value[each] ?? each) : each)),
      ),
    }));
  }

  /** A module of which the results know other variables than the text has now stands there twice. */
  private module(file: string, { name, variables }: ExplorerModule): number {
    const key = `${file} ${variables.join()}`;
    const number = this.numbers.get(key) ?? this.known.push({ name, variables, actions: [] }) - 1;
    this.numbers.set(key, number);
    return number;
  }
}
