/** The engine tla-checker (npm, WebAssembly): settles invariants, deadlock and assumptions of one model at a time. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Engine, EngineLimits, EngineModel, EngineOutcome, EngineRun, PropertyRef } from '../engine.js';
import { type Ledger, openLedger } from '../ledger.js';
import { OutOfTime, watched } from '../limits.js';
import { type CheckAnswer, readCheckAnswer } from './answers.js';
import { confirm, unevaluable } from './confirm.js';
import { type Connection, connect, EngineCrash } from './connection.js';
import { type Prepared, prepare, type RunKind } from './prepare.js';
import { type Explorer, explore } from './replay.js';

const name = 'tla-checker';

export const tlaChecker: Engine = {
  name,

  version() {
    const file = createRequire(import.meta.url).resolve('tla-checker/package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
    return Promise.resolve(typeof version === 'string' ? version : undefined);
  },

  cannotExpress(property) {
    if (property.kind === 'action' || property.kind === 'liveness') {
      return 'tla-checker checks neither temporal nor action properties';
    }
    return undefined;
  },

  settle,
};

async function settle(model: EngineModel, run: EngineRun): Promise<EngineOutcome> {
  run.signal.throwIfAborted();
  const started = performance.now();
  const prepared = prepare(model);
  const found: Search = {
    ledger: openLedger(model.properties),
    distinctStates: null,
    isComplete: false,
    peakBytes: null,
  };
  const { ledger } = found;
  for (const warning of prepared.warnings) ledger.warn(warning);
  for (const property of model.properties) {
    const reason = tlaChecker.cannotExpress(property);
    if (reason !== undefined) ledger.settle(property, { verdict: 'unknown', reason });
  }
  if (prepared.kind === 'refused') {
    ledger.giveUp(prepared.reason);
  } else {
    for (const [property, reason] of prepared.refused) ledger.settle(property, { verdict: 'unknown', reason });
    await search(model, run, prepared, found);
  }
  return {
    engine: name,
    distinctStates: found.distinctStates,
    generatedStates: null,
    depth: null,
    complete: found.isComplete,
    seconds: (performance.now() - started) / 1000,
    peakBytes: found.peakBytes,
    properties: ledger.outcomes(),
    warnings: ledger.warnings,
  };
}

type Ready = Extract<Prepared, { kind: 'ready' }>;

/** What the runs have found so far. */
interface Search {
  readonly ledger: Ledger;
  distinctStates: number | null;
  isComplete: boolean;
  peakBytes: number | null;
}

async function search(model: EngineModel, run: EngineRun, prepared: Ready, search: Search): Promise<void> {
  try {
    await watched(model, run, async (watch) => {
      const connection = connect(watch.signal);
      const session = {
        connection,
        explorer: explore(connection, prepared.texts),
        limits: run.limits,
        prepared,
        search,
      };
      try {
        const kinds = [...prepared.runs];
        for (let count = 1, kind = kinds[0]; kind !== undefined; count++, kind = kinds[0]) {
          watch.phase(`run ${count}: ${search.ledger.open('invariant').length} invariants left`);
          const end = await searchOnce(session, kind);
          search.peakBytes = connection.memoryBytes();
          if (end === 'given up') return;
          if (end === 'complete') kinds.shift();
        }
      } finally {
        await connection.close();
      }
    });
  } catch (error) {
    if (error instanceof OutOfTime) search.ledger.giveUp(`timed out after ${run.limits.timeoutMs / 1000} s`);
    else if (error instanceof EngineCrash) search.ledger.giveUp(`tla-checker crashed: ${error.message}`);
    else throw error;
  }
}

/**
 * One search with everything still open. The engine stops at the first violation, so it is run again without what was
 * violated until a run is complete; a deadlock is looked for in the same `graph` runs until one is found, and allowed
 * after that, so that neither can hide the other.
 */
