/** Between values of a store and plain ones. */

import { EvaluationError } from './evaluation-error.js';
import { isRecord } from './functions.js';
import { BOOLEAN, FALSE, FIRST_LAZY, type Id, INTEGER, MODEL, SET, STRING, TRUE, TUPLE } from './kinds.js';
import type { ValueStore } from './store.js';
import type { Value } from './value.js';

/**
 * The plain value.
 *
 * @throws {EvaluationError} 'infinite' or 'too-large' for a set that cannot be written out.
 */
export function plainValue(store: ValueStore, id: Id): Value {
  const kind = id < 0 ? INTEGER : (store.kind[id] as number);
  if (kind >= FIRST_LAZY) return plainValue(store, store.enumerate(id));
  const part = (index: number): Id => store.arena[(store.offset[id] as number) + index] as number;
  const parts = (owner: Id): Id[] => {
    const from = store.offset[owner] as number;
    return [...store.arena.subarray(from, from + (store.length[owner] as number))];
  };
  switch (kind) {
    case BOOLEAN:
      return { kind: 'boolean', value: id === TRUE };
    case INTEGER:
      return { kind: 'integer', value: BigInt(store.numberOf(id)) };
    case STRING:
      return { kind: 'string', value: store.atomText(id) };
    case MODEL:
      return { kind: 'model', name: store.atomText(id) };
    case SET:
      return { kind: 'set', elements: parts(id).map((element) => plainValue(store, element)) };
    case TUPLE:
      return { kind: 'tuple', elements: parts(id).map((element) => plainValue(store, element)) };
    default: {
      const pairs = parts(store.domain(id)).map(
        (argument, index) => [argument, plainValue(store, part(index + 1))] as const,
      );
      if (isRecord(store, id)) {
        return { kind: 'record', fields: pairs.map(([name, value]) => [store.atomText(name), value]) };
      }
      return { kind: 'function', pairs: pairs.map(([argument, value]) => [plainValue(store, argument), value]) };
    }
  }
}

/**
 * The value of the store for a plain one, in whatever form.
 *
 * @throws {EvaluationError} 'overflow' for an integer beyond 2^53 - 1 in size, 'incomparable' for a set of unlike values.
 */
export function storedValue(store: ValueStore, value: Value): Id {
  switch (value.kind) {
    case 'boolean':
      return value.value ? TRUE : FALSE;
    case 'integer': {
      const number = Number(value.value);
      if (Number.isSafeInteger(number)) return store.integer(number);
      throw new EvaluationError('overflow', `${value.value} is beyond 2^53 - 1 in size`);
    }
    case 'string':
      return store.string(value.value);
    case 'model':
      return store.modelValue(value.name);
    case 'set':
      return store.set(pushAll(store, value.elements));
    case 'tuple':
      return store.tuple(pushAll(store, value.elements));
    case 'record':
      return storedFunction(
        store,
        value.fields.map(([name, field]) => [store.string(name), storedValue(store, field)]),
      );
    case 'function':
      return storedFunction(
        store,
        value.pairs.map(([argument, result]) => [storedValue(store, argument), storedValue(store, result)]),
      );
  }
}

function pushAll(store: ValueStore, values: readonly Value[]): number {
  const mark = store.mark();
  for (const value of values) store.push(storedValue(store, value));
  return mark;
}

function storedFunction(store: ValueStore, pairs: readonly (readonly [Id, Id])[]): Id {
  const results = new Map<Id, Id>();
  for (const [argument, result] of pairs) {
    if ((results.get(argument) ?? result) !== result) throw new Error('a function gives one argument two results');
    results.set(argument, result);
  }
  const mark = store.mark();
  for (const argument of results.keys()) store.push(argument);
  const domain = store.set(mark);
  for (let index = 0; index < (store.length[domain] as number); index++) {
    store.push(results.get(store.arena[(store.offset[domain] as number) + index] as number) as number);
  }
  return store.functionOn(domain, mark);
}
