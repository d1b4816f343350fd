/** Branches told by V8's counts, and the list of those that need not be taken. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { type Branch, branchesOf } from '../../coverage/branches.js';
import type { Exclusion } from '../../coverage/exclusions.js';
import { exclusionFault, fileMeasure } from '../../coverage/measure.js';

const code = 'export function sign(n) {\n  if (n < 0) return -1;\n  return n ?? 1;\n}\n';

/** The same text as source and as compiled file, a line a line. */
function twoFiles(t: ExecutionContext): { readonly built: string; readonly source: string } {
  const folder = mkdtempSync(join(tmpdir(), 'branches-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [built, source] = [join(folder, 'sign.js'), join(folder, 'sign.ts')];
  for (const file of [built, source]) writeFileSync(file, code);
  const mappings = 'AAAA,CAAC,CAAC,CAAC,CAAC,CAAC,CAAC;AACA;AACA;AACA';
  writeFileSync(`${built}.map`, JSON.stringify({ version: 3, sources: ['sign.ts'], names: [], mappings }));
  return { built, source };
}

/** Called once, with a number that is not negative. */
function counts(built: string): Profiler.ScriptCoverage {
  const range = (text: string, count: number) => {
    const startOffset = code.indexOf(text);
    return { startOffset, endOffset: startOffset + text.length, count };
  };
  const whole = { startOffset: 0, endOffset: code.length, count: 1 };
  const ranges = [{ ...range(code.slice(7, -1), 1) }, range('return -1;', 0), range('?? 1', 0)];
  return {
    scriptId: '1',
    url: pathToFileURL(built).href,
    functions: [
      { functionName: '', ranges: [whole], isBlockCoverage: true },
      { functionName: 'sign', ranges, isBlockCoverage: true },
    ],
  };
}

test('an arm that was not taken is told by its line', async (t) => {
  const files = twoFiles(t);
  const branches = await branchesOf(files, counts(files.built));
  const missed = branches.filter(({ isCovered }) => !isCovered).map(({ line, arm }) => `${line} ${arm}`);
  t.deepEqual(missed, ['2 then', '3 operand 2']);
  t.true(branches.some(({ arm, isCovered }) => arm === 'function' && isCovered));
  t.true(branches.some(({ line, arm, isCovered }) => line === 2 && arm === 'else' && isCovered));
});

test('of a file that was never loaded no branch is taken', async (t) => {
  const branches = await branchesOf(twoFiles(t), undefined);
  t.true(branches.length > 3);
  t.true(branches.every(({ isCovered }) => !isCovered));
});

const missed: Branch = { line: 2, column: 2, arm: 'then', text: 'if (n < 0) return -1;', isCovered: false };
const taken: Branch = { ...missed, arm: 'else', isCovered: true };
const exclusion: Exclusion = { file: 'sign.ts', text: missed.text, arm: 'then', reason: 'numbers are natural' };

test('a branch is open unless it is taken or excluded', (t) => {
  t.deepEqual(fileMeasure('sign.ts', [missed, taken], []).open, [missed]);
  t.like(fileMeasure('sign.ts', [missed, taken], [exclusion]), { branches: 2, covered: 1, excluded: 1, open: [] });
});

test('an exclusion of what is taken, or is not there, is an error', (t) => {
  t.deepEqual(exclusionFault(exclusion, [missed, taken]), []);
  t.regex(exclusionFault({ ...exclusion, arm: 'else' }, [missed, taken]).join(), /excluded and is taken/);
  t.regex(exclusionFault({ ...exclusion, text: 'gone' }, [missed, taken]).join(), /excluded and does not exist/);
});
