/**
 * TLA+ values in canonical form, built where implementations are projected. Equal values are the same object: a projection builds the same
 * few at every step, and each is compared with a state of the model, which is one look where it was seen there before.
 */

import type { Value } from '../../spec/checker/index.js';

export type ModelValue = Extract<Value, { kind: 'model' }>;

export const yes: Value = { kind: 'boolean', value: true };
export const no: Value = { kind: 'boolean', value: false };
export const emptySet: Value = { kind: 'set', elements: [] };

export function truth(value: boolean): Value {
  return value ? yes : no;
}

const strings = new Map<string, Value>();

export function text(value: string): Value {
  const known = strings.get(value);
  if (known !== undefined) return known;
  const made: Value = { kind: 'string', value };
  strings.set(value, made);
  return made;
}

const integers = new Map<number, Value>();

/** @param value an integer. */
export function integer(value: number): Value {
  const known = integers.get(value);
  if (known !== undefined) return known;
  const made: Value = { kind: 'integer', value: BigInt(value) };
  integers.set(value, made);
  return made;
}

const models = new Map<string, ModelValue>();

export function modelValue(name: string): ModelValue {
  const known = models.get(name);
  if (known !== undefined) return known;
  const made: ModelValue = { kind: 'model', name };
  models.set(name, made);
  return made;
}

/** A value built of these parts is made once: whoever puts the same parts together again gets the same object. */
export type Build = (parts: readonly Value[]) => Value;

/** Parts are told apart as objects: they have to be built here too. */
export function built(make: Build): Build {
  const root = new Built();
  return (parts) => {
    let at = root;
    for (const part of parts) at = at.with(part);
    at.value ??= make([...parts]);
    return at.value;
  };
}

/** What is built of the parts up to here, and of more. */
class Built {
  value: Value | undefined;
  readonly #more = new Map<Value, Built>();

  with(part: Value): Built {
    const known = this.#more.get(part);
    if (known !== undefined) return known;
    const made = new Built();
    this.#more.set(part, made);
    return made;
  }
}

/** Of records with these fields, which are in order; the parts are what is in them. */
export function recordBuild(names: readonly string[]): Build {
  return built((parts) => ({
    kind: 'record',
    fields: names.map((name, index) => [name, parts[index] as Value] as const),
  }));
}

/** Records with these fields, in any order. */
export function recordOf<Name extends string>(
  ...names: readonly Name[]
): (fields: { readonly [N in Name]: Value }) => Value {
  const sorted = [...names].sort();
  const build = recordBuild(sorted);
  return (fields) => build(sorted.map((name) => fields[name]));
}

const setBuilt = built((elements) => ({ kind: 'set', elements }));

/** @param values sorted as sets have them in canonical form, each once. */
export function setOf(values: readonly Value[]): Value {
  return values.length === 0 ? emptySet : setBuilt(values);
}

/** The set of these strings, in any order, each once. */
export function setOfTexts(values: Iterable<string>): Value {
  return setOf([...values].sort().map(text));
}

const functionBuilt = built((parts) => {
  const count = parts.length / 2;
  const pairs = parts.slice(0, count).map((key, index) => [key, parts[count + index] as Value] as const);
  return { kind: 'function', pairs };
});

/** The function that gives each key the value at its place. @param keys no strings, sorted, each once. */
export function functionOn(keys: readonly Value[], values: readonly Value[]): Value {
  return functionBuilt([...keys, ...values]);
}

const tupleBuilt = built((elements) => ({ kind: 'tuple', elements }));

export function tuple(...elements: readonly Value[]): Value {
  return tupleBuilt(elements);
}

/** @throws {Error} when `value` is not a set of model values. */
export function modelValues(value: Value | undefined, name: string): readonly ModelValue[] {
  if (value?.kind !== 'set') throw new Error(`${name} is not a set`);
  return value.elements
    .map((element) => {
      if (element.kind !== 'model') throw new Error(`${name} has an element that is no model value`);
      return modelValue(element.name);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A state with a value for each of its variables, in their order. */
export function stateOf<S extends { readonly [V in keyof S]: Value }>(
  variables: readonly (keyof S & string)[],
  state: S,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const variable of variables) values.set(variable, state[variable]);
  return values;
}
