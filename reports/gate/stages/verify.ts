/** The stage that checks the models: those whose texts, or the checker, changed since they were last checked. */

import { join } from 'node:path';
import { runTables } from '../../../conformance/tables/run-tables.js';
import { type Engine, type EngineOutcome, selectEngines } from '../../../spec/checker/index.js';
import type { Disagreement } from '../../../spec/disagreement.js';
import type { Model } from '../../../spec/manifest.js';
import type { Project } from '../../../spec/project.js';
import { documentCounterexample, type VerifyDocument } from '../../verify/document.js';
import { type OutcomeMemory, selectModels, verify } from '../../verify/run.js';
import { resultPath, verifyJson, writeWhole } from '../../verify/store.js';
import { type GateContext, isTouched, type StageRun } from '../context.js';
import type { Definitions } from '../definitions.js';
import type { GateChange, GateSubject } from '../document.js';
import { claimEntry, type EntryName, type EntryValue, entryKey, projectEntries, resultEntries } from '../entries.js';
import type { Flows } from '../flow.js';
import { type ModelFacts, nowOf, verifyFacts } from '../model-facts.js';
import { Reruns } from '../reruns.js';
import { summaryOf } from '../summary.js';

export interface ProjectContext extends GateContext {
  readonly project: Project;
  readonly definitions: Definitions;
  readonly flows: Flows;
}

export async function runVerify(context: ProjectContext): Promise<StageRun> {
  const { project, root, limits, signal, workers } = context;
  const engines = await Promise.all(
    (await selectEngines('own')).map(async (engine) => ({ engine, version: (await engine.version()) ?? '' })),
  );
  const everyday = selectModels(project.manifest.models, { filters: [], shard: context.shard, deep: false });
  const models = everyday.filter((model) => isRelevant(context, model));
  const reruns = new Reruns();
  const memory = memoryOf(context, models, engines, reruns);
  const document = await verify({
    ...{ project, models, engines, enginesAbsent: [], limits, workers, signal, memory, graphDigests: true },
    onSettled: (_, settled, total) => context.onProgress(`verify: ${settled} of ${total} models`),
  });
  if (keepsDocument(context, reruns) && !document.partial)
    writeWhole(join(root, resultPath(document)), verifyJson(document));
  const entries = entriesOf(context, document);
  const found = document.disagreements.map((disagreement) => failureOf(context, document, disagreement));
  // Those that a schedule shows come first: the first failure is told in full.
  const failures = [...found.filter(({ flow }) => flow), ...found.filter(({ flow }) => !flow)];
  return {
    stage: {
      name: 'verify',
      ok: failures.length === 0,
      skipped: false,
      cached: models.length === 0 ? true : reruns.cached,
      summary: summaryOf('verify', entries, reruns.counts),
      reruns: reruns.counts,
    },
    failures,
    entries,
    covers: coveredBy(context, document),
    notes: [],
  };
}

/** Later doors read the document; it is there already where nothing ran again. */
function keepsDocument({ isWhole }: GateContext, reruns: Reruns): boolean {
  return isWhole && reruns.cached !== true;
}

/**
 * Counterexamples make most of what is kept. Where no document is written they are left aside: verdicts are compared without them.
 */
function memoryOf(
  context: ProjectContext,
  models: readonly Model[],
  engines: readonly { readonly engine: Engine }[],
  reruns: Reruns,
): OutcomeMemory {
  const { cache, facts, limits } = context;
  const factsOf = (model: Model, engine: string) => verifyFacts(context, model, [engine, limits]);
  const brief = new Map<string, EngineOutcome>();
  for (const { engine } of engines) {
    for (const model of models) {
      const unit = unitOf(engine.name, model);
      const known = reruns.note(
        cache.recall<EngineOutcome>(`${unit} in short`, nowOf(context, factsOf(model, engine.name))),
      );
      if (known !== undefined) brief.set(unit, known);
    }
  }
  return {
    recall({ model, engine }) {
      const unit = unitOf(engine.name, model);
      if (!keepsDocument(context, reruns)) return brief.get(unit);
      return brief.has(unit) ? fullOutcome(context, unit, factsOf(model, engine.name)) : undefined;
    },
    keep({ model, engine }, outcome) {
      const { files, extra } = factsOf(model, engine.name);
      // What a limit cut short may end otherwise on a faster machine.
      if (!outcome.complete || outcome.error !== undefined || !facts.isStill(files)) return;
      const dependencies = facts.record(files, extra);
      const unit = unitOf(engine.name, model);
      const properties = outcome.properties.map(({ counterexample: _, ...rest }) => rest);
      cache.keep(unit, dependencies, outcome);
      cache.keep(`${unit} in short`, dependencies, { ...outcome, properties });
    },
  };
}

