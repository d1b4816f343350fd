/** An implementation of the toy module Ferry with a state of its own, and its binding; some of it can be spoilt. */

import { printValue, type Value } from '../../spec/checker/index.js';
import type { Binding, Declined, Step, Subject } from '../bindings/binding.js';

export interface Flaws {
  /** Applied to the binding's projection. */
  readonly projects?: (values: Map<string, Value>) => Map<string, Value>;
  /** Steps that it offers besides its own. */
  readonly offers?: readonly Step[];
  /** Which step it takes when it is asked for another. */
  readonly swaps?: (step: Step) => Step;
  /** Fails when a second passenger boards. */
  readonly seatsOne?: boolean;
  /** Forgets its crossings in the one after this many goings ashore. */
  readonly forgetsAfterLeaving?: number;
  /** Takes steps without asking whether it can. */
  readonly isCareless?: boolean;
}

const text = (value: string): Value => ({ kind: 'string', value });
const number = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });

export function ferryBinding(flaws: Flaws = {}): Binding {
  return {
    module: 'toys/Ferry',
    variables: ['place', 'seat', 'crossings'],
    actions: new Map([
      ['Board', 2],
      ['Leave', 1],
      ['Sail', 0],
      ['Rest', 0],
    ]),
    create(constants) {
      const passengers = constants.get('Passenger');
      const seats = constants.get('SeatMax');
      if (passengers?.kind !== 'set' || seats?.kind !== 'integer') throw new Error('constants of another module');
      return new Ferry(passengers.elements, Number(seats.value), flaws);
    },
  };
}

class Ferry implements Subject {
  /** By seat. */
  readonly #benches: (Value | undefined)[];
  readonly #shore: Set<Value>;
  #trips = 0;
  #left = 0;

  constructor(
    readonly passengers: readonly Value[],
    seats: number,
    readonly flaws: Flaws,
  ) {
    this.#benches = new Array<Value | undefined>(seats).fill(undefined);
    this.#shore = new Set(passengers);
  }

  enabled(): readonly Step[] {
    const aboard = this.#benches.filter((passenger) => passenger !== undefined);
    const free = this.#benches.flatMap((passenger, index) => (passenger === undefined ? [number(index + 1)] : []));
    return [
      ...[...this.#shore].flatMap((passenger) =>
        free.map((seat) => ({ action: 'Board', arguments: [passenger, seat] })),
      ),
      ...aboard.map((passenger) => ({ action: 'Leave', arguments: [passenger] })),
      ...(aboard.length > 0 ? [{ action: 'Sail', arguments: [] }] : []),
      ...(this.#shore.size + aboard.length === 0 ? [{ action: 'Rest', arguments: [] }] : []),
      ...(this.flaws.offers ?? []),
    ];
  }

  take(asked: Step): Declined | undefined {
    const step = this.flaws.swaps?.(asked) ?? asked;
    const [who, seat] = step.arguments;
    const passenger = this.passengers.find((each) => who !== undefined && printValue(each) === printValue(who));
    const isPossible = this.enabled().some((other) => callOf(other) === callOf(step));
    if (!isPossible && this.flaws.isCareless !== true) return { reason: 'it cannot do that now' };
    if (step.action === 'Sail') this.#sail();
    if (passenger === undefined) return undefined;
    if (step.action === 'Board') this.#board(passenger, seat);
    if (step.action === 'Leave') this.#leave(passenger);
    return undefined;
  }

  project(): ReadonlyMap<string, Value> {
    const pairs = (of: (passenger: Value) => Value): Value => ({
      kind: 'function',
      pairs: this.passengers.map((passenger) => [passenger, of(passenger)]),
    });
    const place = (passenger: Value) =>
      this.#shore.has(passenger) ? 'shore' : this.#benches.includes(passenger) ? 'aboard' : 'far';
    const values = new Map<string, Value>([
      ['place', pairs((passenger) => text(place(passenger)))],
      ['seat', pairs((passenger) => number(this.#benches.indexOf(passenger) + 1))],
      ['crossings', number(this.#trips)],
    ]);
    return this.flaws.projects?.(values) ?? values;
  }

  #board(passenger: Value, seat: Value | undefined): void {
    const isSecond = this.#benches.some((other) => other !== undefined);
    if (this.flaws.seatsOne === true && isSecond) throw new RangeError('no seat left');
    this.#shore.delete(passenger);
    this.#benches[seat?.kind === 'integer' ? Number(seat.value) - 1 : 0] = passenger;
  }

  #leave(passenger: Value): void {
    this.#left++;
    this.#shore.add(passenger);
    this.#benches[this.#benches.indexOf(passenger)] = undefined;
  }

  #sail(): void {
    this.#benches.fill(undefined);
    this.#trips++;
    if (this.flaws.forgetsAfterLeaving !== undefined && this.#left >= this.flaws.forgetsAfterLeaving) this.#trips = 0;
  }
}

function callOf({ action, arguments: values }: Step): string {
  return `${action}(${values.map(printValue).join(', ')})`;
}
