/** Programs written by hand, for the tests of exploring: values stand for themselves, as plain numbers. */

import type { NamedPredicate, Program } from '../../compile/program.js';
import type { ValueStore } from '../../values/store.js';

type Row = readonly number[];

export interface ToyAction {
  readonly name: string;
  readonly parameters?: readonly string[];
  /** The successors by this action, each with its arguments. */
  readonly steps: (row: Row) => Iterable<{ readonly to: Row; readonly args?: readonly number[] }>;
}

export interface Toy {
  readonly variables: readonly string[];
  readonly initial: readonly Row[];
  readonly actions: readonly ToyAction[];
  readonly invariants?: Readonly<Record<string, (row: Row) => boolean>>;
  readonly constraint?: (row: Row) => boolean;
  readonly actionConstraint?: (from: Row, to: Row) => boolean;
  readonly view?: (row: Row) => number;
  readonly permutations?: readonly ((value: number) => number)[];
}

const place = { module: 'Toy', file: 'Toy.tla', line: 1, column: 1, endLine: 1, endColumn: 1 } as never;

export function toyProgram(toy: Toy): Program {
  const width = toy.variables.length;
  const current = new Int32Array(width);
  const successor = new Int32Array(width);
  const now = (): Row => Array.from(current);
  const next = (): Row => Array.from(successor);
  const none: readonly number[] = [];

  const enumerate = (emit: (action: number, args: readonly number[]) => void) => {
    const row = now();
    toy.actions.forEach(({ steps }, action) => {
      for (const { to, args } of steps(row)) {
        successor.set(to);
        emit(action, args ?? none);
      }
    });
  };
  const onState = ([name, test]: readonly [string, (row: Row) => boolean]): NamedPredicate => ({
    name,
    test: () => test(now()),
  });
  const { constraint, actionConstraint, view } = toy;
  return {
    store: fakeStore,
    figures: { level: 1, distinct: 0, generated: 0, queue: 0, diameter: 0, duration: 0 },
    variables: toy.variables,
    width,
    current,
    successor,
    actions: toy.actions.map(({ name, parameters }) => ({ name, parameters: parameters ?? [], place })),
    initial(emit) {
      for (const row of toy.initial) {
        successor.set(row);
        emit();
      }
    },
    successors: (emit) => enumerate((action) => emit(action)),
    labelledSuccessors: enumerate,
    predicate: notInToys,
    value: notInToys,
    invariants: Object.entries(toy.invariants ?? {}).map(onState),
    constraints: constraint === undefined ? [] : [onState(['Constraint', constraint])],
    actionConstraints:
      actionConstraint === undefined ? [] : [{ name: 'ActionConstraint', test: () => actionConstraint(now(), next()) }],
    assumptions: [],
    view: view === undefined ? undefined : () => view(now()),
    alias: undefined,
    postcondition: undefined,
    permutations: toy.permutations ?? [],
    coverage: undefined,
  };
}

/** An action property of a toy, to be given to a search of `program`. */
export function onStep(program: Program, name: string, test: (from: Row, to: Row) => boolean): NamedPredicate {
  return { name, test: () => test(Array.from(program.current), Array.from(program.successor)) };
}

const fakeStore = {
  reset: () => undefined,
  // Small numbers, none of which has components.
  length: new Int32Array(1 << 16),
  toValue: (id: number) => ({ kind: 'integer', value: BigInt(id) }),
} as unknown as ValueStore;

function notInToys(): never {
  throw new Error('a toy program has no formulas');
}
