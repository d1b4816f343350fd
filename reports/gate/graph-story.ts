/** Tells how a state graph changed: edges gained and lost by action, and the shortest way to the first of them. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { compareGraphs, digestOfModel, type GraphChange, type GraphComparison } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { moduleTexts } from '../../spec/model-digest.js';
import type { GateChange } from './document.js';
import { type Entries, type EntryValue, entryKey } from './entries.js';
import type { Flows } from './flow.js';
import { type ProgramRun, runProgram } from './run-program.js';

/** Changed graphs that are told with a trace: exploring the earlier text of a model takes time. */
const storiesMax = 3;
/** States of a graph that is compared edge by edge. */
const statesMax = 300_000;
/** Revisions looked at for the text that the baseline speaks of. */
const revisionsMax = 12;

export interface StoryContext {
  readonly root: string;
  readonly models: readonly Model[];
  readonly before: Entries;
  readonly after: Entries;
  readonly flows: Flows;
  readonly signal: AbortSignal;
}

/** The changes, those about graphs told in full as far as that can be done: the smallest models first. */
export async function withGraphStories(
  changes: readonly GateChange[],
  context: StoryContext,
): Promise<readonly GateChange[]> {
  const states = (id: string) =>
    context.models.find((model) => model.id === id)?.distinctStates ?? Number.MAX_SAFE_INTEGER;
  const graphs = changes.filter(({ subject, kind }) => subject === 'graph' && kind === 'changed');
  const chosen = [...graphs].sort((left, right) => states(left.name) - states(right.name)).slice(0, storiesMax);
  const told = new Map<GateChange, GateChange>();
  for (const change of graphs) {
    told.set(
      change,
      chosen.includes(change) && !context.signal.aborted ? await story(change, context) : inCounts(change, context),
    );
  }
  // Those with a trace first: the first failure is told in full.
  const rest = changes.filter((change) => !graphs.includes(change));
  const at = changes.findIndex((change) => graphs.includes(change));
  if (at < 0) return changes;
  const ordered = [...chosen, ...graphs.filter((change) => !chosen.includes(change))].flatMap(
    (each) => told.get(each) ?? [],
  );
  return [...rest.slice(0, at), ...ordered, ...rest.slice(at)];
}

async function story(change: GateChange, context: StoryContext): Promise<GateChange> {
  const model = context.models.find(({ id }) => id === change.name);
  if (model === undefined) return inCounts(change, context);
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-before-'));
  try {
    const compared = await comparedWithBefore(model, folder, context);
    if (compared === undefined) return inCounts(change, context);
    return told(change, model, compared, context);
  } catch (error) {
    if (error instanceof InputError) return inCounts(change, context);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Looks for the text whose graph has the baseline's digest: in the last commit, then in the ones before that touched it. */
async function comparedWithBefore(
  model: Model,
  folder: string,
  { root, before, signal }: StoryContext,
): Promise<GraphComparison | undefined> {
  const wanted = before.get(entryKey('graph', model.id));
  const git = (...words: string[]): Promise<ProgramRun> => runProgram('git', words, { cwd: root, signal });
  const files = [
    model.config,
    ...[...moduleTexts(join(root, model.module)).keys()].map((name) => `${dirname(model.module)}/${name}`),
  ];
  const log = await git('log', `--max-count=${revisionsMax}`, '--format=%H', '--', ...files).catch(() => undefined);
  const revisions = log?.code === 0 ? ['HEAD', ...log.stdout.trim().split('\n')].filter((each) => each !== '') : [];
  for (const [index, revision] of [...new Set(revisions)].entries()) {
    const place = join(folder, String(index));
    mkdirSync(place);
    const listed = await git('ls-tree', '--name-only', revision, `${dirname(model.module)}/`);
    const modules = listed.stdout.split('\n').filter((file) => file.endsWith('.tla'));
    for (const file of [...modules, model.config]) {
      const shown = await git('show', `${revision}:${file}`);
      if (shown.code === 0) writeFileSync(join(place, basename(file)), shown.stdout);
    }
    const earlier = {
      moduleFile: join(place, basename(model.module)),
      configFile: join(place, basename(model.config)),
    };
    try {
      if ((await digestOfModel(earlier, statesMax)) !== wanted) continue;
      return await compareGraphs(
        earlier,
        { moduleFile: join(root, model.module), configFile: join(root, model.config) },
        statesMax,
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return undefined;
}

function told(change: GateChange, model: Model, compared: GraphComparison, { flows }: StoryContext): GateChange {
  const { gained, lost, variablesGained, variablesLost, initialChanged } = compared;
  const parts = [
    ...variablesGained.map((name) => `the variable ${name} is new`),
    ...variablesLost.map((name) => `the variable ${name} is gone`),
    ...(initialChanged ? ['the initial states are others'] : []),
    ...gained.map((each) => edgesText('+', each)),
    ...lost.map((each) => edgesText('-', each)),
  ];
  const shortest = [...gained, ...lost].sort((left, right) => left.first.length - right.first.length)[0];
  const isGained = shortest !== undefined && gained.includes(shortest);
  const steps = shortest?.first.length ?? 0;
  const trace =
    shortest === undefined
      ? ''
      : isGained
        ? ` First reached by this ${steps}-step trace, of which the last step is new.`
        : ` First missed by this ${steps}-step trace of the earlier graph, of which the last step is gone.`;
  const place = shortest && flows.actionPlace(model, shortest.action);
  return {
    ...change,
    direction: gained.length === 0 && lost.length > 0 ? 'worse' : change.direction,
    message: `${model.id}: the state graph is another one: ${parts.join(', ')}.${trace}`,
    ...(place === undefined ? {} : { place }),
    ...(shortest === undefined ? {} : { flow: flows.ofSteps(model, shortest.first) }),
  };
}

function edgesText(sign: '+' | '-', { action, edges }: GraphChange): string {
  return `${sign}${edges} edge${edges === 1 ? '' : 's'} of ${action}`;
}

/** What can be told without the earlier text: how many edges of each action there are. */
function inCounts(change: GateChange, { before, after }: StoryContext): GateChange {
  const key = entryKey('edges', change.name);
  const [was, is] = [fields(before.get(key)), fields(after.get(key))];
  const parts = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().flatMap((action) => {
    const difference = Number(is[action] ?? 0) - Number(was[action] ?? 0);
    return difference === 0 ? [] : [`${difference > 0 ? '+' : ''}${difference} edges of ${action}`];
  });
  const text = parts.length === 0 ? 'as many edges of each action, but others' : parts.join(', ');
  return { ...change, message: `${change.name}: the state graph is another one: ${text}.` };
}

function fields(value: EntryValue | undefined): Readonly<Record<string, string | number>> {
  return value !== null && typeof value === 'object' ? value : {};
}
