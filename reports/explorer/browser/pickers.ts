/** Choosing what to look at: a refuted claim, a model, a run in it. */

import type { ExplorerData, ExplorerModel, ExplorerTrace } from '../explorer-data.js';
import type { Position } from '../position.js';
import { element } from './elements.js';

export interface Pickers {
  readonly form: HTMLElement;
  show(model: ExplorerModel, position: Position): void;
}

/** @param go called with the start of what was chosen. */
export function pickers(data: ExplorerData, go: (position: Position) => void): Pickers {
  const claim = element('select', { id: 'explorer-claim' }, option('', 'none of them'), ...claimGroups(data));
  const model = element('select', { id: 'explorer-model' }, ...modelGroups(data));
  const run = element('select', { id: 'explorer-run' });
  const chosenModel = () => data.models[Number(model.value)];
  claim.addEventListener('change', () => {
    const chosen = data.claims[Number(claim.value)];
    const at = chosen && data.models[chosen.model];
    if (claim.value !== '' && chosen !== undefined && at !== undefined) go(startOf(at, chosen.property));
  });
  model.addEventListener('change', () => {
    const chosen = chosenModel();
    if (chosen !== undefined) go(startOf(chosen, preferredRun(chosen)?.property));
  });
  run.addEventListener('change', () => {
    const chosen = chosenModel();
    const trace = chosen?.traces[Number(run.value)];
    if (chosen !== undefined)
      go(run.value.startsWith('@') ? walkFrom(chosen, run.value) : startOf(chosen, trace?.property));
  });
  const form = element(
    'div',
    { class: 'explorer-pick' },
    labelled('Claim or finding', claim),
    labelled('Model', model),
    labelled('Run', run),
  );
  let shown: ExplorerModel | undefined;
  return {
    form,
    show(at, { origin }) {
      const index = data.models.indexOf(at);
      if (shown !== at) {
        model.value = String(index);
        run.replaceChildren(...runOptions(at));
        shown = at;
      }
      const property = origin.kind === 'trace' ? origin.property : undefined;
      run.value =
        origin.kind === 'initial'
          ? `@${origin.index}`
          : String(at.traces.findIndex((trace) => trace.property === property));
      const same = (each: ExplorerData['claims'][number]) => each.model === index && each.property === property;
      // One run may refute several claims: the one that was chosen stays chosen.
      const chosen = data.claims[Number(claim.value)];
      if (claim.value === '' || chosen === undefined || !same(chosen)) {
        const found = data.claims.findIndex(same);
        claim.value = found < 0 ? '' : String(found);
      }
    },
  };
}

/** The first run that refutes a claim, else the first; undefined where there is none. */
export function preferredRun({ traces }: ExplorerModel): ExplorerTrace | undefined {
  return traces.find(({ claims, isWitness }) => claims.length > 0 && !isWitness) ?? traces[0];
}

/** The start of the run for a property, or without one of a walk. */
export function startOf(model: ExplorerModel, property: string | undefined): Position {
  const origin =
    property === undefined ? ({ kind: 'initial', index: 0 } as const) : ({ kind: 'trace', property } as const);
  return { model: model.id, origin, choices: [], at: 0 };
}

function walkFrom(model: ExplorerModel, value: string): Position {
  return { model: model.id, origin: { kind: 'initial', index: Number(value.slice(1)) }, choices: [], at: 0 };
}

function claimGroups({ claims }: ExplorerData): readonly HTMLElement[] {
  const groups = new Map<string, HTMLElement>();
  for (const [index, { id, title, variant }] of claims.entries()) {
    const group = groups.get(id) ?? element('optgroup', { label: `${id}: ${title}` });
    groups.set(id, group);
    group.append(option(String(index), `${id} ${variant}: ${title}`));
  }
  return [...groups.values()];
}

function modelGroups({ models, modules }: ExplorerData): readonly HTMLElement[] {
  const groups = new Map<string, HTMLElement>();
  const named = models.map(({ id, module }, index) => ({ id, index, module: modules[module]?.name ?? '' }));
  named.sort((left, right) => (left.id < right.id ? -1 : 1));
  for (const { id, index, module } of named) {
    const group = groups.get(module) ?? element('optgroup', { label: module });
    groups.set(module, group);
    group.append(option(String(index), id));
  }
  return [...groups.values()];
}

function runOptions({ traces, initial }: ExplorerModel): readonly HTMLElement[] {
  const rank = ({ claims, isWitness }: ExplorerTrace) => (isWitness ? 2 : claims.length > 0 ? 0 : 1);
  const ordered = traces.map((trace, index) => ({ trace, index })).sort((a, b) => rank(a.trace) - rank(b.trace));
  const runs = ordered.map(({ trace, index }) => {
    const { property, claims, isWitness, steps } = trace;
    const what = isWitness ? `witness: not ${property}` : `violates ${property}`;
    const about = claims.length === 0 ? '' : ` (${claims.join(', ')})`;
    return option(String(index), `${what}${about}, ${steps.length} steps`);
  });
  const walks = initial.map((_, index) =>
    option(`@${index}`, initial.length === 1 ? 'walk from the start' : `walk from initial state ${index + 1}`),
  );
  return [...runs, ...walks];
}

function labelled(text: string, select: HTMLSelectElement): HTMLElement {
  return element('div', {}, element('label', { for: select.id }, text), select);
}

function option(value: string, text: string): HTMLElement {
  return element('option', { value }, text);
}
