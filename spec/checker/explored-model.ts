/** Opens and explores a model: what model-graph.ts promises, loaded only when it is asked for. */

import { InputError } from '../input-error.js';
import { compileModel } from './compile/compile-model.js';
import type { Program } from './compile/program.js';
import { Search } from './explore/search.js';
import type { StateGraph } from './explore/state-graph.js';
import { StepLabels } from './explore/step-labels.js';
import { traceTo } from './explore/trace.js';
import { readConfiguration } from './meaning/configuration.js';
import { readInput, shownPath } from './meaning/load-module.js';
import { resolveModel } from './meaning/resolve-model.js';
import type { ResolvedModel } from './meaning/resolved.js';
import type { GraphFiles, GraphLabel, ModelGraph, ModuleShape, OpenModel } from './model-graph.js';
import { stepsOf } from './opened-steps.js';
import { loadGrammar } from './syntax/grammar.js';
import { behaviourAgainst } from './temporal-violations.js';
import { canonicalValue } from './values/canonical-value.js';
import { ValueStore } from './values/store.js';
import type { Value } from './values/value.js';

export async function shape(files: GraphFiles): Promise<ModuleShape> {
  return shapeOf(await compiled(files));
}

export async function open(files: GraphFiles): Promise<OpenModel> {
  const loaded = await compiled(files);
  return {
    ...shapeOf(loaded),
    explore: (statesMax) => explore(loaded, files, statesMax),
    steps: () => ({ ...shapeOf(loaded), ...stepsOf(loaded), constants: constantsOf(files, 'those with a value') }),
  };
}

function explore(loaded: Loaded, files: GraphFiles, statesMax: number): ModelGraph {
  refuseReductions(loaded.model);
  const { program } = loaded;
  const search = new Search(program, {
    properties: { invariants: program.invariants, initial: [], actions: [] },
    checkDeadlock: false,
    continueAfterViolation: true,
    record: 'edges with arguments',
    limits: { statesMax },
  });
  while (search.advance(1000) === 'running');
  const { outcome } = search;
  if (outcome?.kind === 'error') {
    throw new InputError({
      code: 'evaluation',
      file: files.moduleFile,
      expected: 'a model that can be evaluated',
      found: outcome.error.message,
    });
  }
  if (outcome?.kind !== 'complete') {
    throw new InputError({ code: 'too-large', file: files.configFile, expected: `at most ${statesMax} states` });
  }
  const graph = search.graph();
  const rowsOf = (violation: (typeof search.violations)[number]) => traceTo(program, search.table, violation.at);
  return {
    ...shapeOf(loaded),
    constants: constantsOf(files, 'all'),
    ...walkable(program, graph),
    behaviourAgainst: (property) => behaviourAgainst(loaded, graph, property),
    violations: search.violations.map((violation) => {
      const states = rowsOf(violation).map(({ row }) => search.table.find(row));
      return { invariant: violation.name, states: states.includes(-1) ? undefined : states };
    }),
  };
}

interface Loaded {
  readonly model: ResolvedModel;
  readonly program: Program;
}

async function compiled({ moduleFile, configFile }: GraphFiles): Promise<Loaded> {
  await loadGrammar();
  const model = resolveModel({ moduleFile, configFile });
  const program = compileModel(model, {
    store: new ValueStore(),
    instrumented: false,
    print: () => undefined,
  });
  for (const { name, test } of program.assumptions) {
    if (test()) continue;
    throw new InputError({
      code: 'assumption',
      file: configFile,
      expected: `constants for which ${name ?? 'ASSUME'} holds`,
    });
  }
  return { model, program };
}

/** Under a symmetry or a view a step of the graph leads to another state than the graph says. */
function refuseReductions({ symmetry, view, configFile }: ResolvedModel): void {
  for (const [word, formulas] of [
    ['SYMMETRY', symmetry],
    ['VIEW', view === undefined ? [] : [view]],
  ] as const) {
    if (formulas.length === 0) continue;
    const expected = `a model for conformance without ${word}`;
    throw new InputError({ code: 'unsupported', file: configFile, line: formulas[0]?.line ?? 1, expected });
  }
}

function shapeOf({ model, program }: Loaded): ModuleShape {
  return {
    module: model.module,
    variables: program.variables,
    actions: program.actions.map(({ name, parameters, place }) => {
      return { name, parameters, file: place.source.file, line: place.line };
    }),
  };
}

function constantsOf({ configFile }: GraphFiles, which: 'all' | 'those with a value'): ReadonlyMap<string, Value> {
  const { constants, file } = readConfiguration(readInput(configFile, 'a TLC configuration'), shownPath(configFile));
  return new Map(
    constants.flatMap((constant) => {
      if (constant.kind === 'value') return [[constant.name, canonicalValue(constant.value)] as const];
      if (which === 'those with a value') return [];
      const expected = `a value for ${constant.name}, since an implementation is to stand for it`;
      throw new InputError({ code: 'unsupported', file, line: constant.line, expected, found: constant.definition });
    }),
  );
}

type Walkable = Omit<ModelGraph, keyof ModuleShape | 'constants' | 'violations' | 'behaviourAgainst'>;

function walkable(program: Program, graph: StateGraph): Walkable {
  const known = new Map<number, Value>();
  const canonical = (id: number): Value => {
    const value = known.get(id) ?? canonicalValue(graph.valueOf(id));
    known.set(id, value);
    return value;
  };
  const numbers = new StepLabels();
  const labels: GraphLabel[] = [];
  const numberOf = (action: number, args: readonly number[]): number => {
    const number = numbers.number(action, args);
    if (number === labels.length) labels.push({ action, arguments: args.map(canonical) });
    return number;
  };
  for (const { action, arguments: args } of graph.labels) numberOf(action, args);
  const row = new Int32Array(program.width);
  const isSuccessor = () => row.every((value, index) => program.successor[index] === value);
  const isUnconstrained = program.constraints.length === 0 && program.actionConstraints.length === 0;
  return {
    labels,
    states: graph.states,
    initial: [...graph.initial],
    offsets: graph.offsets,
    to: graph.to,
    label: graph.label,
    valuesOf(state) {
      graph.read(state, row);
      return Array.from(row, canonical);
    },
    stepsOf(state) {
      if (isUnconstrained) return [...new Set(graph.label.subarray(graph.offsets[state], graph.offsets[state + 1]))];
      const found = new Set<number>();
      graph.read(state, program.current);
      program.labelledSuccessors((action, args) => found.add(numberOf(action, args)));
      return [...found];
    },
    isInitial(state) {
      let isFound = false;
      graph.read(state, row);
      program.initial(() => {
        isFound ||= isSuccessor();
      });
      return isFound;
    },
    isStep(from, label, to) {
      let isFound = false;
      graph.read(from, program.current);
      graph.read(to, row);
      program.labelledSuccessors((action, args) => {
        isFound ||= isSuccessor() && numbers.number(action, args) === label;
      });
      return isFound;
    },
  };
}
