import test from 'ava';
import { sourcesIn } from '../../replay/step-sources.js';

test('a comment links a step to one action or to several', (t) => {
  const text = '/** Sets it. @spec toys/Ferry!Board */\nstep();\n/** @spec toys/Ferry!Leave, toys/Ferry!Sail */';
  t.deepEqual(sourcesIn(text, 'impl/ferry.ts'), [
    { module: 'toys/Ferry', action: 'Board', file: 'impl/ferry.ts', line: 1 },
    { module: 'toys/Ferry', action: 'Leave', file: 'impl/ferry.ts', line: 3 },
    { module: 'toys/Ferry', action: 'Sail', file: 'impl/ferry.ts', line: 3 },
  ]);
});
