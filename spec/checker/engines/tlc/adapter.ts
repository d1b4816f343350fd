/** TLC as an engine, where the user has it: all kinds of properties, one run for each that is violated. */

import type { Configuration } from '../../meaning/configuration.js';
import { printValue } from '../../values/print-value.js';
import type { Engine, EngineModel, EngineOutcome, EngineRun, PropertyOutcome, PropertyRef } from '../engine.js';
import { type Ledger, openLedger } from '../ledger.js';
import { OutOfTime, type Watch, watched } from '../limits.js';
import { type ModelFiles, readModelFiles } from '../model-files.js';
import { readAnswer, type TlcAnswer } from './answer.js';
import { tlcJar, tlcVersion } from './jar.js';
import { runTlc } from './process.js';
import { readTrace } from './trace.js';

const name = 'tlc';

export const tlc: Engine = {
  name,

  async version() {
    const jar = tlcJar();
    return jar === undefined ? undefined : tlcVersion(jar);
  },

  cannotExpress: () => undefined,

  settle,
};

/** What the runs have found so far. */
interface Search {
  readonly ledger: Ledger;
  graph: { readonly distinct: number; readonly generated: number; readonly depth: number | null } | null;
}

interface Session {
  readonly model: EngineModel;
  readonly files: ModelFiles;
  readonly jar: string;
  readonly watch: Watch;
  readonly search: Search;
  readonly statesMax: number;
}

/** TLC has no limit of states of its own; it is stopped at the first report of progress beyond it (one a minute). */
class TooManyStates extends Error {}

async function settle(model: EngineModel, run: EngineRun): Promise<EngineOutcome> {
  const started = performance.now();
  const jar = tlcJar();
  if (jar === undefined) throw new Error('TLC is asked for where it is absent');
  const files = readModelFiles(model);
  const search: Search = { ledger: openLedger(model.properties), graph: null };
  for (const warning of configurationWarnings(files.configuration)) search.ledger.warn(warning);
  try {
    await watched(model, run, async (watch) => {
      const session: Session = { model, files, jar, watch, search, statesMax: run.limits.statesMax };
      await settleSafety(session);
      for (const kind of ['action', 'liveness'] as const) {
        for (const property of search.ledger.open(kind)) await settleTemporal(session, property);
      }
    });
  } catch (error) {
    if (error instanceof OutOfTime) search.ledger.giveUp(`timed out after ${run.limits.timeoutMs / 1000} s`);
    else if (error instanceof TooManyStates) search.ledger.giveUp(`more than ${run.limits.statesMax} states`);
    else throw error;
  }
  return {
    engine: name,
    distinctStates: search.graph?.distinct ?? null,
    generatedStates: search.graph?.generated ?? null,
    depth: search.graph?.depth ?? null,
    complete: search.graph !== null,
    seconds: (performance.now() - started) / 1000,
    peakBytes: null,
    properties: search.ledger.outcomes(),
    warnings: search.ledger.warnings,
  };
}

/**
 * Invariants, deadlock and assumptions: TLC stops at the first violation, so it is run again without what was violated
 * until a run is complete. A deadlock is looked for in the same runs until one is found, so that neither hides the other.
 */
async function settleSafety(session: Session): Promise<void> {
  const { watch, search } = session;
  const { ledger } = search;
  for (let count = 1; search.graph === null; count++) {
    const invariants = ledger.open('invariant');
    const [deadlock] = ledger.open('deadlock');
    watch.phase(`run ${count}: ${invariants.length} invariants left`);
    const answer = await runOnce(session, {
      invariants: invariants.map((property) => property.name),
      isDeadlockChecked: deadlock !== undefined,
    });
    switch (answer.kind) {
      case 'complete':
        search.graph = answer;
        for (const property of [...invariants, ...ledger.open('deadlock'), ...ledger.open('assumption')]) {
          ledger.settle(property, { verdict: 'holds' });
        }
        return;
      case 'invariant': {
        const property = invariants.find((candidate) => candidate.name === answer.name);
        if (property === undefined) throw new Error(`TLC names invariant ${answer.name}, which it was not given`);
        ledger.settle(property, violation(session, answer));
        break;
      }
      case 'deadlock':
        if (deadlock === undefined) throw new Error('TLC reports a deadlock where deadlocks are allowed');
        ledger.settle(deadlock, violation(session, answer));
        break;
      case 'property':
        throw new Error('TLC reports a temporal property, which it was not given');
      case 'assumption':
        for (const property of ledger.open('assumption')) ledger.settle(property, { verdict: 'violated' });
        ledger.giveUp('an ASSUME of the module is false');
        return;
      case 'error': {
        const property = invariants.find((candidate) => candidate.name === answer.invariant);
        if (property === undefined) {
          ledger.giveUp(`TLC: ${answer.message}`);
          return;
        }
        ledger.settle(property, { verdict: 'unknown', reason: `TLC: ${answer.message}` });
        break;
      }
    }
  }
}

