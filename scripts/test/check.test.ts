/** The doors `check` and `explain` as a user runs them. */

import { join } from 'node:path';
import test from 'ava';
import { projectRoot } from '../../spec/project-root.js';
import { temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

const fixtures = join(projectRoot(), 'scripts/test/fixtures');

test('check ends with 0 when everything holds', async (t) => {
  const { code, stdout } = await runDoor(['check', 'Counters.tla', '--config', 'Holds.cfg'], { cwd: fixtures });
  t.is(code, 0);
  t.regex(stdout, /^9 distinct states/m);
  t.regex(stdout, /^InRange +invariant +holds$/m);
});

test('check ends with 1 and a schedule when an invariant is violated', async (t) => {
  const { code, stdout } = await runDoor(['check', 'Counters.tla', '--config', 'Violated.cfg'], { cwd: fixtures });
  t.is(code, 1);
  t.regex(stdout, /^BelowTop +invariant +violated/m);
  t.regex(stdout, /^1 .*Increase\(a\): a counts up by one\.$/m);
  t.regex(stdout, /^BelowTop is violated here\. It says: No digit reaches the top\.$/m);
});

test('check asks for no deadlock where the configuration names no behaviour', async (t) => {
  const { code, stdout } = await runDoor(['check', 'Assumed.tla', '--config', 'Assumed.cfg'], { cwd: fixtures });
  t.is(code, 0);
  t.notRegex(stdout, /deadlock/);
});

test('check --json prints one element of results', async (t) => {
  const words = ['check', 'Counters.tla', '--config', 'Violated.cfg', '--json'];
  const { code, stdout, stderr } = await runDoor(words, { cwd: fixtures });
  t.is(code, 1);
  t.is(stderr, '');
  const result = JSON.parse(stdout);
  t.like(result, { model: 'Counters.tla', engine: 'own', system: null, distinctStates: 9, complete: true });
  const [, violated] = result.properties;
  t.like(violated, { name: 'BelowTop', verdict: 'violated', expected: 'holds', asExpected: false });
  t.is(violated.counterexample.length, 3);
  t.is(violated.counterexample.actions.length, 2);
  t.like(violated.counterexample.states[2], { '#meta': { index: 2, action: 'Increase' } });
});

test('check ends with 1 when the time is up: unknown is no pass', async (t) => {
  const { code, stdout } = await runDoor(['check', 'Counters.tla', '--timeout', '1'], { cwd: fixtures });
  t.is(code, 1);
  t.regex(stdout, /^InRange +invariant +unknown$/m);
  t.regex(stdout, /^unknown: the time limit of 1 s was reached/m);
});

test('Ctrl-C ends check with 130 and what is known by then', async (t) => {
  const { code, stdout, stderr } = await runDoor(['check', 'Counters.tla'], { cwd: fixtures, interruptAfterMs: 4000 });
  t.is(code, 130);
  t.is(stderr, 'interrupted\n');
  t.regex(stdout, /^unknown: interrupted: \d+ states were found/m);
});

test('explain tells a claim from its source to its remedy, and the case of its id does not matter', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout } = await runDoor(['explain', 'toy-i1', '--root', root]);
  t.is(code, 0);
  t.regex(stdout, /^TOY-I1: a wake-up between test and sleep is lost$/m);
  t.regex(stdout, /^Source: file latch\.c, wait loop\.$/m);
  t.regex(stdout, /^Property NoLostWakeup \(spec\/toy\/Latch\.tla:\d+\)$/m);
  t.regex(stdout, /^The sleeper sleeps for ever although the flag is set\.$/m);
  t.regex(stdout, /with TestAgain NoLostWakeup holds/);
});

test('explain uses the last results only while they speak of the present text', async (t) => {
  const root = temporaryProject(t);
  t.is((await runDoor(['verify', '--quiet', '--root', root])).code, 0);
  const before = await runDoor(['explain', 'TOY-I1', '--json', '--root', root]);
  t.is(before.code, 0);
  const changed = temporaryProject(t, {
    file: 'spec/toy/Latch.tla',
    replace: ['"TestAgain" \\in Repairs /\\ flag', 'FALSE'],
  });
  t.is((await runDoor(['verify', '--quiet', '--root', changed])).code, 1);
  const { code, stdout } = await runDoor(['explain', 'TOY-I1', '--root', changed]);
  t.is(code, 1);
  t.regex(stdout, /This is NOT confirmed\./);
});

test('explain tells a model: purpose, bounds, properties', async (t) => {
  const root = temporaryProject(t);
  const { code, stdout } = await runDoor(['explain', 'Latch.fixed-one', '--root', root]);
  t.is(code, 0);
  t.regex(stdout, /^One sleeper and the repaired latch/m);
  t.regex(stdout, /^Bounds: sleepers 1\. Memory model: sequential consistency\.$/m);
  t.regex(stdout, /^NoLostWakeup +holds +TOY-I1 /m);
});

test('every door says what it is for, with examples', async (t) => {
  for (const door of ['verify', 'check', 'explain']) {
    const { code, stdout } = await runDoor([door, '--help']);
    t.is(code, 0);
    t.regex(stdout, /Examples:\n {2}lsm-verify /);
  }
});
