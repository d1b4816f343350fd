/** The door `branches`: which branches of the implementation the traces of the models take, and which the tables. */

import { join } from 'node:path';
import { type Counts, measure } from '../conformance/coverage/measure.js';
import { DivergedError, record } from '../conformance/coverage/record.js';
import { branchesDocument } from '../reports/branches/document.js';
import { branchesJson, branchesPath } from '../reports/branches/store.js';
import { branchesPage, branchesSummary } from '../reports/render/branches-page.js';
import { paragraph } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { selectModels } from '../reports/verify/run.js';
import { writeWhole } from '../reports/verify/store.js';
import { readProject } from '../spec/project.js';
import { projectRoot } from '../spec/project-root.js';
import { exitCodes, progressLine, type World } from './terminal.js';

export interface BranchesFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly maxStates: number;
}

/** Runs the door and resolves to the exit code. */
export async function branchesDoor(
  filters: readonly string[],
  { json, quiet, maxStates }: BranchesFlags,
  world: World,
): Promise<number> {
  const root = projectRoot();
  const marked = readProject(root).manifest.models.filter(({ conformance }) => conformance);
  const models = selectModels(marked, { filters, shard: undefined, deep: true }).map(({ id }) => id);
  const progress = progressLine(world, quiet === true);
  const started = performance.now();
  const { signal } = world;
  const onModel = (model: string, done: number): void => {
    progress.settled(done + 1, models.length);
    progress.show({ model, phase: 'replayed', elapsedMs: performance.now() - started });
  };
  let traces: Counts;
  const tables = await record({ root, models: undefined, statesMax: maxStates }, { signal });
  try {
    traces = await record({ root, models, statesMax: maxStates }, { signal, onModel });
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return exitCodes.notAsExpected;
  } finally {
    progress.clear();
  }
  const found = await measure(root, { 'traces of the models': traces, tables });
  const document = branchesDocument(found, models, filters.length > 0);
  const text = branchesJson(document);
  writeWhole(join(root, branchesPath(document)), text);
  if (json === true) world.stdout.write(text);
  else {
    const page = quiet === true ? [paragraph(branchesSummary(document))] : branchesPage(document);
    world.stdout.write(terminalText(page, terminalStyle(world.stdout, world.env)));
  }
  return document.ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}
