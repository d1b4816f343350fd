/** The options that several doors take: how they are read, what they mean when not given. */

import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../reports/verify/run.js';
import { defaultLimits, defaultWorkers, type EngineLimits } from '../spec/checker/index.js';

/** The engine that runs unless another is asked for. */
export const defaultEngine = 'own';

export const engineOption = () =>
  new Option('--engine <name>', 'own, tla-checker, tlc (needs TLA2TOOLS_JAR) or all that are present').default(
    defaultEngine,
  );
export const workersOption = () =>
  new Option('--workers <n>', 'models at a time').argParser(positiveInteger).default(defaultWorkers);
export const statesOption = () =>
  new Option('--max-states <n>', 'distinct states of a model at which it is given up as unknown')
    .argParser(positiveInteger)
    .default(defaultLimits.statesMax);
export const timeoutOption = () =>
  new Option('--timeout <seconds>', 'time for one model, after which it is given up as unknown')
    .argParser(positiveNumber)
    .default(defaultLimits.timeoutMs / 1000);
export const shardOption = () =>
  new Option('--shard <i/n>', 'run only the i-th of n parts of the models').argParser(shard);
export const seedOption = () =>
  new Option('--seed <n>', 'for what is chosen at random').argParser(positiveInteger).default(1);
export const stepsOption = () =>
  new Option('--steps <n>', 'steps of a recorded run at most').argParser(positiveInteger).default(100);
export const scheduleOption = () =>
  new Option('--schedule <name>', 'who moves next in a recorded run')
    .choices(['by-seed', 'in-order'])
    .default('by-seed');
export const runsOption = () =>
  new Option('--runs <n>', 'runs of each, of which the median counts').argParser(positiveInteger).default(5);
export const rootOption = () =>
  new Option('--root <folder>', 'the project to work on').argParser((folder) => resolve(folder)).hideHelp();

/** What `--max-states` and `--timeout` come to. */
export function limitsOf(flags: { readonly maxStates: number; readonly timeout: number }): EngineLimits {
  return { ...defaultLimits, statesMax: flags.maxStates, timeoutMs: Math.ceil(flags.timeout * 1000) };
}

/** A whole number of 1 or more. */
export function positiveInteger(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  }
  return number;
}

function positiveNumber(text: string): number {
  const number = Number(text);
  // A timer of more than 2^31 - 1 milliseconds would fire at once.
  if (!/^\d+(\.\d+)?$/.test(text) || number <= 0 || number > 2_000_000) {
    throw new InvalidArgumentError('Expected a number of seconds above 0 and up to 2000000.');
  }
  return number;
}

function shard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new InvalidArgumentError('Expected i/n with 1 <= i <= n, for example 1/2.');
  }
  return { index, count };
}
