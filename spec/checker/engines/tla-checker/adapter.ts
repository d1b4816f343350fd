/** The engine tla-checker (npm, WebAssembly): settles invariants, deadlock and assumptions of one model at a time. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolveBehaviour } from '../../meaning/behaviour.js';
import { labelNext } from '../../meaning/next-disjuncts.js';
import { sameValue } from '../../values/canonical-value.js';
import type { Engine, EngineModel, EngineOutcome, EngineRun, PropertyOutcome, PropertyRef } from '../engine.js';
import { type Ledger, openLedger } from '../ledger.js';
import { OutOfTime, watched } from '../limits.js';
import { readModelFiles } from '../model-files.js';
import { type CheckAnswer, readCheckAnswer, readEvaluation, readTrace } from './answers.js';
import { type Connection, connect, EngineCrash } from './connection.js';
import { engineConfiguration, engineExpression, engineModule, ownPrefix, sliceModule } from './engine-text.js';
import { refusal } from './refusals.js';
import { type ReplayTexts, replay } from './replay.js';

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

/** The model as text for the engine, or the reason why it is not given to it. */
type Prepared =
  | { readonly kind: 'refused'; readonly reason: string; readonly warnings: readonly string[] }
  | {
      readonly kind: 'ready';
      readonly configurationFor: (invariants: readonly string[]) => string;
      readonly texts: ReplayTexts;
      readonly warnings: readonly string[];
    };

async function settle(model: EngineModel, run: EngineRun): Promise<EngineOutcome> {
  run.signal.throwIfAborted();
  const started = performance.now();
  const prepared = prepare(model);
  const found: Search = { ledger: openLedger(model.properties), distinctStates: null, peakBytes: null };
  const { ledger } = found;
  for (const warning of prepared.warnings) ledger.warn(warning);
  for (const property of model.properties) {
    const reason = tlaChecker.cannotExpress(property);
    if (reason !== undefined) ledger.settle(property, { verdict: 'unknown', reason });
  }
  if (prepared.kind === 'refused') ledger.giveUp(prepared.reason);
  else await search(model, run, prepared, found);
  return {
    engine: name,
    distinctStates: found.distinctStates,
    generatedStates: null,
    depth: null,
    complete: found.distinctStates !== null,
    seconds: (performance.now() - started) / 1000,
    peakBytes: found.peakBytes,
    properties: ledger.outcomes(),
    warnings: ledger.warnings,
  };
}

/** What the runs have found so far. */
interface Search {
  readonly ledger: Ledger;
  distinctStates: number | null;
  peakBytes: number | null;
}

/** Reads module and configuration. Errors of the user are thrown here; what the engine cannot take is refused. */
function prepare(model: EngineModel): Prepared {
  const { configuration, module } = readModelFiles(model);
  const warnings: string[] = [];
  if (configuration.symmetry.length > 0) warnings.push('SYMMETRY is not applied: the whole graph is explored');
  const behaviour = resolveBehaviour(module.definitions, configuration);
  if (behaviour.kind === 'refused') return { ...behaviour, warnings };
  const { init, next } = behaviour;
  const invariants = model.properties.filter(({ kind }) => kind === 'invariant').map((property) => property.name);
  const sliced = sliceModule(module, [init, next, ...invariants, ...configuration.constraints.map((c) => c.name)]);
  if (sliced.kind === 'refused') return { ...sliced, warnings };
  const { slice } = sliced;
  const reason = refusal(slice, configuration);
  if (reason !== undefined) return { kind: 'refused', reason, warnings };

  const read = slice.definitions.map(({ definition, body }) => [definition.name, { ...definition, body }] as const);
  const variable = `${ownPrefix}Step`;
  const label = labelNext(new Map(read), next, variable, `${ownPrefix}Label`, engineExpression);
  const labelled =
    label === undefined
      ? undefined
      : {
          module: engineModule(slice, label.lines, variable),
          config: engineConfiguration(configuration, { init, next: label.name, invariants: [] }),
          variable,
        };
  return {
    kind: 'ready',
    configurationFor: (open) => engineConfiguration(configuration, { init, next, invariants: open }),
    texts: {
      module: engineModule(slice),
      config: engineConfiguration(configuration, { init, next, invariants }),
      variables: module.variables.map((declared) => declared.name),
      ...(labelled === undefined ? {} : { labelled }),
    },
    warnings,
  };
}

