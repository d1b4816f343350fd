/** The options of `check`: in TLC's words where TLC has them, and what they come to. */

import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Engine, EngineLimits, RunOptions } from '../spec/checker/index.js';
import { InputError } from '../spec/input-error.js';
import { shownPath } from '../spec/project-root.js';
import { engineOption, limitsOf, positiveInteger, statesOption, timeoutOption } from './options.js';

export interface CheckFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly config?: string;
  readonly engine: string;
  readonly maxStates: number;
  readonly maxMemory?: number;
  readonly timeout: number;
  /** False where `--no-deadlock` is given. */
  readonly deadlock: boolean;
  readonly continue?: boolean;
  readonly stopAtFirst?: boolean;
  /** Behaviours; true for the number of behaviours that is usual. */
  readonly simulate?: number | true;
  readonly depth?: number;
  readonly seed?: number;
  readonly dump?: string;
  readonly coverage?: boolean;
  readonly difftrace?: boolean;
  readonly fullTrace?: boolean;
}

/** Behaviours of a simulation unless told otherwise; TLC goes on until it is stopped. */
const usualBehaviours = 1000;
/** States of each, TLC's number. */
const usualDepth = 100;

const formats = { '.dot': 'dot', '.json': 'itf', '.graph': 'graph' } as const;

/** Gives `command` the options of `check`. */
export function withCheckOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the TLC configuration (default: the .cfg beside the module)')
    .option('--no-deadlock', 'a state without a next one is no error')
    .addOption(new Option('--continue', 'find the shortest counterexample of every property (the default)'))
    .addOption(new Option('--stop-at-first', 'end at the first violation').conflicts('continue'))
    .addOption(
      new Option('--simulate [num]', `random behaviours instead of all states; ${usualBehaviours} unless num is given`)
        .argParser(behaviours)
        .conflicts('dump'),
    )
    .addOption(
      new Option('--depth <n>', `states of a simulated behaviour (default: ${usualDepth})`).argParser(positiveInteger),
    )
    .addOption(new Option('--seed <n>', 'for random choices (default: 0)').argParser(wholeNumber))
    .option('--dump <file>', 'write the state graph: FILE.dot, FILE.json (ITF) or FILE.graph (compact)')
    .option('--coverage', 'count how often each action was taken and each expression evaluated')
    .option('--difftrace', 'show of each state only what changed (the default)')
    .addOption(new Option('--full-trace', 'show every state in full, in TLA+').conflicts('difftrace'))
    .addOption(statesOption())
    .addOption(
      new Option('--max-memory <MiB>', 'memory at which the model is given up as unknown').argParser(positiveInteger),
    )
    .addOption(timeoutOption())
    .addOption(engineOption())
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'print no counterexamples');
}

/**
 * What the flags ask of the engines.
 * @throws {InputError} for flags that do not go together, and a flag that one of `engines` does not have.
 */
export function askedOf(flags: CheckFlags, engines: readonly Engine[]): { limits: EngineLimits; options: RunOptions } {
  if (flags.depth !== undefined && flags.simulate === undefined) {
    throw new InputError({ code: 'usage', field: '--depth', expected: '--simulate beside it', found: 'none' });
  }
  const options: RunOptions = {
    ...(flags.deadlock ? {} : { checkDeadlock: false }),
    ...(flags.stopAtFirst === true ? { stopsAtViolation: true } : {}),
    ...(flags.simulate === undefined
      ? {}
      : {
          simulation: {
            behaviours: flags.simulate === true ? usualBehaviours : flags.simulate,
            depth: flags.depth ?? usualDepth,
          },
        }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.dump === undefined ? {} : { dump: dumpOf(flags.dump) }),
    ...(flags.coverage === true ? { coverage: true } : {}),
  };
  const bytes = flags.maxMemory === undefined ? {} : { bytesMax: flags.maxMemory * 2 ** 20 };
  for (const engine of engines) refuseAbsent(engine, { ...options, ...bytes });
  return { limits: { ...limitsOf(flags), ...bytes }, options };
}

const flagOf: Readonly<Partial<Record<keyof RunOptions | keyof EngineLimits, string>>> = {
  checkDeadlock: '--no-deadlock',
  stopsAtViolation: '--stop-at-first',
  simulation: '--simulate',
  seed: '--seed',
  dump: '--dump',
  coverage: '--coverage',
  bytesMax: '--max-memory',
};

function refuseAbsent(engine: Engine, asked: object): void {
  const absent = Object.entries(flagOf).find(
    ([name]) => name in asked && engine.options?.some((known) => known === name) !== true,
  );
  if (absent === undefined) return;
  throw new InputError({
    code: 'unsupported',
    field: absent[1],
    expected: 'an engine that has this option, which is own',
    found: `--engine ${engine.name}`,
  });
}

function dumpOf(file: string): NonNullable<RunOptions['dump']> {
  const ending = extname(file);
  const format = Object.entries(formats).find(([known]) => known === ending)?.[1];
  if (format === undefined) {
    throw new InputError({
      code: 'usage',
      field: '--dump',
      expected: `a file that ends in ${Object.keys(formats).join(', ')}`,
      found: file,
    });
  }
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) {
    const found = 'no such folder';
    throw new InputError({ code: 'missing-file', file: shownPath(folder), expected: 'the folder of --dump', found });
  }
  return { file: resolve(file), format };
}

/** `100`, or TLC's `num=100`. */
function behaviours(text: string): number {
  try {
    return positiveInteger(text.replace(/^num=/, ''));
  } catch {
    throw new InvalidArgumentError('Expected a number of behaviours; put a --simulate without one after the file.');
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('Expected a whole number.');
  return number;
}
