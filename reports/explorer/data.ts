/** Builds what the explorer in the page works on from the project, the results of `verify` and the state graphs of the models. */

import { stepSources } from '../../conformance/replay/step-sources.js';
import { exploreModel, type ModelGraph } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { engineModel, type Project } from '../../spec/project.js';
import type { DocumentResult, VerifyDocument } from '../verify/document.js';
import { currentResults, moduleReader } from '../verify/explain.js';
import type { ExplorerClaim, ExplorerData, ExplorerModel, ExplorerModule } from './explorer-data.js';
import { actionOf, type ModuleTable, packModel } from './pack-model.js';
import { ValuePool } from './packing.js';

export interface ExplorerLimits {
  /** Larger graphs are cut to about this many states. */
  readonly statesMax: number;
  /** Models without a refuted claim are taken only up to this many states. */
  readonly otherStatesMax: number;
  /** Models beyond it are not explored: their runs stand alone. */
  readonly exploredMax: number;
  /** Of the JSON text, roughly: what comes later is cut to the runs or left out. */
  readonly bytesMax: number;
}

export const explorerLimits: ExplorerLimits = {
  statesMax: 1500,
  otherStatesMax: 300,
  exploredMax: 40_000,
  bytesMax: 7_000_000,
};

export interface ExplorerSources {
  readonly project: Project;
  readonly document: VerifyDocument;
  readonly limits?: Partial<ExplorerLimits>;
  /** The whole graph of a model, or why there is none; by default the model is explored. */
  readonly graphOf?: (model: Model, statesMax: number) => Promise<ModelGraph | string>;
  /** Called before each model. */
  readonly onModel?: (model: Model) => void;
  /** Checked before each model. */
  readonly signal?: AbortSignal;
}

/** Same sources, same bytes. Claims' models come first, then those of their remedies, then small ones. */
export async function explorerData(sources: ExplorerSources): Promise<ExplorerData> {
  const { project, document, signal } = sources;
  const limits = { ...explorerLimits, ...sources.limits };
  const graphOf = sources.graphOf ?? ((model, statesMax) => exploredGraph(project, model, statesMax));
  const current = new Set(currentResults(project, document, project.manifest.models));
  const pool = new ValuePool();
  const modules = new Modules(project.root, document);
  const models: ExplorerModel[] = [];
  let bytes = 0;
  for (const { model, result, isRefuting } of chosen(project, document, limits)) {
    signal?.throwIfAborted();
    sources.onModel?.(model);
    const described = modules.described(model);
    const source = { model, result, module: described, harmOf: harmIn(project, result) };
    const isCurrent = current.has(result);
    const graph = isCurrent ? await knownGraph(model, result, limits.exploredMax, graphOf) : outdated;
    // Nothing to show: neither a graph nor a run.
    if (typeof graph === 'string' && documentVariables(result).length === 0) continue;
    const table = modules.table(model, result, graph);
    for (const statesMax of isRefuting ? [limits.statesMax, 0] : [limits.statesMax]) {
      const packed = packModel({ ...source, graph, statesMax }, table, pool);
      const size = JSON.stringify(packed).length;
      if (bytes + size > limits.bytesMax && (!isRefuting || statesMax > 0)) continue;
      bytes += size;
      models.push(packed);
      break;
    }
  }
  return {
    schema: 'lsm-verify/explorer@1',
    values: pool.list,
    modules: modules.list,
    models,
    claims: refutedClaims(document, models),
  };
}

const outdated = 'The model has changed since these results: the runs are those of the model as it was, and its graph is not here.';

async function knownGraph(
  model: Model,
  result: DocumentResult,
  exploredMax: number,
  graphOf: (model: Model, statesMax: number) => Promise<ModelGraph | string>,
): Promise<ModelGraph | string> {
  const states = result.distinctStates;
  const tooLarge = `The graph of ${states ?? 'too many'} states is too large for this page: only the runs are here.`;
  return states !== null && states > exploredMax ? tooLarge : graphOf(model, exploredMax);
}

async function exploredGraph(project: Project, model: Model, statesMax: number): Promise<ModelGraph | string> {
  try {
    return await exploreModel(engineModel(project.root, model), statesMax);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `The graph could not be had (${error.fault.code}): only the runs are here.`;
  }
}

