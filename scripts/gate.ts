/** The door `gate`: nothing that was checked, proved or replayed may get worse or disappear. */

import { join } from 'node:path';
import { filesChangedSince } from '../reports/gate/changed-files.js';
import type { StageName } from '../reports/gate/context.js';
import { runGate, stageNames } from '../reports/gate/run.js';
import { gateJson, gatePath } from '../reports/gate/store.js';
import { gatePage, gateSummary } from '../reports/render/gate-page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import type { Shard } from '../reports/verify/run.js';
import { writeWhole } from '../reports/verify/store.js';
import { InputError, nearestName } from '../spec/input-error.js';
import { projectRoot } from '../spec/project-root.js';
import type { FormatFlags } from './format-options.js';
import { exitCodes, type World } from './terminal.js';
import { takesStdout, writeFormats } from './write-formats.js';

export interface GateFlags extends FormatFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly accept?: boolean;
  /** False where `--no-cache` is given. */
  readonly cache: boolean;
  readonly stage?: readonly string[];
  readonly shard?: Shard;
  readonly since?: string;
  readonly workers: number;
  readonly root?: string;
}

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function gateDoor(flags: GateFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  if (flags.accept === true && flags.shard !== undefined) {
    const expected = 'a run of its own, as a shard sees only a part';
    throw new InputError({ code: 'usage', field: '--accept', expected, found: '--shard' });
  }
  const stages = stagesOf(flags.stage);
  const isTaken = takesStdout(flags);
  const changedFiles = flags.since === undefined ? undefined : await filesChangedSince(root, flags.since, world.signal);
  const shown = world.stderr.isTTY === true && flags.quiet !== true;
  const erase = '\r\u001b[K';
  const document = await runGate({
    ...{ root, stages, changedFiles },
    accept: flags.accept === true,
    usesCache: flags.cache,
    shard: flags.shard,
    workers: flags.workers,
    env: world.env,
    signal: world.signal,
    onProgress(doing) {
      if (shown) world.stderr.write(`${erase}${doing.slice(0, Math.max(20, (world.stderr.columns || 80) - 1))}`);
    },
  }).finally(() => {
    if (shown) world.stderr.write(erase);
  });
  const json = gateJson(document);
  writeWhole(join(root, gatePath(document)), json);
  if (flags.json === true) world.stdout.write(json);
  else if (!isTaken) {
    const page =
      flags.quiet === true
        ? `${gateSummary(document)}\n`
        : terminalText(gatePage(document), terminalStyle(world.stdout, world.env));
    world.stdout.write(page);
  }
  writeFormats(document, root, flags, world);
  if (document.interrupted) return exitCodes.interrupted;
  return document.ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}

function stagesOf(names: readonly string[] | undefined): readonly StageName[] {
  if (names === undefined) return stageNames;
  return names.map((name) => {
    const stage = stageNames.find((each) => each === name);
    if (stage !== undefined) return stage;
    const nearest = nearestName(name, stageNames);
    throw new InputError({
      ...{ code: 'unknown-name', field: '--stage', expected: `one of ${stageNames.join(', ')}`, found: name },
      ...(nearest === undefined ? {} : { nearest }),
    });
  });
}
