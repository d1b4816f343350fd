/** Functions: application, update, combination. Records and tuples are functions here. */

import { EvaluationError } from './evaluation-error.js';
import { BIAS, FIRST_LAZY, FUNCTION, type Id, STRING, TUPLE } from './kinds.js';
import { UNKNOWN } from './memo.js';
import { equalValues } from './order.js';
import { positionIn } from './sets.js';
import type { ValueStore } from './store.js';

/**
 * f[x].
 *
 * @throws {EvaluationError} 'type' when f is no function, 'domain' when x is not in its domain.
 */
export function applyFunction(store: ValueStore, f: Id, x: Id): Id {
  if (f >= 0) {
    const kind = store.kind[f];
    if (kind === TUPLE) {
      const index = x + BIAS;
      if (x < 0 && index > 0 && index <= (store.length[f] as number)) {
        return store.arena[(store.offset[f] as number) + index - 1] as number;
      }
    } else if (kind === FUNCTION) {
      const from = store.offset[f] as number;
      const position = positionIn(store, store.arena[from] as number, x);
      if (position >= 0) return store.arena[from + 1 + position] as number;
    }
  }
  if (x >= 0 && (store.kind[x] as number) >= FIRST_LAZY && store.settle(x) !== x) {
    return applyFunction(store, f, store.settle(x));
  }
  if (!store.isFunction(f)) throw store.typeError('a function', f);
  if (isRecord(store, f) && x >= 0 && store.kind[x] === STRING) throw noField(store, f, x);
  throw new EvaluationError('domain', `${store.brief(x)} is not in the domain of ${store.brief(f)}`);
}

/** r.name, `name` a string. */
export function fieldOf(store: ValueStore, r: Id, name: Id): Id {
  if (r >= 0 && store.kind[r] === FUNCTION) {
    const from = store.offset[r] as number;
    const position = positionIn(store, store.arena[from] as number, name);
    if (position >= 0) return store.arena[from + 1 + position] as number;
  }
  if (!store.isFunction(r)) throw store.typeError('a record', r);
  throw noField(store, r, name);
}

function noField(store: ValueStore, r: Id, name: Id): EvaluationError {
  return new EvaluationError('domain', `${store.brief(r)} has no field ${store.atomText(name)}`);
}

/**
 * [f EXCEPT ![x] = v]; f itself when x is not in its domain.
 *
 * @throws {EvaluationError} 'type' when f is no function, 'incomparable' when x is unlike the elements of its domain.
 */
export function exceptAt(store: ValueStore, f: Id, x: Id, v: Id): Id {
  const value = v >= 0 && (store.kind[v] as number) >= FIRST_LAZY ? store.settle(v) : v;
  const known = store.updates.recall(f, x, value);
  if (known !== UNKNOWN) return known;
  if (!store.isFunction(f)) throw store.typeError('a function before EXCEPT', f);
  const place = placeOf(store, f, x);
  if (place < 0) return f;
  const from = store.offset[f] as number;
  const count = store.length[f] as number;
  if (store.arena[from + place] === value) return f;
  const mark = store.mark();
  store.pushRun(from, count);
  store.stack[mark + place] = value;
  return store.updates.keep(f, x, value, store.intern(store.kind[f] as number, mark));
}

/** Where in the content of `f` its value at `x` stands; -1 outside the domain. */
function placeOf(store: ValueStore, f: Id, x: Id): number {
  const sought = x >= 0 && (store.kind[x] as number) >= FIRST_LAZY ? store.settle(x) : x;
  if (store.kind[f] === TUPLE) {
    if (sought < 0) return sought + BIAS <= (store.length[f] as number) ? Math.max(sought + BIAS - 1, -1) : -1;
    // Unlike every index; says so unless it is a model value or there is none to compare with.
    if (f !== store.emptyTuple) equalValues(store, sought, 1 - BIAS);
    return -1;
  }
  const domain = store.arena[store.offset[f] as number] as number;
  const position = positionIn(store, domain, sought);
  if (position >= 0) return position + 1;
  const { shapes } = store;
  if (shapes.alike(shapes.of(sought), shapes.elementOf(shapes.of(domain)))) return -1;
  for (let index = 0; index < (store.length[domain] as number); index++) {
    const element = store.arena[(store.offset[domain] as number) + index] as number;
    if (equalValues(store, sought, element)) return index + 1;
  }
  return -1;
}

/** f @@ g: f where both are defined. */
export function mergeFunctions(store: ValueStore, f: Id, g: Id): Id {
  if (!store.isFunction(f)) throw store.typeError('a function before @@', f);
  if (!store.isFunction(g)) throw store.typeError('a function after @@', g);
  const left = store.domain(f);
  const right = store.domain(g);
  const domain = store.union(left, right);
  if (domain === left) return f;
  const mark = store.mark();
  for (let index = 0; index < (store.length[domain] as number); index++) {
    const x = store.arena[(store.offset[domain] as number) + index] as number;
    store.push(applyFunction(store, positionIn(store, left, x) >= 0 ? f : g, x));
  }
  return store.functionOn(domain, mark);
}

/** Whether all arguments of `f` are strings; not so of the empty function. */
export function isRecord(store: ValueStore, f: Id): boolean {
  if (f < 0 || store.kind[f] !== FUNCTION) return false;
  const domain = store.domain(f);
  for (let index = 0; index < (store.length[domain] as number); index++) {
    const name = store.arena[(store.offset[domain] as number) + index] as number;
    if (name < 0 || store.kind[name] !== STRING) return false;
  }
  return true;
}
