/** Makes the report document from the last results, the catalogue, the manifest and the texts of the modules. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type NamedStepSource, stepSources } from '../../../conformance/replay/step-sources.js';
import { type DescribedModule, describeModule, firstSentence } from '../../../spec/actions.js';
import type { Entry } from '../../../spec/claims.js';
import { modelsOf } from '../../../spec/cross-check-ruling.js';
import { describeDisagreement } from '../../../spec/disagreement.js';
import type { Project } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { readText } from '../../../spec/read-text.js';
import { ExplorerDraft } from '../../explorer/draft.js';
import { summary } from '../../render/verify-page.js';
import type { SettledClaim } from '../../verify/claims.js';
import type { DocumentResult } from '../../verify/document.js';
import { textUnder } from '../../verify/explain.js';
import { entryAnchor, modelAnchor, rulingAnchor, shellWord } from '../anchors.js';
import type {
  ReportClaims,
  ReportCounterexample,
  ReportDocument,
  ReportEntry,
  ReportModel,
  ReportProperty,
  ReportSystem,
  ReportVerdict,
} from '../document.js';
import type { Results } from '../results.js';
import { collectCounterexamples, counterexampleKey, resultsByModel } from './counterexamples.js';
import { implementationPlaces } from './places.js';
import { reportStages } from './stages.js';
import { walkAll } from './walk-all.js';
import type { WalkTask } from './walk-model.js';

/** Of the explorer's models as JSON: the page is to stay a file that mail takes. */
const explorerBytesMax = 3_000_000;
/** Threads that walk graphs: each holds one in memory. */
const walkersMax = Math.min(4, availableParallelism());

export interface CollectOptions {
  /** Told before each model whose graph is walked. */
  readonly onModel: (model: string, index: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Told before the first graph is walked, which takes the most time. */
  readonly onClaims?: (claims: ReportClaims) => void;
  /** From steps of an implementation to actions; those of the project's unless given. */
  readonly links?: readonly NamedStepSource[];
}

/** @throws the signal's reason when it is aborted. */
export async function collectReport(
  project: Project,
  results: Results,
  options: CollectOptions,
): Promise<ReportDocument> {
  const { root } = project;
  const { links = stepSources(root) } = options;
  const { verify, conformance, branches, gate } = results;
  const moduleOf = moduleTexts(root);
  const draft = new ExplorerDraft(project, verify, { bytesMax: explorerBytesMax }, links);
  const counterexamples = collectCounterexamples({
    verify,
    conformance,
    places: implementationPlaces(links),
    moduleOf,
  });
  const systems = systemsOf(project, results, counterexamples, moduleOf);
  options.onClaims?.({ systems, counterexamples });
  const models = await modelsOfReport({ project, results, counterexamples, moduleOf, draft, links }, options);
  return {
    version: versionOf(projectRoot()),
    verdict: verdictOf(results),
    verify,
    conformance,
    branches,
    gate,
    stages: reportStages(results),
    systems,
    models,
    counterexamples,
    explorer: draft.data(),
  };
}

/** Describes modules by file, each once; one that can not be read has no definitions. */
function moduleTexts(root: string): (file: string) => DescribedModule {
  const described = new Map<string, DescribedModule>();
  const read = textUnder(root);
  return (file) => {
    const known = described.get(file) ?? describeModule(read(file) ?? '', file, read);
    described.set(file, known);
    return known;
  };
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readText(join(root, 'package.json'))) as { readonly version?: string };
  return version ?? 'unknown';
}

function verdictOf({ verify }: Results): ReportVerdict {
  const words = ['holds', 'violated', 'unknown', 'settled by table', 'assumption', 'not applicable'] as const;
  return {
    asExpected: verify.ok,
    sentence: summary(verify),
    counts: words.flatMap((word) => {
      const own = verify.claims.filter(({ verdict }) => verdict === word);
      if (own.length === 0) return [];
      const notes = new Set(own.map(({ why }) => firstSentence(why?.trim() ?? '')));
      const [note] = notes;
      // Said of all of them alike: then it belongs to the number.
      const shared = word === 'settled by table' && notes.size === 1 && note !== undefined && note !== '';
      return [{ word, count: own.length, ...(shared ? { note } : {}) }];
    }),
    disagreements: verify.disagreements.map(describeDisagreement),
  };
}

function systemsOf(
  { catalogues }: Project,
  { verify }: Results,
  counterexamples: ReadonlyMap<string, ReportCounterexample>,
  moduleOf: (file: string) => DescribedModule,
): readonly ReportSystem[] {
  const modules = new Map(verify.results.map(({ model, module }) => [model, module]));
  return [...new Set(verify.claims.map(({ system }) => system))].map((name) => {
    const own = verify.claims.filter(({ system }) => system === name);
    const entries = catalogues.find(({ system }) => system === name)?.entries ?? [];
    const declared = verify.variants[name] ?? [];
    const variants = [...new Set([...declared, ...own.map(({ variant }) => variant)])].filter((variant) =>
      own.some((claim) => claim.variant === variant),
    );
    return {
      name,
      variants,
      entries: [...new Set(own.map(({ id }) => id))].map((id) => {
        const claims = own.filter((claim) => claim.id === id);
        const entry = entries.find((each) => each.id === id);
        return entryOf(
          id,
          claims,
          entry,
          (model, names) => propertiesOf(modules.get(model), names, moduleOf),
          counterexamples,
        );
      }),
    };
  });
}

