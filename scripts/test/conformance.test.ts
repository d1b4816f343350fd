import test from 'ava';
import { runDoor } from './run-door.js';

test('conformance replays a model and prints one document', async (t) => {
  const { code, stdout } = await runDoor(['conformance', 'tsem/TaskKey.fixed-parent-exits', '--json']);
  t.is(code, 0);
  const document = JSON.parse(stdout);
  t.like(document, { schema: 'lsm-verify/conformance@1', ok: true, partial: true });
  const [result] = document.results;
  t.is(result.transitionsReplayed, result.transitions);
  t.deepEqual(result.divergences, []);
});

test('a trace that is not there is bad input', async (t) => {
  const { code, stderr } = await runDoor(['conformance', '--trace', 'nowhere.itf.json']);
  t.is(code, 2);
  t.regex(stderr, /nowhere\.itf\.json.*expected a trace file/);
});

test('a model without an implementation is bad input', async (t) => {
  const { code, stderr } = await runDoor(['conformance', 'tsem/ControlFile.v3-heir']);
  t.is(code, 2);
  t.regex(stderr, /expected an implementation bound to tsem\/ControlFile/);
});
