/** Settles the catalogue's claims from what the engines found: no verdict here is copied from an expectation. */

import type { TableResult } from '../../conformance/tables/run-tables.js';
import type { EngineName } from '../../spec/checker/index.js';
import type { Catalogue, Entry, Ruling } from '../../spec/claims.js';
import { isSearched, modelsOf } from '../../spec/cross-check-ruling.js';
import type { Disagreement } from '../../spec/disagreement.js';
import type { Manifest } from '../../spec/manifest.js';
import type { SearchVerdict, Verdict } from '../../spec/verdict.js';
import type { DocumentProperty } from './document.js';

/** Another reading of the source, settled in a model of its own. */
export interface SettledReading {
  readonly name: string;
  readonly model: string;
  readonly property: string;
  readonly verdict: SearchVerdict;
  readonly expected: SearchVerdict;
  readonly why?: string;
}

/** One entry of the catalogue in one variant. */
export interface SettledClaim {
  readonly id: string;
  readonly system: string;
  readonly kind: 'claim' | 'finding';
  readonly title: string;
  readonly variant: string;
  readonly verdict: Verdict;
  readonly expected: Verdict;
  readonly asExpected: boolean;
  /** Null where the verdict is stated and not searched for. */
  readonly model: string | null;
  readonly property: string | null;
  /** Engines that gave this verdict in every model the claim rests on. */
  readonly confirmedBy: readonly EngineName[];
  readonly remedy?: readonly string[] | 'none';
  readonly remedyModel?: string;
  /** Whether the remedy was found to suffice and each member of it to be needed. */
  readonly remedyConfirmed?: boolean;
  readonly dropped?: Readonly<Record<string, string>>;
  readonly alsoIn?: readonly string[];
  readonly failsIn?: readonly string[];
  readonly readings?: readonly SettledReading[];
  /** Rows of a table over the implementation that settle it. */
  readonly rows?: readonly string[];
  /** What they say of it. */
  readonly found?: 'holds' | 'violated';
  /** Why the verdict is `unknown`. */
  readonly reason?: string;
  /** What the catalogue says about it. */
  readonly why?: string;
}

export interface SettledClaims {
  readonly claims: readonly SettledClaim[];
  readonly disagreements: readonly Disagreement[];
  /** `ID (variant)` of the claims whose models did not all run. */
  readonly notRun: readonly string[];
}

/** What one engine found in one model: as much of an element of `results` as a claim needs. */
export interface Finding {
  readonly model: string;
  readonly engine: EngineName;
  readonly properties: readonly Pick<DocumentProperty, 'name' | 'verdict' | 'reason' | 'asExpected'>[];
}

export interface SettlingRun {
  /** The engines that ran. */
  readonly engines: readonly EngineName[];
  /** A filter, a shard or an interruption left models out: claims that need them are not run rather than missing. */
  readonly partial: boolean;
  /** What the tables over the implementation gave; none unless given. */
  readonly tables?: readonly TableResult[];
}

/** Settles every claim whose models were all run (on one engine at least). */
export function settleClaims(
  manifest: Manifest,
  catalogues: readonly Catalogue[],
  findings: readonly Finding[],
  { engines, partial, tables = [] }: SettlingRun,
): SettledClaims {
  const claims: SettledClaim[] = [];
  const disagreements: Disagreement[] = [];
  const notRun: string[] = [];
  const ran = new Set(findings.map(({ model }) => model));
  const known = new Set(manifest.models.map((model) => model.id));
  for (const catalogue of catalogues) {
    for (const entry of catalogue.entries) {
      const rulings = [...entry.rulings].sort(
        (left, right) => catalogue.variants.indexOf(left.variant) - catalogue.variants.indexOf(right.variant),
      );
      const touched = rulings.some((ruling) => modelsOf(ruling).some((model) => ran.has(model)));
      for (const ruling of rulings) {
        const missing = modelsOf(ruling).filter((model) => known.has(model) && !ran.has(model));
        if (partial && (missing.length > 0 || !touched)) notRun.push(`${entry.id} (${ruling.variant})`);
        else {
          const { claim, faults } = settleClaim({ manifest, findings, engines, tables }, catalogue, entry, ruling);
          claims.push(claim);
          disagreements.push(...faults);
        }
      }
    }
  }
  return { claims, disagreements, notRun };
}

