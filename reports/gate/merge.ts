/** Joins the documents of shards of `gate`: claims are settled from all that they saw, and the whole is compared with the baseline. */

import { runTables } from '../../conformance/tables/run-tables.js';
import { type Project, readProject } from '../../spec/project.js';
import type { SearchVerdict } from '../../spec/verdict.js';
import { type Part, wholeOf } from '../shards.js';
import { type Finding, settleClaims } from '../verify/claims.js';
import { baselinePath, readBaseline } from './baseline.js';
import type { StageName } from './context.js';
import { Definitions } from './definitions.js';
import type { GateChange, GateDocument, GateStage } from './document.js';
import { claimEntry, type Entries, type EntryName, type EntryValue, entryName, readVerdict } from './entries.js';
import { Flows } from './flow.js';
import { withGraphStories } from './graph-story.js';
import { changesByStage, entriesAfter, gateDocument, stageOf, type TimedStage } from './judge-run.js';
import { placesFrom } from './places.js';
import { cachedOf as cachedByParts, joinedReruns } from './reruns.js';
import { summaryOf } from './summary.js';

/** @throws {InputError} where the parts make no whole, and without a baseline that can be read. */
export async function mergeGate(
  root: string,
  parts: readonly Part<GateDocument>[],
  signal: AbortSignal,
): Promise<GateDocument> {
  const documents = wholeOf(parts);
  const baseline = readBaseline(root);
  const project = readProject(root);
  const observed = new Map<string, EntryValue>(
    documents.flatMap((document) => Object.entries(document.observed ?? {})),
  );
  const names: readonly StageName[] = ['types', 'lint', 'verify', 'conformance', 'tests'];
  const stagesOf = (name: StageName): readonly GateStage[] =>
    documents.flatMap((document) => document.stages.filter((stage) => stage.name === name));
  const failures = new Map<StageName, GateChange[]>(names.map((name) => [name, ownFailures(stagesOf(name))]));
  if (stagesOf('verify').length === documents.length && isWhole(stagesOf('verify'))) {
    settle(project, observed, failures.get('verify') ?? []);
  }
  const covers = ({ kind }: EntryName): boolean => {
    const stages = stagesOf(stageOf(kind));
    return stages.length === documents.length && isWhole(stages);
  };
  const stages = names.flatMap((name): TimedStage[] => {
    const own = stagesOf(name);
    if (own.length === 0) return [];
    const found = failures.get(name) ?? [];
    const parts = own.flatMap((part) => part.reruns ?? []);
    const reruns = parts.length < own.length ? undefined : joinedReruns(parts);
    const stage = {
      name,
      ok: found.length === 0 && own.every(({ skipped }) => !skipped),
      skipped: own.some(({ skipped }) => skipped),
      cached: reruns === undefined ? cachedOf(own) : cachedByParts(reruns),
      summary: reruns === undefined ? (own[0]?.summary ?? '') : summaryOf(name, observed, reruns),
      ...(reruns === undefined ? {} : { reruns }),
    };
    const seconds = own.reduce((sum, each) => sum + each.seconds, 0);
    return [{ stage, failures: found, entries: new Map(), covers, notes: [], seconds }];
  });
  const after = entriesAfter(observed, baseline.entries, covers);
  const flows = new Flows(root);
  const definitions = new Definitions(root, project.manifest.models);
  const baselinePlace = (key: string) => ({ file: baselinePath, line: baseline.lineOf(key) });
  const places = placesFrom({ project, definitions, flows, root, baselinePlace });
  const changes = new Map(changesByStage({ before: baseline.entries, after, places }));
  const story = { root, models: project.manifest.models, before: baseline.entries, after, flows, signal };
  changes.set('verify', await withGraphStories(changes.get('verify') ?? [], story));
  return gateDocument({
    ...{ stages, changes, interrupted: false, accepted: false, accepts: false, shard: null },
    partial: names.some((name) => stagesOf(name).length === 0),
    notes: [...new Set(documents.flatMap(({ notes }) => notes))],
  });
}

/** What is wrong by itself; each once, since every shard reads the same files. Claims are settled anew. */
function ownFailures(stages: readonly GateStage[]): GateChange[] {
  const found = new Map<string, GateChange>();
  for (const change of stages.flatMap(({ changes }) => changes)) {
    if (change.kind !== 'failed' || change.subject === 'claim') continue;
    found.set(`${change.subject} ${change.name} ${change.message}`, change);
  }
  return [...found.values()];
}

/** FALSE: a stage was left out, or could not run; what it would have seen is not lost. */
function isWhole(stages: readonly GateStage[]): boolean {
  return stages.every(({ skipped, changes }) => !skipped && !changes.some(({ subject }) => subject === 'stage'));
}

function cachedOf(stages: readonly GateStage[]): GateStage['cached'] {
  if (stages.every(({ cached }) => cached === true)) return true;
  return stages.every(({ cached }) => cached === false) ? false : 'partly';
}

/** Adds the claims to what was seen, and what is wrong with them to `failures`. */
function settle(project: Project, observed: Map<string, EntryValue>, failures: GateChange[]): void {
  const settled = settleClaims(project.manifest, project.catalogues, findingsOf(project, observed), {
    ...{ engines: ['own'], partial: false, tables: runTables() },
  });
  for (const [key, value] of settled.claims.map(claimEntry)) observed.set(key, value);
  const own = [...project.disagreements, ...settled.disagreements].filter(({ code }) => isAboutClaims(code));
  for (const { file, line, message } of own) {
    const name = message.split(/[:,]/)[0] ?? file;
    failures.push({
      ...{ subject: 'claim', name, kind: 'failed', direction: 'worse', fails: true, message: `${message}.` },
      place: { file, line },
    });
  }
}

function isAboutClaims(code: string): boolean {
  return ['claim', 'missing-entry', 'unregistered-entry', 'missing-variant'].includes(code);
}

function findingsOf({ manifest }: Project, observed: Entries): readonly Finding[] {
  const found = new Map<string, Finding['properties'][number][]>();
  for (const [key, value] of observed) {
    const name = entryName(key);
    if (name?.kind !== 'property') continue;
    const verdict = readVerdict(value).verdict as SearchVerdict;
    const expected = manifest.models
      .find(({ id }) => id === name.subject)
      ?.properties.find((property) => property.name === name.part)?.expected;
    const properties = found.get(name.subject) ?? [];
    found.set(name.subject, properties);
    properties.push({ name: name.part, verdict, asExpected: verdict === expected });
  }
  return [...found].map(([model, properties]) => ({ model, engine: 'own', properties }));
}
