/** What the door `conformance` refuses before anything runs. */

import test from 'ava';
import { runDoor } from './run-door.js';

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

const refused: Readonly<Record<string, readonly [words: readonly string[], says: RegExp]>> = {
  'a file to validate that is not there': [
    ['--validate', 'nowhere.ndjson'],
    /nowhere\.ndjson: expected a file that can be read/,
  ],
  'a recording of many models': [
    ['TaskKey', '--record', 'run.ndjson'],
    /--record: expected one model, by its id, found \d+ that match/,
  ],
  'two jobs at once': [['--validate', 'a', '--trace', 'b'], /expected one of --trace, --validate, --record/],
};
for (const [title, [words, says]] of Object.entries(refused)) {
  test(`${title} is bad input`, async (t) => {
    const { code, stderr } = await runDoor(['conformance', ...words]);
    t.is(code, 2);
    t.regex(stderr, says);
  });
}
