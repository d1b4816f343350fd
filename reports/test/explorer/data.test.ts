/** The explorer's data says what the state graphs and the counterexamples say, in fewer bytes. */

import test from 'ava';
import { exploreModel, itfValue, type ModelGraph, printValue, selectEngines } from '../../../spec/checker/index.js';
import { defaultLimits } from '../../../spec/checker/settle.js';
import { engineModel } from '../../../spec/engine-model.js';
import { readProject } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { toyProject } from '../../../spec/test/temporary-project.js';
import { cutGraph } from '../../explorer/cut.js';
import { explorerData } from '../../explorer/data.js';
import { ExplorerDraft } from '../../explorer/draft.js';
import type { ExplorerData } from '../../explorer/explorer-data.js';
import { graphOf } from '../../explorer/graph.js';
import { toldStep, valuesIn } from '../../explorer/told.js';
import type { VerifyDocument } from '../../verify/document.js';
import { verify } from '../../verify/run.js';

async function results(root: string, ids?: readonly string[]): Promise<VerifyDocument> {
  const project = readProject(root);
  const engines = await selectEngines('own');
  return verify({
    project,
    models: project.manifest.models.filter(({ id }) => ids?.includes(id) ?? true),
    engines: engines.map((engine) => ({ engine, version: 'any' })),
    enginesAbsent: [],
    limits: defaultLimits,
    workers: 1,
    signal: new AbortController().signal,
  });
}

const toy = { project: readProject(toyProject), document: results(toyProject) };

/** What the checker says and what the explorer says, state by state. */
function graphs(data: ExplorerData, id: string, checked: ModelGraph) {
  const model = data.models.find((other) => other.id === id);
  if (model === undefined) throw new Error(`no ${id}`);
  const graph = graphOf(data, model);
  const shown = (state: number) => JSON.stringify(valuesIn(data, graph, state));
  const told = model.states.map((_, state) => ({
    values: shown(state),
    steps: graph
      .edgesOf(state)
      ?.map(({ step, to }) => `${toldStep(graph, step)?.call} ${shown(to)}`)
      .sort(),
  }));
  const values = (state: number) => JSON.stringify(checked.valuesOf(state).map(itfValue));
  const meant = Array.from({ length: checked.states }, (_, state) => ({
    values: values(state),
    steps: Array.from(checked.to.subarray(checked.offsets[state], checked.offsets[state + 1]), (to, index) => {
      const label = checked.labels[checked.label[(checked.offsets[state] ?? 0) + index] ?? 0];
      const args = label?.arguments.map(printValue) ?? [];
      const name = checked.actions[label?.action ?? 0]?.name;
      return `${name}${args.length === 0 ? '' : `(${args.join(', ').replaceAll('"', '')})`} ${values(to)}`;
    }).sort(),
  }));
  return { told, meant };
}

test('every state and every step of a small model is there, and nothing else', async (t) => {
  const { project } = toy;
  const data = await explorerData({ project, document: await toy.document });
  t.is(data.models.length, project.manifest.models.length);
  for (const model of project.manifest.models) {
    const { told, meant } = graphs(data, model.id, await exploreModel(engineModel(project.root, model), 1000));
    const byValues = (each: { readonly values: string }, other: { readonly values: string }) =>
      each.values < other.values ? -1 : 1;
    t.deepEqual(told.sort(byValues), meant.sort(byValues), model.id);
  }
});

test('the runs are the counterexamples of the results, step by step', async (t) => {
  const document = await toy.document;
  const data = await explorerData({ project: toy.project, document });
  for (const model of data.models) {
    const graph = graphOf(data, model);
    const properties = document.results.find((result) => result.model === model.id)?.properties ?? [];
    const violated = properties.filter(({ counterexample }) => counterexample !== undefined);
    t.deepEqual(
      model.traces.map(({ property }) => property),
      violated.map(({ name }) => name),
    );
    for (const [index, { counterexample }] of violated.entries()) {
      const trace = model.traces[index];
      const names = trace?.steps.map((step) => toldStep(graph, step)?.call.replaceAll('"', ''));
      t.deepEqual(
        names,
        [...(counterexample?.actions ?? [])].map((call) => call?.replaceAll('"', '')),
      );
      t.is(trace?.loopStart, counterexample?.loopStart);
      for (const [at, state] of (trace?.states ?? []).entries()) {
        const { '#meta': _, ...variables } = counterexample?.states[at] ?? {};
        t.deepEqual(
          Object.fromEntries(graph.module.variables.map((name, i) => [name, valuesIn(data, graph, state)[i]])),
          variables,
        );
        const next = trace?.states[at + 1];
        if (next !== undefined)
          t.true(graph.edgesOf(state)?.some(({ to, step }) => to === next && step === trace?.steps[at]));
      }
    }
  }
});

