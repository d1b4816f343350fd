/** The door `conformance`: replays the models' transitions on the implementations, and says where the two part. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mustBeBound } from '../conformance/bindings/bindings.js';
import { modelOfTrace } from '../conformance/traces/itf-trace.js';
import type { ConformanceDocument } from '../reports/conformance/document.js';
import { type ConformanceOfModel, conformModel, type TraceFile } from '../reports/conformance/run.js';
import { conformAll } from '../reports/conformance/run-all.js';
import { conformanceJson, conformancePath, runPath } from '../reports/conformance/store.js';
import { conformancePage, conformanceSummary } from '../reports/render/conformance-page.js';
import { divergencePage } from '../reports/render/divergence-page.js';
import { type Block, cell, paragraph } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { rejectedRunPage } from '../reports/render/validation-page.js';
import { type Shard, selectModels } from '../reports/verify/run.js';
import { writeWhole } from '../reports/verify/store.js';
import { InputError } from '../spec/input-error.js';
import { type Model, readManifest } from '../spec/manifest.js';
import { moduleName } from '../spec/module-name.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import { type RunFlags, recordDoor, validateDoor } from './conformance-run.js';
import type { FormatFlags } from './format-options.js';
import { exitCodes, progressLine, type World } from './terminal.js';
import { takesStdout, writeFormats } from './write-formats.js';

export interface ConformanceFlags extends RunFlags, FormatFlags {
  readonly list?: boolean;
  /** A trace file: this trace alone is replayed. */
  readonly trace?: string;
  /** The file of a run: this run alone is validated. */
  readonly validate?: string;
  /** A file to be written: one run of the one model that is selected. */
  readonly record?: string;
  readonly workers: number;
  readonly shard?: Shard;
}

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function conformanceDoor(
  filters: readonly string[],
  flags: ConformanceFlags,
  world: World,
): Promise<number> {
  refuseTogether(flags);
  if (flags.validate !== undefined) return validateDoor(flags.validate, flags, world);
  const root = flags.root ?? projectRoot();
  const { models } = readManifest(root);
  const trace = flags.trace === undefined ? undefined : openTrace(flags.trace);
  const all = chosenModels(models, filters, trace);
  const { shard } = flags;
  const selected = all.filter((_, index) => shard === undefined || index % shard.count === shard.index - 1);
  if (flags.record !== undefined) return recordDoor(flags.record, onlyOne(selected), flags, world);
  const style = terminalStyle(world.stdout, world.env);
  if (flags.list === true) {
    world.stdout.write(flags.json === true ? listJson(selected) : terminalText(listPage(selected), style));
    return exitCodes.asExpected;
  }
  const isStdoutTaken = takesStdout(flags);
  const progress = progressLine(world, flags.quiet === true);
  for (const model of selected) mustBeBound(moduleName(model));
  const found = await replayAll({ root, models: selected, trace, flags, world, progress });
  progress.clear();
  const results = found.map(({ result }) => result);
  const interrupted = world.signal.aborted;
  const partial = interrupted || trace !== undefined || filters.length > 0 || shard !== undefined;
  const isOk = results.every((result) => (trace === undefined ? result.asExpected : result.divergences.length === 0));
  const ok = isOk && !interrupted;
  const document: ConformanceDocument = {
    schema: 'lsm-verify/conformance@1',
    ok,
    partial,
    interrupted,
    ...(shard === undefined ? {} : { shard: { index: shard.index, of: shard.count } }),
    seed: flags.seed,
    results,
  };
  const json = conformanceJson(document);
  writeWhole(join(root, conformancePath(document)), json);
  if (flags.json === true) world.stdout.write(json);
  else if (isStdoutTaken) world.stderr.write(`${conformanceSummary(document)}\n`);
  else {
    const kept = paragraph(`Kept in ${conformancePath(document)}.`, 'quiet');
    const page =
      flags.quiet === true ? [paragraph(conformanceSummary(document))] : [...conformancePage(document), kept];
    world.stdout.write(terminalText([...found.flatMap(cardPages), ...page], style));
  }
  writeFormats(document, root, flags, world);
  if (interrupted) return exitCodes.interrupted;
  return ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}

