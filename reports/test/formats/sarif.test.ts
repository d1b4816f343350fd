/** SARIF: valid against its schema, kinds that say what a result is worth, schedules as one thread of module and implementation. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import test from 'ava';
import fc from 'fast-check';
import { projectRoot } from '../../../spec/project-root.js';
import { sarifText } from '../../formats/sarif.js';
import { checksOf, type Telling } from '../../formats/telling.js';
import { wellFormed } from '../../formats/text.js';
import { hostileTelling, longNames, tellingOf } from './hostile.js';

const schema = JSON.parse(readFileSync(join(projectRoot(), 'reports/schema/sarif.schema.json'), 'utf8'));
const validate = new Ajv({ strict: true, strictRequired: false }).compile(schema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly unknown[] }[] }[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly results: readonly Result[];
}

function runOf(telling: Telling): Run {
  const text = sarifText(telling, '1.2.3');
  const log: { readonly runs: readonly [Run] } = JSON.parse(text);
  if (!validate(log)) throw new Error(JSON.stringify(validate.errors?.[0]));
  return log.runs[0];
}

test('law: every telling fits the schema, messages come back, and rules are found by their index', (t) => {
  fc.assert(
    fc.property(hostileTelling, (telling) => {
      const { results, tool } = runOf(telling);
      const told = checksOf(telling)
        .map(([, check]) => check)
        .filter(({ outcome, claims, leads }) => {
          if (outcome === 'failed' || outcome === 'noted') return true;
          return outcome !== 'skipped' && (claims.length > 0 || leads === true);
        });
      t.deepEqual(
        results.map(({ message }) => message.text),
        told.map(({ message }) => wellFormed(message)),
      );
      for (const { ruleId, ruleIndex } of results) t.is(tool.driver.rules[ruleIndex]?.id, ruleId);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a name of 4095 bytes is one rule of that name', (t) => {
  for (const name of longNames) t.is(runOf(tellingOf({ name, rule: name })).results[0]?.ruleId, name);
});

const told = test.macro(
  (t, outcome: 'passed' | 'refuted' | 'noted' | 'open' | 'failed', kind: string, level: string) => {
    const [result] = runOf(tellingOf({ outcome, claims: ['TOY-C1'] })).results;
    t.like(result, { kind, level });
  },
);
test('what is not as expected is a failure and an error', told, 'failed', 'fail', 'error');
test('what is refuted as expected is information', told, 'refuted', 'informational', 'none');
test('what is only told is information', told, 'noted', 'informational', 'none');
test('what holds is a pass', told, 'passed', 'pass', 'none');
test('what is unknown is open', told, 'open', 'open', 'none');

test('what passed and settles no claim is left out; what was not run is told of the run', (t) => {
  t.deepEqual(runOf(tellingOf({ outcome: 'passed' })).results, []);
  const run = runOf(tellingOf({ outcome: 'skipped', message: 'too large' }));
  t.deepEqual(run.results, []);
  t.is(run.invocations[0]?.toolExecutionNotifications.at(-1)?.message.text, 'Safe: too large');
});

test('a schedule is one thread, the line of the module before that of the implementation', (t) => {
  const spec = { file: 'spec/toy/Latch.tla', line: 20 };
  const source = { file: 'impl/toy/latch.ts', line: 7 };
  const flow = [
    { step: 'initial state', text: 'flag: FALSE' },
    { step: 'SetFlag', text: 'It sets the flag.', spec, source },
  ];
  const [result] = runOf(tellingOf({ flow })).results;
  const at = ({ file, line }: { file: string; line: number }) => ({
    physicalLocation: { artifactLocation: { uri: file, uriBaseId: '%SRCROOT%' }, region: { startLine: line } },
  });
  t.deepEqual(result?.codeFlows, [
    {
      threadFlows: [
        {
          locations: [
            {
              location: { message: { text: '0. initial state: flag: FALSE' } },
              nestingLevel: 0,
              importance: 'essential',
              executionOrder: 1,
            },
            {
              location: { ...at(spec), message: { text: '1. SetFlag: It sets the flag.' } },
              nestingLevel: 0,
              importance: 'essential',
              executionOrder: 2,
            },
            {
              location: { ...at(source), message: { text: 'SetFlag in the implementation' } },
              nestingLevel: 1,
              importance: 'important',
              executionOrder: 3,
            },
          ],
        },
      ],
    },
  ]);
});

test('the schema refuses an error that is no failure, and a path that is absolute', (t) => {
  const text = sarifText(tellingOf({ place: { file: 'spec/a.tla', line: 1 } }), '1.2.3');
  t.true(validate(JSON.parse(text)));
  for (const wrong of [
    text.replace('"kind": "fail"', '"kind": "pass"'),
    text.replace('"spec/a.tla"', '"/spec/a.tla"'),
  ]) {
    t.not(wrong, text);
    t.false(validate(JSON.parse(wrong)));
  }
});