test('a refuted claim names the run that refutes it, with the harm that the catalogue tells', async (t) => {
  const data = await explorerData({ project: toy.project, document: await toy.document });
  t.deepEqual(
    data.claims.map(({ id, variant, model, property }) => [id, variant, data.models[model]?.id, property]),
    [['TOY-I1', 'old', 'toy/Latch.old-one', 'NoLostWakeup']],
  );
  const [trace] = data.models[0]?.traces.filter(({ claims }) => claims.includes('TOY-I1')) ?? [];
  t.is(trace?.ending, toy.project.catalogues[0]?.entries.find(({ id }) => id === 'TOY-I1')?.harm?.trim());
});

test('the order in which models come makes no difference to a byte', async (t) => {
  const document = await toy.document;
  const { project } = toy;
  const models = await Promise.all(
    project.manifest.models.map(async (model) => {
      return { model, graph: await exploreModel(engineModel(project.root, model), 1000) };
    }),
  );
  const texts = [models, models.toReversed()].map((ordered) => {
    const draft = new ExplorerDraft(project, document, {}, []);
    for (const { model, graph } of ordered) draft.add(model, graph);
    return JSON.stringify(draft.data());
  });
  t.is(texts[0], texts[1]);
});

test('where there is no graph the runs stand alone, and no step is said to be all there are', async (t) => {
  const document = await toy.document;
  const draft = new ExplorerDraft(toy.project, document, {}, []);
  for (const model of toy.project.manifest.models) draft.add(model, 'No graph today.');
  const [model, ...others] = draft.data().models;
  t.deepEqual(model?.partial, { reason: 'No graph today.' });
  t.deepEqual(new Set(model?.edges), new Set([null]));
  t.true((model?.traces.length ?? 0) > 0);
  t.deepEqual(
    others.filter(({ traces }) => traces.length === 0),
    [],
  );
});

test('a model that has changed since its results is shown by its runs alone', async (t) => {
  const document = await toy.document;
  const older = { ...document, results: document.results.map((result) => ({ ...result, digest: '0' })) };
  const data = await explorerData({ project: toy.project, document: older });
  t.regex(data.models[0]?.partial?.reason ?? '', /changed since these results/);
});

test('what does not fit is cut to its runs if it refutes a claim, else left out', async (t) => {
  const document = await toy.document;
  const data = await explorerData({ project: toy.project, document, limits: { bytesMax: 100 } });
  t.deepEqual(
    data.models.map(({ id }) => id),
    ['toy/Latch.old-one'],
  );
  const [model] = data.models;
  const run = new Set(model?.traces.flatMap(({ states }) => states));
  t.deepEqual(
    model?.edges.flatMap((edges, state) => (edges !== null && !run.has(state) ? [state] : [])),
    [],
  );
  t.deepEqual(
    [...run].filter((state) => model?.edges[state] === null),
    [],
  );
  t.regex(model?.partial?.reason ?? '', /^The graph is too large for this page\./);
});

test('a cut keeps every state of the runs with all its steps, then those nearest', (t) => {
  // A line of ten states from 0, each with a step back to the start.
  const to = Int32Array.from({ length: 20 }, (_, edge) => (edge % 2 === 0 ? Math.min(edge / 2 + 1, 9) : 0));
  const graph = { states: 10, initial: [0], offsets: Int32Array.from({ length: 11 }, (_, state) => 2 * state), to };
  t.deepEqual(cutGraph(graph, [5], 10), { expanded: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], isWhole: true });
  t.deepEqual(cutGraph(graph, [5], 5), { expanded: [5, 6, 0], isWhole: false });
  t.deepEqual(cutGraph(graph, [5, 3], 0), { expanded: [5, 3], isWhole: false });
});

test('steps of our own modules are told with their lines in the module and in the implementation', async (t) => {
  const root = projectRoot();
  const document = await results(root, ['tsem/KillGate.v3-split-process', 'tsem/TrustRelease.v3-directory']);
  const data = await explorerData({ project: readProject(root), document });
  const missing = data.modules.flatMap(({ name, actions }) =>
    actions.filter(({ spec }) => !/^spec\/tsem\/\w+\.tla:\d+$/.test(spec)).map((action) => `${name}!${action.name}`),
  );
  t.deepEqual(missing, []);
  const trust = data.modules.find(({ name }) => name === 'tsem/TrustRelease');
  t.true((trust?.actions.length ?? 0) > 0);
  t.deepEqual(
    trust?.actions.filter(({ implementation }) => !/^impl\/tsem\/[\w-]+\.ts:\d+$/.test(implementation[0] ?? '')),
    [],
  );
});