interface Chosen {
  readonly model: Model;
  readonly result: DocumentResult;
  readonly isRefuting: boolean;
}

function chosen(project: Project, document: VerifyDocument, limits: ExplorerLimits): readonly Chosen[] {
  const refuted = document.claims.flatMap(({ verdict, model, readings }) => [
    ...(verdict === 'violated' ? [model] : []),
    ...(readings ?? []).flatMap((reading) => (reading.verdict === 'violated' ? [reading.model] : [])),
  ]);
  const remedies = document.claims.flatMap(({ remedyModel }) => remedyModel ?? []);
  const isSmall = ({ distinctStates }: DocumentResult) =>
    distinctStates !== null && distinctStates <= limits.otherStatesMax;
  const small = document.results.filter(isSmall).map(({ model }) => model);
  const refuting = new Set(refuted);
  return [...new Set([...refuted, ...remedies, ...small])].flatMap((id) => {
    const model = project.manifest.models.find((other) => other.id === id);
    const result = bestResult(document, id);
    const isRefuting = refuting.has(id);
    if (model === undefined || result === undefined) return [];
    if (!isRefuting && (result.distinctStates ?? 0) > limits.statesMax) return [];
    return [{ model, result, isRefuting }];
  });
}

/** Of several engines' results of a model our own, whose runs name each step. */
function bestResult(document: VerifyDocument, id: string | null): DocumentResult | undefined {
  const results = document.results.filter(({ model }) => model === id);
  return results.find(({ engine }) => engine === 'own') ?? results[0];
}

/** The harm that the catalogue names for the claims on a property of the model. */
function harmIn(project: Project, result: DocumentResult): (property: string) => string | undefined {
  const entries = new Map(
    project.catalogues.flatMap((catalogue) => catalogue.entries.map((entry) => [entry.id, entry] as const)),
  );
  return (property) =>
    result.properties
      .find(({ name }) => name === property)
      ?.claims.flatMap((id) => entries.get(id)?.harm?.trim() ?? [])
      .at(0);
}

function refutedClaims(document: VerifyDocument, models: readonly ExplorerModel[]): readonly ExplorerClaim[] {
  return document.claims.flatMap(({ id, title, variant, verdict, model, property }) => {
    const index = models.findIndex((other) => other.id === model);
    const trace = models[index]?.traces.find((other) => other.property === property);
    return verdict === 'violated' && trace !== undefined
      ? [{ id, title, variant, model: index, property: trace.property }]
      : [];
  });
}

/** The modules met so far, with the actions that steps were named after. */
class Modules {
  readonly list: ExplorerModule[] = [];
  readonly described: ReturnType<typeof moduleReader>;
  private readonly tables = new Map<string, ModuleTable>();
  private readonly sources: ReturnType<typeof stepSources>;

  constructor(root: string, document: VerifyDocument) {
    this.described = moduleReader(root);
    this.sources = document.results.length === 0 ? [] : stepSources(root, 'impl');
  }

  table(model: Model, result: DocumentResult, graph: ModelGraph | string): ModuleTable {
    const known = this.tables.get(model.module);
    if (known !== undefined) return known;
    const name = model.id.slice(0, model.id.lastIndexOf('.'));
    const variables = typeof graph === 'string' ? documentVariables(result) : graph.variables;
    const actions: ExplorerModule['actions'][number][] = [];
    const index = this.list.push({ name, variables, actions }) - 1;
    const described = this.described(model);
    const actionNumber = (action: string) => {
      const number = actions.findIndex((other) => other.name === action);
      if (number >= 0) return number;
      const links = this.sources.filter((source) => source.module === name && source.action === action);
      return actions.push(actionOf(action, described, links.map(({ file, line }) => `${file}:${line}`))) - 1;
    };
    const table = { index, variables, actionNumber };
    this.tables.set(model.module, table);
    return table;
  }
}

function documentVariables({ properties }: DocumentResult): readonly string[] {
  const first = properties.flatMap(({ counterexample }) => counterexample?.states ?? []).at(0);
  return Object.keys(first ?? {}).filter((name) => name !== '#meta');
}
