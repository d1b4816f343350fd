/** Which functions of the implementation ran. What is imported above the tests has no marks. */

import test from 'ava';
import { RanFunctions } from '../../coverage/marks.js';

const asides: string[] = [];
const ran = new RanFunctions({ onAside: (name) => asides.push(name) });
const { runTables } = await import('../../tables/run-tables.js');
const { ControlScene } = await import('../../tables/control-scene.js');

function countOf(taken: ReturnType<RanFunctions['take']>): number {
  return [...taken.values()].reduce((sum, numbers) => sum + numbers.length, 0);
}

test.serial('what runs is told once', (t) => {
  ran.take();
  new ControlScene('v3');
  const first = ran.take();
  t.true([...first.keys()].some((url) => url.endsWith('impl/tsem/life.js')));
  t.is(countOf(ran.take()), 0);
});

test.serial('of what is done aside the name is told and no function, of what was done before every function', (t) => {
  new ControlScene('v3');
  t.true(runTables().length > 0);
  t.deepEqual(asides, ['tables']);
  const taken = ran.take();
  t.true(countOf(taken) > 0);
  new ControlScene('v3');
  t.deepEqual(taken, ran.take());
});
