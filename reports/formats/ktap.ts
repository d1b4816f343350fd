/**
 * KTAP version 1, as the kernel's test tools read it: system, model and property as nested tests, diagnostics before results.
 *
 * Follows Documentation/dev-tools/ktap.rst. A name there can have no `#` and must fit one line; what it cannot have is
 * percent-encoded, the percent sign too, so that the name can be had back. The line "# Subtest: NAME", which kunit writes besides,
 * is left out: its reader would take a subtest that has its parent's name for the end of the parent.
 */

import { placeText, stepText } from './step-text.js';
import { bySystem, type Check, type CheckGroup, type Telling } from './telling.js';
import { wellFormed } from './text.js';

/** The whole file. Refuted as expected is `ok` with the directive XFAIL; unknown and not run are SKIP. */
export function ktapText(telling: Telling): string {
  const systems = bySystem(telling);
  const lines = [
    'KTAP version 1',
    `1..${systems.length}`,
    ...diagnostics([telling.summary]),
    ...systems.flatMap(
      ([system, groups], index) =>
        nested(
          system,
          index + 1,
          groups.map((group, at) => groupTest(group, at + 1)),
        ).lines,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** A test with its lines, the result line last. */
interface Test {
  readonly lines: readonly string[];
  readonly result: 'ok' | 'not ok' | 'skip';
}

function groupTest(group: CheckGroup, number: number): Test {
  const { name, notes, checks } = group;
  return nested(
    name,
    number,
    checks.map((check, index) => checkTest(check, index + 1)),
    notes,
  );
}

/** A test of subtests: it fails when one does, and is skipped when all are, or when there are none. */
function nested(name: string, number: number, tests: readonly Test[], notes: readonly string[] = []): Test {
  const label = ktapName(name);
  if (tests.length === 0) {
    return { lines: [`ok ${number} ${label} # SKIP there is nothing to check`], result: 'skip' };
  }
  const result = tests.some((test) => test.result === 'not ok')
    ? 'not ok'
    : tests.every((test) => test.result === 'skip')
      ? 'skip'
      : 'ok';
  const inner = ['KTAP version 1', `1..${tests.length}`, ...diagnostics(notes), ...tests.flatMap(({ lines }) => lines)];
  const ending =
    result === 'skip' ? `ok ${number} ${label} # SKIP all of it was skipped` : `${result} ${number} ${label}`;
  return { lines: [...inner.map((line) => `  ${line}`), ending], result };
}

function checkTest(check: Check, number: number): Test {
  const { outcome, message } = check;
  const label = ktapName(check.name);
  switch (outcome) {
    case 'failed':
      return { lines: [...diagnostics(detail(check)), `not ok ${number} ${label}`], result: 'not ok' };
    case 'refuted':
      return {
        lines: [...diagnostics(detail(check)), `ok ${number} ${label} # XFAIL refuted, as expected`],
        result: 'ok',
      };
    case 'noted':
      return { lines: [...diagnostics([message]), `ok ${number} ${label}`], result: 'ok' };
    case 'passed':
      return { lines: [`ok ${number} ${label}`], result: 'ok' };
    case 'open':
    case 'skipped':
      return { lines: [`ok ${number} ${label} # SKIP ${ktapName(message)}`], result: 'skip' };
  }
}

function detail({ message, place, expectedAt, flow = [] }: Check): readonly string[] {
  return [
    message,
    ...(place === undefined ? [] : [`at ${placeText(place)}`]),
    ...(expectedAt === undefined ? [] : [`expected at ${placeText(expectedAt)}`]),
    ...flow.map(stepText),
  ];
}

/** A name, or a reason, as it stands in a result line. */
export function ktapName(name: string): string {
  if (name === '') return '%';
  return encoded(name, /[%#]/g)
    .replace(/^[\s-]|\s$/g, percent)
    .replace(/\s(?=\s)/g, percent);
}

/** The name that `ktapName` wrote, apart from lone surrogates, for which U+FFFD stands. */
export function fromKtapName(text: string): string {
  return text === '%' ? '' : decodeURIComponent(text);
}

/** Diagnostic lines, one for each line of each text. Two blanks keep one that looks like a heading from being taken for it. */
function diagnostics(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(/\r\n|[\n\r]/))
    .map((line) => `# ${/^Subtest:/.test(line) ? ' ' : ''}${encoded(line, /%(?=[\dA-Fa-f]{2})/g).trimEnd()}`.trimEnd());
}

/** At these words kunit's reader takes the log to be at its end, wherever in a line they stand. */
const endings = /(?<=List of all partitions|Kernel panic - not syncing: VFS|reboot):/g;

function encoded(text: string, more: RegExp): string {
  return (
    wellFormed(text)
      .replace(more, percent)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, percent)
      .replace(endings, percent)
  );
}

function percent(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
