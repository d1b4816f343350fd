/** A state of the model beside the implementation's own, told part by part, and the steps that both allow. */

import { printValue, sameValue, type Value } from '../../spec/checker/index.js';
import type { Step } from '../bindings/binding.js';
import type { ExpectedState } from './expectation.js';

/** A part of the state in which the two sides differ, for example `status[a]`. Absent on a side: undefined there. */
export interface LeafDifference {
  readonly path: string;
  readonly model: Value | undefined;
  readonly implementation: Value | undefined;
}

export interface EnabledDifference {
  readonly onlyModel: readonly Step[];
  readonly onlyImplementation: readonly Step[];
  /** Steps that the implementation names more than once. */
  readonly repeated: readonly Step[];
}

/** Where the projection differs, in the order of the variables; empty when it does not. */
export function stateDifferences(
  variables: readonly string[],
  expected: ExpectedState,
  projected: ReadonlyMap<string, Value>,
): readonly LeafDifference[] {
  if (isAsExpected(variables, expected, projected)) return [];
  const { values } = expected;
  const differences = variables.flatMap((name, i) => leafDifferences(name, values[i], projected.get(name)));
  for (const [name, value] of projected) {
    if (!variables.includes(name)) differences.push({ path: name, model: undefined, implementation: value });
  }
  return differences;
}

/** Bindings that build equal values as the same object make this one look a variable, once a state has been met. */
function isAsExpected(
  variables: readonly string[],
  { values, met }: ExpectedState,
  projected: ReadonlyMap<string, Value>,
): boolean {
  if (projected.size !== variables.length) return false;
  for (let i = 0; i < variables.length; i++) {
    const value = projected.get(variables[i] as string);
    if (value === undefined) return false;
    if (value === met[i]) continue;
    if (!isSame(values[i], value)) return false;
    met[i] = value;
  }
  return true;
}

/** What only one side can do; undefined when both can do the same. */
export function enabledDifference(
  expected: Pick<ExpectedState, 'enabled' | 'metSteps'>,
  implementation: readonly Step[],
): EnabledDifference | undefined {
  if (expected.metSteps !== undefined && areMet(expected.metSteps, implementation)) return undefined;
  const model = expected.enabled;
  if (model.length === implementation.length && model.every((step) => isAmong(step, implementation))) {
    expected.metSteps = implementation;
    return undefined;
  }
  return {
    onlyModel: model.filter((step) => !isAmong(step, implementation)),
    onlyImplementation: implementation.filter((step) => !isAmong(step, model)),
    repeated: implementation.filter((step, index) => isAmong(step, implementation.slice(0, index))),
  };
}

/** Whether the steps look the same one by one: where arguments are the same objects as before. */
function areMet(met: readonly Step[], steps: readonly Step[]): boolean {
  if (met.length !== steps.length) return false;
  for (let i = 0; i < met.length; i++) {
    const [known, step] = [met[i] as Step, steps[i] as Step];
    if (known.action !== step.action || known.arguments.length !== step.arguments.length) return false;
    for (let k = 0; k < step.arguments.length; k++) if (known.arguments[k] !== step.arguments[k]) return false;
  }
  return true;
}

function isAmong(step: Step, steps: readonly Step[]): boolean {
  for (const other of steps) if (isSameStep(step, other)) return true;
  return false;
}

export function isSameStep(left: Step, right: Step): boolean {
  return (
    left === right ||
    (left.action === right.action &&
      left.arguments.length === right.arguments.length &&
      left.arguments.every((value, index) => isSame(value, right.arguments[index])))
  );
}

/** Whether two values are the same; at once where both are in the form that they should be in. */
function isSame(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return looksSame(left, right) || sameValue(left, right);
}

function looksSame(left: Value, right: Value): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'boolean':
      return right.kind === 'boolean' && left.value === right.value;
    case 'integer':
      return right.kind === 'integer' && left.value === right.value;
    case 'string':
      return right.kind === 'string' && left.value === right.value;
    case 'model':
      return right.kind === 'model' && left.name === right.name;
    case 'set':
      return right.kind === 'set' && lookSame(left.elements, right.elements);
    case 'tuple':
      return right.kind === 'tuple' && lookSame(left.elements, right.elements);
    case 'record':
      return right.kind === 'record' && lookSameRecords(left.fields, right.fields);
    case 'function':
      return right.kind === 'function' && lookSamePairs(left.pairs, right.pairs);
  }
}

// Plain loops: every step of every replay comes through here some forty times.

function lookSame(left: readonly Value[], right: readonly Value[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (!looksSame(left[i] as Value, right[i] as Value)) return false;
  return true;
}

function lookSameRecords(left: Fields, right: Fields): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    const one = left[i] as Fields[number];
    const other = right[i] as Fields[number];
    if (one[0] !== other[0] || !looksSame(one[1], other[1])) return false;
  }
  return true;
}

function lookSamePairs(left: Pairs, right: Pairs): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    const one = left[i] as Pairs[number];
    const other = right[i] as Pairs[number];
    if (!looksSame(one[0], other[0]) || !looksSame(one[1], other[1])) return false;
  }
  return true;
}

type Fields = Extract<Value, { kind: 'record' }>['fields'];
type Pairs = Extract<Value, { kind: 'function' }>['pairs'];

/** Where two values of the part `path` differ, told by the smallest parts; empty when they do not. */
export function leafDifferences(
  path: string,
  model: Value | undefined,
  implementation: Value | undefined,
): LeafDifference[] {
  if (isSame(model, implementation)) return [];
  const whole = [{ path, model, implementation }];
  if (model === undefined || implementation === undefined) return whole;
  const [expected, actual] = [partsOf(model), partsOf(implementation)];
  if (expected === undefined || actual === undefined || expected.size !== actual.size) return whole;
  if ([...expected.keys()].some((key) => !actual.has(key))) return whole;
  return [...expected].flatMap(([key, value]) => leafDifferences(`${path}${key}`, value, actual.get(key)));
}

/** Parts of a function by the text that selects them; undefined for what has no such parts. */
function partsOf(value: Value): ReadonlyMap<string, Value> | undefined {
  switch (value.kind) {
    case 'record':
      return new Map(value.fields.map(([name, field]) => [`.${name}`, field]));
    case 'function':
      return new Map(value.pairs.map(([argument, result]) => [`[${printValue(argument)}]`, result]));
    case 'tuple':
      return new Map(value.elements.map((element, index) => [`[${index + 1}]`, element]));
    default:
      return undefined;
  }
}
