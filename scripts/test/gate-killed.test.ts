/** The gate ended by force. Apart from its other tests: what a process did by then it cannot tell. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

test('a gate that is killed leaves the baseline as it was, and the next run is right', async (t) => {
  const root = temporaryProject(t);
  const gate = ['gate', '--root', root, '--stage', 'verify', 'conformance'];
  t.is((await runDoor([...gate, '--accept'])).code, 0);
  const baseline = join(root, 'reports/baseline.json');
  const before = readFileSync(baseline, 'utf8');
  for (const killAfterMs of [150, 600, 1200]) {
    const { code } = await runDoor([...gate, '--no-cache', '--accept'], { killAfterMs });
    t.true(code === null || code === 0, 'killed, unless it was faster');
    t.is(readFileSync(baseline, 'utf8'), before);
    const next = await runDoor([...gate, '--json']);
    t.is(next.code, 0);
    t.deepEqual(JSON.parse(next.stdout).notes, []);
  }
});
