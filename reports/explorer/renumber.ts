/** Numbers values, modules and actions anew by first use, and leaves out what no model uses. */

import type { ExplorerAction, ExplorerData, ExplorerModel, ExplorerModule } from './explorer-data.js';

/** The same data, whatever order its models were packed in and whatever was packed with them. */
export function renumbered(data: ExplorerData): ExplorerData {
  const values = new Numbering();
  const modules = new Numbering();
  const actions = new Map<number, Numbering>();
  const models = data.models.map((model): ExplorerModel => {
    const own = actions.get(model.module) ?? new Numbering();
    actions.set(model.module, own);
    return {
      ...model,
      module: modules.number(model.module),
      steps: model.steps.map((step) => ({ ...step, action: own.number(step.action) })),
      // [earlier, variable, value, variable, value, ...]
      states: model.states.map((packed) =>
        packed.map((each, index) => (index > 0 && index % 2 === 0 ? values.number(each) : each)),
      ),
    };
  });
  return {
    ...data,
    models,
    values: values.used.map((old) => data.values[old] ?? false),
    modules: modules.used.flatMap((old): readonly ExplorerModule[] => {
      const module = data.modules[old];
      if (module === undefined) return [];
      const used = actions.get(old)?.used ?? [];
      return [{ ...module, actions: used.flatMap((each): ExplorerAction | never[] => module.actions[each] ?? []) }];
    }),
  };
}

class Numbering {
  /** Old numbers in the order of their first use. */
  readonly used: number[] = [];
  private readonly fresh = new Map<number, number>();

  number(old: number): number {
    const known = this.fresh.get(old);
    if (known !== undefined) return known;
    this.fresh.set(old, this.used.length);
    return this.used.push(old) - 1;
  }
}
