/** The door `conformance` with a file of a run: validates one that somebody recorded, or records one. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bindingOf } from '../conformance/bindings/bindings.js';
import { openRun, type RunHeader, readRun, writeRun } from '../conformance/validation/run-file.js';
import { withoutNames } from '../conformance/validation/thin.js';
import { validate } from '../conformance/validation/validate.js';
import { validationJson } from '../reports/conformance/store.js';
import { validationDocument } from '../reports/conformance/validation.js';
import { paragraph } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { validationPage } from '../reports/render/validation-page.js';
import { type ModelSteps, openModel, readConfiguration } from '../spec/checker/index.js';
import { engineModel } from '../spec/engine-model.js';
import { InputError, nearestName } from '../spec/input-error.js';
import { type Model, readManifest } from '../spec/manifest.js';
import { moduleName } from '../spec/module-name.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import { readText } from '../spec/read-text.js';
import { exitCodes, progressLine, type World } from './terminal.js';

export interface RunFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly seed: number;
  readonly maxStates: number;
  readonly steps: number;
  readonly schedule: 'in-order' | 'by-seed';
  /** Variables and actions that a recording leaves out. */
  readonly hide?: readonly string[];
  readonly root?: string;
}

/** Resolves to the exit code: 0 a behaviour, 1 none. @throws {InputError} for a file that is no run of a model we have. */
export async function validateDoor(path: string, flags: RunFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const { models } = readManifest(root);
  const file = shownPath(resolve(path));
  const open = openRun(readText(path), file);
  const { model, name } = await modelOf(open.header, { file, models, root });
  const run = readRun(open, model);
  const progress = progressLine(world, flags.quiet === true);
  const started = performance.now();
  const found = await validate(model, run, {
    signal: world.signal,
    statesMax: flags.maxStates,
    file,
    onProgress: (done, total, states) => {
      const elapsedMs = performance.now() - started;
      progress.show({ model: name, phase: `line ${done} of ${total}`, states, elapsedMs });
    },
  });
  progress.clear();
  const validated = { file, model: name, lines: run.lines.length, found };
  const document = validationDocument(validated);
  if (flags.json === true) world.stdout.write(validationJson(document));
  else {
    const page = validationPage(validated);
    world.stdout.write(
      terminalText(flags.quiet === true ? page.slice(0, 2) : page, terminalStyle(world.stdout, world.env)),
    );
  }
  if (document.interrupted) return exitCodes.interrupted;
  return document.ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** Records one run of the implementation within the bounds of `model`. @throws {InputError} for a model without an implementation. */
export async function recordDoor(path: string, model: Model, flags: RunFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const module = moduleName(model);
  const binding = await bindingOf(module);
  const hide = flags.hide ?? [];
  const names = [...binding.variables, ...binding.actions.keys()];
  for (const name of hide) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const near = nearest === undefined ? {} : { nearest };
    const expected = `a variable or an action of ${module}`;
    throw new InputError({ code: 'unknown-name', field: '--hide', expected, found: name, ...near });
  }
  const steps = (await openModel(engineModel(root, model))).steps();
  const schedule = flags.schedule === 'in-order' ? 'in order' : 'by seed';
  const { recordedRun } = await import('../conformance/validation/own-runs.js');
  const whole = recordedRun(steps, binding, { model: model.id, schedule, seed: flags.seed, stepsMax: flags.steps });
  const run = withoutNames(whole, {
    variables: hide.filter((name) => binding.variables.includes(name)),
    actions: hide.filter((name) => binding.actions.has(name)),
    max: hiddenMax,
  });
  writeFileSync(path, writeRun(run));
  const text = `${shownPath(resolve(path))}: ${run.lines.length} lines of a run of ${model.id}.`;
  if (flags.quiet !== true) {
    world.stdout.write(terminalText([paragraph(text)], terminalStyle(world.stdout, world.env)));
  }
  return exitCodes.asExpected;
}

/** Lines in a row that a recording leaves out. */
const hiddenMax = 3;

interface Known {
  readonly file: string;
  readonly models: readonly Model[];
  readonly root: string;
}

/** The model that a run says it is of, and what it is called. */
async function modelOf(
  header: RunHeader,
  known: Known,
): Promise<{ readonly model: ModelSteps; readonly name: string }> {
  const { model: id, module, constants = {} } = header;
  if (module !== undefined) return { model: await configured(module, constants, known), name: module };
  const { file, models, root } = known;
  const model = models.find((each) => each.id === id);
  if (model !== undefined) return { model: (await openModel(engineModel(root, model))).steps(), name: model.id };
  throw unknown('model', 'the id of a model', id ?? '', { file, names: models.map((each) => each.id) });
}

/** The module with these constants and no bounds besides: its Init and Next. */
async function configured(
  module: string,
  constants: NonNullable<RunHeader['constants']>,
  { file, models, root }: Known,
): Promise<ModelSteps> {
  const modules = new Map(models.map((model) => [model.module.replace(/^spec\/|\.tla$/g, ''), model.module]));
  const moduleFile = modules.get(module);
  if (moduleFile === undefined)
    throw unknown('module', 'a module of the project', module, { file, names: [...modules.keys()] });
  const names = Object.keys(constants);
  for (const [name, value] of Object.entries(constants)) checkConstant(name, value, file);
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-run-'));
  try {
    const configFile = join(folder, 'run.cfg');
    const lines = [...names.map((name) => `CONSTANT ${name} = ${constants[name]}`), 'INIT Init', 'NEXT Next'];
    writeFileSync(configFile, `${lines.join('\n')}\n`);
    return (await openModel({ moduleFile: join(root, moduleFile), configFile })).steps();
  } catch (error) {
    if (!(error instanceof InputError) || error.fault.file === undefined || !error.fault.file.endsWith('run.cfg'))
      throw error;
    // The configuration is ours: what is wrong with it is wrong in the header.
    const { line, column: _, ...fault } = error.fault;
    const name = line === undefined ? undefined : names[line - 1];
    throw new InputError({ ...fault, file, line: 1, field: name === undefined ? 'constants' : `constants.${name}` });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws {InputError} for a text that is more or less than one constant's value. */
function checkConstant(name: string, value: string, file: string): void {
  const place = { file, line: 1, field: `constants.${name}` };
  const expected = 'a value as a TLC configuration writes it';
  try {
    const { constants, ...rest } = readConfiguration(`CONSTANT ${name} = ${value}`, file);
    const isOne = constants.length === 1 && constants[0]?.name === name && rest.init === undefined;
    if (isOne && !/[\r\n]/.test(value)) return;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      code: 'syntax',
      ...place,
      expected: error.fault.expected,
      found: error.fault.found ?? value,
    });
  }
  throw new InputError({ code: 'syntax', ...place, expected, found: value });
}

function unknown(
  field: string,
  expected: string,
  found: string,
  { file, names }: { readonly file: string; readonly names: readonly string[] },
): InputError {
  const nearest = nearestName(found, names);
  const near = nearest === undefined ? {} : { nearest };
  return new InputError({ code: 'unknown-name', file, line: 1, field, expected, found, ...near });
}
