/** Runs models for a door: engines by name with their versions, limits from the flags, progress on the terminal. */

import { type VerifyOptions, verify } from '../reports/verify/run.js';
import { selectEngines } from '../spec/checker/index.js';
import { limitsOf } from './options.js';
import { progressLine, type World } from './terminal.js';

export interface RunFlags {
  readonly quiet?: boolean;
  readonly workers: number;
  readonly maxStates: number;
  readonly timeout: number;
}

/** The engines that `--engine` names, with their versions. @throws {InputError} for a name or an engine that is not there. */
export async function versionedEngines(name: string): Promise<VerifyOptions['engines']> {
  const chosen = await selectEngines(name);
  return Promise.all(
    chosen.map(async (engine) => ({ engine, version: (await engine.version()) ?? 'of unknown version' })),
  );
}

/** Runs `what` as the flags say, and shows how far it is. */
export function runModels(
  what: Pick<VerifyOptions, 'project' | 'models' | 'engines' | 'enginesAbsent' | 'shard'>,
  flags: RunFlags,
  world: World,
): ReturnType<typeof verify> {
  const progress = progressLine(world, flags.quiet === true);
  return verify({
    ...what,
    limits: limitsOf(flags),
    workers: flags.workers,
    signal: world.signal,
    onSettled: (_, settled, total) => progress.settled(settled, total),
    onProgress: progress.show,
  }).finally(progress.clear);
}
