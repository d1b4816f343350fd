/** The stage that replays the marked models on the implementation: those that depend on something that changed. */

import { isBound } from '../../../conformance/bindings/bindings.js';
import type { FunctionsRan } from '../../../conformance/coverage/marks.js';
import { defaultConformOptions } from '../../../conformance/replay/conform.js';
import type { Model } from '../../../spec/manifest.js';
import { moduleName } from '../../../spec/module-name.js';
import type { ConformanceDivergence, ConformanceResult } from '../../conformance/document.js';
import { conformAll } from '../../conformance/run-all.js';
import { isInShard, isTouched, type StageRun } from '../context.js';
import type { GateChange, GatePlace } from '../document.js';
import { conformanceEntries, projectEntries } from '../entries.js';
import type { Facts } from '../facts.js';
import { conformanceFacts, nowOf } from '../model-facts.js';
import { Reruns } from '../reruns.js';
import { summaryOf } from '../summary.js';
import { KeptPlans } from './kept-plans.js';
import type { ProjectContext } from './verify.js';

export async function runConformance(context: ProjectContext): Promise<StageRun> {
  const { project, root, limits, signal, workers, cache, facts } = context;
  const { seed } = defaultConformOptions;
  const maxStates = limits.statesMax;
  const marked = project.manifest.models.filter(({ conformance, config }) => {
    return conformance && project.configurations.has(config);
  });
  const unbound = marked.filter((model) => !isBound(moduleName(model)));
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
  const plans = new KeptPlans(context, [seed, maxStates]);
  const replayed = await conformAll(queue, {
    ...{ root, seed, maxStates, workers, signal, marksFunctions: true },
    keepingOf: (model) => plans.of(model),
    onDone({ result, kept }, done, total, functions) {
      context.onProgress(`conformance: ${done} of ${total} models`);
      const model = queue.find(({ id }) => id === result.model);
      if (model === undefined) return;
      plans.takeOver(model, kept);
      if (!result.asExpected) return;
      const { files, extra } = factsOf(model);
      if (!facts.isStill(files)) return;
      cache.keep(unitOf(model), facts.record(narrowed(files, functions, facts), extra), result);
    },
  });
  for (const { result } of replayed) results.set(result.model, result);
  const done = chosen.flatMap(({ id }) => results.get(id) ?? []);
  const failures = [
    ...unbound.map((model) => unboundFailure(model)),
    ...done.filter(({ asExpected }) => !asExpected).flatMap((result) => failuresOf(context, result)),
  ];
  // Whether a model is there, and marked, explains why it is no longer replayed.
  const models = [...projectEntries(project)].filter(([key]) => key.startsWith('model '));
  const entries = new Map([...models, ...done.flatMap((result) => [...conformanceEntries(result)])]);
  const known = new Set(project.manifest.models.map(({ id }) => id));
  const isMarked = new Set(marked.map(({ id }) => id));
  return {
    stage: {
      name: 'conformance',
      ok: failures.length === 0,
      skipped: false,
      cached: chosen.length === 0 ? true : reruns.cached,
      summary: summaryOf('conformance', entries, reruns.counts),
      reruns: reruns.counts,
    },
    failures,
    entries,
    covers: ({ kind, subject }) =>
      kind === 'model' ||
      ((kind === 'traces' || kind === 'reached') &&
        (results.has(subject) || !known.has(subject) || !isMarked.has(subject))),
    notes: [],
  };
}

/** Of the implementation only the functions count that ran for the model. */
function narrowed(files: readonly string[], functions: readonly FunctionsRan[], facts: Facts): readonly string[] {
  const isImplementation = (file: string): boolean => file.startsWith('impl/') && file.endsWith('.ts');
  const others = files.filter((file) => !isImplementation(file));
  return [...others, ...facts.functions.factsThatRan(files.filter(isImplementation), functions)];
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
  const rejected = result.runs.rejected.map(({ headline, file, rejection }): GateChange => {
    const conjunct = rejection?.conjunct;
    const again = file === null ? '' : ` Again: npm run conformance -- --validate ${file}`;
    return {
      ...failed,
      subject: 'divergence',
      message: `${model.id}: a recorded run is no behaviour of the model: ${headline}${again}`,
      ...(conjunct === null || conjunct === undefined ? {} : { place: { file: conjunct.file, line: conjunct.line } }),
    };
  });
  if (rejected.length > 0 && result.divergences.length === 0) return rejected;
  if (result.divergences.length === 0) {
    const gaps = [
      gap('states', result.statesVisited, result.states),
      gap('transitions', result.transitionsReplayed, result.transitions),
      gap('pairs', result.pairsReplayed ?? 0, result.pairs ?? 0),
      gap('refusals', result.refusalsTried, result.refusals),
      gap('recorded runs', result.runsValidated, Math.max(1, result.runs.recorded)),
      ...result.situations
        .filter(({ reached, length }) => length !== null && !reached)
        .map(({ invariant }) => invariant),
    ].filter((each) => each !== undefined);
    const message = `${model.id}: not all was replayed: ${gaps.join(', ')}.`;
    return [{ ...failed, subject: 'traces', message, place: { file: 'spec/manifest.json', line: model.lines.entry } }];
  }
  const diverging = result.divergences.map((divergence): GateChange => {
    const place = placeOf(divergence.sources[0] ?? divergence.spec);
    return {
      ...failed,
      subject: 'divergence',
      message: `${model.id}: ${divergence.headline}${leavesOf(divergence)} Again: ${divergence.command}`,
      ...(place === undefined ? {} : { place }),
      flow: context.flows.ofDivergence(model, divergence),
    };
  });
  return [...diverging, ...rejected];
}

function gap(what: string, done: number, all: number): string | undefined {
  return done === all ? undefined : `${done} of ${all} ${what}`;
}

/** Where the two part: faults of the binding, steps that only one of them has, parts of the state. */
function leavesOf({ leaves, faults, enabled }: ConformanceDivergence): string {
  const only = (who: string, steps: readonly string[]) =>
    steps.length === 0 ? [] : [`only the ${who} has ${steps.slice(0, 3).join(', ')}`];
  const parts = [
    ...faults,
    ...only('implementation', enabled.onlyImplementation),
    ...only('model', enabled.onlyModel),
    ...leaves.map(({ path, model, implementation }) => {
      return `${path} is ${JSON.stringify(model)} in the model and ${JSON.stringify(implementation)} in the implementation`;
    }),
  ];
  return parts.length === 0 ? '' : ` ${parts.slice(0, 4).join('; ')}.`;
}

function placeOf(text: string | null | undefined): GatePlace | undefined {
  const [, file, line] = /^(.*):(\d+)$/.exec(text ?? '') ?? [];
  return file === undefined || line === undefined ? undefined : { file, line: Number(line) };
}
