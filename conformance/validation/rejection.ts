/** Why a line of a run fits no step of the model: which conjunct is false, what would have fitted, what is missing before it. */

import type { ActionReading, Conjunct, ModelStep, ModelSteps, Value } from '../../spec/checker/index.js';
import type { Step } from '../bindings/binding.js';
import { type LeafDifference, leafDifferences } from '../replay/compare.js';
import { agrees, closure, type Followed, hiddenSteps, isAlike, isNamed, type Reached } from './following.js';
import { fileLine, type Run, type RunLine } from './run-file.js';
import { valueKey } from './value-key.js';

type Explained = Followed & Pick<ModelSteps, 'readings'>;

/** A conjunct that is not true. */
export interface FalseConjunct {
  readonly text: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly isUpdate: boolean;
  /** What the sides of a comparison are there. */
  readonly sides: readonly { readonly text: string; readonly value: Value }[];
  /** Why it cannot be evaluated, where it cannot. */
  readonly failure?: string;
}

/** A step that the model has, or without a step an initial state, and where its values are not the recorded ones. */
export interface Near {
  readonly step: Step | undefined;
  readonly leaves: readonly LeafDifference[];
}

export interface Rejection {
  /** Of the file, 1-based: the first that fits no step. */
  readonly line: number;
  /**
   * `start`: no initial state has these values. `not possible`: no step of this name and arguments can be taken. `differs`: steps can,
   * and lead to other values. `hidden`: it fits only after more hidden steps than are allowed.
   */
  readonly kind: 'start' | 'not possible' | 'differs' | 'hidden';
  /** As recorded; without an action where none was. */
  readonly recorded: { readonly action?: string; readonly arguments?: readonly Value[] };
  /** States that explain all lines before. */
  readonly explaining: number;
  /** One of them, or of those that hidden steps lead to from them: the one that all below is told of; at the start none. */
  readonly state: ReadonlyMap<string, Value>;
  /** The hidden steps that lead to it. */
  readonly hidden: readonly Step[];
  readonly conjunct?: FalseConjunct;
  /** Steps that lead nearest to what was recorded, the nearest first. */
  readonly nearest: readonly Near[];
  /** Steps that can be taken in `state`. */
  readonly enabled: readonly Step[];
  /** Steps after which the line fits, were they hidden before it. */
  readonly missing?: { readonly steps: readonly Step[]; readonly max: number };
}

/** States that are looked at for the nearest. */
const statesMax = 200;

/** Steps told as nearest. */
const nearestMax = 3;

/** How many hidden steps more than allowed are tried of those that may be hidden, and of any. */
const moreHidden = { named: 8, any: 3 } as const;

/** States met in the search for what is missing. */
const missingStatesMax = 5_000;

export function rejectedStart(model: Explained, line: RunLine): Rejection {
  const near = model.initial.map((state): Near => ({ step: undefined, leaves: differences(model, state, line) }));
  return {
    line: fileLine(0),
    kind: 'start',
    recorded: {},
    explaining: 0,
    state: new Map(),
    hidden: [],
    nearest: nearestOf(near),
    enabled: [],
  };
}

export interface Place {
  /** Of the line in the run. */
  readonly index: number;
  /** States that explain the lines before it. */
  readonly explaining: readonly number[];
  readonly isHidden: (action: string) => boolean;
}

export function rejectedStep(model: Explained, run: Run, { index, explaining, isHidden }: Place): Rejection {
  const line = run.lines[index] as RunLine;
  const max = run.lines[index - 1]?.hidden ?? 0;
  const reached = closure(model, explaining, { max, isHidden, statesMax }).slice(0, statesMax);
  const candidates = reached.flatMap(({ state }) =>
    model.from(state).map((step) => ({ from: state, step, leaves: differences(model, step.to, line) })),
  );
  candidates.sort((left, right) => left.leaves.length - right.leaves.length);
  const named = candidates.filter(({ step }) => isNamed(model, step, line));
  const [best] = named;
  const told =
    best === undefined
      ? falseGuard(model, reached, line)
      : { state: best.from, conjunct: falseUpdate(model, best, line) };
  const at = reached.find((each) => each.state === told.state) ?? (reached[0] as Reached);
  const { state } = at;
  const overBound =
    run.header.hidden === undefined
      ? undefined
      : missing(model, line, explaining, { max: max + moreHidden.named, isHidden });
  const before = overBound ?? missing(model, line, explaining, { max: max + moreHidden.any, isHidden: () => true });
  const near = best === undefined ? candidates : named;
  return {
    line: fileLine(index),
    kind: overBound !== undefined ? 'hidden' : best === undefined ? 'not possible' : 'differs',
    recorded: {
      ...(line.action === undefined ? {} : { action: line.action }),
      ...(line.arguments === undefined ? {} : { arguments: line.arguments }),
    },
    explaining: explaining.length,
    state: new Map(model.variables.map((name, variable) => [name, model.valuesOf(state)[variable] as Value])),
    hidden: hiddenSteps(at).map((label) => stepOf(model, label)),
    ...(told.conjunct === undefined ? {} : { conjunct: told.conjunct }),
    nearest: nearestOf(near.map(({ step, leaves }) => ({ step: stepOf(model, step.label), leaves }))),
    enabled: [...new Set(model.from(state).map(({ label }) => label))].map((label) => stepOf(model, label)),
    ...(before === undefined ? {} : { missing: { steps: before.map((label) => stepOf(model, label)), max } }),
  };
}

