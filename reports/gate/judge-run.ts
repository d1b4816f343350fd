/** Makes the gate's document of what the stages found: compared with the baseline, each difference put to its stage. */

import { compareEntries } from './compare.js';
import type { StageName, StageRun } from './context.js';
import type { GateChange, GateDocument, GateStage } from './document.js';
import { type Entries, type EntryValue, entryName } from './entries.js';
import { ledgerOf } from './ledger.js';
import type { Comparison } from './told.js';

export interface TimedStage extends StageRun {
  readonly seconds: number;
}

/** What is known after a run: what it saw, and of what it left out what the baseline has. */
export function entriesAfter(observed: Entries, before: Entries, covers: StageRun['covers']): Entries {
  const after = new Map<string, EntryValue>();
  for (const [key, value] of before) {
    const name = entryName(key);
    if (name === undefined || isLedger(name.kind) || covers(name)) continue;
    after.set(key, value);
  }
  for (const [key, value] of observed) after.set(key, value);
  // Actions of modules of which no model ran: the ledger would lose them otherwise.
  const modulesSeen = new Set(
    [...observed.keys()].flatMap((key) => {
      const name = entryName(key);
      return name?.kind === 'fires' ? [name.subject] : [];
    }),
  );
  for (const key of before.keys()) {
    const name = entryName(key);
    if (name?.kind === 'fires' && !modulesSeen.has(name.subject) && !after.has(key)) after.set(key, null);
  }
  for (const [key, value] of ledgerOf(after, before)) after.set(key, value);
  return after;
}

function isLedger(kind: string): boolean {
  return kind === 'fails' || kind === 'fires' || kind === 'condition';
}

/** The stage that an entry, or a change about one, belongs to. */
export function stageOf(kind: string): StageName {
  if (kind === 'test') return 'tests';
  return kind === 'traces' || kind === 'reached' ? 'conformance' : 'verify';
}

/** The differences with the baseline, by stage. */
export function changesByStage(comparison: Comparison): ReadonlyMap<StageName, readonly GateChange[]> {
  const { before, after, places } = comparison;
  const stages: readonly StageName[] = ['tests', 'verify', 'conformance'];
  return new Map(
    stages.map((stage) => {
      const part = (entries: Entries): Entries =>
        new Map([...entries].filter(([key]) => stageOf(entryName(key)?.kind ?? '') === stage));
      // Whether a model is new or gone explains what else is.
      const models = (entries: Entries): Entries => new Map([...entries].filter(([key]) => key.startsWith('model ')));
      const [was, is] = [part(before), part(after)];
      const context = stage === 'conformance' ? { before: models(before), after: models(after) } : undefined;
      const changes = compareEntries({
        before: new Map([...was, ...(context?.before ?? [])]),
        after: new Map([...is, ...(context?.after ?? [])]),
        places,
      });
      return [stage, stage === 'conformance' ? changes.filter(({ subject }) => subject !== 'model') : changes];
    }),
  );
}

export interface Judged {
  readonly stages: readonly TimedStage[];
  readonly changes: ReadonlyMap<StageName, readonly GateChange[]>;
  readonly notes: readonly string[];
  readonly interrupted: boolean;
  readonly partial: boolean;
  readonly shard: GateDocument['shard'];
  readonly accepted: boolean;
  /** Differences do not fail, as they become the baseline. */
  readonly accepts: boolean;
  /** Of a shard. */
  readonly observed?: Entries;
}

export function gateDocument(judged: Judged): GateDocument {
  const { changes, interrupted, partial, shard, accepted, accepts, observed } = judged;
  const stages = judged.stages.map(({ stage, failures, seconds }): GateStage => {
    const compared = changes.get(stage.name) ?? [];
    const all = [...failures, ...(accepts ? compared.map((change) => ({ ...change, fails: false })) : compared)];
    return {
      ...stage,
      ok: stage.ok && !all.some(({ fails }) => fails),
      seconds: Math.round(seconds * 1000) / 1000,
      changes: all,
    };
  });
  return {
    schema: 'lsm-verify/gate@1',
    ok: !interrupted && stages.every(({ ok }) => ok),
    interrupted,
    partial,
    shard,
    accepted,
    stages,
    notes: judged.notes,
    ...(observed === undefined ? {} : { observed: Object.fromEntries(observed) }),
  };
}
