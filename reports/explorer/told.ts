/** A position in words: which step it is, who took it, what changed, how the run ends. */

import type { ItfValue } from '../../spec/checker/index.js';
import { changes } from '../render/changes.js';
import type { ExplorerData, ExplorerStep } from './explorer-data.js';
import type { ExplorerGraph } from './graph.js';
import { type Course, indexAt, lastStep, restsForEver, stateAt } from './walk.js';

export interface ToldStep {
  /** `Name(arguments)`; `(a step)` where the engine does not tell. */
  readonly call: string;
  readonly actor: string;
  readonly sentence: string;
  /** `file:line`, empty where not known. */
  readonly spec: string;
  readonly implementation: readonly string[];
}

/** A step of a model; undefined for -1, a step without a name. */
export function toldStep({ model, module }: ExplorerGraph, step: number): ToldStep | undefined {
  const found = model.steps[step];
  if (found === undefined) return undefined;
  const action = module.actions[found.action];
  const { actor, sentence } = found;
  const { spec = '', implementation = [] } = action ?? {};
  return { call: callOf(found, action?.name ?? '(a step)'), actor, sentence, spec, implementation };
}

/** The name of the step that led to the state after `at` steps, and what it changed. */
export interface ToldPosition {
  /** `Step 7 of 24`, or `Start`. */
  readonly place: string;
  readonly step?: ToldStep;
  /** One phrase for each part that changed. */
  readonly changes: readonly string[];
  /** What is said at the end of a run, or where it goes round. */
  readonly remark: string;
}

export function toldPosition(data: ExplorerData, graph: ExplorerGraph, course: Course, at: number): ToldPosition {
  const count = course.states.length - 1;
  const index = indexAt(course, at);
  const step = at === 0 ? undefined : toldStep(graph, stepInto(graph, course, at));
  const round = at > count ? `, in the loop again: the state after step ${index}` : '';
  return {
    place: at === 0 ? `Start, before the first of ${counted(count)}` : `Step ${at} of ${count}${round}`,
    ...(step === undefined ? {} : { step }),
    changes: at === 0 ? [] : changesBetween(data, graph, stateAt(course, at - 1), stateAt(course, at)),
    remark: at >= count ? remarkAtEnd(course, at) : '',
  };
}

/** The phrases for what differs from one state to the other. */
export function changesBetween(data: ExplorerData, graph: ExplorerGraph, from: number, to: number): readonly string[] {
  return changes(variablesOf(data, graph, from), variablesOf(data, graph, to));
}

/** Values of a state, in the order of the variables. */
export function valuesIn(data: ExplorerData, graph: ExplorerGraph, state: number): readonly ItfValue[] {
  return graph.valuesOf(state).map((value) => data.values[value] ?? false);
}

/** What is said of the whole run where it has come to its end. */
export function endingOf({ trace, loopStart, states, traceSteps }: Course): string {
  if (trace === undefined || traceSteps < trace.steps.length || states.length > trace.states.length) return '';
  const last = states.length - 1;
  if (loopStart === undefined) return trace.ending;
  const again = loopStart === 0 ? 'the start' : `the state after step ${loopStart}`;
  const loop = loopStart === last ? 'From here on nothing happens, for ever.' : `Then back to ${again}, for ever.`;
  return `${loop} ${trace.ending}`.trim();
}

function remarkAtEnd(course: Course, at: number): string {
  if (at < course.states.length) return endingOf(course);
  return restsForEver(course) || at >= lastStep(course) ? '' : 'The run goes round like this for ever.';
}

/** Index of the step that led to the state after `at` steps; of the step that closes a loop only where there is no choice. */
function stepInto(graph: ExplorerGraph, course: Course, at: number): number {
  const from = indexAt(course, at - 1);
  const step = course.steps[from];
  if (step !== undefined) return step;
  const closing = (graph.edgesOf(stateAt(course, at - 1)) ?? []).filter(({ to }) => to === stateAt(course, at));
  return closing.length === 1 ? (closing[0]?.step ?? -1) : -1;
}

function variablesOf(data: ExplorerData, graph: ExplorerGraph, state: number): ReadonlyMap<string, ItfValue> {
  const values = valuesIn(data, graph, state);
  return new Map(graph.module.variables.map((name, index) => [name, values[index] ?? false]));
}

function callOf(step: ExplorerStep, action: string): string {
  if (step.arguments.length === 0) return action;
  return `${action}(${step.arguments.map((value) => value.replace(/^"([^"\\]*)"$/, '$1')).join(', ')})`;
}

function counted(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`;
}
