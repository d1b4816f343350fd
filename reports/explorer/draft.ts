/** Collects models for the explorer as their graphs come by, and settles in the end which of them the page has room for. */

import type { StepSource } from '../../conformance/replay/step-sources.js';
import type { ModelGraph } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import type { Project } from '../../spec/project.js';
import type { DocumentResult, VerifyDocument } from '../verify/document.js';
import type { ExplorerClaim, ExplorerData, ExplorerModel } from './explorer-data.js';
import { Modules } from './modules.js';
import { type PackedCandidate, type PackSource, packCandidate } from './pack-candidate.js';
import { renumbered } from './renumber.js';
import { Taken } from './taken.js';

export interface ExplorerLimits {
  /** Larger graphs are cut to about this many states. */
  readonly statesMax: number;
  /** Models without a refuted claim or a remedy are taken only up to this many states. */
  readonly otherStatesMax: number;
  /** Of the models' JSON text: what comes later is cut to its runs or left out. */
  readonly bytesMax: number;
}

export const explorerLimits: ExplorerLimits = { statesMax: 1500, otherStatesMax: 300, bytesMax: 6_000_000 };

/** A model that the page could have, in order of rank. */
export interface Candidate {
  readonly model: Model;
  readonly result: DocumentResult;
  /** It refutes a claim: its runs are in the page whatever else is. */
  readonly isRefuting: boolean;
}

export class ExplorerDraft {
  /** Models that refute a claim first, then those of remedies, then small ones. */
  readonly candidates: readonly Candidate[];
  private readonly limits: ExplorerLimits;
  private readonly modules: Modules;
  private readonly taken = new Taken();
  /** By id: as large as it may be, and where it refutes a claim also with its runs alone. */
  private readonly packed = new Map<string, readonly ExplorerModel[]>();

  constructor(
    private readonly project: Project,
    private readonly document: VerifyDocument,
    limits: Partial<ExplorerLimits>,
    links: readonly StepSource[],
  ) {
    this.limits = { ...explorerLimits, ...limits };
    this.candidates = candidatesOf(project, document, this.limits);
    this.modules = new Modules(project.root, links);
  }

  /** What the model is packed from; undefined for one that is no candidate. */
  sourceOf(id: string): PackSource | undefined {
    const candidate = this.candidates.find(({ model }) => model.id === id);
    if (candidate === undefined) return undefined;
    const { model, result, isRefuting } = candidate;
    const sizes = isRefuting ? [this.limits.statesMax, 0] : [this.limits.statesMax];
    return { model, result, harms: harmsIn(this.project, result), sizes };
  }

  /**
   * Adds a model; does nothing for one that is no candidate.
   *
   * @param graph the whole graph of the text that was checked, or why there is none, in a sentence.
   */
  add(model: Model, graph: ModelGraph | string): void {
    const source = this.sourceOf(model.id);
    const packed = source && packCandidate(source, graph, this.modules);
    if (packed !== undefined) this.take(model.id, packed);
  }

  /** Adds a model that was packed elsewhere. */
  take(id: string, packed: PackedCandidate): void {
    this.packed.set(id, this.taken.models(packed));
  }

  /** Same models, same bytes. */
  data(): ExplorerData {
    const models: ExplorerModel[] = [];
    let bytes = 0;
    for (const { model, isRefuting } of this.candidates) {
      const sizes = this.packed.get(model.id) ?? [];
      const fitting = sizes.find((packed) => bytes + textLength(packed) <= this.limits.bytesMax);
      const taken = fitting ?? (isRefuting ? sizes.at(-1) : undefined);
      if (taken === undefined) continue;
      bytes += textLength(taken);
      models.push(taken);
    }
    return renumbered({
      schema: 'lsm-verify/explorer@1',
      values: this.taken.values,
      modules: this.taken.modules,
      models,
      claims: refutedClaims(this.document, models),
    });
  }
}

function textLength(model: ExplorerModel): number {
  return JSON.stringify(model).length;
}

function candidatesOf(project: Project, document: VerifyDocument, limits: ExplorerLimits): readonly Candidate[] {
  const refuted = document.claims.flatMap(({ verdict, model, readings }) => [
    ...(verdict === 'violated' ? [model] : []),
    ...(readings ?? []).flatMap((reading) => (reading.verdict === 'violated' ? [reading.model] : [])),
  ]);
  const remedies = document.claims.flatMap(({ remedyModel }) => remedyModel ?? []);
  const small = document.results.flatMap(({ model, distinctStates }) => {
    return distinctStates !== null && distinctStates <= limits.otherStatesMax ? [model] : [];
  });
  const refuting = new Set(refuted);
  return [...new Set([...refuted, ...remedies, ...small])].flatMap((id) => {
    const model = project.manifest.models.find((other) => other.id === id);
    const result = bestResult(document, id);
    if (model === undefined || result === undefined) return [];
    const isRefuting = refuting.has(id);
    if (!isRefuting && (result.distinctStates ?? 0) > limits.statesMax) return [];
    return [{ model, result, isRefuting }];
  });
}

/** Of several engines' results of a model our own, whose runs name each step. */
function bestResult(document: VerifyDocument, id: string | null): DocumentResult | undefined {
  const results = document.results.filter(({ model }) => model === id);
  return results.find(({ engine }) => engine === 'own') ?? results[0];
}

/** The harm that the catalogue names for the claims on each property of the model. */
function harmsIn({ catalogues }: Project, result: DocumentResult): ReadonlyMap<string, string> {
  const entries = catalogues.flatMap((catalogue) => catalogue.entries);
  const harms = new Map<string, string>();
  for (const { name, claims } of result.properties) {
    const harm = claims.flatMap((id) => entries.find((entry) => entry.id === id)?.harm?.trim() ?? []).at(0);
    if (harm !== undefined && !harms.has(name)) harms.set(name, harm);
  }
  return harms;
}

function refutedClaims(document: VerifyDocument, models: readonly ExplorerModel[]): readonly ExplorerClaim[] {
  return document.claims.flatMap(({ id, title, variant, verdict, model, property }) => {
    const index = models.findIndex((other) => other.id === model);
    const trace = models[index]?.traces.find((other) => other.property === property);
    if (verdict !== 'violated' || trace === undefined) return [];
    return [{ id, title, variant, model: index, property: trace.property }];
  });
}
