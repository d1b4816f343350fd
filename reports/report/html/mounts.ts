/** Links from the pages to the explorer: to each step of a counterexample, and into each model that it has. */

import type { ExplorerData } from '../../explorer/explorer-data.js';
import { printFragment } from '../../explorer/position.js';
import type { ReportCounterexample, ReportModel } from '../document.js';
import { type Html, html } from './elements.js';

export interface ExplorerMounts {
  /** The start of the run. */
  counterexample(counterexample: ReportCounterexample): Html | undefined;
  /** The number of a step, leading to the state after it; the number alone where the explorer does not have the run. */
  step(counterexample: ReportCounterexample, number: number): Html;
  model(model: ReportModel): Html | undefined;
}

export function explorerMounts(data: ExplorerData | undefined): ExplorerMounts {
  const models = new Map(data?.models.map((model) => [model.id, model]));
  const address = ({ model, property }: ReportCounterexample, at: number): string | undefined => {
    const isThere = models.get(model)?.traces.some((trace) => trace.property === property) ?? false;
    return isThere ? printFragment({ model, origin: { kind: 'trace', property }, choices: [], at }) : undefined;
  };
  return {
    counterexample(counterexample) {
      const start = address(counterexample, 0);
      if (start === undefined) return undefined;
      return html`<p><a class="explore" href="${start}">Step through it in the explorer</a>, or leave it there by choosing another step.</p>`;
    },
    step(counterexample, number) {
      const there = address(counterexample, number);
      if (there === undefined) return html`${number}`;
      return html`<a href="${there}" aria-label="Step ${number} in the explorer">${number}</a>`;
    },
    model({ id }) {
      if (!models.has(id)) return undefined;
      const start = printFragment({ model: id, origin: { kind: 'initial', index: 0 }, choices: [], at: 0 });
      return html`<p><a class="explore" href="${start}">Walk through it in the explorer</a></p>`;
    },
  };
}
