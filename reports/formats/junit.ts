/** JUnit XML, as CI servers read it: a suite a group, a case a check; the grammar is reports/schema/junit.xsd. */

import { placeText, stepText } from './step-text.js';
import { type Check, type CheckGroup, checksOf, type Telling } from './telling.js';
import { attributeText, elementText } from './xml.js';

/** The whole file. What is refuted as expected passes here, and its output says what was found. */
export function junitText(telling: Telling): string {
  const all = checksOf(telling);
  const seconds = telling.groups.reduce((sum, group) => sum + group.seconds, 0);
  const totals = counts(
    all.map(([, check]) => check),
    seconds,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attributeText(`lsm-verify ${telling.door}`)}" ${totals}>`,
    ...telling.groups.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(group: CheckGroup): readonly string[] {
  const { name, notes, checks, seconds } = group;
  const lines = [
    `  <testsuite name="${attributeText(name)}" ${counts(checks, seconds)}>`,
    ...(notes.length === 0
      ? []
      : [
          '    <properties>',
          ...notes.map((note) => `      <property name="note" value="${attributeText(note)}"/>`),
          '    </properties>',
        ]),
    ...checks.flatMap((check) => testCase(group, check)),
    '  </testsuite>',
  ];
  return lines;
}

function counts(checks: readonly Check[], seconds: number): string {
  const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = checks.filter(({ outcome }) => isSkipped(outcome)).length;
  return `tests="${checks.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

/** Unknown is not passed, even where it is expected. */
function isSkipped(outcome: Check['outcome']): boolean {
  return outcome === 'skipped' || outcome === 'open';
}

function testCase(group: CheckGroup, check: Check): readonly string[] {
  const { name, outcome, message, place } = check;
  const where = place === undefined ? '' : ` file="${attributeText(place.file)}" line="${place.line}"`;
  const open = `    <testcase classname="${attributeText(group.name)}" name="${attributeText(name)}" time="0.000"${where}`;
  const inner = body(check);
  if (outcome === 'failed') {
    const type = attributeText(check.rule);
    return [
      `${open}>`,
      `      <failure type="${type}" message="${attributeText(message)}">${elementText(inner)}</failure>`,
      '    </testcase>',
    ];
  }
  if (isSkipped(outcome))
    return [`${open}>`, `      <skipped message="${attributeText(message)}"/>`, '    </testcase>'];
  if (outcome === 'passed') return [`${open}/>`];
  return [`${open}>`, `      <system-out>${elementText(inner)}</system-out>`, '    </testcase>'];
}

function body({ message, place, expectedAt, flow = [] }: Check): string {
  const lines = [
    message,
    ...(place === undefined ? [] : [`at ${placeText(place)}`]),
    ...(expectedAt === undefined ? [] : [`expected at ${placeText(expectedAt)}`]),
    ...flow.map(stepText),
  ];
  return lines.join('\n');
}
