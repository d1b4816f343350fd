/** Reads KTAP version 1 by the grammar of Documentation/dev-tools/ktap.rst, and refuses every line that the grammar has not. */

export interface KtapTest {
  readonly ok: boolean;
  /** As it stands in the result line. */
  readonly name: string;
  readonly directive?: string;
  readonly reason?: string;
  readonly diagnostics: readonly string[];
  readonly tests: readonly KtapTest[];
}

export interface Ktap {
  readonly diagnostics: readonly string[];
  readonly tests: readonly KtapTest[];
}

/** @throws {Error} with the number of the first line that does not fit. */
export function readKtap(text: string): Ktap {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  const lines = text.slice(0, -1).split('\n');
  const reader = { lines, at: 0 };
  const read = block(reader, '');
  if (reader.at !== lines.length) throw unexpected(reader, 'the end');
  return read;
}

interface Reader {
  readonly lines: readonly string[];
  at: number;
}

/** Version line, plan, and as many tests as it says. */
function block(reader: Reader, indent: string): Ktap {
  take(reader, indent, /^KTAP version 1$/, 'a version line');
  const count = Number(take(reader, indent, /^1\.\.(\d+)$/, 'a plan')[1]);
  const own = diagnostics(reader, indent);
  const tests: KtapTest[] = [];
  for (let number = 1; number <= count; number++)
    tests.push(oneTest(reader, indent, number, number === 1 ? [] : undefined));
  return { diagnostics: own, tests };
}

function oneTest(reader: Reader, indent: string, number: number, before: readonly string[] | undefined): KtapTest {
  const first = before ?? diagnostics(reader, indent);
  const deeper = `${indent}  `;
  const inner = peek(reader, deeper, /^KTAP version 1$/) === undefined ? undefined : block(reader, deeper);
  const last = diagnostics(reader, indent);
  const form = /^(ok|not ok) (\d+) ([^#\s](?:[^#]*[^#\s])?)(?: # (SKIP|XFAIL)(?: (.*))?)?$/;
  const [, word, found, name = '', directive, reason] = take(reader, indent, form, `the result of test ${number}`);
  if (Number(found) !== number) throw new Error(`line ${reader.at}: number ${found} where ${number} is due`);
  const ok = word === 'ok';
  const tests = inner?.tests ?? [];
  if (inner !== undefined && ok === tests.some((test) => !test.ok)) {
    throw new Error(`line ${reader.at}: the result is not that of its subtests`);
  }
  return {
    ok,
    name,
    ...(directive === undefined ? {} : { directive }),
    ...(reason === undefined ? {} : { reason }),
    diagnostics: [...first, ...(inner?.diagnostics ?? []), ...last],
    tests,
  };
}

function diagnostics(reader: Reader, indent: string): readonly string[] {
  const found: string[] = [];
  for (
    let line = peek(reader, indent, /^#(?: (?!Subtest:)(.*))?$/);
    line !== undefined;
    line = peek(reader, indent, /^#(?: (?!Subtest:)(.*))?$/)
  ) {
    found.push(line[1] ?? '');
    reader.at++;
  }
  return found;
}

function peek({ lines, at }: Reader, indent: string, form: RegExp): RegExpExecArray | undefined {
  const line = lines[at];
  return line?.startsWith(indent) ? (form.exec(line.slice(indent.length)) ?? undefined) : undefined;
}

function take(reader: Reader, indent: string, form: RegExp, what: string): RegExpExecArray {
  const found = peek(reader, indent, form);
  if (found === undefined) throw unexpected(reader, what);
  reader.at++;
  return found;
}

function unexpected({ lines, at }: Reader, what: string): Error {
  return new Error(`line ${at + 1}: expected ${what}, found ${JSON.stringify(lines[at])}`);
}
