/** The engine tla-checker (npm, WebAssembly): settles invariants, deadlock and assumptions of one model at a time. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { InputError } from '../../../input-error.js';
import { resolveBehaviour } from '../../meaning/behaviour.js';
import { type Configuration, readConfiguration } from '../../meaning/configuration.js';
import { checkNames, loadModule, readInput, shownPath } from '../../meaning/load-module.js';
import { labelNext } from '../../meaning/next-disjuncts.js';
import { sameValue } from '../../values/canonical-value.js';
import type {
  Counterexample,
  Engine,
  EngineModel,
  EngineOutcome,
  EngineRun,
  PropertyOutcome,
  PropertyRef,
} from '../engine.js';
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
  const ledger = new Ledger(model.properties, prepared.warnings);
  for (const property of model.properties) {
    const reason = tlaChecker.cannotExpress(property);
    if (reason !== undefined) ledger.settle(property, { verdict: 'unknown', reason });
  }
  if (prepared.kind === 'refused') {
    ledger.giveUp(prepared.reason);
  } else {
    await search(model, run, prepared, ledger);
  }
  return {
    engine: name,
    distinctStates: ledger.distinctStates,
    generatedStates: null,
    depth: null,
    complete: ledger.distinctStates !== null,
    seconds: (performance.now() - started) / 1000,
    peakBytes: ledger.peakBytes,
    properties: ledger.outcomes(),
    warnings: ledger.warnings,
  };
}

/** What is settled so far. */
class Ledger {
  readonly #settled = new Map<PropertyRef, PropertyOutcome>();
  readonly #properties: readonly PropertyRef[];
  readonly warnings: string[];
  distinctStates: number | null = null;
  peakBytes: number | null = null;

  constructor(properties: readonly PropertyRef[], warnings: readonly string[]) {
    this.#properties = properties;
    this.warnings = [...warnings];
  }

  settle(property: PropertyRef, outcome: Omit<PropertyOutcome, 'property'>): void {
    if (this.#settled.has(property)) throw new Error(`${property.name} is settled twice`);
    this.#settled.set(property, { property, ...outcome });
  }

  open(kind: PropertyRef['kind']): PropertyRef[] {
    return this.#properties.filter((property) => property.kind === kind && !this.#settled.has(property));
  }

  /** Everything still open becomes unknown. */
  giveUp(reason: string): void {
    for (const property of this.#properties) {
      if (!this.#settled.has(property)) this.settle(property, { verdict: 'unknown', reason });
    }
  }

  warn(warning: string): void {
    if (!this.warnings.includes(warning)) this.warnings.push(warning);
  }

  outcomes(): PropertyOutcome[] {
    return this.#properties.map((property) => {
      const outcome = this.#settled.get(property);
      if (outcome === undefined) throw new Error(`${property.name} is not settled`);
      return outcome;
    });
  }
}

/** Reads module and configuration. Errors of the user are thrown here; what the engine cannot take is refused. */
function prepare(model: EngineModel): Prepared {
  const configuration = readConfiguration(
    readInput(model.configFile, 'a TLC configuration'),
    shownPath(model.configFile),
  );
  const module = loadModule(model.moduleFile);
  checkNames(module, configuration);
  checkProperties(model, configuration);

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

/** Every property to settle must stand in the configuration, so that all engines check the same model. */
function checkProperties(model: EngineModel, configuration: Configuration): void {
  for (const property of model.properties) {
    if (property.kind === 'deadlock' || property.kind === 'assumption') continue;
    const listed = property.kind === 'invariant' ? configuration.invariants : configuration.properties;
    if (listed.some((entry) => entry.name === property.name)) continue;
    throw new InputError({
      code: 'unknown-name',
      file: configuration.file,
      expected: `${property.kind === 'invariant' ? 'INVARIANT' : 'PROPERTY'} ${property.name}`,
      found: 'a configuration without it',
    });
  }
}

class OutOfTime extends Error {}

async function search(
  model: EngineModel,
  run: EngineRun,
  prepared: Extract<Prepared, { kind: 'ready' }>,
  ledger: Ledger,
): Promise<void> {
  const started = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new OutOfTime()), run.limits.timeoutMs);
  const signal = AbortSignal.any([run.signal, deadline.signal]);
  let phase = '';
  const report = (): void => run.onProgress?.({ model: model.id, phase, elapsedMs: performance.now() - started });
  const ticker = setInterval(report, 500);
  try {
    for (let count = 1, done = false; !done; count++) {
      phase = `run ${count}: ${ledger.open('invariant').length} invariants left`;
      report();
      done = await searchOnce(signal, run, prepared, ledger);
    }
  } catch (error) {
    run.signal.throwIfAborted();
    if (error instanceof OutOfTime) ledger.giveUp(`timed out after ${run.limits.timeoutMs / 1000} s`);
    else if (error instanceof EngineCrash) ledger.giveUp(`tla-checker crashed: ${error.message}`);
    else throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(ticker);
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
  ledger: Ledger,
): Promise<boolean> {
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
    ledger.peakBytes = Math.max(ledger.peakBytes ?? 0, connection.memoryBytes());
    for (const warning of answer.warnings) ledger.warn(`tla-checker: ${warning}`);
    return await record(answer, { connection, prepared, ledger, invariants, deadlocks });
  } finally {
    await connection.close();
  }
}

interface Recording {
  readonly connection: Connection;
  readonly prepared: Extract<Prepared, { kind: 'ready' }>;
  readonly ledger: Ledger;
  readonly invariants: readonly PropertyRef[];
  readonly deadlocks: readonly PropertyRef[];
}

async function record(answer: CheckAnswer, recording: Recording): Promise<boolean> {
  const { ledger, invariants, deadlocks } = recording;
  switch (answer.kind) {
    case 'complete':
      ledger.distinctStates = answer.states;
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
  const counterexample: Counterexample = { steps: replayed.steps };
  return { verdict: 'violated', counterexample };
}