/** What a claim is settled from. */
interface Evidence {
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  readonly engines: readonly EngineName[];
  readonly tables: readonly TableResult[];
}

function settleClaim(
  evidence: Evidence,
  { system, path }: Catalogue,
  entry: Entry,
  ruling: Ruling,
): { claim: SettledClaim; faults: Disagreement[] } {
  const { id, kind, title } = entry;
  const { variant, verdict: expected, why } = ruling;
  const faults: Disagreement[] = [];
  const fault = (message: string, line = ruling.line) => {
    faults.push({ code: 'claim', file: path, line, message: `${id}, ${variant}: ${message}` });
  };
  const base = { id, system, kind, title, variant, expected, ...(why === undefined ? {} : { why }) };
  if (expected === 'settled by table') {
    const rows = evidence.tables.filter((row) => row.claim === id && row.variant === variant);
    const reason = unsettledTable(rows);
    if (reason !== undefined) fault(reason);
    const found =
      reason === undefined
        ? { verdict: expected, ...(ruling.found === undefined ? {} : { found: ruling.found }) }
        : { verdict: 'unknown' as const, reason };
    const titles = rows.map(({ title }) => title);
    return {
      claim: {
        ...{ ...base, ...found, asExpected: reason === undefined, model: null, property: null, confirmedBy: [] },
        ...(titles.length === 0 ? {} : { rows: titles }),
      },
      faults,
    };
  }
  if (!isSearched(ruling)) {
    return {
      claim: { ...base, verdict: expected, asExpected: true, model: null, property: null, confirmedBy: [] },
      faults,
    };
  }
  const { model, property } = ruling;
  if (model === undefined || property === undefined) {
    const reason = 'the catalogue names no property and model';
    return {
      claim: { ...base, verdict: 'unknown', asExpected: false, reason, model: null, property: null, confirmedBy: [] },
      faults,
    };
  }

  const ask = (where: string, name = property) => consensus(evidence, where, name);
  const answers = [model, ...ruling.alsoIn].map((where) => ({ where, answer: ask(where) }));
  const verdict = combine(answers.map(({ answer }) => answer.verdict));
  for (const { where, answer } of answers) {
    if (!fits(answer, expected))
      fault(`expected "${expected}", found "${answer.verdict}" in ${where}${because(answer)}`);
  }
  if (ruling.temporal !== undefined) {
    const answer = ask(model, ruling.temporal);
    if (!fits(answer, expected)) {
      fault(`expected ${ruling.temporal} "${expected}", found "${answer.verdict}" in ${model}${because(answer)}`);
    }
  }
  for (const where of ruling.failsIn) {
    const answer = ask(where);
    if (!fits(answer, 'violated'))
      fault(`${property} does not fail in ${where}: "${answer.verdict}"${because(answer)}`);
  }
  const readings = ruling.readings.map((reading) => {
    const answer = ask(reading.model, reading.property);
    if (!fits(answer, reading.verdict)) {
      const said = `expected "${reading.verdict}", found "${answer.verdict}" in ${reading.model}${because(answer)}`;
      fault(`reading ${reading.name}: ${said}`, reading.line);
    }
    const { line: _, ...rest } = reading;
    return { ...rest, expected: reading.verdict, verdict: answer.verdict };
  });
  const remedy = settleRemedy(ruling, ask, fault);
  const reasons = answers.flatMap(({ answer }) => (answer.reason === undefined ? [] : [answer.reason]));
  const claim: SettledClaim = {
    ...base,
    verdict,
    asExpected: faults.length === 0,
    model,
    property,
    confirmedBy: answers
      .map(({ answer }) => answer.confirmedBy)
      .reduce((left, right) => left.filter((engine) => right.includes(engine))),
    ...remedy,
    ...(ruling.alsoIn.length === 0 ? {} : { alsoIn: ruling.alsoIn }),
    ...(ruling.failsIn.length === 0 ? {} : { failsIn: ruling.failsIn }),
    ...(readings.length === 0 ? {} : { readings }),
    ...(verdict === 'unknown' && reasons[0] !== undefined ? { reason: reasons[0] } : {}),
  };
  return { claim, faults };
}

