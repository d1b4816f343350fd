/** Exploring an implementation that cannot be put into a state: a walk round a ring with a way across. */

import test from 'ava';
import type { Declined, Step, Subject } from '../../bindings/binding.js';
import { integer } from '../../bindings/values.js';
import { explore } from '../../replay/explore.js';

const size = 7;

/** At a number below `size`: on to the next one, and from 2 across to 5. */
class Walker implements Subject {
  at = 0;

  enabled(): readonly Step[] {
    const on = { action: 'On', arguments: [] };
    const across = { action: 'Across', arguments: [] };
    return this.at === 2 ? [on, across] : [on];
  }

  take({ action }: Step): Declined | undefined {
    if (!this.enabled().some((step) => step.action === action))
      return { reason: `it cannot go ${action} at ${this.at}` };
    this.at = action === 'Across' ? 5 : (this.at + 1) % size;
    return undefined;
  }

  project() {
    return new Map([['at', integer(this.at)]]);
  }
}

test('every state and every step is found, whatever order they are met in', (t) => {
  const { states, steps, found } = explore(
    () => new Walker(),
    () => false,
  );
  t.is(states, size);
  t.is(steps, size + 1);
  t.is(found, undefined);
});

test('what is looked for is found with the steps that lead there', (t) => {
  const { found = [] } = explore(
    () => new Walker(),
    ({ at }) => at === 5,
  );
  const walker = new Walker();
  for (const step of found) t.is(walker.take(step), undefined);
  t.is(walker.at, 5);
  t.deepEqual(
    explore(
      () => new Walker(),
      ({ at }) => at === 0,
    ).found,
    [],
  );
});

test('an implementation is led anew only where it finds nothing new', (t) => {
  let made = 0;
  const create = () => {
    made++;
    return new Walker();
  };
  explore(create, () => false);
  t.is(made, 3, 'the first state, once round, once across');
});