async function search(
  model: EngineModel,
  run: EngineRun,
  prepared: Extract<Prepared, { kind: 'ready' }>,
  search: Search,
): Promise<void> {
  try {
    await watched(model, run, async (watch) => {
      for (let count = 1, done = false; !done; count++) {
        watch.phase(`run ${count}: ${search.ledger.open('invariant').length} invariants left`);
        done = await searchOnce(watch.signal, run, prepared, search);
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
 * violated until a run is complete; a deadlock is looked for in the same runs until one is found, and allowed after
 * that, so that neither can hide the other.
 *
 * @returns whether there is nothing left to do.
 */
async function searchOnce(
  signal: AbortSignal,
  run: EngineRun,
  prepared: Extract<Prepared, { kind: 'ready' }>,
  search: Search,
): Promise<boolean> {
  const { ledger } = search;
  const connection = connect(signal);
  try {
    const invariants = ledger.open('invariant');
    const deadlocks = ledger.open('deadlock');
    const names = invariants.map((property) => property.name);
    const options = JSON.stringify({
      cfg_source: prepared.configurationFor(names),
      max_states: run.limits.statesMax,
      max_depth: run.limits.depthMax,
      allow_deadlock: deadlocks.length === 0,
    });
    const answer = readCheckAnswer(await connection.call({ kind: 'check', module: prepared.texts.module, options }));
    search.peakBytes = Math.max(search.peakBytes ?? 0, connection.memoryBytes());
    for (const warning of answer.warnings) ledger.warn(`tla-checker: ${warning}`);
    return await record(answer, { connection, prepared, search, invariants, deadlocks });
  } finally {
    await connection.close();
  }
}

interface Recording {
  readonly connection: Connection;
  readonly prepared: Extract<Prepared, { kind: 'ready' }>;
  readonly search: Search;
  readonly invariants: readonly PropertyRef[];
  readonly deadlocks: readonly PropertyRef[];
}

async function record(answer: CheckAnswer, recording: Recording): Promise<boolean> {
  const { search, invariants, deadlocks } = recording;
  const { ledger } = search;
  switch (answer.kind) {
    case 'complete':
      search.distinctStates = answer.states;
      for (const property of [...invariants, ...deadlocks, ...ledger.open('assumption')]) {
        ledger.settle(property, { verdict: 'holds' });
      }
      ledger.giveUp('not checked by tla-checker');
      return true;
    case 'violation': {
      const property = invariants[answer.invariant];
      if (property === undefined)
        throw new Error(`tla-checker names invariant ${answer.invariant}, which it was not given`);
      ledger.settle(property, await confirm(answer.trace, property, recording));
      return false;
    }
    case 'deadlock': {
      const property = deadlocks[0];
      if (property === undefined) throw new Error('tla-checker reports a deadlock where deadlocks are allowed');
      ledger.settle(property, await confirm(answer.trace, property, recording));
      return false;
    }
    case 'limit':
      ledger.giveUp(`the search was given up: ${answer.message}`);
      return true;
    case 'assumption':
      for (const property of ledger.open('assumption')) ledger.settle(property, { verdict: 'violated' });
      ledger.giveUp('an ASSUME of the module is false');
      return true;
    case 'error':
      ledger.giveUp(`tla-checker: ${answer.error}: ${answer.message.split('\n')[0] ?? ''}`);
      return true;
  }
}

/** Replays the trace, and has the property evaluated in its last state: a violation is believed only if both agree. */
async function confirm(
  traceText: string,
  property: PropertyRef,
  recording: Recording,
): Promise<Omit<PropertyOutcome, 'property'>> {
  const { connection, prepared } = recording;
  const { texts } = prepared;
  const replayed = await replay(connection, texts, readTrace(traceText, texts.variables));
  if (replayed.kind === 'no behaviour') {
    return { verdict: 'unknown', reason: `the trace tla-checker printed is no behaviour: ${replayed.reason}` };
  }
  const isViolated =
    property.kind === 'deadlock'
      ? replayed.isFinal
      : sameValue(
          readEvaluation(
            await connection.call({
              kind: 'evaluate',
              module: texts.module,
              config: texts.config,
              state: replayed.last.json,
              expression: property.name,
            }),
          ),
          { kind: 'boolean', value: false },
        );
  if (!isViolated) {
    return { verdict: 'unknown', reason: 'the last state of the trace tla-checker printed does not violate it' };
  }
  return { verdict: 'violated', counterexample: { steps: replayed.steps } };
}