function unitOf(engine: string, { id }: Model): string {
  return `verify ${engine} ${id}`;
}

function fullOutcome(context: GateContext, unit: string, facts: ModelFacts): EngineOutcome | undefined {
  const full = context.cache.recall<EngineOutcome>(unit, nowOf(context, facts));
  return full.kind === 'same' ? full.result : undefined;
}

/** A model is relevant for what its module, or the implementation that its claims rest on, says. */
function isRelevant(context: GateContext, model: Model): boolean {
  if (context.changedFiles === undefined) return true;
  const catalogues = ['spec/manifest.json', `spec/claims/${model.system}.yaml`];
  return isTouched(context, [...verifyFacts(context, model, []).files, ...catalogues]);
}

function entriesOf({ project, definitions }: ProjectContext, document: VerifyDocument): Map<string, EntryValue> {
  return new Map<string, EntryValue>([
    ...projectEntries(project),
    ...definitions.entries(),
    ...document.results.flatMap((result) => [...resultEntries(result)]),
    ...document.claims.map(claimEntry),
    ...runTables().map(({ claim, variant, title, asExpected }): [string, EntryValue] => {
      return [entryKey('table', claim, variant, title), asExpected ? 'as expected' : 'not as expected'];
    }),
  ]);
}

/** What is read off the files is always there; verdicts only of models that ran, or that are no more. */
function coveredBy({ project }: ProjectContext, document: VerifyDocument): StageRun['covers'] {
  const ran = new Set(document.results.map(({ model }) => model));
  const known = new Set(project.manifest.models.map(({ id }) => id));
  const notRun = new Set(document.notRun.claims);
  return ({ kind, subject, part }: EntryName) => {
    switch (kind) {
      case 'model':
      case 'bounds':
      case 'definition':
      case 'table':
        return true;
      case 'counts':
      case 'graph':
      case 'edges':
      case 'property':
        return ran.has(subject) || !known.has(subject);
      case 'claim':
        return !notRun.has(`${subject} (${part})`);
      default:
        return false;
    }
  };
}

const subjectOf: Readonly<Record<string, GateSubject>> = {
  verdict: 'property',
  count: 'count',
  'engines-differ': 'count',
  claim: 'claim',
  'missing-entry': 'claim',
  'unregistered-entry': 'claim',
  'missing-variant': 'claim',
  'missing-config': 'model',
  'unlisted-config': 'model',
  'unclaimed-model': 'model',
  'unlisted-property': 'property',
  'unchecked-property': 'property',
  'property-kind': 'property',
  constants: 'bounds',
};

/** A disagreement with the counterexample that belongs to it, where there is one. */
function failureOf(context: ProjectContext, document: VerifyDocument, disagreement: Disagreement): GateChange {
  const { code, file, line, message } = disagreement;
  const result =
    code === 'verdict' ? document.results.find(({ model }) => message.startsWith(`${model}: `)) : undefined;
  const property = result?.properties.find(({ name }) => message.startsWith(`${result.model}: expected ${name} `));
  const model = result && context.project.manifest.models.find(({ id }) => id === result.model);
  const counterexample =
    property?.counterexample ?? (model && property && keptCounterexample(context, model, property.name));
  return {
    subject: subjectOf[code] ?? 'model',
    name:
      result === undefined || property === undefined
        ? (message.split(/[:,]/)[0] ?? file)
        : `${result.model} ${property.name}`,
    kind: 'failed',
    direction: 'worse',
    fails: true,
    message: `${message}.`,
    ...(property === undefined ? {} : { before: property.expected, after: property.verdict }),
    place: { file, line },
    ...(model === undefined || counterexample === undefined
      ? {}
      : { flow: context.flows.ofCounterexample(model, counterexample) }),
  };
}

/** That of a result that was taken in short. */
function keptCounterexample(context: ProjectContext, model: Model, name: string) {
  const facts = verifyFacts(context, model, ['own', context.limits]);
  const outcome = fullOutcome(context, unitOf('own', model), facts);
  const found = outcome?.properties.find(({ property }) => property.name === name)?.counterexample;
  return found && documentCounterexample(found);
}