function entryOf(
  id: string,
  claims: readonly SettledClaim[],
  entry: Entry | undefined,
  properties: (model: string, names: readonly string[]) => readonly ReportProperty[],
  counterexamples: ReadonlyMap<string, ReportCounterexample>,
): ReportEntry {
  const [first] = claims;
  const said = new Map<string, ReportProperty>();
  for (const { model, property, variant, readings = [] } of claims) {
    const temporal = entry?.rulings.find((ruling) => ruling.variant === variant)?.temporal;
    const named = [property, temporal].filter((name) => name !== null && name !== undefined);
    const found = [
      ...(model === null ? [] : properties(model, named)),
      ...readings.flatMap((reading) => properties(reading.model, [reading.property])),
    ];
    for (const each of found) said.set(`${each.module} ${each.name}`, each);
  }
  return {
    id,
    anchor: entryAnchor(id),
    kind: first?.kind ?? 'claim',
    title: first?.title ?? id,
    paraphrase: entry?.paraphrase.trim() ?? 'The catalogue has no entry of this id any more.',
    source: sourceText(entry),
    ...(entry?.note === undefined ? {} : { note: entry.note.trim() }),
    ...(entry?.harm === undefined ? {} : { harm: entry.harm.trim() }),
    properties: [...said.values()],
    entry,
    rulings: claims.map((claim) => {
      const key = counterexampleKey(claim.model ?? '', claim.property ?? '');
      const shown = claim.verdict === 'violated' && counterexamples.has(key);
      return {
        claim,
        anchor: rulingAnchor(id, claim.variant),
        command: `npm run explain -- ${shellWord(id)} --variant ${shellWord(claim.variant)} --engine own`,
        ...(shown ? { counterexample: key } : {}),
      };
    }),
  };
}

function sourceText(entry: Entry | undefined): string {
  if (entry === undefined) return 'unknown';
  const { message, patch, file, place } = entry.source;
  const parts = [message && `message ${message}`, patch && `patch ${patch}`, file && `file ${file}`, place];
  return parts.filter((part) => part !== undefined).join(', ');
}

function propertiesOf(
  module: string | undefined,
  names: readonly string[],
  moduleOf: (file: string) => DescribedModule,
): readonly ReportProperty[] {
  if (module === undefined) return [];
  return names.flatMap((name) => {
    const definition = moduleOf(module).definitions.get(name);
    if (definition === undefined) return [];
    const { file, line, comment, text } = definition;
    return [{ name, module: file, line, words: comment, tla: text }];
  });
}

interface ModelSources {
  readonly project: Project;
  readonly results: Results;
  readonly counterexamples: ReadonlyMap<string, ReportCounterexample>;
  readonly moduleOf: (file: string) => DescribedModule;
  /** Is given what it needs of every graph that is walked, so that none is walked twice. */
  readonly draft: ExplorerDraft;
  readonly links: readonly NamedStepSource[];
}

async function modelsOfReport(
  { project, results: { verify, conformance }, counterexamples, moduleOf, draft, links }: ModelSources,
  { onModel, signal }: CollectOptions,
): Promise<readonly ReportModel[]> {
  const byModel = resultsByModel(verify.results);
  const known = new Map(project.manifest.models.map((model) => [model.id, model]));
  const all = [...counterexamples.values()];
  const tasks = [...byModel].map(([id, results]): WalkTask => {
    const states = results.find(({ distinctStates }) => distinctStates !== null)?.distinctStates ?? null;
    return {
      model: known.get(id),
      digests: results.map(({ digest }) => digest),
      complete: results.some(({ complete }) => complete),
      states,
      counterexamples: all.filter(({ model }) => model === id).map(({ property, raw }) => [property, raw] as const),
      explorer: draft.sourceOf(id),
    };
  });
  const ids = [...byModel.keys()];
  const walks = await walkAll(tasks, {
    project: { root: project.root, links },
    workers: walkersMax,
    signal,
    onTask: (task, begun) => onModel(ids[task] ?? '', begun, ids.length),
  });
  return [...byModel].flatMap(([id, results], index): ReportModel | readonly never[] => {
    const [first] = results;
    const walk = walks[index];
    if (first === undefined || walk === undefined) return [];
    // In the order of the results, whichever thread was ready first: same results, same bytes.
    if (walk.packed !== undefined) draft.take(id, walk.packed);
    return {
      id,
      anchor: modelAnchor(id),
      results,
      conformance: conformance?.results.find((result) => result.model === id),
      isCurrent: walk.isCurrent,
      restingClaims: restingOn(id, verify.claims, project),
      graph: walk.graph,
      actions: walk.actions,
      command: `npm run verify -- ${shellWord(id)}`,
      tlcCommand: tlcCommand(first),
      sentences: new Map(
        first.properties.map(({ name }) => [
          name,
          firstSentence(moduleOf(first.module).definitions.get(name)?.comment ?? ''),
        ]),
      ),
    };
  });
}

/** Each claim whose verdict needs the model, once a variant. */
function restingOn(id: string, claims: readonly SettledClaim[], { catalogues }: Project): ReportModel['restingClaims'] {
  const rulings = new Map(
    catalogues.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.rulings.map((ruling) => [`${entry.id} ${ruling.variant}`, ruling] as const)),
    ),
  );
  return claims
    .filter((claim) => {
      const ruling = rulings.get(`${claim.id} ${claim.variant}`);
      return claim.model === id || (ruling !== undefined && modelsOf(ruling).includes(id));
    })
    .map((claim) => ({ id: claim.id, variant: claim.variant, anchor: rulingAnchor(claim.id, claim.variant) }));
}

function tlcCommand({ module, config }: DocumentResult): string {
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const folder = module.slice(0, Math.max(module.lastIndexOf('/'), 0));
  return `cd ${shellWord(folder)} && java -jar tla2tools.jar -continue -config ${shellWord(base(config))} ${shellWord(base(module))}`;
}