async function searchOnce(session: Session, kind: RunKind): Promise<RunEnd> {
  const { connection, limits, prepared, search } = session;
  const { ledger } = search;
  const invariants = ledger.open('invariant');
  const deadlocks = kind === 'edge' ? [] : ledger.open('deadlock');
  const options = JSON.stringify({
    cfg_source: prepared.configurationFor(
      kind,
      invariants.map((property) => property.name),
    ),
    max_states: limits.statesMax,
    max_depth: limits.depthMax,
    allow_deadlock: deadlocks.length === 0,
  });
  const answer = readCheckAnswer(await connection.call({ kind: 'check', module: prepared.texts.module, options }));
  for (const warning of answer.warnings) ledger.warn(`tla-checker: ${warning}`);
  return record(answer, { ...session, kind, invariants, deadlocks });
}

type RunEnd = 'violation' | 'complete' | 'given up';

interface Session {
  readonly connection: Connection;
  readonly explorer: Explorer;
  readonly limits: EngineLimits;
  readonly prepared: Ready;
  readonly search: Search;
}

/** A run and what was looked for in it. */
interface Recording extends Session {
  readonly kind: RunKind;
  readonly invariants: readonly PropertyRef[];
  readonly deadlocks: readonly PropertyRef[];
}

async function record(answer: CheckAnswer, recording: Recording): Promise<RunEnd> {
  const { search, invariants, deadlocks, kind, prepared } = recording;
  const { ledger } = search;
  switch (answer.kind) {
    case 'complete':
      for (const property of [...invariants, ...deadlocks]) ledger.settle(property, { verdict: 'holds' });
      if (kind === 'edge') return 'complete';
      for (const property of ledger.open('assumption')) ledger.settle(property, { verdict: 'holds' });
      search.isComplete = true;
      search.distinctStates = prepared.isReduced ? null : answer.states;
      return 'complete';
    case 'violation': {
      const property = invariants[answer.invariant];
      if (property === undefined)
        throw new Error(`tla-checker names invariant ${answer.invariant}, which it was not given`);
      await settleViolation(property, answer.trace, recording);
      return 'violation';
    }
    case 'deadlock': {
      const property = deadlocks[0];
      if (property === undefined) throw new Error('tla-checker reports a deadlock where deadlocks are allowed');
      await settleViolation(property, answer.trace, recording);
      return 'violation';
    }
    case 'limit':
      ledger.giveUp(`the search was given up: ${answer.message}`);
      return 'given up';
    case 'assumption':
      for (const property of ledger.open('assumption')) ledger.settle(property, { verdict: 'violated' });
      ledger.giveUp('an ASSUME of the module is false');
      return 'given up';
    case 'error':
      if (await setAside(answer, recording)) return 'violation';
      ledger.giveUp(`tla-checker: ${answer.error}: ${answer.message.split('\n')[0] ?? ''}`);
      return 'given up';
  }
}

async function settleViolation(property: PropertyRef, trace: string, recording: Recording): Promise<void> {
  const { explorer, prepared, search, invariants } = recording;
  const others = invariants.filter((other) => other !== property);
  const { outcomes, warning } = await confirm(explorer, prepared.texts.variables, trace, property, others);
  for (const { property: settled, ...outcome } of outcomes) search.ledger.settle(settled, outcome);
  if (warning !== undefined) search.ledger.warn(warning);
}

/** Makes unknown the invariants the engine cannot read or evaluate, so that the others can be settled; whether there were any. */
async function setAside(answer: Extract<CheckAnswer, { kind: 'error' }>, recording: Recording): Promise<boolean> {
  const { explorer, prepared, search, invariants } = recording;
  const unread = /^INVARIANT definition '(\w+)' not found/.exec(answer.message)?.[1];
  const { trace } = answer;
  const aside = [
    ...invariants.filter((property) => property.name === unread),
    ...(trace === undefined ? [] : await unevaluable(explorer, prepared.texts.variables, trace, invariants)),
  ];
  const reason = `tla-checker cannot evaluate it: ${answer.message}`;
  for (const property of aside) search.ledger.settle(property, { verdict: 'unknown', reason });
  return aside.length > 0;
}
