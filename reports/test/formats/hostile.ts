/** Texts that formats trip over, and tellings made of nothing else. */

import fc from 'fast-check';
import {
  type Check,
  type CheckGroup,
  type FlowStep,
  type Outcome,
  type Place,
  type Telling,
  told,
} from '../../formats/telling.js';

/** Each ends something, begins something, or cannot be carried at all in one of the formats. */
const pieces = [
  '<',
  '>',
  '&',
  '&amp;',
  ']]>',
  '<!--',
  '"',
  "'",
  '%',
  '%0A',
  '%25',
  '#',
  ' # SKIP',
  '# Subtest: x',
  '\nok 1 - forged',
  '\n::error ::forged',
  'KTAP version 1',
  '1..3',
  'not ok 2 x',
  'reboot: System halted',
  'Kernel panic - not syncing: VFS:',
  ':',
  '::',
  ',',
  '=',
  '|',
  '`',
  '\\',
  '*',
  '_',
  '~~',
  '![a](b)',
  '<script>alert(1)</script>',
  '$x$',
  ':smile:',
  'http://a.example',
  'www.a.example',
  'a@b.example',
  '- ',
  '1. ',
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  '\u00a0',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  'ä',
  '/',
  '..',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** The longest name that a file system or the kernel lets one write, and one that has to be escaped all through. */
export const longNames: readonly string[] = ['n'.repeat(4095), '<'.repeat(4095), '#'.repeat(4095), '\n'.repeat(4095)];

const place: fc.Arbitrary<Place> = fc.record({
  file: hostileText.map((text) => `spec/${text}`),
  line: fc.integer({ min: 1, max: 9999 }),
});

const flowStep: fc.Arbitrary<FlowStep> = fc.record(
  { step: hostileText, text: hostileText, spec: place, source: place },
  { requiredKeys: ['step', 'text'] },
);

const outcomes: readonly Outcome[] = ['passed', 'refuted', 'noted', 'open', 'skipped', 'failed'];

const check: fc.Arbitrary<Check> = fc.record(
  {
    name: fc.oneof({ weight: 20, arbitrary: hostileText }, { weight: 1, arbitrary: fc.constantFrom('', ...longNames) }),
    rule: hostileText,
    outcome: fc.constantFrom(...outcomes),
    message: hostileText,
    claims: fc.array(hostileText, { maxLength: 2 }),
    place,
    expectedAt: place,
    flow: fc.array(flowStep, { maxLength: 3 }),
  },
  { requiredKeys: ['name', 'rule', 'outcome', 'message', 'claims'] },
);

const group: fc.Arbitrary<CheckGroup> = fc.record({
  system: fc.oneof(fc.constantFrom('tsem', 'ipe'), hostileText),
  name: hostileText,
  seconds: fc.constant(1.25),
  notes: fc.array(hostileText, { maxLength: 2 }),
  checks: fc.array(check, { maxLength: 6 }),
});

export const hostileTelling: fc.Arbitrary<Telling> = fc
  .record({
    door: fc.constantFrom('verify' as const, 'conformance' as const, 'gate' as const),
    interrupted: fc.boolean(),
    partial: fc.boolean(),
    summary: hostileText,
    groups: fc.array(group, { maxLength: 5 }),
  })
  .map(({ groups, interrupted, ...rest }) => {
    const failed = groups.some(({ checks }) => checks.some(({ outcome }) => outcome === 'failed'));
    return told({ ...rest, interrupted, groups, ok: !failed && !interrupted });
  });

/** A telling with one check; `changes` replaces parts of the check. */
export function tellingOf(changes: Partial<Check>, telling: Partial<Telling> = {}): Telling {
  const only: Check = {
    name: 'Safe',
    rule: 'Safe',
    outcome: 'failed',
    message: 'It is not safe.',
    claims: [],
    ...changes,
  };
  const groups = [{ system: 'toy', name: 'toy/M.one', seconds: 0.5, notes: ['bounds: none'], checks: [only] }];
  const ok = only.outcome !== 'failed';
  return told({ door: 'verify', ok, interrupted: false, partial: false, summary: 'One model.', groups, ...telling });
}