function stepOf({ actions, labels }: Followed, label: number): Step {
  const { action, arguments: args } = labels[label] ?? { action: -1, arguments: [] };
  return { action: actions[action]?.name ?? '', arguments: args };
}

/** Where the recorded values are not those of the state. */
function differences(model: Followed, state: number, { values }: RunLine): readonly LeafDifference[] {
  const own = model.valuesOf(state);
  return model.variables.flatMap((name, index) => {
    const [expected, observed] = [own[index], values.get(name)];
    if (observed === undefined || isAlike(expected, observed)) return [];
    return leafDifferences(name, expected, observed).filter(
      ({ model: left, implementation: right }) => !isAlike(left, right),
    );
  });
}

function nearestOf(near: readonly Near[]): readonly Near[] {
  const known = new Set<string>();
  return [...near]
    .sort((left, right) => left.leaves.length - right.leaves.length)
    .filter(({ step, leaves }) => {
      const text = JSON.stringify([step?.action, step?.arguments.map(valueKey), leaves.map(({ path }) => path)]);
      return known.has(text) ? false : known.add(text);
    })
    .slice(0, nearestMax);
}

/** The first conjunct that keeps the recorded step from being taken, in the state where it gets furthest. */
function falseGuard(
  model: Explained,
  reached: readonly Reached[],
  line: RunLine,
): { readonly state?: number; readonly conjunct?: FalseConjunct } {
  const { action } = line;
  if (action === undefined) return {};
  const number = model.actions.findIndex(({ name }) => name === action);
  let best: { readonly state: number; readonly conjunct: FalseConjunct; readonly passed: number } | undefined;
  for (const reading of readingsOf(model, number, line.arguments)) {
    // Guards first: an update that nothing can make true is seldom what a reader looks for.
    const [updates, guards] = [true, false].map((wanted) =>
      reading.conjuncts.filter(({ isUpdate }) => isUpdate === wanted),
    );
    const asked = [...reading.admitted, ...(guards ?? []), ...(updates ?? [])];
    for (const { state } of reached) {
      const found = firstFalse(asked, (each) => each.allows(state), state);
      if (found !== undefined && (best === undefined || found.passed > best.passed)) best = { state, ...found };
    }
  }
  return best ?? {};
}

/** The first conjunct that the recorded values make false: what was not recorded is taken from the nearest step. */
function falseUpdate(
  model: Explained,
  { from, step }: { readonly from: number; readonly step: ModelStep },
  { values }: RunLine,
): FalseConjunct | undefined {
  const own = model.valuesOf(step.to);
  const after = model.variables.map((name, index) => {
    const [expected, observed] = [own[index] as Value, values.get(name)];
    return observed === undefined || isAlike(expected, observed) ? expected : observed;
  });
  const { action, arguments: args } = model.labels[step.label] ?? { action: -1, arguments: [] };
  for (const { conjuncts } of model.readings(action, args)) {
    if (firstFalse(conjuncts, (each) => each.allows(from), from) !== undefined) continue;
    const updates = conjuncts.filter(({ isUpdate }) => isUpdate);
    const found = firstFalse(updates, (each) => each.holds(from, after), from);
    if (found !== undefined) return found.conjunct;
  }
  return undefined;
}

/** With arguments that were not recorded: each combination of them that was met. */
function readingsOf(model: Explained, action: number, args: readonly Value[] | undefined): readonly ActionReading[] {
  if (args !== undefined) return model.readings(action, args);
  if (model.actions[action]?.parameters.length === 0) return model.readings(action, []);
  return model.labels
    .filter((label) => label.action === action)
    .flatMap((label) => model.readings(action, label.arguments));
}

function firstFalse(
  conjuncts: readonly Conjunct[],
  isTrue: (conjunct: Conjunct) => boolean,
  from: number,
): { readonly conjunct: FalseConjunct; readonly passed: number } | undefined {
  for (const [passed, each] of conjuncts.entries()) {
    const { text, file, line, isUpdate } = each;
    const told = (rest: Pick<FalseConjunct, 'sides' | 'failure'>) => {
      return { passed, conjunct: { text, file, line, isUpdate, ...rest } };
    };
    try {
      if (!isTrue(each)) return told({ sides: each.sides(from) });
    } catch (error) {
      // What cannot be evaluated is not true: an argument outside a function's domain, a value of another kind.
      return told({ sides: [], failure: error instanceof Error ? error.message : String(error) });
    }
  }
  return undefined;
}

/** Hidden steps, as few as can be, after which the line fits. */
function missing(
  model: Explained,
  line: RunLine,
  explaining: readonly number[],
  { max, isHidden }: { readonly max: number; readonly isHidden: (action: string) => boolean },
): readonly number[] | undefined {
  const found = closure(model, explaining, { max, isHidden, statesMax: missingStatesMax }).find(({ state }) =>
    model.from(state).some((step) => isNamed(model, step, line) && agrees(model, step.to, line)),
  );
  return found && hiddenSteps(found);
}
