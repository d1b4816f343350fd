/** The door `verify`: checks the project's models and compares what is found with what is expected. */

import { join } from 'node:path';
import { enlargedSentences } from '../reports/render/enlarged.js';
import { cell, type Page, paragraph } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { summary, verifyPage } from '../reports/render/verify-page.js';
import { verifyMarkdown } from '../reports/render/verify-report.js';
import { moduleReader } from '../reports/verify/explain.js';
import { type Shard, selectModels } from '../reports/verify/run.js';
import { pagePath, resultPath, verifyJson, writeWhole } from '../reports/verify/store.js';
import type { EngineName } from '../spec/checker/index.js';
import { describeDisagreement } from '../spec/disagreement.js';
import { InputError } from '../spec/input-error.js';
import type { Model } from '../spec/manifest.js';
import { readProject } from '../spec/project.js';
import { projectRoot } from '../spec/project-root.js';
import type { FormatFlags } from './format-options.js';
import { runModels, versionedEngines } from './run-models.js';
import { exitCodes, type World } from './terminal.js';
import { takesStdout, writeFormats } from './write-formats.js';

export interface VerifyFlags extends FormatFlags {
  readonly json?: boolean;
  readonly list?: boolean;
  readonly quiet?: boolean;
  readonly deep?: boolean;
  readonly engine: string;
  readonly workers: number;
  readonly maxStates: number;
  readonly timeout: number;
  readonly shard?: Shard;
  readonly root?: string;
}

/** Engines that `--engine all` would run and names as absent where they are not. */
const allEngines: readonly EngineName[] = ['tla-checker', 'tlc'];

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function verifyDoor(filters: readonly string[], flags: VerifyFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const project = readProject(root);
  const models = selectModels(project.manifest.models, {
    filters,
    shard: flags.shard,
    // A list shows what there is; nothing in it takes time.
    deep: flags.deep === true || flags.list === true,
  });
  if (flags.list === true) {
    world.stdout.write(flags.json === true ? listJson(models) : terminalText(listPage(models), style(world)));
    return exitCodes.asExpected;
  }
  const isStdoutTaken = takesStdout(flags);
  const engines = await versionedEngines(flags.engine);
  const present = engines.map(({ engine }) => engine.name);
  const runnable = models.filter((model) => model.engines.some((name) => present.includes(name)));
  if (runnable.length === 0) {
    const wanted = [...new Set(models.flatMap((model) => model.engines))].join(', ');
    throw new InputError({
      code: 'nothing-to-run',
      field: '--engine',
      expected: models.length === 0 ? 'a shard with a model in it' : `an engine that runs these models: ${wanted}`,
      found: models.length === 0 ? 'an empty one' : present.join(', '),
    });
  }

  const enginesAbsent = flags.engine === 'all' ? allEngines.filter((name) => !present.includes(name)) : [];
  const document = await runModels(
    { project, models, engines, enginesAbsent, ...(flags.shard === undefined ? {} : { shard: flags.shard }) },
    flags,
    world,
  );

  const page = verifyPage(document);
  const json = verifyJson(document);
  writeWhole(join(root, resultPath(document)), json);
  const evidence = { results: document.results, models: project.manifest.models, moduleOf: moduleReader(root) };
  writeWhole(join(root, pagePath(document)), verifyMarkdown(document, project.catalogues, evidence));
  if (flags.json === true) world.stdout.write(json);
  else if (isStdoutTaken) world.stderr.write(`${summary(document)}\n`);
  else if (flags.quiet === true) {
    world.stdout.write(
      `${[summary(document), ...enlargedSentences(document), ...document.disagreements.map(describeDisagreement)].join('\n')}\n`,
    );
  } else {
    const kept = paragraph(`Kept in ${resultPath(document)} and, with schedules, in ${pagePath(document)}.`, 'quiet');
    world.stdout.write(terminalText([...page, kept], style(world)));
  }
  writeFormats(document, root, flags, world);
  if (document.interrupted) return exitCodes.interrupted;
  return document.ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}

function style(world: World) {
  return terminalStyle(world.stdout, world.env);
}

function listPage(models: readonly Model[]): Page {
  return [
    {
      kind: 'table',
      columns: [{ title: 'model' }, { title: 'distinct', align: 'right' }, { title: 'purpose', wraps: true }],
      rows: models.map(({ id, distinctStates, purpose }) => [cell(id), cell(distinctStates), cell(purpose)]),
    },
  ];
}

function listJson(models: readonly Model[]): string {
  const rows = models.map(({ id, system, variant, distinctStates, purpose, engines, deep }) => {
    return { model: id, system, variant, distinctStates, purpose, engines, deep };
  });
  return `${JSON.stringify({ schema: 'lsm-verify/list@1', models: rows }, undefined, 2)}\n`;
}
