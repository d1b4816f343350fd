/** Places in the page where the explorer goes: one for each counterexample, one for each small model. */

import type { ReportCounterexample, ReportModel, ReportRuling } from '../document.js';
import { type Html, html } from './elements.js';

export interface ExplorerMounts {
  counterexample(counterexample: ReportCounterexample, ruling: ReportRuling): Html | undefined;
  model(model: ReportModel): Html | undefined;
}

/** A page without an explorer. */
export const noMounts: ExplorerMounts = {
  counterexample: () => undefined,
  model: () => html``,
};
