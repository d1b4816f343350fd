/** The stage that replays the marked models on the implementation: those that depend on something that changed. */

import { bindingOf } from '../../../conformance/bindings/bindings.js';
import { defaultConformOptions } from '../../../conformance/replay/conform.js';
import type { Model } from '../../../spec/manifest.js';
import type { ConformanceDivergence, ConformanceResult } from '../../conformance/document.js';
import { moduleName } from '../../conformance/run.js';
import { conformAll } from '../../conformance/run-all.js';
import { isInShard, isTouched, Reruns, type StageRun } from '../context.js';
import type { GateChange, GatePlace } from '../document.js';
import { conformanceEntries } from '../entries.js';
import { conformanceFacts, nowOf } from '../model-facts.js';
import type { ProjectContext } from './verify.js';

export async function runConformance(context: ProjectContext): Promise<StageRun> {
  const { project, root, limits, signal, workers, cache, facts } = context;
  const { seed } = defaultConformOptions;
  const maxStates = limits.statesMax;
  const marked = project.manifest.models.filter(({ conformance, config }) => {
    return conformance && project.configurations.has(config);
  });
  const unbound = marked.filter((model) => bindingOf(moduleName(model)) === undefined);
  const factsOf = (model: Model) => conformanceFacts(context, model, [seed, maxStates]);
  const chosen = marked
    .filter((model) => !unbound.includes(model))
    .filter((_, index) => isInShard(context.shard, index))
    .filter(
      (model) =>
        context.changedFiles === undefined || isTouched(context, [...factsOf(model).files, 'spec/manifest.json']),
    );
  const reruns = new Reruns();
  const results = new Map<string, ConformanceResult>();
  const queue: Model[] = [];
  for (const model of chosen) {
    const known = reruns.note(cache.recall<ConformanceResult>(unitOf(model), nowOf(context, factsOf(model))));
    if (known === undefined) queue.push(model);
    else results.set(model.id, known);
  }
  const replayed = await conformAll(queue, {
    ...{ root, seed, maxStates, workers, signal },
    onDone(result, done, total) {
      context.onProgress(`conformance: ${done} of ${total} models`);
      const model = queue.find(({ id }) => id === result.model);
      if (model === undefined || !result.asExpected) return;
      const { files, extra } = factsOf(model);
      if (facts.isStill(files)) cache.keep(unitOf(model), facts.record(files, extra), result);
    },
  });
  for (const result of replayed) results.set(result.model, result);
  const done = chosen.flatMap(({ id }) => results.get(id) ?? []);
  const failures = [
    ...unbound.map((model) => unboundFailure(model)),
    ...done.filter(({ asExpected }) => !asExpected).flatMap((result) => failuresOf(context, result)),
  ];
  const sum = (of: (result: ConformanceResult) => number) => done.reduce((total, result) => total + of(result), 0);
  const known = new Set(project.manifest.models.map(({ id }) => id));
  const isMarked = new Set(marked.map(({ id }) => id));
  return {
    stage: {
      name: 'conformance',
      ok: failures.length === 0,
      skipped: false,
      cached: chosen.length === 0 ? true : reruns.cached,
      summary: `${reruns.summary('models')}, ${sum((each) => each.transitionsReplayed)} transitions replayed`,
    },
    failures,
    entries: new Map(done.flatMap((result) => [...conformanceEntries(result)])),
    covers: ({ kind, subject }) =>
      (kind === 'traces' || kind === 'reached') &&
      (results.has(subject) || !known.has(subject) || !isMarked.has(subject)),
    notes: [],
  };
}

function unitOf({ id }: Model): string {
  return `conformance ${id}`;
}

function unboundFailure(model: Model): GateChange {
  return {
    subject: 'traces',
    name: model.id,
    kind: 'failed',
    direction: 'worse',
    fails: true,
    message: `${model.id} is marked for conformance, but no implementation is bound to ${moduleName(model)}.`,
    place: { file: 'spec/manifest.json', line: model.lines.entry },
  };
}

/** The divergence, or what was not done of what there was to do. */
function failuresOf(context: ProjectContext, result: ConformanceResult): readonly GateChange[] {
  const model = context.project.manifest.models.find(({ id }) => id === result.model);
  if (model === undefined) return [];
  const failed = { name: model.id, kind: 'failed', direction: 'worse', fails: true } as const;
  if (result.divergences.length === 0) {
    const gaps = [
      gap('states', result.statesVisited, result.states),
      gap('transitions', result.transitionsReplayed, result.transitions),
      gap('pairs', result.pairsReplayed ?? 0, result.pairs ?? 0),
      gap('refusals', result.refusalsTried, result.refusals),
      ...result.situations
        .filter(({ reached, length }) => length !== null && !reached)
        .map(({ invariant }) => invariant),
    ].filter((each) => each !== undefined);
    const message = `${model.id}: not all was replayed: ${gaps.join(', ')}.`;
    return [{ ...failed, subject: 'traces', message, place: { file: 'spec/manifest.json', line: model.lines.entry } }];
  }
  return result.divergences.map((divergence) => {
    const place = placeOf(divergence.sources[0] ?? divergence.spec);
    return {
      ...failed,
      subject: 'divergence',
      message: `${model.id}: ${divergence.headline}${leavesOf(divergence)} Again: ${divergence.command}`,
      ...(place === undefined ? {} : { place }),
      flow: context.flows.ofDivergence(model, divergence),
    };
  });
}

function gap(what: string, done: number, all: number): string | undefined {
  return done === all ? undefined : `${done} of ${all} ${what}`;
}

function leavesOf({ leaves, faults }: ConformanceDivergence): string {
  const parts = [
    ...faults,
    ...leaves.map(({ path, model, implementation }) => {
      return `${path} is ${JSON.stringify(model)} in the model and ${JSON.stringify(implementation)} in the implementation`;
    }),
  ];
  return parts.length === 0 ? '' : ` ${parts.slice(0, 3).join('; ')}.`;
}

function placeOf(text: string | null | undefined): GatePlace | undefined {
  const [, file, line] = /^(.*):(\d+)$/.exec(text ?? '') ?? [];
  return file === undefined || line === undefined ? undefined : { file, line: Number(line) };
}
