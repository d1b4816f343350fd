/** The door `check`: checks any TLA+ module with its configuration, as TLC would. */

import { resolve } from 'node:path';
import { checkParts } from '../reports/render/check-page.js';
import { partsText } from '../reports/render/parts.js';
import { terminalStyle } from '../reports/render/terminal.js';
import { checkModule, configBeside } from '../reports/verify/check.js';
import { textUnder } from '../reports/verify/explain.js';
import { resultJson } from '../reports/verify/store.js';
import { describeModule } from '../spec/actions.js';
import { selectEngines } from '../spec/checker/index.js';
import { readText } from '../spec/positioned-file.js';
import { limitsOf } from './options.js';
import { exitCodes, progressLine, type World } from './terminal.js';

export interface CheckFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly config?: string;
  readonly engine: string;
  readonly maxStates: number;
  readonly timeout: number;
}

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function checkDoor(file: string, flags: CheckFlags, world: World): Promise<number> {
  const moduleFile = resolve(file);
  const configFile = flags.config === undefined ? configBeside(moduleFile) : resolve(flags.config);
  const module = describeModule(readText(moduleFile), file, textUnder(process.cwd()));
  const engines = await selectEngines(flags.engine);
  const progress = progressLine(world, flags.quiet === true);
  const results = await checkModule({
    moduleFile,
    configFile,
    engines,
    limits: limitsOf(flags),
    workers: 1,
    signal: world.signal,
    onProgress: progress.show,
  }).finally(progress.clear);

  const settled = results.filter((result) => result !== undefined);
  const [first, ...others] = settled;
  if (first !== undefined) {
    const document = { ...first, ...(others.length === 0 ? {} : { alsoRun: others }) };
    if (flags.json === true) world.stdout.write(resultJson(document));
    else
      world.stdout.write(
        partsText(checkParts(settled, module, flags.quiet === true), terminalStyle(world.stdout, world.env)),
      );
  }
  if (world.signal.aborted) {
    world.stderr.write('interrupted\n');
    return exitCodes.interrupted;
  }
  return settled.every((result) => result.asExpected) ? exitCodes.asExpected : exitCodes.notAsExpected;
}
