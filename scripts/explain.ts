/** The door `explain`: one claim or one model, with its verdicts, its schedule and its remedy. */

import { runTables } from '../conformance/tables/run-tables.js';
import { claimParts, type Evidence, modelParts } from '../reports/render/explain-page.js';
import { partsText } from '../reports/render/parts.js';
import { terminalStyle } from '../reports/render/terminal.js';
import { type SettledClaim, settleClaims } from '../reports/verify/claims.js';
import type { DocumentResult } from '../reports/verify/document.js';
import { currentResults, findSubject, modelsNeeded, moduleReader, type Subject } from '../reports/verify/explain.js';
import { lastDocument } from '../reports/verify/store.js';
import { InputError, nearestName } from '../spec/input-error.js';
import type { Model } from '../spec/manifest.js';
import { type Project, readProject } from '../spec/project.js';
import { projectRoot } from '../spec/project-root.js';
import { defaultEngine } from './options.js';
import { runModels, versionedEngines } from './run-models.js';
import { exitCodes, type World } from './terminal.js';

export interface ExplainFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Not given: the last results where they are current, else the default engine. */
  readonly engine?: string;
  readonly variant?: string;
  readonly workers: number;
  readonly maxStates: number;
  readonly timeout: number;
  readonly root?: string;
}

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function explainDoor(id: string, flags: ExplainFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const project = readProject(root);
  const subject = ofVariant(findSubject(project, id), flags.variant);
  const needed = modelsNeeded(project, subject);
  const results = await resultsFor(project, needed, flags, world);
  if (world.signal.aborted) {
    world.stderr.write('interrupted\n');
    return exitCodes.interrupted;
  }
  const claims = subject.kind === 'claim' ? claimsOf(project, subject, results) : [];
  const asExpected =
    subject.kind === 'claim' ? claims.every((claim) => claim.asExpected) : results.every((result) => result.asExpected);
  if (flags.json === true) {
    const about = subject.kind === 'claim' ? { claim: subject.entry } : { model: subject.model };
    const document = { schema: 'lsm-verify/explain@1', ok: asExpected, ...about, claims, results };
    world.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    const evidence: Evidence = { results, models: project.manifest.models, moduleOf: moduleReader(root) };
    const quiet = flags.quiet === true;
    const parts =
      subject.kind === 'claim'
        ? claimParts(subject.entry, claims, evidence, quiet)
        : modelParts(subject.model, evidence, quiet);
    world.stdout.write(partsText(parts, terminalStyle(world.stdout, world.env)));
  }
  return asExpected ? exitCodes.asExpected : exitCodes.notAsExpected;
}

function ofVariant(subject: Subject, variant: string | undefined): Subject {
  if (variant === undefined) return subject;
  const variants = subject.kind === 'claim' ? subject.entry.rulings.map((ruling) => ruling.variant) : [];
  if (subject.kind === 'model' || !variants.includes(variant)) {
    const nearest = nearestName(variant, variants);
    throw new InputError({
      code: 'unknown-variant',
      field: '--variant',
      expected: subject.kind === 'model' ? 'a claim, as a model is of one variant' : `one of ${variants.join(', ')}`,
      found: variant,
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
  const rulings = subject.entry.rulings.filter((ruling) => ruling.variant === variant);
  return { ...subject, entry: { ...subject.entry, rulings } };
}

async function resultsFor(
  project: Project,
  needed: readonly Model[],
  flags: ExplainFlags,
  world: World,
): Promise<readonly DocumentResult[]> {
  const stored = flags.engine === undefined ? currentResults(project, lastDocument(project.root), needed) : [];
  const missing = needed.filter((model) => !stored.some((result) => result.model === model.id));
  if (missing.length === 0) return stored;
  const engines = await versionedEngines(flags.engine ?? defaultEngine);
  const document = await runModels({ project, models: missing, engines, enginesAbsent: [] }, flags, world);
  const order = needed.map((model) => model.id);
  return [...stored, ...document.results].sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
}

function claimsOf(
  project: Project,
  { catalogue, entry }: Extract<Subject, { kind: 'claim' }>,
  results: readonly DocumentResult[],
): readonly SettledClaim[] {
  const engines = [...new Set(results.map(({ engine }) => engine))];
  const alone = [{ ...catalogue, entries: [entry] }];
  return settleClaims(project.manifest, alone, results, { engines, partial: false, tables: runTables() }).claims;
}
