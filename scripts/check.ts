/** The door `check`: checks any TLA+ module with its configuration, as TLC would. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkParts } from '../reports/render/check-page.js';
import { partsText } from '../reports/render/parts.js';
import { terminalStyle } from '../reports/render/terminal.js';
import { type Checked, checkModule, configBeside } from '../reports/verify/check.js';
import { describeModule } from '../spec/actions.js';
import { selectEngines } from '../spec/checker/index.js';
import { readText } from '../spec/read-text.js';
import { askedOf, type CheckFlags } from './check-options.js';
import { exitCodes, progressLine, type World } from './terminal.js';

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function checkDoor(file: string, flags: CheckFlags, world: World): Promise<number> {
  const moduleFile = resolve(file);
  const engines = await selectEngines(flags.engine);
  const { limits, options } = askedOf(flags, engines);
  readText(moduleFile);
  const configFile = flags.config === undefined ? configBeside(moduleFile) : resolve(flags.config);
  const progress = progressLine(world, flags.quiet === true);
  const printsTo = flags.json === true ? world.stderr : world.stdout;
  const checked = await checkModule({
    moduleFile,
    configFile,
    engines,
    limits,
    options: {
      ...options,
      keepsPartial: true,
      onPrinted(text) {
        progress.clear();
        printsTo.write(`${text}\n`);
      },
    },
    signal: world.signal,
    onProgress: progress.show,
  }).finally(progress.clear);

  if (checked.length > 0) {
    const text = flags.json === true ? await documentText(checked) : pageText(checked, moduleFile, flags, world);
    world.stdout.write(text);
  }
  if (world.signal.aborted) {
    world.stderr.write('interrupted\n');
    return exitCodes.interrupted;
  }
  return exitCodeOf(checked);
}

/** An evaluation that failed is neither a pass nor a verdict that came out otherwise: the run could not be made. */
function exitCodeOf(checked: readonly Checked[]): number {
  if (checked.some(({ outcome }) => outcome.error !== undefined)) return exitCodes.couldNotRun;
  return checked.every(({ result }) => result.asExpected) ? exitCodes.asExpected : exitCodes.notAsExpected;
}

async function documentText(checked: readonly Checked[]): Promise<string> {
  const { resultJson } = await import('../reports/verify/store.js');
  const [first, ...others] = checked.map(({ result }) => result);
  if (first === undefined) throw new Error('a document without a result');
  return resultJson({ ...first, ...(others.length === 0 ? {} : { alsoRun: others }) });
}

function pageText(checked: readonly Checked[], moduleFile: string, flags: CheckFlags, world: World): string {
  const page = {
    // Sentences over actions are for reading only: a module they cannot be had from is told without.
    module: flags.quiet === true ? undefined : describeModule(readText(moduleFile), moduleFile, textOf),
    fullTrace: flags.fullTrace === true,
    dump: flags.dump,
    read: (file: string) => textOf(resolve(file)),
  };
  return partsText(checkParts(checked, page), terminalStyle(world.stdout, world.env));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readText(file) : undefined;
}
