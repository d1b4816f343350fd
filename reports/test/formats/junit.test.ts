/** JUnit XML: valid against its schema by libxml2, and what is read back is what was told. */

import test from 'ava';
import fc from 'fast-check';
import { junitText } from '../../formats/junit.js';
import { checksOf, type Telling } from '../../formats/telling.js';
import { xmlText } from '../../formats/xml.js';
import { hostileTelling, longNames, tellingOf } from './hostile.js';
import { type Element, readJunit } from './xml.js';

function isElement(read: Element | readonly string[]): read is Element {
  return !Array.isArray(read);
}

/** Names and messages as they stand in the file, and as they must. */
function texts(root: Element, telling: Telling) {
  const suites = root.children.map(({ attributes, children }) => ({
    name: attributes.name,
    cases: children
      .filter(({ name }) => name === 'testcase')
      .map(({ attributes, children }) => ({
        name: attributes.name,
        message: children[0]?.attributes.message,
        output: children[0]?.name === 'system-out' ? children[0].text.split('\n')[0] : undefined,
      })),
  }));
  const expected = telling.groups.map(({ name, checks }) => ({
    name: xmlText(name),
    cases: checks.map(({ name, outcome, message }) => ({
      name: xmlText(name),
      message: ['failed', 'open', 'skipped'].includes(outcome) ? xmlText(message) : undefined,
      output: ['refuted', 'noted'].includes(outcome) ? xmlText(message).split('\n')[0] : undefined,
    })),
  }));
  return { suites, expected };
}

test('law: any text comes back, apart from what XML cannot carry, for which U+FFFD stands', async (t) => {
  await fc.assert(
    fc.asyncProperty(hostileTelling, async (telling) => {
      const read = await readJunit(junitText(telling));
      if (!isElement(read)) throw new Error(read.join('\n'));
      const { suites, expected } = texts(read, telling);
      t.deepEqual(suites, expected);
    }),
    { seed: 5, numRuns: 15 },
  );
});

for (const name of longNames) {
  test(`a name of 4095 bytes of ${JSON.stringify(name[0])} comes back`, async (t) => {
    const read = await readJunit(junitText(tellingOf({ name })));
    t.true(isElement(read));
    if (isElement(read)) t.is(read.children[0]?.children[1]?.attributes.name, name);
  });
}

test('counts are those of the checks: unknown and not run are skipped, refuted as expected is no failure', async (t) => {
  const outcomes = ['passed', 'refuted', 'noted', 'open', 'skipped', 'failed'] as const;
  const checks = outcomes.map((outcome) => ({ name: outcome, rule: outcome, outcome, message: outcome, claims: [] }));
  const telling = tellingOf(
    {},
    { ok: false, groups: [{ system: 'toy', name: 'toy/M.one', seconds: 0.5, notes: [], checks }] },
  );
  const read = await readJunit(junitText(telling));
  if (!isElement(read)) return t.fail(read.join('\n'));
  const counts = { tests: '6', failures: '1', errors: '0', skipped: '2', time: '0.500' };
  t.like(read.attributes, counts);
  t.like(read.children[0]?.attributes, counts);
  t.is(read.children[0]?.children.length, checksOf(telling).length);
});

test('the schema refuses a case in which something else stands, and two cases of one name', async (t) => {
  const whole = junitText(tellingOf({}));
  const wrong = [
    whole.replace('<failure ', '<fault ').replace('</failure>', '</fault>'),
    whole.replace('failures="1"', 'failures="many"'),
    whole.replace(/( *<testcase.*<\/testcase>\n)/s, '$1$1'),
  ];
  for (const text of wrong) {
    t.not(text, whole);
    t.false(isElement(await readJunit(text)), text);
  }
});
