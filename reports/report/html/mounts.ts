/** The explorer in the page: its section, and links to it from the counterexamples and models that it has. */

import { explorerFragment } from '../../explorer/embed.js';
import type { ExplorerData } from '../../explorer/explorer-data.js';
import { printFragment } from '../../explorer/position.js';
import { type Html, html, trusted } from './elements.js';

/** A link to the start of the run that breaks `property` in `model`; undefined where the explorer does not have it. */
export function runLink({ models }: ExplorerData, model: string, property: string): Html | undefined {
  const traces = models.find(({ id }) => id === model)?.traces ?? [];
  if (!traces.some((trace) => trace.property === property)) return undefined;
  const fragment = printFragment({ model, origin: { kind: 'trace', property }, choices: [], at: 0 });
  return html`<p class="explore"><a href="${fragment}">Step through this run in the explorer</a>, or leave it for another.</p>`;
}

/** The number of a step of that run, leading to the state after it; the number alone where the explorer does not have the run. */
export function stepLink({ models }: ExplorerData, model: string, property: string, at: number): Html {
  const traces = models.find(({ id }) => id === model)?.traces ?? [];
  if (!traces.some((trace) => trace.property === property)) return html`${at}`;
  const fragment = printFragment({ model, origin: { kind: 'trace', property }, choices: [], at });
  return html`<a href="${fragment}" aria-label="Step ${at} in the explorer">${at}</a>`;
}

/** A link to the first initial state of `model`. */
export function walkLink({ models }: ExplorerData, model: string): Html | undefined {
  const found = models.find(({ id }) => id === model);
  if (found === undefined || found.initial.length === 0) return undefined;
  const fragment = printFragment({ model, origin: { kind: 'initial', index: 0 }, choices: [], at: 0 });
  return html`<p class="explore"><a href="${fragment}">Walk through it in the explorer</a>${found.partial !== undefined && html` <span class="quiet">(a part of it: ${found.partial.reason})</span>`}</p>`;
}

/** The page of the explorer, with its style and its script. */
export function explorerPage(data: ExplorerData): {
  readonly page: Html;
  readonly style: string;
  readonly script: string;
} {
  const { html: section, style, script } = explorerFragment(data);
  return {
    page: html`<article class="page" id="explorer-page" aria-labelledby="explorer-title">${trusted(section)}</article>`,
    style,
    script,
  };
}
