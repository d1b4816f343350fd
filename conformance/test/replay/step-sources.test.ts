import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { projectRoot } from '../../../spec/project-root.js';
import { readStepSources, sourcesIn, stepIndex, stepSources } from '../../replay/step-sources.js';

test('a comment links a step to one action or to several', (t) => {
  const text =
    '/** Sets it. @spec toys/Ferry!Board */\nfunction step() {}\n/** @spec toys/Ferry!Leave, toys/Ferry!Sail */';
  const file = 'impl/ferry.ts';
  t.deepEqual(sourcesIn(text, file), [
    { module: 'toys/Ferry', action: 'Board', file, line: 1, step: 'step', stepLine: 2 },
    { module: 'toys/Ferry', action: 'Leave', file, line: 3, step: '', stepLine: 3 },
    { module: 'toys/Ferry', action: 'Sail', file, line: 3, step: '', stepLine: 3 },
  ]);
});

test('the build has written down the links of the sources', (t) => {
  const read = readStepSources(projectRoot(), 'impl');
  t.true(read.length > 80);
  t.deepEqual(JSON.parse(readFileSync(join(projectRoot(), stepIndex), 'utf8')), read);
  t.deepEqual(stepSources(projectRoot()), read);
});
