/** The states of a model that agree with what has been observed so far, taken further by a line. */

import type { ModelStep, ModelSteps, Value } from '../../spec/checker/index.js';
import type { RunHeader, RunLine } from './run-file.js';
import { valueKey } from './value-key.js';

/** The part of a model that a run is followed in. */
export type Followed = Pick<ModelSteps, 'variables' | 'actions' | 'labels' | 'initial' | 'from' | 'valuesOf'>;

/** A state, and the hidden steps by which it was reached from one that explains the last line. */
export interface Reached {
  readonly state: number;
  readonly before: Reached | undefined;
  /** The last of these steps; undefined for a state that explains the line itself. */
  readonly step: ModelStep | undefined;
  /** Number of these steps. */
  readonly depth: number;
}

/** Labels of the hidden steps that led there, in their order. */
export function hiddenSteps(reached: Reached): readonly number[] {
  const labels: number[] = [];
  for (let at: Reached | undefined = reached; at?.step !== undefined; at = at.before) labels.unshift(at.step.label);
  return labels;
}

export interface Hiding {
  /** Steps in a row, at most. */
  readonly max: number;
  /** Which steps, by the name of their action. */
  readonly isHidden: (action: string) => boolean;
  /** No further states are looked for beyond this number. */
  readonly statesMax: number;
}

/** The states reached from `states` by hidden steps, nearest first, each by as few as can be. */
export function closure(
  model: Followed,
  states: Iterable<number>,
  { max, isHidden, statesMax }: Hiding,
): readonly Reached[] {
  const reached: Reached[] = Array.from(states, (state) => ({ state, before: undefined, step: undefined, depth: 0 }));
  const known = new Set(reached.map(({ state }) => state));
  for (const before of reached) {
    if (before.depth === max || known.size > statesMax) break;
    for (const step of model.from(before.state)) {
      if (known.has(step.to) || !isHidden(actionOf(model, step))) continue;
      known.add(step.to);
      reached.push({ state: step.to, before, step, depth: before.depth + 1 });
    }
  }
  return reached;
}

/** For {@link closure}: the actions that the header names. */
export function hiddenActions({ hidden }: RunHeader): (action: string) => boolean {
  const names = new Set(hidden?.actions);
  return (action) => names.has(action);
}

export function actionOf({ actions, labels }: Followed, { label }: ModelStep): string {
  return actions[labels[label]?.action ?? -1]?.name ?? '';
}

/** Whether the step is called as the line says: by any name where it says none. */
export function isNamed(model: Followed, step: ModelStep, { action, arguments: args }: RunLine): boolean {
  if (action === undefined) return true;
  if (actionOf(model, step) !== action) return false;
  const own = model.labels[step.label]?.arguments ?? [];
  return args === undefined || args.every((value, index) => isAlike(own[index], value));
}

/** Whether the state has the values that the line says, as far as it says any. */
export function agrees(model: Followed, state: number, { values }: RunLine): boolean {
  if (values.size === 0) return true;
  const own = model.valuesOf(state);
  return model.variables.every((name, index) => {
    const observed = values.get(name);
    return observed === undefined || isAlike(own[index], observed);
  });
}

export function isAlike(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left === right || valueKey(left) === valueKey(right);
}