/** Why these rows settle nothing; undefined when they do. */
function unsettledTable(rows: readonly TableResult[]): string | undefined {
  if (rows.length === 0) return 'no row of a table is about it';
  const failed = rows.find(({ asExpected }) => !asExpected);
  return failed === undefined ? undefined : `the implementation does otherwise than the row "${failed.title}"`;
}

function settleRemedy(
  ruling: Ruling,
  ask: (where: string) => Answer,
  fault: (message: string) => void,
): Pick<SettledClaim, 'remedy' | 'remedyModel' | 'remedyConfirmed' | 'dropped'> {
  const { remedy, remedyModel, dropped, property } = ruling;
  if (remedy === undefined) return {};
  if (remedy === 'none') return { remedy };
  if (remedyModel === undefined) return { remedy, remedyConfirmed: false };
  const steps = [
    { where: remedyModel, must: 'holds' as const, say: 'the remedy does not suffice' },
    ...Object.entries(dropped).map(([repair, where]) => ({
      where,
      must: 'violated' as const,
      say: `${repair} was not found to be needed`,
    })),
  ];
  let confirmed = remedy.every((repair) => dropped[repair] !== undefined);
  for (const { where, must, say } of steps) {
    const answer = ask(where);
    if (answer.verdict !== must) confirmed = false;
    if (!fits(answer, must)) fault(`${say}: ${property} is "${answer.verdict}" in ${where}${because(answer)}`);
  }
  return { remedy, remedyModel, dropped, remedyConfirmed: confirmed };
}

/** What the engines together say of one property of one model. */
interface Answer {
  readonly verdict: SearchVerdict;
  readonly confirmedBy: readonly EngineName[];
  readonly reason?: string;
  /** `unknown`, and every engine that ran is known not to express the property. */
  readonly excused: boolean;
}

function consensus({ manifest, findings, engines }: Evidence, id: string, name: string): Answer {
  const model = manifest.models.find((other) => other.id === id);
  if (model?.properties.some((property) => property.name === name) !== true) {
    return unsettled(`${id} has no property ${name} in the manifest`, false);
  }
  const runs = findings
    .filter((finding) => finding.model === id)
    .flatMap(({ engine, properties }) =>
      properties.filter((property) => property.name === name).map((found) => ({ engine, ...found })),
    );
  const settled = runs.filter(({ verdict }) => verdict !== 'unknown');
  const first = settled[0];
  if (first === undefined) {
    const reason = runs.find((run) => run.reason !== undefined)?.reason;
    if (runs.length > 0) {
      return unsettled(
        reason ?? 'no reason given',
        runs.every((run) => run.asExpected),
      );
    }
    const runnable = model.engines.some((engine) => engines.includes(engine));
    return unsettled(runnable ? `${id} was not run` : `${id} runs on ${model.engines.join(', ')} only`, !runnable);
  }
  const other = settled.find(({ verdict }) => verdict !== first.verdict);
  if (other !== undefined) {
    const reason = `the engines differ: ${first.engine} says "${first.verdict}", ${other.engine} "${other.verdict}"`;
    return unsettled(reason, false);
  }
  return { verdict: first.verdict, confirmedBy: settled.map(({ engine }) => engine), excused: false };
}

function unsettled(reason: string, excused: boolean): Answer {
  return { verdict: 'unknown', confirmedBy: [], reason, excused };
}

/** One violation refutes a claim; without one, anything unsettled leaves it open. */
function combine(verdicts: readonly SearchVerdict[]): SearchVerdict {
  if (verdicts.includes('violated')) return 'violated';
  return verdicts.includes('unknown') ? 'unknown' : 'holds';
}

function fits(answer: Answer, expected: Verdict): boolean {
  return answer.verdict === expected || (answer.verdict === 'unknown' && answer.excused);
}

function because({ reason }: Answer): string {
  return reason === undefined ? '' : ` (${reason})`;
}
