/** The door `bench`: speed and memory of the checker, against the engines that are present. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchDocument, benchRows } from '../reports/bench/document.js';
import { measure } from '../reports/bench/measure.js';
import { plan } from '../reports/bench/plan.js';
import { targetOutcomes } from '../reports/bench/targets.js';
import { benchPage } from '../reports/render/bench-page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { writeWhole } from '../reports/verify/store.js';
import { type EngineName, enginesPresent } from '../spec/checker/index.js';
import { InputError } from '../spec/input-error.js';
import { projectRoot } from '../spec/project-root.js';
import { exitCodes, type World } from './terminal.js';

export interface BenchFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly runs: number;
}

const engineNames: readonly EngineName[] = ['own', 'tla-checker', 'tlc'];

/** Runs the door and resolves to the exit code. @throws {InputError} when a filter matches nothing. */
export async function benchDoor(filters: readonly string[], flags: BenchFlags, world: World): Promise<number> {
  const root = projectRoot();
  const matches = ({ configFile }: { readonly configFile: string }) =>
    filters.length === 0 || filters.some((filter) => configFile.toLowerCase().includes(filter.toLowerCase()));
  const chosen = plan.filter(matches);
  if (chosen.length === 0) {
    const known = plan.map(({ configFile }) => configFile.replace(/^.*\//, '')).join(', ');
    throw new InputError({ code: 'unknown-model', expected: `one of ${known}`, found: filters.join(' ') });
  }
  const present = (await enginesPresent()).map(({ name }) => name);
  const series = await measure({
    root,
    binary: fileURLToPath(new URL('./lsm-verify.js', import.meta.url)),
    plan: chosen,
    engines: present,
    runs: flags.runs,
    signal: world.signal,
    onSample: ({ configFile }, engine, run) => {
      if (flags.quiet !== true) world.stderr.write(`run ${run + 1} of ${flags.runs}: ${configFile} on ${engine}\n`);
    },
  });
  const rows = benchRows(series);
  const document: BenchDocument = {
    schema: 'lsm-verify/bench@1',
    runs: flags.runs,
    node: process.versions.node,
    enginesAbsent: engineNames.filter((name) => !present.includes(name)),
    rows,
    targets: targetOutcomes(rows),
  };
  const text = `${JSON.stringify(document, undefined, 2)}\n`;
  if (!world.signal.aborted) writeWhole(join(root, 'reports/results/bench.json'), text);
  if (flags.json === true) world.stdout.write(text);
  else world.stdout.write(terminalText(benchPage(document), terminalStyle(world.stdout, world.env)));
  if (!world.signal.aborted) return exitCodes.asExpected;
  world.stderr.write('interrupted\n');
  return exitCodes.interrupted;
}