interface Replaying {
  readonly root: string;
  readonly models: readonly Model[];
  readonly trace: TraceFile | undefined;
  readonly flags: ConformanceFlags;
  readonly world: World;
  readonly progress: ReturnType<typeof progressLine>;
}

/** Several models are replayed in processes of their own; a single one, or a trace of it, in this one. */
async function replayAll(replaying: Replaying): Promise<readonly ConformanceOfModel[]> {
  const { root, models, trace, flags, world, progress } = replaying;
  const { seed, maxStates, workers } = flags;
  const { signal } = world;
  const started = performance.now();
  const show = ({ id }: Model, done: number, total: number): void =>
    progress.show({ model: id, phase: `trace ${done} of ${total}`, elapsedMs: performance.now() - started });
  const [model] = models;
  if (model === undefined || signal.aborted) return [];
  if (models.length > 1) {
    const onDone = (_: ConformanceOfModel, done: number, total: number): void => progress.settled(done, total);
    return conformAll(models, { root, seed, maxStates, workers, signal, onDone, onProgress: show });
  }
  const only = trace === undefined ? {} : { trace };
  const onProgress = (done: number, total: number): void => show(model, done, total);
  return [await conformModel({ root, model, seed, maxStates, signal, ...only, onProgress })];
}

/** What is told of a model beside its line: divergences, and runs that are none of its behaviours. */
function cardPages({ cards, runs, result }: ConformanceOfModel): readonly Block[] {
  const kept = { file: runPath(result.model), model: result.model };
  return [...cards.flatMap(divergencePage), ...runs.rejected.flatMap((each) => rejectedRunPage(each, kept))];
}

function refuseTogether(flags: ConformanceFlags): void {
  const given = (['trace', 'validate', 'record'] as const).filter((name) => flags[name] !== undefined);
  if (given.length <= 1) return;
  const found = given.map((name) => `--${name}`).join(' and ');
  throw new InputError({ code: 'options', expected: 'one of --trace, --validate, --record', found });
}

function onlyOne(models: readonly Model[]): Model {
  const [model, ...others] = models;
  if (model !== undefined && others.length === 0) return model;
  const found = `${models.length} that match`;
  throw new InputError({ code: 'options', field: '--record', expected: 'one model, by its id', found });
}

function openTrace(file: string): TraceFile {
  const shown = shownPath(resolve(file));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new InputError({
      code: 'missing-file',
      file: shown,
      expected: 'a trace file',
      found: 'none that can be read',
    });
  }
  const model = modelOfTrace(text, shown);
  if (model !== undefined) return { file: shown, text, model };
  throw new InputError({ code: 'foreign-file', file: shown, field: '#meta.model', expected: 'the id of a model' });
}

/** The marked models, those that match, or the one of the trace; a model by its whole id even where it is not marked. */
function chosenModels(
  models: readonly Model[],
  filters: readonly string[],
  trace: TraceFile | undefined,
): readonly Model[] {
  const ids = trace === undefined ? filters : [trace.model];
  const exact = models.filter(({ id }) => ids.includes(id));
  const rest = ids.filter((id) => !exact.some((model) => model.id === id));
  if (ids.length > 0 && rest.length === 0) return exact;
  const marked = models.filter(({ conformance }) => conformance);
  return [...new Set([...exact, ...selectModels(marked, { filters: rest, shard: undefined, deep: true })])];
}

function listPage(models: readonly Model[]) {
  return [
    {
      kind: 'table' as const,
      columns: [{ title: 'model' }, { title: 'states', align: 'right' as const }, { title: 'purpose', wraps: true }],
      rows: models.map(({ id, distinctStates, purpose }) => [cell(id), cell(distinctStates), cell(purpose)]),
    },
  ];
}

function listJson(models: readonly Model[]): string {
  const rows = models.map(({ id, system, variant, distinctStates, purpose }) => {
    return { model: id, system, variant, distinctStates, purpose };
  });
  return `${JSON.stringify({ schema: 'lsm-verify/list@1', models: rows }, undefined, 2)}\n`;
}
