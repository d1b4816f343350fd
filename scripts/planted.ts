/**
 * Plants the regressions of `planted/regressions.ts` one at a time into a copy of the last commit, runs the gate there, and looks
 * whether it turns red and says why: `npm run planted -- [id...]`. Ends with 1 where one is missed.
 */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../reports/gate/cache.js';
import type { GateChange, GateDocument } from '../reports/gate/document.js';
import { type ProgramRun, runNode, runProgram } from '../reports/gate/run-program.js';
import { cell, type Page, paragraph } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { InputError } from '../spec/input-error.js';
import type { Regression } from './planted/regression.js';
import { regressions } from './planted/regressions.js';
import { exitCodes } from './terminal.js';

interface Found {
  readonly regression: Regression;
  readonly seconds: number;
  /** The change that says it; undefined where the regression is missed. */
  readonly told?: GateChange;
  /** Why it counts as missed. */
  readonly missed?: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());

const asked = process.argv.slice(2);
const unknown = asked.find((id) => !regressions.some((regression) => regression.id === id));
if (unknown !== undefined) {
  const ids = regressions.map(({ id }) => id).join(', ');
  process.stderr.write(
    `error: ${new InputError({ code: 'unknown-name', expected: `one of ${ids}`, found: unknown }).message}\n`,
  );
  process.exitCode = exitCodes.couldNotRun;
} else {
  process.exitCode = await main(regressions.filter(({ id }) => asked.length === 0 || asked.includes(id)));
}

async function main(chosen: readonly Regression[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-planted-'));
  const copy = join(folder, 'copy');
  const found: Found[] = [];
  try {
    await copyOfHead(copy);
    for (const [index, regression] of chosen.entries()) {
      if (stop.signal.aborted) break;
      const one = await plantedOnce(copy, regression);
      found.push(one);
      const ending = one.told === undefined ? `MISSED: ${one.missed}` : 'found';
      process.stderr.write(`${index + 1}/${chosen.length} ${regression.id}: ${ending} (${one.seconds.toFixed(0)} s)\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(terminalText(pageOf(found), terminalStyle(process.stdout, process.env)));
  if (stop.signal.aborted) return exitCodes.interrupted;
  return found.every(({ told }) => told !== undefined) ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** A clone with what is installed here, and with the results of earlier runs, so that only what a plant touches runs again. */
async function copyOfHead(copy: string): Promise<void> {
  await succeed(runProgram('git', ['clone', '--quiet', root, copy], at(root)));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
  restoreCache(copy);
}

function restoreCache(copy: string): void {
  const [from, to] = [join(root, cacheFolder), join(copy, cacheFolder)];
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}

async function plantedOnce(copy: string, regression: Regression): Promise<Found> {
  const started = performance.now();
  const told = (rest: Omit<Found, 'regression' | 'seconds'>): Found => {
    return { regression, seconds: (performance.now() - started) / 1000, ...rest };
  };
  try {
    for (const { file, replace } of regression.plants) plant(join(copy, file), replace);
    const built = await runNode(['scripts/built.mjs', '--current'], at(copy));
    if (built.code !== 0) return told({ missed: `the copy cannot be built: ${built.stderr.trim().split('\n')[0]}` });
    const shard = regression.shard === undefined ? [] : ['--shard', regression.shard];
    const words = ['dist/scripts/lsm-verify.js', 'gate', '--json', ...shard, '--stage', ...regression.stages];
    const run = await runNode(words, at(copy));
    return told(judged(run, regression));
  } catch (error) {
    return told({ missed: error instanceof Error ? error.message : String(error) });
  } finally {
    await succeed(runProgram('git', ['checkout', '--quiet', '--', '.'], at(copy)));
    restoreCache(copy);
  }
}

function plant(file: string, replace: Regression['plants'][number]['replace']): void {
  if (replace === null) {
    rmSync(file);
    return;
  }
  const text = readFileSync(file, 'utf8');
  const [from, to] = replace;
  const changed = typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace in ${file.split('/copy/').at(-1)}: ${from}`);
  writeFileSync(file, changed);
}

function judged({ code, stdout, stderr }: ProgramRun, { says }: Regression): Pick<Found, 'told' | 'missed'> {
  if (code === exitCodes.asExpected) return { missed: 'the gate stays open' };
  if (code !== exitCodes.notAsExpected)
    return { missed: `the gate ends with ${code}: ${stderr.trim().split('\n')[0]}` };
  const { stages } = JSON.parse(stdout) as GateDocument;
  const failing = stages.flatMap(({ changes }) => changes).filter(({ fails }) => fails);
  const told = failing.find((change) => says.every((word) => textOf(change).includes(word)));
  if (told !== undefined) return { told };
  const [first] = failing;
  return { missed: `red, but not for this: ${first === undefined ? 'no change at all' : textOf(first)}` };
}

function textOf({ message, place, flow }: GateChange): string {
  const steps = (flow ?? []).map(({ step }) => step).join(' ');
  return `${place === undefined ? '' : `${place.file}:${place.line}: `}${message} ${steps}`;
}

function pageOf(found: readonly Found[]): Page {
  const missed = found.filter(({ told }) => told === undefined).length;
  return [
    {
      kind: 'table',
      columns: [{ title: 'planted' }, { title: 's', align: 'right' }, { title: 'what the gate says', wraps: true }],
      rows: found.map(({ regression, seconds, told, missed: why }) => [
        cell(regression.id, told === undefined ? 'bad' : 'good'),
        cell(seconds.toFixed(0)),
        cell(told === undefined ? `MISSED: ${why}` : sentenceOf(told)),
      ]),
    },
    paragraph(`${found.length} planted, ${missed} missed.`, missed === 0 ? 'good' : 'bad'),
  ];
}

function sentenceOf({ message, place }: GateChange): string {
  const text = `${place === undefined ? '' : `${place.file}:${place.line}: `}${message}`;
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}

function at(cwd: string) {
  return { cwd, signal: stop.signal };
}

async function succeed(running: Promise<ProgramRun>): Promise<void> {
  const { code, stderr } = await running;
  if (code !== 0 && !stop.signal.aborted) throw new Error(stderr.trim().split('\n')[0] ?? `exit ${code}`);
}