/** A temporal property, alone: then a violation can only be its own. */
async function settleTemporal(session: Session, property: PropertyRef): Promise<void> {
  const { watch, search } = session;
  watch.phase(`property ${property.name}`);
  const answer = await runOnce(session, { property: property.name, invariants: [], isDeadlockChecked: false });
  switch (answer.kind) {
    case 'complete':
      search.ledger.settle(property, { verdict: 'holds' });
      break;
    // TLC checks a property []P as the invariant it is.
    case 'invariant':
    case 'property':
      search.ledger.settle(property, violation(session, answer));
      break;
    case 'error':
      search.ledger.settle(property, { verdict: 'unknown', reason: `TLC: ${answer.message}` });
      break;
    case 'deadlock':
    case 'assumption':
      throw new Error(`TLC reports a ${answer.kind} where there was none before`);
  }
}

interface Question {
  readonly invariants: readonly string[];
  readonly property?: string;
  readonly isDeadlockChecked: boolean;
}

async function runOnce(session: Session, question: Question): Promise<TlcAnswer> {
  const { files, jar, model, watch, statesMax } = session;
  const limit = new AbortController();
  const result = await runTlc({
    jar,
    moduleFile: model.moduleFile,
    configuration: tlcConfiguration(files.configuration, question),
    isDeadlockChecked: question.isDeadlockChecked,
    signal: AbortSignal.any([watch.signal, limit.signal]),
    onStates(distinct) {
      watch.states(distinct);
      if (distinct > statesMax) limit.abort(new TooManyStates());
    },
  });
  return readAnswer(result, model.moduleFile, files.configuration.file);
}

function violation(session: Session, answer: TlcAnswer): Omit<PropertyOutcome, 'property'> {
  const variables = session.files.module.variables.map((variable) => variable.name);
  return { verdict: 'violated', counterexample: readTrace(answer.messages, variables) };
}

/** The user's configuration with the question of one run. ALIAS and POSTCONDITION are left out: they decide nothing here. */
function tlcConfiguration(configuration: Configuration, question: Question): string {
  const { specification, init, next, view } = configuration;
  const lines = configuration.constants.map((binding) => {
    if (binding.kind === 'value') return `CONSTANT ${binding.name} = ${printValue(binding.value)}`;
    const module = binding.module === undefined ? '' : `[${binding.module}]`;
    return `CONSTANT ${binding.name} <- ${module}${binding.definition}`;
  });
  if (specification !== undefined) lines.push(`SPECIFICATION ${specification.name}`);
  if (init !== undefined) lines.push(`INIT ${init.name}`);
  if (next !== undefined) lines.push(`NEXT ${next.name}`);
  for (const constraint of configuration.constraints) lines.push(`CONSTRAINT ${constraint.name}`);
  for (const constraint of configuration.actionConstraints) lines.push(`ACTION_CONSTRAINT ${constraint.name}`);
  if (question.property === undefined) {
    // Neither is sound for temporal properties.
    for (const symmetry of configuration.symmetry) lines.push(`SYMMETRY ${symmetry.name}`);
    if (view !== undefined) lines.push(`VIEW ${view.name}`);
  } else {
    lines.push(`PROPERTY ${question.property}`);
  }
  for (const invariant of question.invariants) lines.push(`INVARIANT ${invariant}`);
  lines.push(`CHECK_DEADLOCK ${question.isDeadlockChecked ? 'TRUE' : 'FALSE'}`, '');
  return lines.join('\n');
}

function configurationWarnings(configuration: Configuration): string[] {
  const { postcondition, view } = configuration;
  return [
    ...(postcondition === undefined ? [] : [`POSTCONDITION ${postcondition.name} is not checked`]),
    ...(view === undefined ? [] : [`VIEW ${view.name}: states that look alike under it count as one`]),
  ];
}
